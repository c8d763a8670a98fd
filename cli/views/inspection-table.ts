/** The three lines that say how a target is: reverse DNS, SPF of each domain, and the blocklists. */
import type { Inspected } from '../../shared/checks/inspect.ts';
import { findingTitle, type ListNames, listName } from '../../shared/checks/titles.ts';
import { compareFindings, type Finding, type Status } from '../../shared/model/finding.ts';
import { columns } from '../../shared/model/text.ts';
import { hanging, paintStatus, type Terminal } from '../terminal.ts';
import { INSPECTION_WORDS, NAME_NOTES } from './inspection-words.ts';
import { STATUS_MARKS } from './status-words.ts';

type Row = { readonly label: string; readonly status: Status; readonly text: string };

export function summaryTable(inspected: Inspected, nameOf: ListNames, terminal: Terminal): readonly string[] {
  const rows = [
    ...reverseRows(inspected, nameOf, terminal),
    ...spfRows(inspected, nameOf, terminal),
    ...listRows(inspected, nameOf, terminal),
  ];
  const { reverseDns, spf, blocklists } = INSPECTION_WORDS[terminal.language];
  const column = Math.max(...[reverseDns, spf, blocklists].map(columns)) + 5;
  return rows.flatMap(({ label, status, text }) => {
    const head = `  ${label}${' '.repeat(Math.max(0, column - 2 - columns(label)))}${paintStatus(terminal, status, STATUS_MARKS[status])}  `;
    return hanging(head, text, column + 3, terminal);
  });
}

const worst = (findings: readonly Finding[]): Finding | undefined => [...findings].sort(compareFindings)[0];

/** The name that DNS has for the address. */
export const reverseNameIn = ({ findings }: Pick<Inspected, 'findings'>): string | null =>
  findings.find(({ check }) => check === 'ptr')?.evidence.find(({ type }) => type === 'PTR')?.answers[0] ?? null;

function reverseRows(inspected: Inspected, nameOf: ListNames, { language }: Terminal): readonly Row[] {
  const finding = worst(inspected.findings.filter(({ check }) => check === 'ptr'));
  if (finding === undefined) return [];
  const words = INSPECTION_WORDS[language];
  const { id, status } = finding;
  const name = reverseNameIn(inspected) ?? '';
  const note = NAME_NOTES[id]?.[language];
  const text = (): string => {
    if (id === 'ptr.missing') return words.noName;
    if (id === 'ptr.confirmed') return words.resolvesBack(name);
    if (id === 'ptr.not-confirmed') return words.notBack(name);
    return note === undefined ? findingTitle(finding, nameOf)[language] : `${name}, ${note}`;
  };
  return [{ label: words.reverseDns, status, text: text() }];
}

/** The term that matched, as the summary quotes it. */
const matchedTerm = ({ summary }: Finding): string | null =>
  /\b(?:ip4|ip6|a|mx|include|exists|ptr|all)\b[^\s"(),]*/.exec(summary.replace(/^[^"(]*/, ''))?.[0] ?? null;

function spfRows(inspected: Inspected, nameOf: ListNames, { language }: Terminal): readonly Row[] {
  const words = INSPECTION_WORDS[language];
  const byDomain = Map.groupBy(
    inspected.findings.filter(({ check }) => check === 'spf'),
    ({ subject }) => subject,
  );
  return [...byDomain].flatMap(([domain, some], at): readonly Row[] => {
    const finding = worst(some);
    if (finding === undefined) return [];
    const { id, status } = finding;
    const text = (): string => {
      if (id === 'spf.pass') return words.passes(domain, matchedTerm(finding));
      if (id === 'spf.record') return words.recordThere(domain);
      return findingTitle(finding, nameOf, '')[language];
    };
    return [{ label: at === 0 ? words.spf : '', status, text: text() }];
  });
}

function listRows(inspected: Inspected, nameOf: ListNames, { language }: Terminal): readonly Row[] {
  const { coverage } = inspected;
  const words = INSPECTION_WORDS[language];
  const cells = inspected.findings.filter(({ check }) => check === 'dnsbl');
  const all = cells.length + coverage.notCovered.length;
  if (all === 0) return [];
  const listed = cells.filter(({ status }) => status === 'fail' || status === 'warn');
  const silent = cells.filter(({ status }) => status === 'unknown');
  const names = [
    ...silent.map((one) => listName(one, nameOf)),
    ...coverage.notCovered.map(({ list }) => nameOf(list)?.name ?? list),
  ];
  const clear = cells.length - listed.length - silent.length;
  const rows: Row[] = [];
  const [first] = [...listed].sort(compareFindings);
  if (first !== undefined) {
    const on = listed.map((one) => listName(one, nameOf)).join(', ');
    rows.push({ label: '', status: first.status, text: words.listedOn(listed.length, all, on) });
  } else if (clear > 0) {
    const text = names.length === 0 ? words.noneListed(all) : words.notListed(clear, all);
    rows.push({ label: '', status: 'pass', text });
  }
  if (names.length > 0)
    rows.push({ label: '', status: 'unknown', text: words.unknownLists(names.length, shortened(names)) });
  if (coverage.critical === 'none') rows.push({ label: '', status: 'unknown', text: words.noCritical });
  return rows.map((row, at) => (at === 0 ? { ...row, label: words.blocklists } : row));
}

/** They are all named below, with what helps. */
const MOST_NAMED = 6;
const shortened = (names: readonly string[]): string =>
  names.length > MOST_NAMED ? `${names.slice(0, MOST_NAMED).join(', ')}, …` : names.join(', ');
