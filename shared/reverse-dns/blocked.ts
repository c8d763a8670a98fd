/** How the work ends without success: the reason by name, for programs, and the next step, for people. */
import { defined } from '../model/defined.ts';
import type { Language, Text } from '../model/language.ts';
import { printable } from '../model/text.ts';

/** Reasons in the request itself: nothing was queried. */
export type WishReason = 'not-an-address' | 'invalid-hostname' | 'ipv6' | 'never-public';

export type Reason =
  | WishReason
  // The address, as EC2 has it.
  | 'not-ours'
  | 'released'
  | 'govcloud'
  | 'missing-tag'
  | 'different-ptr'
  // The forward record.
  | 'no-forward-record'
  | 'no-such-zone'
  | 'zone-private'
  | 'zone-not-delegated'
  | 'zone-ambiguous'
  | 'outside-zone'
  | 'cname'
  | 'apex-cname'
  | 'alias'
  | 'routing-policy'
  | 'wildcard'
  | 'delegated-name'
  | 'needs-merge'
  | 'forward-not-answered'
  // EC2's answer.
  | 'request-refused'
  | 'request-failed'
  | 'replaced'
  | 'not-applied'
  // AWS or DNS did not answer, or said no, where something was only to be read or Route 53 to be written.
  | 'aws-refused'
  | 'dns-unanswered'
  // The proof.
  | 'unproved';

const WISH_REASONS: ReadonlySet<Reason> = new Set<WishReason>([
  'not-an-address',
  'invalid-hostname',
  'ipv6',
  'never-public',
]);

/** The asker's own mistake, seen before anything was looked at. */
export const isWishReason = (reason: Reason): reason is WishReason => WISH_REASONS.has(reason);

/** Why it ended without success, and the next step. English, with the other languages beside it. */
export type Blocked = {
  readonly reason: Reason;
  /** The fact, in whole sentences. */
  readonly text: string;
  /** AWS's own message, verbatim, where AWS refused: `printable` is for anyone who shows it. */
  readonly message?: string;
  readonly whatToDo: string;
  /** For a shell. */
  readonly command?: string;
  /** The record that is missing, as a line of a zone file and as a Route 53 change batch (JSON). */
  readonly zoneLine?: string;
  readonly changeBatch?: string;
  /** What an earlier version kept has none. */
  readonly translated?: Readonly<Record<Exclude<Language, 'en'>, BlockedSentences>>;
};

type BlockedSentences = Pick<Blocked, 'text' | 'whatToDo'>;

export const blockedBy = (
  reason: Reason,
  text: Text,
  whatToDo: Text,
  more: Pick<Blocked, 'message' | 'command' | 'zoneLine' | 'changeBatch'> = {},
): Blocked => ({
  reason,
  text: text.en,
  whatToDo: whatToDo.en,
  ...more,
  translated: { ko: { text: text.ko, whatToDo: whatToDo.ko } },
});

/** In a language; in English where an earlier version kept it. */
export function sentencesOf(blocked: Blocked, language: Language): BlockedSentences {
  const { text, whatToDo } = language === 'en' ? blocked : (blocked.translated?.[language] ?? blocked);
  return { text, whatToDo };
}

/** Bounded, for what is kept. */
export function boundedBlocked(why: Blocked): Blocked {
  const bounded = ({ text, whatToDo }: BlockedSentences): BlockedSentences => ({
    text: printable(text, 400),
    whatToDo: printable(whatToDo, 2000),
  });
  const { translated } = why;
  return {
    ...why,
    ...bounded(why),
    ...defined({ translated: translated === undefined ? undefined : { ko: bounded(translated.ko) } }),
  };
}
