/**
 * A message that says it is a test. It carries no notice: whatever turns notices into tickets would open one here that
 * nothing ever closes.
 */
import { isoTime } from '../model/clock.ts';
import type { Digest } from '../notices/digest.ts';

export function testDigest(caller: string, now: number): Digest {
  const text = `This is a test; nothing is wrong. Notices about your senders come the same way.

Asked for by ${caller} at ${isoTime(now)}.
`;
  return { subject: '[Postwatch] TEST: notices arrive here', text, notices: [] };
}
