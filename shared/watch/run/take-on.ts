/**
 * Whom a run looks at for the first time. Of a target that was never met everything is written, so that a run over very many of them would
 * hold more than a function can: the others wait for the next run, and are not counted as checked until then.
 */
import { type Target, targetKey } from '../../model/target.ts';
import type { KnownTarget } from './memory.ts';

/** Closing a run over so many takes some 700 MB (`bench/large.ts`, `first`). */
export const MOST_NEW = 100_000;

export type TakenOn = {
  readonly targets: readonly Target[];
  /** Addresses that wait for a later run. */
  readonly waiting: number;
};

export function takeOn(targets: readonly Target[], known: readonly KnownTarget[], most = MOST_NEW): TakenOn {
  const met = new Set(known.map(({ target }) => target));
  let room = most;
  let waiting = 0;
  const taken = targets.filter((one) => {
    if (met.has(targetKey(one))) return true;
    room -= 1;
    if (room < 0 && one.kind === 'address') waiting += 1;
    return room >= 0;
  });
  return { targets: taken, waiting };
}
