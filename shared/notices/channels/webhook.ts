/**
 * A digest as a webhook takes it: JSON of `{subject, text, notices}`, signed where both sides have a secret.
 *
 * `postwatch-signature: t=1764000000,v1=<hex>`, where `v1` is HMAC-SHA256 with the secret over the seconds, a full stop and
 * the body's octets as they arrived. A receiver computes the same, compares in constant time and refuses a `t` that is older
 * than five minutes, so that nobody can send it again later. Repeats within that time are known by the notices' ids.
 */
import { createHmac } from 'node:crypto';
import type { Digest } from '../digest.ts';
import { bytes, cut, fitting } from './fitting.ts';

export type WebhookForm = { readonly headers: Readonly<Record<string, string>>; readonly body: string };

/** Octets: most receivers take a megabyte. What has no room is left out and counted in `leftOut`. */
const TEXT = 200_000;
const NOTICES = 750_000;

/** `now` in milliseconds; without a secret the form is not signed. */
export function webhookForm({ subject, text, notices }: Digest, now: number, secret?: string): WebhookForm {
  const body = JSON.stringify({ subject, text: cut(text, TEXT), ...fitting(notices, NOTICES, bytes) });
  const headers = { 'content-type': 'application/json', 'user-agent': 'postwatch' };
  return { headers: secret === undefined ? headers : { ...headers, ...signed(body, now, secret) }, body };
}

function signed(body: string, now: number, secret: string): Readonly<Record<string, string>> {
  const seconds = Math.floor(now / 1000);
  const v1 = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return { 'postwatch-signature': `t=${seconds},v1=${v1}` };
}

/** Pauses before the second try and the third. */
export const RETRY_MS: readonly number[] = [1000, 4000];

/** Whether the same request may be answered otherwise a moment later (RFC 9110: 408, 5xx; RFC 6585: 429). */
export const worthRetrying = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/** On AWS both are SecureString parameters; the secret may be missing. */
export const WEBHOOK_PARAMETERS = { url: '/postwatch/webhook-url', secret: '/postwatch/webhook-secret' } as const;

export const storeWebhookCommand = `aws ssm put-parameter --type SecureString --overwrite --name ${WEBHOOK_PARAMETERS.url} --value <address>`;
