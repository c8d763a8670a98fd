/** A check's result for programs. */
import { headline, type ListNames } from '../../shared/checks/headline.ts';
import { type Inspected, type Inspection, publishedTarget } from '../../shared/checks/inspect.ts';
import type { Status } from '../../shared/model/finding.ts';
import type { Language } from '../../shared/model/language.ts';
import { count } from '../../shared/model/text.ts';
import { csvLine, jsonText, monitoringLines } from '../format.ts';

const nameOfTarget = ({ target }: Inspected): string => ('address' in target ? target.address : target.domain);

export const inspectionJsonLines = ({ targets }: Inspection): readonly string[] =>
  targets.map((target) => jsonText(publishedTarget(target)));

const HEADING = ['target', 'target_status', 'check', 'finding', 'subject', 'status', 'severity', 'summary'];

export const inspectionCsv = ({ targets }: Inspection): readonly string[] => [
  csvLine(HEADING),
  ...targets.flatMap((inspected) =>
    inspected.findings.map(({ check, id, subject, status, severity, summary }) =>
      csvLine([nameOfTarget(inspected), inspected.status, check, id, subject, status, severity, summary]),
    ),
  ),
];

export type InspectionMonitored = {
  readonly exit: number;
  readonly nameOf: ListNames;
  readonly language: Language;
  /** What else has to be known, a line each. */
  readonly kept: readonly string[];
};

export function inspectionMonitoring(
  { targets, queries, durationMs }: Inspection,
  { exit, nameOf, kept, language }: InspectionMonitored,
): readonly string[] {
  const numbers = Object.fromEntries(
    STATUSES.map((status) => [status, targets.filter((one) => one.status === status).length]),
  );
  const bad = targets.filter(({ status }) => status !== 'pass');
  const [first] = STATUSES.flatMap((status) => bad.filter((one) => one.status === status));
  const line = (one: Inspected): string => `${nameOfTarget(one)}: ${headline(one, nameOf)[language]}`;
  const others = bad.length > 1 ? WORDS[language].others(bad.length - 1) : '';
  const good = kept[0] === undefined || exit === 0 ? WORDS[language].inOrder(targets.length) : kept[0];
  return monitoringLines({
    exit,
    text: first === undefined ? good : `${line(first)}${others}`,
    measured: { targets: targets.length, ...numbers, queries, time: `${(durationMs / 1000).toFixed(2)}s` },
    more: [...bad.slice(1).map((one) => `${one.status.toUpperCase()} ${line(one)}`), ...kept],
  });
}

const WORDS: Readonly<Record<Language, Readonly<Record<'others' | 'inOrder', (count: number) => string>>>> = {
  en: {
    others: (more) => ` (and ${count(more, 'more target')})`,
    inOrder: (all) => `${count(all, 'target')} in order`,
  },
  ko: { others: (more) => ` (외 대상 ${more}개)`, inOrder: (all) => `대상 ${all}개 모두 정상` },
};

/** Worst first. */
const STATUSES: readonly Status[] = ['fail', 'warn', 'unknown', 'pass'];
