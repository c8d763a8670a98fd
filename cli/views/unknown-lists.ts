/** Lists that gave no verdict, or could not be queried: once below everything, and once for all with the same reason. */

import type { ListNames } from '../../shared/checks/titles.ts';
import { type Finding, type NotCovered, notCoveredWords, summaryText } from '../../shared/model/finding.ts';
import { forScreen } from '../../shared/model/manner.ts';
import { columns } from '../../shared/model/text.ts';
import { remedyFacts } from '../../shared/remedies/render.ts';
import { hanging, paint, paintStatus, type Terminal } from '../terminal.ts';
import { wrapWhole } from '../wrap-whole.ts';
import { INSPECTION_WORDS, reasonFor } from './inspection-words.ts';
import { STATUS_WORDS } from './status-words.ts';

export const isSilentList = ({ check, status }: Finding): boolean => check === 'dnsbl' && status === 'unknown';

/** `did`: what the lists of one group have in common; `next`: what helps one of them, `all` of them. */
type Unknown = { readonly name: string; readonly did: string; readonly next: string };

/** So wide a name leaves no room for the reason. */
const WIDEST_NAME = 24;

export function unknownListLines(
  findings: readonly Finding[],
  notCovered: readonly NotCovered[],
  nameOf: ListNames,
  terminal: Terminal,
): readonly string[] {
  const { language } = terminal;
  const silent = new Map(findings.filter(isSilentList).map((one) => [one.subject, silentList(one, nameOf, terminal)]));
  const missing = new Map(
    notCovered.map((one): [string, Unknown] => {
      const name = nameOf(one.list)?.name ?? one.list;
      return [one.list, { name, did: forScreen(notCoveredWords(one).short[language], language), next: '' }];
    }),
  );
  const all = [...silent.values(), ...missing.values()];
  if (all.length === 0) return [];
  const head = `${STATUS_WORDS.unknown[language]}  `;
  const title = hanging(head, INSPECTION_WORDS[language].unknownHead(all.length), columns(head), terminal);
  const painted = title.map((line, at) =>
    at === 0
      ? paintStatus(terminal, 'unknown', head.trimEnd()) + paint(terminal, 'bold', line.slice(head.trimEnd().length))
      : line,
  );
  return [...painted, ...groupLines(all, terminal), ''];
}

function silentList(finding: Finding, nameOf: ListNames, terminal: Terminal): Unknown {
  const { language } = terminal;
  const { subject, remedy } = finding;
  const name = nameOf(subject)?.name ?? subject;
  const reason = reasonFor(finding);
  if (reason === null) return { name, did: forScreen(summaryText(finding)[language], language), next: '' };
  const page = remedy === null ? '' : (remedyFacts(remedy).url ?? '');
  return { name, did: reason.did[language], next: reason.next(page, subject)[language] };
}

/** One alone has a line with its name before it; several of one reason are named behind it. */
function groupLines(all: readonly Unknown[], { width, language }: Terminal): readonly string[] {
  const groups = [...Map.groupBy(all, ({ did }) => did).values()];
  const alone = groups.flatMap((some) => (some.length === 1 ? some : []));
  const column = Math.min(WIDEST_NAME, Math.max(0, ...alone.map(({ name }) => columns(name)))) + 5;
  return groups.flatMap((some) => {
    const [first] = some;
    if (first === undefined) return [];
    const { name, did, next } = first;
    if (some.length === 1) {
      const text = next === '' ? did : `${did}. ${next}`;
      const head = `  ${name}`;
      if (columns(head) + 2 <= column) return hanging(head, text, column, { width });
      return [head, ...wrapWhole(text, width, ' '.repeat(column))];
    }
    const names = some.map((one) => one.name).join(', ');
    const shared = some.every((one) => one.next === next) && next !== '' ? wrapWhole(next, width, '    ') : [];
    return [...hangingNames(INSPECTION_WORDS[language].several(some.length, did, names), width), ...shared];
  });
}

const hangingNames = (text: string, width: number): readonly string[] => {
  const [first = '', ...rest] = wrapWhole(text, width, '    ');
  return [`  ${first.trimStart()}`, ...rest];
};

/** Everything that was seen of them: on a verbose screen. */
export const unknownListDetails = (findings: readonly Finding[]): readonly Finding[] => [
  ...new Map(findings.filter(isSilentList).map((one) => [one.subject, one])).values(),
];
