/** A notice that says it is a test, in the form that every channel carries. */
import { isoTime } from '../model/clock.ts';
import { type Notice, noticeId } from '../model/incident.ts';
import type { Digest } from '../notices/digest.ts';

const SUMMARY = 'This is a test of the notices; nothing is wrong.';

export function testDigest(caller: string, now: number): Digest {
  const at = isoTime(now);
  const notice: Notice = {
    id: noticeId('postwatch', 'test', 'notice.test', 'opened', now),
    run: 'test',
    at,
    transition: 'opened',
    incident: 'test',
    target: 'postwatch',
    finding: {
      check: 'ptr',
      id: 'notice.test',
      target: 'postwatch',
      subject: 'test',
      status: 'pass',
      severity: 'info',
      summary: SUMMARY,
      evidence: [],
      remedy: null,
    },
    before: null,
  };
  const text = `${SUMMARY}\n\nAsked for by ${caller} at ${at}. Notices about your senders come the same way.\n`;
  return { subject: '[Postwatch] TEST: notices arrive here', text, notices: [notice] };
}
