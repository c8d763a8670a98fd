/**
 * Whom a list that goes round is asked about in every pass all the same: targets whose problem there is open, or was seen and has not
 * opened yet, or was not seen lately and has not cleared yet. Only a run that looked at a target changes what is known of it.
 */
import type { List } from '../../dnsbl/list.ts';
import { subjectKey, type TargetState } from '../incidents/state.ts';
import { type Ledger, type LedgerEntry, listItem } from './ledger.ts';
import type { RunRecord } from './memory.ts';

/** A list: they share one record with all others. */
const MOST_OPEN = 200;

/** Of the lists that did not cover everyone, what changes. `states`: of all whom the run has touched, after it. */
export function openEntries(
  { notCovered }: RunRecord,
  lists: readonly List[],
  before: Ledger,
  states: ReadonlyMap<string, TargetState>,
): Ledger {
  const turning = new Set(notCovered.map(({ list }) => list));
  const entries: Record<string, LedgerEntry> = {};
  for (const { id } of lists.filter((list) => turning.has(list.id))) {
    const known = before[listItem(id)];
    if (known === undefined) continue;
    const { open = [], ...rest } = known;
    const now = new Set(open);
    for (const [target, state] of states) {
      if (isUndecided(state, id)) now.add(target);
      else now.delete(target);
    }
    const kept = [...now].slice(-MOST_OPEN);
    if (kept.join() === open.join()) continue;
    entries[listItem(id)] = kept.length === 0 ? rest : { ...rest, open: kept };
  }
  return entries;
}

function isUndecided({ subjects }: TargetState, list: string): boolean {
  const subject = subjects[subjectKey('dnsbl', list)];
  return subject !== undefined && (subject.standing !== null || subject.seen + subject.clean > 0);
}
