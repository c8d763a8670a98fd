/** The webhook: POST of a digest, signed, tried again a few times where that may help. */

import type { Channel, PublishOutcome } from '../../shared/channels/core/channel.ts';
import {
  LONGEST_WAIT_MS,
  RETRY_MS,
  retryAfterMs,
  WEBHOOK_BACK_OFF_MS,
  type WebhookForm,
  webhookForm,
  worthRetrying,
} from '../../shared/channels/webhook/form.ts';
import { type Clock, pause } from '../../shared/model/clock.ts';
import type { Digest } from '../../shared/notices/digest.ts';
import type { Wording } from '../../shared/notices/wording.ts';

export type WebhookOptions = {
  readonly url: string;
  readonly wording: Wording;
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
  const { url, wording, secret, clock, retryMs = RETRY_MS, tryMs = TRY_MS } = options;
  const publish = async (digest: Digest): Promise<PublishOutcome> => {
    for (let tries = 1; ; tries++) {
      const form = webhookForm(digest, wording, clock.now(), secret);
      const tried = await post(url, form, tryMs);
      if (tried.ok) return { ok: true, carried: form.carried };
      const asked = retryAfterMs(tried.retryAfter, clock.now());
      const wait = tried.again ? waitBefore(retryMs[tries - 1], asked) : null;
      if (wait === null) return refused(tried.why, tries, asked);
      await pause(clock, wait);
    }
  };
  return { id: 'webhook', backOffMs: WEBHOOK_BACK_OFF_MS, publish };
}

/** Null: not within this pass. */
function waitBefore(pauseMs: number | undefined, asked = 0): number | null {
  const wait = Math.max(pauseMs ?? 0, asked);
  return pauseMs === undefined || wait > LONGEST_WAIT_MS ? null : wait;
}

function refused(reason: string, tries: number, asked: number | undefined): PublishOutcome {
  const why = tries > 1 ? `${reason} (${tries} tries)` : reason;
  return asked === undefined ? { ok: false, why } : { ok: false, why, retryAfterMs: asked };
}

type Tried =
  | { readonly ok: true }
  | { readonly ok: false; readonly again: boolean; readonly why: string; readonly retryAfter: string | null };

async function post(url: string, { headers, body }: WebhookForm, tryMs: number): Promise<Tried> {
  // The path and the query of a webhook are often its secret: only the host is ever named.
  const { host, username, password } = new URL(url);
  // `fetch` takes no such address, and its error would show all of it.
  if (username !== '' || password !== '')
    return {
      ok: false,
      again: false,
      retryAfter: null,
      why: `the webhook at ${host} has a name or a password in its address: not sent`,
    };
  try {
    const signal = AbortSignal.timeout(tryMs);
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    await response.body?.cancel();
    const { ok, status } = response;
    const retryAfter = response.headers.get('retry-after');
    const why = `the webhook at ${host} answered ${status}`;
    return ok ? { ok } : { ok, again: worthRetrying(status), why, retryAfter };
  } catch (error) {
    const why = `the webhook at ${host} did not take it: ${reason(error, tryMs)}`;
    return { ok: false, again: true, why, retryAfter: null };
  }
}

function reason(error: unknown, tryMs: number): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') return `no answer within ${tryMs / 1000} s`;
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : undefined;
  return code ?? 'the connection failed';
}
