/** A channel that posts to an address: it retries a few times where that may help, and leaves the rest to a later pass. */
import { pause } from '../../model/clock.ts';
import type { Text } from '../../model/language.ts';
import type { Parsed } from '../../model/parsed.ts';
import type { SettingFields } from '../../model/setting.ts';
import type { Digest } from '../../notices/digest.ts';
import type { Wording } from '../../notices/wording.ts';
import type { Channel, PublishOutcome } from './channel.ts';
import type { ChannelOpening, HttpPorts, OwnSettings, PostRequest } from './kind.ts';
import { addressUnread, afterTries, answeredWith, loginInAddress, receiverNotReached } from './words.ts';

/** A message, and the ids of the notices that are in it. */
export type PostLetter = Pick<PostRequest, 'headers' | 'body'> & { readonly carried: readonly string[] };

export type Posting<N extends SettingFields> = {
  readonly id: string;
  /** As errors name it: "the webhook". */
  readonly name: Text;
  readonly backOffMs?: readonly number[];
  /** Where to, or what is missing. */
  readonly addressIn: (own: OwnSettings<N>) => Parsed<string>;
  /** Made anew for each try: what is signed holds the time. */
  readonly letter: (digest: Digest, wording: Wording, own: OwnSettings<N>, now: number) => Promise<PostLetter>;
};

/** Pauses before the second try and the third. */
const RETRY_MS: readonly number[] = [1000, 4000];
/** Nobody waits longer than this within one pass, whatever the receiver asks for; a later pass does. */
const LONGEST_WAIT_MS = 10_000;
/** How long one try waits for the answer. */
const TRY_MS = 10_000;

/**
 * The address is the operator's own word, so it may be on this machine or in the local network; redirects are not followed,
 * since those are someone else's.
 */
export const postingChannel =
  <N extends SettingFields>(posting: Posting<N>) =>
  ({ wording, settings, once }: ChannelOpening<N>, ports: HttpPorts): Channel => {
    const { id, name, backOffMs, addressIn, letter } = posting;
    const publish = async (digest: Digest): Promise<PublishOutcome> => {
      const own = await settings();
      if (!own.ok) return { ok: false, why: addressUnread(name, own.problem) };
      const address = addressIn(own.value);
      if (!address.ok) return { ok: false, why: address.problem };
      const write = (): Promise<PostLetter> => letter(digest, wording, own.value, ports.clock.now());
      return posted(write, { name, url: address.value, retryMs: once ? [] : RETRY_MS }, ports);
    };
    return backOffMs === undefined ? { id, publish } : { id, publish, backOffMs };
  };

type Receiver = { readonly name: Text; readonly url: string; readonly retryMs: readonly number[] };

/** Tried until it is taken, until nothing says that another try would help, or until they are used up. */
async function posted(
  write: () => Promise<PostLetter>,
  { name, url, retryMs }: Receiver,
  ports: HttpPorts,
): Promise<PublishOutcome> {
  for (let tries = 1; ; tries++) {
    const { carried, ...request } = await write();
    const tried = await tryOnce(url, request, name, ports);
    if (tried.ok) return { ok: true, carried };
    const asked = retryAfterMs(tried.retryAfter, ports.clock.now());
    const wait = tried.again ? waitBefore(retryMs[tries - 1], asked) : null;
    if (wait === null) return refused(tried.why, tries, asked);
    await pause(ports.clock, wait);
  }
}

/** Null: not within this pass. */
function waitBefore(pauseMs: number | undefined, asked = 0): number | null {
  const wait = Math.max(pauseMs ?? 0, asked);
  return pauseMs === undefined || wait > LONGEST_WAIT_MS ? null : wait;
}

function refused(reason: Text, tries: number, asked: number | undefined): PublishOutcome {
  const why = tries > 1 ? afterTries(reason, tries) : reason;
  return asked === undefined ? { ok: false, why } : { ok: false, why, retryAfterMs: asked };
}

type Tried =
  | { readonly ok: true }
  | { readonly ok: false; readonly again: boolean; readonly why: Text; readonly retryAfter: string | null };

async function tryOnce(
  url: string,
  request: Pick<PostRequest, 'headers' | 'body'>,
  name: Text,
  { post }: HttpPorts,
): Promise<Tried> {
  // The path and the query of an address are often its secret: only the host is ever named.
  const { host, username, password } = new URL(url);
  // `fetch` takes no such address, and its error would show all of it.
  if (username !== '' || password !== '')
    return { ok: false, again: false, retryAfter: null, why: loginInAddress(name, host) };
  const answer = await post(url, { ...request, ms: TRY_MS });
  if (answer.kind === 'failed')
    return { ok: false, again: true, why: receiverNotReached(name, host, answer.why), retryAfter: null };
  const { status, retryAfter } = answer;
  if (status >= 200 && status < 300) return { ok: true };
  return { ok: false, again: worthRetrying(status), why: answeredWith(name, host, status), retryAfter };
}

/** Whether the same request may be answered otherwise a moment later (RFC 9110: 408, 5xx; RFC 6585: 429). */
export const worthRetrying = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/** `Retry-After` (RFC 9110 section 10.2.3: seconds, or a date) in milliseconds from `now`; undefined where it says nothing. */
function retryAfterMs(header: string | null, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  // A date by that section's one form; `Date.parse` reads much else, numbers among it.
  const at = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
