/**
 * How the items of a run reach the state machine: in its own state where they fit, and otherwise as a JSON array in the bucket, over
 * which a distributed Map goes (`infra/constructs/run.ts`). Both call the same functions with the same items.
 */
import { createHash } from 'node:crypto';
import { MOST_INLINE } from '../../../shared/model/batch.ts';
import type { StepPorts } from './runtime.ts';

/** As infra/constructs/files.ts has it. */
const RUNS = 'runs/';

/** A call of a function that works one batch. */
export type WorkItem = { readonly function: string; readonly run: string; readonly key: string };

export type HandedOver = { readonly items: readonly WorkItem[]; readonly manifest: string | null };

/** A repeat writes the same under the same key. */
export async function handOver(run: string, items: readonly WorkItem[], base: StepPorts): Promise<HandedOver> {
  if (items.length <= MOST_INLINE) return { items, manifest: null };
  const { openBucket } = await import('../storage/bucket.ts');
  const { environment, clock, telemetry } = base;
  const body = manifestOf(items);
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
  const key = `${RUNS}${run}/${hash}.json`;
  const bucket = openBucket({ domain: environment.bucket(), clock, environment: environment.variables });
  await bucket.write(key, body, 'application/json');
  telemetry.log('info', 'manifest written', { run, key, items: items.length, bytes: body.length });
  return { items: [], manifest: key };
}

/** Some 100 octets an item: the batches themselves are in the table. */
export const manifestOf = (items: readonly WorkItem[]): Uint8Array => new TextEncoder().encode(JSON.stringify(items));
