/**
 * A digest as a webhook takes it: JSON of `{subject, text, notices}`, signed where both sides have a secret.
 *
 * `postwatch-signature: t=1764000000,v1=<hex>`, where `v1` is HMAC-SHA256 with the secret over the seconds, a full stop and
 * the body's octets as they arrived. A receiver computes the same, compares in constant time and refuses a `t` that is older
 * than five minutes, so that it cannot be sent again later. `idempotency-key` is the same for the same notices, however often
 * they are sent (draft-ietf-httpapi-idempotency-key-header); what came in another company is known by the notices' ids.
 */
import { createHash, createHmac } from 'node:crypto';
import { type Digest, subjectsOfPart } from '../../notices/digest.ts';
import type { Wording } from '../../notices/wording.ts';
import { bytes, fittingNotices, fittingText } from '../core/fitting.ts';
import { inert } from '../core/markup.ts';
import { WEBHOOK_LIMITS } from './limits.ts';

export type WebhookForm = {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Ids of the notices that are in it. */
  readonly carried: readonly string[];
};

const { text: TEXT, all: ALL } = WEBHOOK_LIMITS;
const RESERVED = 2000;

/** In the body: `inert` may lengthen it. */
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
