/**
 * `check` for a person: the verdict first, then what is wrong with its proof and cure, then what is right. Lists that gave no
 * verdict, or were not asked, are explained once below everything, however many targets they concern.
 */
import { headline, type ListName } from '../../shared/checks/headline.ts';
import type { Inspected, Inspection } from '../../shared/checks/inspect.ts';
import { type Finding, type NotCovered, summaryText } from '../../shared/model/finding.ts';
import type { Text } from '../../shared/model/language.ts';
import type { Step } from '../../shared/model/remedy.ts';
import { count, wrap } from '../../shared/model/text.ts';
import { stepsOf } from '../../shared/remedies/render.ts';
import { paint, paintStatus, type Terminal } from '../terminal.ts';
import { evidenceLines } from './evidence.ts';
import { askedOf, renderResolvers } from './resolver.ts';
import { adviceStepLines } from './steps.ts';

/** Evidence shown of one finding; `--json` has all of it. */
const MAX_EVIDENCE = 2;
const INDENT = '        ';

export type InspectionScreen = {
  /** Remarks by target. */
  readonly notes: ReadonlyMap<string, Text>;
  readonly nameOf: (list: string) => ListName | undefined;
};

export function renderInspection(inspection: Inspection, shown: InspectionScreen, terminal: Terminal): string[] {
  const { targets, resolver, queries, durationMs } = inspection;
  const told: Told = new Map();
  return [
    ...renderResolvers(resolver, terminal),
    ...targets.flatMap((target) => [...renderTarget(target, shown, told, terminal), '']),
    ...renderSilent(
      targets.flatMap(({ findings }) => findings),
      terminal,
    ),
    ...renderNotCovered(
      targets.flatMap(({ coverage }) => coverage.notCovered),
      terminal,
    ),
    `${count(queries, 'DNS question')} in ${(durationMs / 1000).toFixed(1)} s${askedOf(resolver)}`,
  ];
}

const isSilentList = ({ check, status }: Finding): boolean => check === 'dnsbl' && status === 'unknown';

/** Advice that was shown, and of which target: one of a whole domain is said once. */
type Told = Map<string, string>;

function renderTarget(
  inspected: Inspected,
  { notes, nameOf }: InspectionScreen,
  told: Told,
  terminal: Terminal,
): string[] {
  const { target, status, findings } = inspected;
  const name = 'address' in target ? target.address : target.domain;
  const head = `${paint(terminal, 'bold', name)}  ${paintStatus(terminal, status, status.toUpperCase())}  ${headline(inspected, nameOf)}`;
  const note = notes.get(name)?.[terminal.language];
  const own = findings.filter((finding) => !isSilentList(finding) && finding.status !== 'pass');
  return [
    ...wrap(head, terminal.width, '  ').map((line, index) => (index === 0 ? line.slice(2) : line)),
    ...(note === undefined ? [] : wrap(`note: ${note}`, terminal.width, '  ')),
    ...own.flatMap((finding) => renderFinding(finding, told, terminal)),
    ...(own.length > 0 ? [''] : []),
    ...renderGood(
      findings.filter((finding) => finding.status === 'pass'),
      terminal,
    ),
    ...oneLine('UNKNOWN', 'unknown', findings.filter(isSilentList), terminal),
  ];
}

const label = ({ status, severity }: Finding): string =>
  `${status.toUpperCase()}${status === 'unknown' ? '' : ` ${severity}`}`;

function renderFinding(finding: Finding, told: Told, terminal: Terminal): string[] {
  const { status, id, subject, target, evidence, remedy, usedBy } = finding;
  const about = subject === target ? '' : `  ${paint(terminal, 'dim', subject)}`;
  const lines = ['', `  ${paintStatus(terminal, status, label(finding))}  ${paint(terminal, 'bold', id)}${about}`];
  lines.push(...wrap(summaryText(finding)[terminal.language], terminal.width, INDENT));
  for (const one of evidence.slice(0, MAX_EVIDENCE)) lines.push(...evidenceLines(one, INDENT, terminal));
  if (usedBy !== undefined) lines.push(...wrap(`Known to use it: ${usedBy.join(', ')}.`, terminal.width, INDENT));
  if (remedy === null) return lines;
  const advice = JSON.stringify(remedy);
  const before = told.get(advice);
  const same = [{ text: `As for ${before} above: one change serves both.` }];
  if (before !== undefined) return [...lines, ...adviceStepLines(same, INDENT, terminal)];
  told.set(advice, target);
  return [...lines, ...adviceStepLines(stepsOf(remedy), INDENT, terminal)];
}

/** The lists that are clear take one line together; everything else that is right one line each. */
function renderGood(good: readonly Finding[], terminal: Terminal): string[] {
  const isClear = ({ id }: Finding): boolean => id === 'dnsbl.clear';
  const lines = good
    .filter((finding) => !isClear(finding))
    .flatMap((finding) =>
      wrap(
        `${paintStatus(terminal, 'pass', 'PASS')}  ${finding.id}  ${summaryText(finding)[terminal.language]}`,
        terminal.width,
        '  ',
      ),
    );
  return [...lines, ...oneLine('PASS', 'pass', good.filter(isClear), terminal)];
}

function oneLine(word: string, status: 'pass' | 'unknown', findings: readonly Finding[], terminal: Terminal): string[] {
  if (findings.length === 0) return [];
  const what = status === 'pass' ? 'clear on' : 'no verdict from';
  return wrap(
    `${paintStatus(terminal, status, word)}  dnsbl  ${what} ${count(findings.length, 'list')}: ${findings.map(({ subject }) => subject).join(', ')}`,
    terminal.width,
    '  ',
  );
}

function renderSilent(findings: readonly Finding[], terminal: Terminal): string[] {
  const bySubject = new Map(findings.filter(isSilentList).map((finding) => [finding.subject, finding]));
  if (bySubject.size === 0) return [];
  const lines = [...bySubject.values()].flatMap((finding) => [
    `  ${paintStatus(terminal, 'unknown', finding.id)}  ${finding.subject}`,
    ...wrap(summaryText(finding)[terminal.language], terminal.width, INDENT),
    ...(finding.remedy === null ? [] : stepsOf(finding.remedy).flatMap((one) => silentStep(one, terminal))),
  ]);
  return [paint(terminal, 'bold', 'Lists that gave no verdict (neither clean nor listed)'), ...lines, ''];
}

/** Checking again by hand is what the reader has just done: only acts that need words, and pages, are worth a line. */
const silentStep = ({ text, url }: Step, terminal: Terminal): readonly string[] => [
  ...wrap(text, terminal.width, INDENT).map((line) => paint(terminal, 'dim', line)),
  ...(url === undefined ? [] : [INDENT + url]),
];

function renderNotCovered(notCovered: readonly NotCovered[], terminal: Terminal): string[] {
  const byList = new Map(notCovered.map((one) => [one.list, one]));
  if (byList.size === 0) return [];
  const lines = [...byList.values()].flatMap(({ list, why, how }) => [
    `  ${list}: ${why}`,
    ...wrap(how, terminal.width, INDENT).map((line) => paint(terminal, 'dim', line)),
  ]);
  return [paint(terminal, 'bold', 'Not covered'), ...lines, ''];
}
