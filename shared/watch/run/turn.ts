/** Whose turn it is on a list that cannot be asked about all targets in one pass: they go round. */
import { type Target, targetKey } from '../../model/target.ts';
import type { LedgerEntry } from './ledger.ts';

export type Turn = {
  readonly targets: readonly Target[];
  /** Where the round was, and where it goes on; indexes of `all`. */
  readonly start: number;
  readonly next: number;
};

/**
 * At most `most` of all. Newcomers go first, and then those whose problem is open there, so that its end is seen soon; together they take
 * half of the turns at most, for the round to go on: it takes ceil(all / most) passes without them, and twice as many with them.
 */
export function turnOf(
  all: readonly Target[],
  most: number,
  { next, open = [] }: LedgerEntry,
  fresh: ReadonlySet<string>,
): Turn {
  const start = next % all.length;
  const opened = new Set(open);
  // Where all targets are new, as on the first day, none goes before the others.
  const newcomers = all.filter((target) => fresh.has(targetKey(target)));
  const before = newcomers.length < all.length ? newcomers : [];
  const others = opened.size === 0 ? [] : all.filter((target) => opened.has(targetKey(target)));
  const first = [...new Set([...before, ...others])].slice(0, Math.floor(most / 2));
  const ahead = new Set(first);
  const targets = [...first];
  let steps = 0;
  for (; steps < all.length && targets.length < most; steps += 1) {
    const target = all[(start + steps) % all.length];
    if (target !== undefined && !ahead.has(target)) targets.push(target);
  }
  return { targets, start, next: (start + steps) % all.length };
}
