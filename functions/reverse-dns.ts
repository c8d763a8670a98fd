/**
 * Reverse names of Elastic IPs, one step a call:
 *   handler     {job} -> {job, stage, again}, called by the state machine `reverse-dns` until `again` is null;
 *               {run, key} -> a tag that a run enforces, the key being the address
 */
import type { Remaining } from '../adapters/aws/settings/dns.ts';
import { withCallIds } from '../adapters/aws/steps/call-ids.ts';
import { enforceTag, goOn } from '../adapters/aws/steps/reverse-dns-work.ts';
import { eventText } from '../adapters/aws/steps/runtime.ts';

export const handler = withCallIds((event: unknown, context: Remaining) =>
  typeof event === 'object' && event !== null && 'job' in event
    ? goOn(eventText(event, 'job'), context)
    : enforceTag(eventText(event, 'run'), eventText(event, 'key'), context),
);
