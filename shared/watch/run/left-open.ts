/** Where every step is a process of its own: which run resumes, and what is left of it. */
import type { Clock } from '../../model/clock.ts';
import { MINUTE } from '../../model/duration.ts';
import type { Memory, RunRecord } from './memory.ts';
import { continued } from './run.ts';

/** The open run, who opened or took it over last, and when anything of it was last written (milliseconds). */
export type Holder = { readonly run: string; readonly owner: string; readonly alive: number };

export type HeldRuns = {
  readonly holder: () => Promise<Holder | null>;
  /** Makes the open run the caller's; false where someone else was quicker. */
  readonly take: (holder: Holder) => Promise<boolean>;
};

/** A run of which nothing was written for so long is dead: no step lasts longer without a word. */
const SILENT_MS = 20 * MINUTE;

/** Results that are looked for at a time: there may be twenty thousand. */
const TOGETHER = 50;

/** `owner`: who asks. The run to go on with; null where there is none, or it lay too long to be news. */
export async function leftOpen(
  owner: string,
  period: number,
  memory: Memory & HeldRuns,
  clock: Clock,
): Promise<RunRecord | 'still-going' | null> {
  const holder = await memory.holder();
  if (holder === null) return null;
  const mine = holder.owner === owner;
  if (!mine && clock.now() - holder.alive < SILENT_MS) return 'still-going';
  if (!(await memory.take(holder))) return 'still-going';
  // What someone else left half a period ago is due again, and worth asking anew.
  return continued(mine ? Number.POSITIVE_INFINITY : period / 2, memory, clock);
}

/** Keys of batches without a result; none once the run was judged, since what came later would be judged by nobody. */
export async function batchesLeft(
  { id, batchKeys, judgement }: RunRecord,
  memory: Pick<Memory, 'result'>,
): Promise<readonly string[]> {
  const [first] = batchKeys;
  if (judgement !== null || first === undefined) return [];
  // A fresh run has no result at all, and its hundreds of batches need not be looked for.
  if ((await memory.result(id, first)) === null) return batchKeys;
  const left: string[] = [];
  for (let at = 0; at < batchKeys.length; at += TOGETHER) {
    const some = batchKeys.slice(at, at + TOGETHER);
    const done = await Promise.all(some.map((key) => memory.result(id, key)));
    left.push(...some.filter((_, index) => done[index] === null));
  }
  return left;
}
