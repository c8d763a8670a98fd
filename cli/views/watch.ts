/** What a pass of the watch found, for a person: a line for each target, or for many that have the same to say. */
import { headline, type ListName } from '../../shared/checks/headline.ts';
import type { Inspected } from '../../shared/checks/inspect.ts';
import { isoTime } from '../../shared/model/clock.ts';
import { wrap } from '../../shared/model/text.ts';
import { timeText } from '../../shared/notices/times.ts';
import type { RunReport } from '../../shared/watch/run/run.ts';
import { paintStatus, type Terminal } from '../terminal.ts';
import { STATUS_WORDS } from './status-words.ts';
import { WATCH_WORDS } from './watch-words.ts';

export type PassScreen = {
  readonly terminal: Terminal;
  readonly zone: string;
  readonly nameOf: (list: string) => ListName | undefined;
};

/** `due`: when the next pass has something to do; null: never. */
export function passLines(
  report: RunReport,
  targets: readonly Inspected[],
  due: number | null,
  screen: PassScreen,
): readonly string[] {
  const { terminal, zone } = screen;
  const words = WATCH_WORDS[terminal.language];
  const next = due === null ? '' : ` ${words.next(timeText(isoTime(due), zone))}`;
  if (report.kind === 'nothing-due') return wrap(words.nothingDue + next, terminal.width, '');
  const { asked, answered, notCovered } = report.coverage;
  const sum = words.sum({
    at: timeText(report.at, zone),
    targets: targets.length,
    asked,
    answered,
    notCovered: notCovered.length,
    notices: report.notices.length,
  });
  const silent = report.silent.map(({ list }) => screen.nameOf(list)?.name ?? list).join(', ');
  return [
    ...alike(targets).flatMap((some) => targetLines(some, screen)),
    ...(silent === '' ? [] : wrap(words.noVerdict(silent), terminal.width, '')),
    ...wrap(sum + next, terminal.width, ''),
  ];
}

/** So many with the same to say are named on one line... */
const FEWEST = 4;
/** ... and of those so many. */
const NAMED = 10;

/** Targets with the same findings are shown once, in the order of the first of each. */
const alike = (targets: readonly Inspected[]): readonly (readonly Inspected[])[] =>
  [...Map.groupBy(targets, found).values()].flatMap((some) =>
    some.length < FEWEST ? some.map((one) => [one]) : [some],
  );

/** What was found, on which lists and domains, and how much of what was queried had an answer. */
function found(inspected: Inspected): string {
  const { status, findings, coverage } = inspected;
  const worth = findings.filter((one) => one.status !== 'pass');
  const ids = worth.map(({ id, subject }) => `${id} ${subject === nameOf(inspected) ? '' : subject}`).sort();
  return JSON.stringify([status, ids, coverage.asked, coverage.answered, coverage.notCovered.length]);
}

const nameOf = ({ target }: Inspected): string => ('address' in target ? target.address : target.domain);

function targetLines(some: readonly Inspected[], screen: PassScreen): readonly string[] {
  const [first, second] = some;
  if (first === undefined) return [];
  const { terminal } = screen;
  const words = WATCH_WORDS[terminal.language];
  const status = paintStatus(terminal, first.status, STATUS_WORDS[first.status][terminal.language]);
  const text = headline(first, screen.nameOf)[terminal.language];
  if (second === undefined) return hangingAll(`${nameOf(first)}  ${status}  ${text}`, terminal);
  const names = some.slice(0, NAMED).map(nameOf).join(', ');
  const shown = some.length > NAMED ? words.andMore(names, some.length - NAMED) : names;
  const isAddress = some.every(({ target }) => 'address' in target);
  const who = isAddress ? words.addresses(some.length) : words.targets(some.length);
  return [
    ...hangingAll(`${who}  ${status}  ${words.forExample(text)}`, terminal),
    ...wrap(shown, terminal.width, '  '),
  ];
}

/** What does not fit continues further in, so that each target begins at the left edge. */
const hangingAll = (text: string, { width }: Terminal): readonly string[] => {
  const [first = '', ...rest] = wrap(text, width, '    ');
  return [first.trimStart(), ...rest];
};
