/** {run} -> {run, notices, missing}: the run is judged, its states written, its notices decided. */
import { channelIds } from '../adapters/aws/channels/on.ts';
import type { Remaining } from '../adapters/aws/settings/dns.ts';
import { withCallIds } from '../adapters/aws/steps/call-ids.ts';
import { closeStep } from '../adapters/aws/steps/closing.ts';
import { eventText, openBase } from '../adapters/aws/steps/runtime.ts';
import { withSigns } from '../adapters/aws/steps/signs.ts';

export const handler = withCallIds((event: unknown, context: Remaining) => {
  const base = openBase('', channelIds);
  return withSigns(base.telemetry, () => closeStep(runOf(event), base, context), 'later');
});

/** Null where no run was opened. */
const runOf = (event: unknown): string | null =>
  (event as { run?: unknown } | null)?.run === null ? null : eventText(event, 'run');
