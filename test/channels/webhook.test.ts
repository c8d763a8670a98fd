import { describe, expect, it } from 'vitest';
import { worthRetrying } from '../../shared/channels/core/posting.ts';
import { webhookForm } from '../../shared/channels/webhook/form.ts';
import { type Digest, digest } from '../../shared/notices/digest.ts';
import { ENGLISH } from '../../shared/notices/wording.ts';
import { finding } from '../support/watch.ts';

const DIGEST: Digest = { subject: 'S', subjectInEnglish: 'E', text: '차단\n', notices: [] };
const SECRET = 'correct-horse-battery-staple';

describe('the message of a webhook', () => {
  it('is the digest, with the type of its body', () => {
    const { headers, body } = webhookForm(DIGEST, ENGLISH, 0);
    expect(body).toBe('{"subject":"S","text":"차단\\n","notices":[]}');
    expect(headers).toEqual({
      'content-type': 'application/json',
      'user-agent': 'postwatch',
      'idempotency-key': expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  it('stays under a megabyte: detail goes first, whole notices follow in the next message, counted', () => {
    const notices = Array.from({ length: 2000 }, (_, n) => ({
      id: `id-${n}`,
      run: 'r',
      at: '',
      transition: 'opened' as const,
      incident: 'i',
      target: 'x',
      before: null,
      finding: { ...finding('ptr.missing', 'x'), summary: '한'.repeat(400) },
    }));
    const { body } = webhookForm(digest(notices, ENGLISH), ENGLISH, 0);
    expect(Buffer.byteLength(body)).toBeLessThan(1_000_000);
    const { leftOut, notices: kept, text } = JSON.parse(body);
    expect(kept.length).toBeGreaterThan(500);
    expect(leftOut).toEqual({ evidence: true, advice: true, notices: 2000 - kept.length });
    expect(text).toContain(`… and ${2000 - kept.length} more notices in the next message.`);
  });

  // printf '1764000000.{"subject":"S","text":"차단\\n","notices":[]}' | openssl dgst -sha256 -hmac correct-horse-battery-staple
  it('is signed over the seconds and the octets of the body', () => {
    const { headers } = webhookForm(DIGEST, ENGLISH, 1_764_000_000_999, SECRET);
    expect(headers['postwatch-signature']).toBe(
      't=1764000000,v1=78eb078e8b553f60e76d5bf3cc866d026a6fbfb7044a3cbfb07312a0a5316fd0',
    );
  });

  it('has another signature for another body, time or secret', () => {
    const of = (message: Digest, now: number, secret: string) =>
      webhookForm(message, ENGLISH, now, secret).headers['postwatch-signature'];
    const signatures = [
      of(DIGEST, 1000, SECRET),
      of({ ...DIGEST, subject: 'T' }, 1000, SECRET),
      of(DIGEST, 2000, SECRET),
      of(DIGEST, 1000, `${SECRET}!`),
    ];
    expect(new Set(signatures.map((one) => one?.split('v1=')[1])).size).toBe(4);
  });
});

it.each([
  [200, false],
  [301, false],
  [400, false],
  [404, false],
  [408, true],
  [410, false],
  [429, true],
  [500, true],
  [503, true],
])('a webhook that answers %i is tried again: %s', (status, again) => {
  expect(worthRetrying(status)).toBe(again);
});
