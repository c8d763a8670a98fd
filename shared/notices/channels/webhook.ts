/**
 * A digest as a webhook takes it: JSON of `{subject, text, notices}`, signed where both sides have a secret.
 *
 * `postwatch-signature: t=1764000000,v1=<hex>`, where `v1` is HMAC-SHA256 with the secret over the seconds, a full stop and
 * the body's octets as they arrived. A receiver computes the same, compares in constant time and refuses a `t` that is older
 * than five minutes, so that nobody can send it again later. `idempotency-key` is the same for the same notices, however often
 * they are sent (draft-ietf-httpapi-idempotency-key-header); what came in another company is known by the notices' ids.
 */
import { createHash, createHmac } from 'node:crypto';
import { MINUTE } from '../../model/duration.ts';
import { type Digest, subjectsOfPart } from '../digest.ts';
import type { Wording } from '../wording.ts';
import { bytes, fittingNotices, fittingText } from './fitting.ts';
import { inert } from './markup.ts';

export type WebhookForm = {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Ids of the notices that are in it. */
  readonly carried: readonly string[];
};

/** Octets: most receivers take a megabyte. */
const TEXT = 200_000;
const ALL = 950_000;
const RESERVED = 2000;

/** As it stands in the body: `inert` may lengthen it. */
const size = (text: string): number => bytes(JSON.stringify(inert(text)));

/** `now` in milliseconds; without a secret the form is not signed. */
export function webhookForm(digest: Digest, wording: Wording, now: number, secret?: string): WebhookForm {
  const room = { text: TEXT, all: ALL - RESERVED, spare: TEXT / 4, size, noticeSize: bytes };
  const { text, notices, left } = fittingText(digest, wording, room);
  const { subject } = subjectsOfPart(digest, notices, wording);
  const words = { subject: inert(subject), text: inert(text) };
  const body = JSON.stringify({ ...words, ...fittingNotices(notices, left, room.all - size(text), bytes) });
  const carried = notices.map(({ id }) => id);
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'postwatch',
    'idempotency-key': keyOf(carried.length === 0 ? [body] : carried),
  };
  return { headers: secret === undefined ? headers : { ...headers, ...signed(body, now, secret) }, body, carried };
}

/** The same for the same notices in whatever order. */
const keyOf = (parts: readonly string[]): string =>
  createHash('sha256')
    .update([...parts].sort().join('\n'))
    .digest('hex')
    .slice(0, 32);

function signed(body: string, now: number, secret: string): Readonly<Record<string, string>> {
  const seconds = Math.floor(now / 1000);
  const v1 = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return { 'postwatch-signature': `t=${seconds},v1=${v1}` };
}

/** Pauses before the second try and the third. */
export const RETRY_MS: readonly number[] = [1000, 4000];

/** Between passes, after so many that failed one after the other: one failure is an accident, and the next pass tries again. */
export const WEBHOOK_BACK_OFF_MS: readonly number[] = [0, 5, 15, 30, 60, 120].map((minutes) => minutes * MINUTE);

/** Nobody waits longer than this within one pass, whatever the receiver asks for; a later pass does. */
export const LONGEST_WAIT_MS = 10_000;

/** Whether the same request may be answered otherwise a moment later (RFC 9110: 408, 5xx; RFC 6585: 429). */
export const worthRetrying = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/** `Retry-After` (RFC 9110 section 10.2.3: seconds, or a date) in milliseconds from `now`; undefined where it says nothing. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  // A date by that section's one form; `Date.parse` reads much else, numbers among it.
  const at = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/** On AWS both are SecureString parameters; the secret may be missing. */
export const WEBHOOK_PARAMETERS = { url: '/postwatch/webhook-url', secret: '/postwatch/webhook-secret' } as const;

export const storeWebhookCommand = `aws ssm put-parameter --type SecureString --overwrite --name ${WEBHOOK_PARAMETERS.url} --value <address>`;
