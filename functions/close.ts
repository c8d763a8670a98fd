/** {run} -> {run, notices, missing}: the run is judged, its states written, its notices decided. */
import { close } from '../adapters/aws/closing.ts';
import type { Remaining } from '../adapters/aws/dns.ts';
import { openBase, textOf } from '../adapters/aws/runtime.ts';

export const handler = (event: unknown, context: Remaining) => close(runOf(event), openBase(), context);

/** Null where no run was opened. */
const runOf = (event: unknown): string | null =>
  (event as { run?: unknown } | null)?.run === null ? null : textOf(event, 'run');
