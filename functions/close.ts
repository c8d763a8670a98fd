/** {run} -> {run, notices, missing}: the run is judged, its states written, its notices decided. */
import type { Remaining } from '../adapters/aws/settings/dns.ts';
import { close } from '../adapters/aws/steps/closing.ts';
import { openBase, textOf } from '../adapters/aws/steps/runtime.ts';

export const handler = (event: unknown, context: Remaining) => close(runOf(event), openBase(), context);

/** Null where no run was opened. */
const runOf = (event: unknown): string | null =>
  (event as { run?: unknown } | null)?.run === null ? null : textOf(event, 'run');
