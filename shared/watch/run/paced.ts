/**
 * Lists whose operator names a number of queries a second. Each operator has a lane of its own: its lists are asked one after the other,
 * at the whole pace, by one worker, so that no other list waits for them and the pace needs no dividing among workers.
 *
 * A lane that takes longer than a moment is worked after the run: what the other lists found is judged and reported before it starts.
 * It never takes longer than a worker has, nor than a quarter of the period; what does not fit is asked in the next passes, in turn.
 */
import type { List } from '../../dnsbl/list.ts';
import { fairParts, operatorPace } from '../../dnsbl/turns.ts';
import { MINUTE } from '../../model/duration.ts';

/** Below the 15 minutes of a function, with what it takes to begin and to end. */
const MOST_MS = 14 * MINUTE;
/** Nobody notices that a run waits so long for the lists that have a pace. */
export const MOMENT_MS = 5000;
/** Targets a batch of such a list: one list each, so its results are as many as those of 250 targets on twenty lists. */
export const PACED_TARGETS = 5000;

export const laneMs = (period: number): number => Math.min(MOST_MS, period / 4);

/** What a list may be asked about, and what it is proved by: so many queries a batch. */
export type Extent = { readonly list: List; readonly targets: number; readonly controls: number };

/** Queries for so many targets, in batches of which each proves the list. */
export const queriesFor = (targets: number, controls: number, size: number): number =>
  targets + controls * Math.ceil(targets / size);

/** The most targets for which so many queries are enough. */
export function targetsWithin(queries: number, controls: number, size: number): number {
  const full = Math.floor(queries / (size + controls));
  return full * size + Math.max(0, queries - full * (size + controls) - controls);
}

/** By list that has a pace: the most targets that it can be asked about in one pass, beside the other lists of its operator. */
export function laneShares(extents: readonly Extent[], period: number): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const lane of Map.groupBy(extents, ({ list }) => list.operatorId).values()) {
    const pace = operatorPace(lane.map(({ list }) => list));
    if (pace === null) continue;
    const wishes = lane.map(({ targets, controls }) => ({
      names: queriesFor(targets, controls, PACED_TARGETS) - controls,
      controls,
    }));
    const parts = fairParts(wishes, Math.floor((laneMs(period) * pace) / 1000));
    for (const [at, { list, targets, controls }] of lane.entries()) {
      const within = targetsWithin((parts[at] ?? 0) + controls, controls, PACED_TARGETS);
      shares.set(list.id, Math.max(1, Math.min(targets, within)));
    }
  }
  return shares;
}

/** A batch of a lane is named after it; null for any other. */
export const laneOf = (batchKey: string): string | null => /^dnsbl-(lane\d+)\./.exec(batchKey)?.[1] ?? null;

/** What one worker is to work: batches of one lane one after the other, and any other by itself. */
export function inLanes(batchKeys: readonly string[]): readonly (readonly string[])[] {
  const lanes = new Map<string, string[]>();
  for (const key of batchKeys) {
    const lane = laneOf(key) ?? key;
    const known = lanes.get(lane);
    if (known === undefined) lanes.set(lane, [key]);
    else known.push(key);
  }
  return [...lanes.values()];
}
