/** One subject of one address as a shape: what is open, else what was seen last and how long ago, else that nobody has looked. */
import { DAY } from '../model/duration.ts';
import { compareSeverity } from '../model/finding.ts';
import { isAddressKey } from '../watch/incidents/groups.ts';
import { subjectKey, type TargetState } from '../watch/incidents/state.ts';
import type { SeenTarget } from '../watch/run/verdicts.ts';
import { html, type Markup } from './markup.ts';
import type { ReportedList } from './report-memory.ts';
import { type CellState, MARKS, type PageWords } from './words.ts';

/** Lists have their turn once a day at the latest; what was seen longer ago is no longer known. */
const STALE_MS = 2 * DAY;

export type SubjectCell = {
  readonly state: CellState;
  /** ISO time of the verdict; null where an open incident says it, or nothing does. */
  readonly at: string | null;
};

const UNSEEN: SubjectCell = { state: 'not', at: null };

/** Everything known of one address at a moment. */
export type AddressSight = {
  readonly state: TargetState;
  readonly seen: SeenTarget | undefined;
  /** Milliseconds. */
  readonly now: number;
  /** Lists that nobody can query from here. */
  readonly uncovered: ReadonlySet<string>;
};

export function cellOf(key: string, { state, seen, now }: AddressSight): SubjectCell {
  const subject = state.subjects[key];
  const verdict = seen?.verdicts.get(key);
  if (subject?.standing) return { state: subject.standing.status === 'fail' ? 'bad' : 'warn', at: null };
  if (verdict === undefined) return (subject?.blind ?? 0) > 0 ? { state: 'none', at: null } : UNSEEN;
  if (now - Date.parse(verdict.at) > STALE_MS) return UNSEEN;
  if (verdict.status === 'pass') return { state: 'ok', at: verdict.at };
  // A problem that has opened no incident: seen once so far, or only worth knowing.
  return { state: verdict.status === 'unknown' ? 'none' : 'warn', at: verdict.at };
}

const familyOf = (target: string): 'ip4' | 'ip6' | 'domain' =>
  isAddressKey(target) ? (target.includes(':') ? 'ip6' : 'ip4') : 'domain';

/** An IPv4 list has nothing to say of an IPv6 address. */
export function listCell({ id, scope }: ReportedList, sight: AddressSight): SubjectCell {
  if (!scope.includes(familyOf(sight.state.target))) return { state: 'na', at: null };
  const cell = cellOf(subjectKey('dnsbl', id), sight);
  return cell.state === 'not' && sight.uncovered.has(id) ? { state: 'none', at: null } : cell;
}

/** Domains whose SPF is, or was, looked at for this address. */
export function sendingDomains({ state, seen }: AddressSight): readonly string[] {
  const keys = [...Object.keys(state.subjects), ...(seen?.verdicts.keys() ?? [])];
  const ofSpf = keys.filter((key) => key.startsWith('spf|')).map((key) => key.slice('spf|'.length));
  return [...new Set([...(state.watched?.domains ?? []), ...ofSpf])];
}

const WORST: readonly CellState[] = ['bad', 'warn', 'none', 'not', 'ok', 'na'];

/** Of several, the one to look at; null for none. */
export const worstCell = (cells: readonly SubjectCell[]): SubjectCell | null =>
  cells.toSorted((a, b) => WORST.indexOf(a.state) - WORST.indexOf(b.state))[0] ?? null;

export const reverseCell = (sight: AddressSight): SubjectCell => cellOf(subjectKey('ptr', sight.state.target), sight);

/** Null where no domain is known that this address sends for. */
export const spfCell = (sight: AddressSight): SubjectCell | null =>
  worstCell(sendingDomains(sight).map((domain) => cellOf(subjectKey('spf', domain), sight)));

export const isForAddresses = ({ scope }: ReportedList): boolean => scope.some((one) => one !== 'domain');

/** Worth a column: lists of addresses that are queried, or that someone wants to see and cannot. */
export const listsForAddresses = (lists: readonly ReportedList[]): readonly ReportedList[] =>
  worstListsFirst(lists.filter(isForAddresses));

const worstListsFirst = (lists: readonly ReportedList[]): readonly ReportedList[] =>
  lists.toSorted((a, b) => Number(b.asked) - Number(a.asked) || compareSeverity(a.severity, b.severity));

/** For an address, or for a domain. */
export const listsForTarget = (target: string, lists: readonly ReportedList[]): readonly ReportedList[] =>
  isAddressKey(target)
    ? listsForAddresses(lists)
    : worstListsFirst(lists.filter(({ scope }) => scope.includes('domain')));

/**
 * `ok`: nothing is open, reverse DNS and SPF are in order, and at least half of the lists that can be queried gave a verdict, none
 * of them a listing. Whatever is not known is not in order.
 */
export function verdictOn(sight: AddressSight, lists: readonly ReportedList[]): CellState {
  const own = [reverseCell(sight), ...[spfCell(sight)].filter((cell) => cell !== null)];
  const asked = lists
    .filter((list) => list.asked)
    .map((list) => listCell(list, sight))
    .filter(({ state }) => state !== 'na');
  const isOpen = Object.values(sight.state.subjects).some(({ standing }) => standing !== null);
  const worst = worstCell([...own, ...asked.filter(({ state }) => state === 'bad' || state === 'warn')]);
  if (worst?.state === 'bad') return 'bad';
  if (isOpen || worst?.state === 'warn') return 'warn';
  if (own.some(({ state }) => state === 'not')) return 'not';
  const clear = asked.filter(({ state }) => state === 'ok').length;
  return own.every(({ state }) => state === 'ok') && clear * 2 >= asked.length ? 'ok' : 'none';
}

/** As a picture with a name: a shape of its own for each state. */
export const mark = (state: CellState, words: PageWords): Markup =>
  html`<span class="m ${state}" role="img" aria-label="${words.cell[state]}">${MARKS[state]}</span>`;
