/** A check's result for programs. */
import { headline, type ListName } from '../../shared/checks/headline.ts';
import { type Inspected, type Inspection, publishedTarget } from '../../shared/checks/inspect.ts';
import type { Status } from '../../shared/model/finding.ts';
import { count } from '../../shared/model/text.ts';
import { csvLine, monitoringLines } from '../format.ts';

const nameOfTarget = ({ target }: Inspected): string => ('address' in target ? target.address : target.domain);

export const inspectionJsonLines = ({ targets }: Inspection): readonly string[] =>
  targets.map((target) => JSON.stringify(publishedTarget(target)));

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
  readonly nameOf: (list: string) => ListName | undefined;
  /** What else has to be known, a line each. */
  readonly kept: readonly string[];
};

export function inspectionMonitoring(
  { targets, queries, durationMs }: Inspection,
  { exit, nameOf, kept }: InspectionMonitored,
): readonly string[] {
  const numbers = Object.fromEntries(
    STATUSES.map((status) => [status, targets.filter((one) => one.status === status).length]),
  );
  const bad = targets.filter(({ status }) => status !== 'pass');
  const [first] = STATUSES.flatMap((status) => bad.filter((one) => one.status === status));
  const line = (one: Inspected): string => `${nameOfTarget(one)}: ${headline(one, nameOf)}`;
  const others = bad.length > 1 ? ` (and ${count(bad.length - 1, 'more target')})` : '';
  const good = kept[0] === undefined || exit === 0 ? `${count(targets.length, 'target')} in order` : kept[0];
  return monitoringLines({
    exit,
    text: first === undefined ? good : `${line(first)}${others}`,
    measured: { targets: targets.length, ...numbers, queries, time: `${(durationMs / 1000).toFixed(2)}s` },
    more: [...bad.slice(1).map((one) => `${one.status.toUpperCase()} ${line(one)}`), ...kept],
  });
}

/** Worst first. */
const STATUSES: readonly Status[] = ['fail', 'warn', 'unknown', 'pass'];
