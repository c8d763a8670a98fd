/**
 * Wrong bearer tokens have a budget of their own, by where they come from. It is apart from the budget of checks, so that anyone who
 * guesses takes nothing from anyone who has a token: a flood of wrong ones is refused at once, from its own source alone. A right
 * token is let in during a flood from its own source too, if it is too long to be guessed or was right before; a short one that
 * is new is not, or guessing would have no bound.
 */
import { createHash } from 'node:crypto';
import { parseAddress } from '../model/address.ts';
import type { Clock } from '../model/clock.ts';
import { MINUTE } from '../model/duration.ts';

const WINDOW_MS = MINUTE;
export const WRONG_TOKENS_A_MINUTE = 10;
/** Hexadecimal digits of 128 bits: nobody guesses one in any number of tries. */
const UNGUESSABLE = 32;
/** Sources that are remembered; beyond it the oldest is forgotten. */
const MAX_SOURCES = 1000;
const MAX_PROVED = 10;

export type TokenVerdict<T> =
  | { readonly kind: 'right'; readonly value: T }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number };

/** `permission`: what the token allows; null for a wrong one. */
export type TokenGate = <T>(token: string, source: string, permission: T | null) => TokenVerdict<T>;

/** `isUnguessable`: of a right token; those of a person's choice may be short. */
export function createTokenGate(
  clock: Pick<Clock, 'monotonic'>,
  isUnguessable = (token: string): boolean => token.length >= UNGUESSABLE,
): TokenGate {
  /** In the order in which their windows began. */
  const windows = new Map<string, { readonly endsAt: number; wrong: number }>();
  /** Digests of tokens that were right. */
  const proved = new Set<string>();
  return (token, source, permission) => {
    const now = clock.monotonic();
    const window = windowOf(windows, source, now);
    const isSpent = window.wrong >= WRONG_TOKENS_A_MINUTE;
    const name = createHash('sha256').update(token).digest('hex');
    if (permission !== null && (!isSpent || isUnguessable(token) || proved.has(name))) {
      if (proved.size < MAX_PROVED) proved.add(name);
      return { kind: 'right', value: permission };
    }
    if (isSpent) return { kind: 'throttled', retryAfterSeconds: Math.max(1, Math.ceil((window.endsAt - now) / 1000)) };
    window.wrong += 1;
    windows.set(source, window);
    return { kind: 'wrong' };
  };
}

type Windows = Map<string, { readonly endsAt: number; wrong: number }>;

/** The source's own window, or one that begins now and is remembered only with a wrong token. */
function windowOf(windows: Windows, source: string, now: number) {
  const there = windows.get(source);
  if (there !== undefined && there.endsAt > now) return there;
  windows.delete(source);
  const [oldest] = windows.keys();
  if (windows.size >= MAX_SOURCES && oldest !== undefined) windows.delete(oldest);
  return { endsAt: now + WINDOW_MS, wrong: 0 };
}

/** An address as a source: of IPv6 its /64, of which one subscriber has all addresses (RFC 6177 section 2). */
export function sourceOf(address: string | undefined): string {
  const parsed = parseAddress(address ?? '');
  if (!parsed.ok) return 'unknown';
  const { bytes, text } = parsed.value;
  return bytes.length === 16 ? `${Buffer.from(bytes.slice(0, 8)).toString('hex')}/64` : text;
}
