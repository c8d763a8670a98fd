/** The laptop's channels: the console, and a webhook that gets the digest as JSON. */
import type { Digest } from '../../shared/notices/digest.ts';
import type { Channel, Published } from '../../shared/watch/notify.ts';

export const localChannels = (webhook: string | undefined, print: (line: string) => void): readonly Channel[] => [
  consoleChannel(print),
  ...(webhook === undefined ? [] : [webhookChannel(webhook)]),
];

export function consoleChannel(print: (line: string) => void): Channel {
  const publish = async ({ subject, text }: Digest): Promise<Published> => {
    print(subject);
    print(text);
    return { ok: true };
  };
  return { id: 'console', publish };
}

const WEBHOOK_MS = 10_000;

/**
 * POST of `{subject, text, notices}`. The receiver can drop repeats by the notices' ids. The address is the operator's own
 * word, so it may be on this machine or in the local network; redirects are not followed, since those are somebody else's.
 */
export function webhookChannel(url: string): Channel {
  // The path and the query of a webhook are often its secret: only the host is ever named.
  const { host } = new URL(url);
  const publish = async (digest: Digest): Promise<Published> => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(digest),
        redirect: 'manual',
        signal: AbortSignal.timeout(WEBHOOK_MS),
      });
      await response.body?.cancel();
      return response.ok ? { ok: true } : { ok: false, why: `the webhook at ${host} answered ${response.status}` };
    } catch (error) {
      return { ok: false, why: `the webhook at ${host} did not take it: ${reason(error)}` };
    }
  };
  return { id: 'webhook', publish };
}

function reason(error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') return `no answer within ${WEBHOOK_MS / 1000} s`;
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : undefined;
  return code ?? 'the connection failed';
}
