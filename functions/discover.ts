/** {at} -> {run, items}: what is there and what is due; a null run when nothing is, or the previous one is still going. */
import type { Remaining } from '../adapters/aws/settings/dns.ts';
import { withCallIds } from '../adapters/aws/steps/call-ids.ts';
import { discover } from '../adapters/aws/steps/discovery.ts';
import { eventText, openBase } from '../adapters/aws/steps/runtime.ts';
import { withSigns } from '../adapters/aws/steps/signs.ts';

export const handler = withCallIds(async (event: unknown, context: Remaining) => {
  const at = eventText(event, 'at');
  const base = openBase(at);
  return withSigns(base.telemetry, () => discover(at, base, context), 'later');
});
