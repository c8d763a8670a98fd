/**
 * Which homes of groups there are: they are not targets, so no check would look them up to remind of what is open, or to notice what
 * was kept back. The ledger knows every list that was ever asked, and every other home that ever had an incident.
 */
import { groupKey } from '../incidents/groups.ts';
import type { TargetState } from '../incidents/state.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';

const PREFIX = 'group:';

export const knownHomes = (ledger: Ledger): readonly string[] =>
  Object.keys(ledger).flatMap((item) => (item.startsWith(PREFIX) ? [item.slice(PREFIX.length)] : []));

/** An incident without members: a finding of the home's own record. */
export const standsByItself = (home: string, ledger: Ledger): boolean => (ledger[PREFIX + home]?.next ?? 0) > 0;

/** What changed of it by this run; nothing at all where nothing did. */
export function homeEntries(homes: ReadonlyMap<string, TargetState>, before: Ledger): Ledger {
  const entries: Record<string, LedgerEntry> = {};
  for (const [home, { subjects, members = [] }] of homes) {
    if (home.startsWith('list:')) continue;
    const openIncident = subjects[groupKey(home)]?.standing ?? null;
    const next = openIncident !== null && members.length === 0 ? 1 : 0;
    const known = before[PREFIX + home];
    if (known === undefined ? openIncident !== null : known.next !== next) entries[PREFIX + home] = { last: 0, next };
  }
  return entries;
}
