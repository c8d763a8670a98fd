/**
 * `check` for a person: of each target one line and, where something is wrong, a table and its problems with what to do. Lists
 * with no verdict are explained once below everything, however many targets they concern.
 */

import { isProblem } from '../../shared/checks/headline.ts';
import type { Inspected, Inspection } from '../../shared/checks/inspect.ts';
import type { ListNames } from '../../shared/checks/titles.ts';
import { noneSound } from '../../shared/dns/soundness.ts';
import { type Finding, type Status, summaryText } from '../../shared/model/finding.ts';
import type { Text } from '../../shared/model/language.ts';
import { forScreen } from '../../shared/model/manner.ts';
import { columns } from '../../shared/model/text.ts';
import { hanging, paint, paintStatus, type Terminal } from '../terminal.ts';
import { wrapWhole } from '../wrap-whole.ts';
import { repeatLine, seenLines } from './evidence.ts';
import { reverseNameIn, summaryTable } from './inspection-table.ts';
import { INSPECTION_WORDS } from './inspection-words.ts';
import { problemLines, type ShownAdvice } from './problem.ts';
import { noResolverLines, renderResolvers } from './resolver.ts';
import { STATUS_MARKS, STATUS_WORDS } from './status-words.ts';
import { isSilentList, unknownListDetails, unknownListLines } from './unknown-lists.ts';

export type InspectionScreen = {
  /** Remarks by target. */
  readonly notes: ReadonlyMap<string, Text>;
  readonly nameOf: ListNames;
  /** Every query with its `dig` line, and what is in order. */
  readonly verbose?: boolean;
  /** The command, to be run with another resolver; null where it cannot be repeated. */
  readonly again: string | null;
};

export function renderInspection(inspection: Inspection, screen: InspectionScreen, terminal: Terminal): string[] {
  const { targets, resolver } = inspection;
  if (noneSound(resolver)) return withoutResolver(inspection, screen, terminal);
  const shown: ShownAdvice = new Map();
  return [
    ...renderResolvers(resolver, terminal, screen.again),
    ...targetBlocks(targets, { ...screen, shown }, terminal),
    ...unknownListLines(
      targets.flatMap(({ findings }) => findings),
      targets.flatMap(({ coverage }) => coverage.notCovered),
      screen.nameOf,
      terminal,
    ),
    ...(screen.verbose === true ? silentDetails(targets, terminal) : []),
    ...sumLines(inspection, terminal),
  ];
}

type TargetScreen = InspectionScreen & { readonly shown: ShownAdvice };

const addressOf = ({ target }: Inspected): string => ('address' in target ? target.address : target.domain);

/** Of several, those in order take a line each, and no empty line between them. */
function targetBlocks(targets: readonly Inspected[], screen: TargetScreen, terminal: Terminal): readonly string[] {
  const isShort = (one: Inspected | undefined): boolean =>
    targets.length > 1 && screen.verbose !== true && one?.status === 'pass' && !screen.notes.has(addressOf(one));
  return targets.flatMap((one, at) => {
    if (!isShort(one)) return [...targetLines(one, screen, terminal), ''];
    return isShort(targets[at + 1]) ? [headLine(one, terminal)] : [headLine(one, terminal), ''];
  });
}

/** The target and its name, and at the right edge how it is. */
function headLine(inspected: Inspected, terminal: Terminal): string {
  const { language, width } = terminal;
  const { status, target } = inspected;
  const word = STATUS_WORDS[status][language];
  const address = addressOf(inspected);
  const more = 'address' in target ? (reverseNameIn(inspected) ?? target.domains.join(', ')) : '';
  const room = width - columns(word) - columns(address) - 5;
  const name = more === '' || columns(more) > room ? '' : `   ${more}`;
  const space = ' '.repeat(Math.max(2, width - columns(address + name) - columns(word)));
  return paint(terminal, 'bold', address) + name + space + paintStatus(terminal, status, word);
}

function targetLines(inspected: Inspected, screen: TargetScreen, terminal: Terminal): readonly string[] {
  const { nameOf, notes, shown, verbose = false } = screen;
  const { findings, status } = inspected;
  const words = INSPECTION_WORDS[terminal.language];
  const note = notes.get(addressOf(inspected))?.[terminal.language];
  const own = findings.filter((one) => isProblem(one) || (one.status === 'unknown' && !isSilentList(one)));
  return [
    headLine(inspected, terminal),
    ...(note === undefined ? [] : wrapWhole(words.note(note), terminal.width, '  ')),
    '',
    ...summaryTable(inspected, nameOf, terminal),
    ...(own.length === 0 && status === 'pass' ? ['', `  ${words.noProblems}`] : []),
    ...own.flatMap((finding) => ['', ...problemLines(finding, { nameOf, verbose, shown }, terminal)]),
    ...(verbose ? goodDetails(findings, terminal) : []),
  ];
}

function goodDetails(findings: readonly Finding[], terminal: Terminal): readonly string[] {
  const good = findings.filter(({ status }) => status === 'pass');
  if (good.length === 0) return [];
  const { inOrder } = INSPECTION_WORDS[terminal.language];
  return ['', paint(terminal, 'bold', inOrder), ...good.flatMap((one) => detailLines(one, terminal))];
}

function silentDetails(targets: readonly Inspected[], terminal: Terminal): readonly string[] {
  const silent = unknownListDetails(targets.flatMap(({ findings }) => findings));
  return silent.length === 0 ? [] : [...silent.flatMap((one) => detailLines(one, terminal)), ''];
}

function detailLines(finding: Finding, terminal: Terminal): readonly string[] {
  const { status, evidence } = finding;
  const head = `  ${paintStatus(terminal, status, STATUS_MARKS[status])}  `;
  const indent = ' '.repeat(5);
  return [
    ...hanging(head, forScreen(summaryText(finding)[terminal.language], terminal.language), indent.length, terminal),
    ...evidence.flatMap((one) => [...seenLines(one, indent, terminal), ...repeatLine(one, indent, terminal)]),
  ];
}

function sumLines({ targets, queries, durationMs, resolver }: Inspection, terminal: Terminal): readonly string[] {
  const words = INSPECTION_WORDS[terminal.language];
  const by = (status: Status): number => targets.filter((one) => one.status === status).length;
  const counts = { pass: by('pass'), warn: by('warn'), fail: by('fail'), unknown: by('unknown') };
  const sum = words.sum(queries, (durationMs / 1000).toFixed(1), resolver.map(({ server }) => server).join(', '));
  return [
    ...(targets.length > 1 ? wrapWhole(words.targets(targets.length, counts), terminal.width, '') : []),
    ...wrapWhole(sum, terminal.width, '').map((line) => paint(terminal, 'dim', line)),
  ];
}

/** Nothing is a verdict: no list and no record is worth a line. */
function withoutResolver(inspection: Inspection, screen: InspectionScreen, terminal: Terminal): string[] {
  const { targets, resolver } = inspection;
  return [
    ...targets.map((one) => headLine(one, terminal)),
    '',
    ...noResolverLines(resolver, screen.again, terminal),
    '',
    ...(screen.verbose === true
      ? targets.flatMap(({ findings }) => findings.flatMap((one) => detailLines(one, terminal)))
      : []),
    ...sumLines(inspection, terminal),
  ];
}
