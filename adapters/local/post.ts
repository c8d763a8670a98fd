/** One POST over Node's own `fetch`. */
import type { Post } from '../../shared/channels/core/kind.ts';
import { POST_NOT_CONNECTED, receiverSilentFor } from '../../shared/channels/core/words.ts';
import { type Text, verbatim } from '../../shared/model/language.ts';
import { printable } from '../../shared/model/text.ts';
import { failureInWords } from '../../shared/net/words.ts';

export const fetchPost: Post = async (url, { headers, body, ms }) => {
  try {
    const signal = AbortSignal.timeout(ms);
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    await response.body?.cancel();
    return { kind: 'answered', status: response.status, retryAfter: response.headers.get('retry-after') };
  } catch (error) {
    return { kind: 'failed', why: reason(error, ms) };
  }
};

function reason(error: unknown, ms: number): Text {
  if (error instanceof DOMException && error.name === 'TimeoutError') return receiverSilentFor(ms);
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : undefined;
  return code === undefined ? POST_NOT_CONNECTED : failureInWords(verbatim(printable(code, 60)));
}
