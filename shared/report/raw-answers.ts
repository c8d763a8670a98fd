/** Raw answers for a ticket: each as one line of JSON in ASCII, with its SHA-256, so that a copy can be compared with ours. */
import { createHash } from 'node:crypto';
import type { Evidence } from '../model/finding.ts';

export type RawAnswer = {
  /** One line of JSON; what is not ASCII is escaped. */
  readonly line: string;
  /** Of the line's octets, in hexadecimal: `printf %s "$line" | sha256sum`. */
  readonly sha256: string;
};

export function rawAnswer({ question, type, resolver, rcode, answers, ttl, at, rttMs }: Evidence): RawAnswer {
  const line = JSON.stringify({ question, type, resolver, rcode, answers, ttl, at, rttMs }).replace(
    /[^\x20-\x7e]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return { line, sha256: createHash('sha256').update(line).digest('hex') };
}
