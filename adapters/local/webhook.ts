/** The webhook: POST of a digest, signed, tried again a few times where that may help. */
import { type Clock, pause } from '../../shared/model/clock.ts';
import { RETRY_MS, type WebhookForm, webhookForm, worthRetrying } from '../../shared/notices/channels/webhook.ts';
import type { Digest } from '../../shared/notices/digest.ts';
import type { Channel, Published } from '../../shared/watch/notify.ts';

export type WebhookOptions = {
  readonly url: string;
  /** Without it nothing is signed. */
  readonly secret?: string | undefined;
  readonly clock: Clock;
  /** Pauses between tries, in milliseconds; none: one try. */
  readonly retryMs?: readonly number[];
  /** How long one try waits for the answer. */
  readonly tryMs?: number;
};

const TRY_MS = 10_000;

/**
 * The address is the operator's own word, so it may be on this machine or in the local network; redirects are not followed,
 * since those are somebody else's.
 */
export function webhookChannel(options: WebhookOptions): Channel {
  const { url, secret, clock, retryMs = RETRY_MS, tryMs = TRY_MS } = options;
  const publish = async (digest: Digest): Promise<Published> => {
    let tries = 0;
    for (;;) {
      const tried = await post(url, webhookForm(digest, clock.now(), secret), tryMs);
      const wait = retryMs[tries];
      tries += 1;
      if (tried.ok) return { ok: true };
      if (!tried.again || wait === undefined)
        return { ok: false, why: tries > 1 ? `${tried.why} (${tries} tries)` : tried.why };
      await pause(clock, wait);
    }
  };
  return { id: 'webhook', publish };
}

type Tried = { readonly ok: true } | { readonly ok: false; readonly again: boolean; readonly why: string };

async function post(url: string, form: WebhookForm, tryMs: number): Promise<Tried> {
  // The path and the query of a webhook are often its secret: only the host is ever named.
  const { host, username, password } = new URL(url);
  // `fetch` takes no such address, and its error would show all of it.
  if (username !== '' || password !== '')
    return { ok: false, again: false, why: `the webhook at ${host} has a name or a password in its address: not sent` };
  try {
    const signal = AbortSignal.timeout(tryMs);
    const response = await fetch(url, { method: 'POST', ...form, redirect: 'manual', signal });
    await response.body?.cancel();
    const { ok, status } = response;
    return ok ? { ok } : { ok, again: worthRetrying(status), why: `the webhook at ${host} answered ${status}` };
  } catch (error) {
    return { ok: false, again: true, why: `the webhook at ${host} did not take it: ${reason(error, tryMs)}` };
  }
}

function reason(error: unknown, tryMs: number): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') return `no answer within ${tryMs / 1000} s`;
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : undefined;
  return code ?? 'the connection failed';
}
