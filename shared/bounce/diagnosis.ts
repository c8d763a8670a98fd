/**
 * What a bounce says, in our words: the cause, whose side it is on, whether sending again helps, what the text names, and the
 * remedy. One diagnosis is about one recipient. The words are those of the agreement; every field is read from the text,
 * except `live`, which the checks fill that ask the DNS today.
 */
import type { Evidence } from '../model/finding.ts';
import type { Translated } from '../model/language.ts';
import type { DeliveryState, Direction, Signature } from './failure.ts';
import type { Mta } from './mta.ts';
import type { OtherKind } from './other-kinds.ts';
import type { BounceRemedyId } from './remedies/facts.ts';

export const CAUSES = [
  'ptr-missing',
  'ptr-generic',
  'fcrdns-mismatch',
  'helo-invalid',
  'dynamic-ip',
  'ip-blocklisted',
  'ip-reputation',
  'complaints',
  'open-relay',
  'domain-reputation',
  'domain-blocklisted',
  'url-blocklisted',
  'sender-domain-invalid',
  'sender-verify',
  'spf-fail',
  'dkim-fail',
  'dmarc-fail',
  'dmarc-missing',
  'auth-missing',
  'auth-required',
  'content-attachment',
  'content-spam',
  'content-virus',
  'rfc-noncompliant',
  'message-too-big',
  'rate-limited',
  'recipient-rate-limited',
  'connection-limited',
  'greylisted',
  'tls-required',
  'relay-denied',
  'user-unknown',
  'mailbox-full',
  'mailbox-disabled',
  'recipient-policy',
  'geo-blocked',
  'policy',
  'dns-failure',
  'network',
  'port25-blocked',
  'temporary',
] as const;
export type Cause = (typeof CAUSES)[number];

/** Where the fault lies, and so who can end it. */
export const SIDES = ['sender', 'receiver', 'recipient', 'content', 'network', 'own-server', 'own-provider'] as const;
/** `own-server`: the server that sends; `own-provider`: the service that it sends through. */
export type Side = (typeof SIDES)[number];

/** What the sender can put right, or have put right by those who work for him. */
export const isOwnSide = (side: Side): boolean => side === 'sender' || side.startsWith('own-');

/** `wait`: the queue's own retries suffice. `fix-first`: mail is refused until the cause is gone. */
export type Retry = 'wait' | 'fix-first' | 'never';

/** `ptr`, `helo`, `spf`, `dkim`, `dmarc`, `tls`, or `dnsbl:<id of a list in dnsbl/lists.ts>`. */
export type CheckName = 'ptr' | 'helo' | 'spf' | 'dkim' | 'dmarc' | 'tls' | `dnsbl:${string}`;

/** What a check says today about the cause named in the text. Empty where nothing was asked (`--offline`). */
export type Live = {
  readonly check: CheckName;
  readonly verdict: 'confirmed now' | 'no longer true' | 'cannot be checked from here';
  /** One line: what was found, or why it cannot be checked. */
  readonly why: string;
  /** The same in the other languages. */
  readonly translated: Translated;
  /** What was asked about: an address, a domain; absent where the text names none. */
  readonly subject?: string;
  /** What was found is sound, whether or not that ends the cause. */
  readonly isInOrder?: true;
  readonly evidence: readonly Evidence[];
};

/** As it is published: in English. `remedyIn` has the words in every language. */
export type BounceRemedy = {
  readonly id: BounceRemedyId;
  /** The steps in one line. */
  readonly text: string;
  /** Sentences, in the order in which they help. */
  readonly steps: readonly string[];
  /** The page or form of today. */
  readonly url?: string;
  /** What the form or the step asks for. */
  readonly needs: readonly string[];
  /** A planning estimate, from the fix to mail being accepted; absent where nobody can say. */
  readonly typicalHours?: number;
  /** Old advice that no longer works, named so that nobody follows it. */
  readonly obsolete?: string;
  /** The day (ISO 8601) on which the knowledge was last compared with its sources. */
  readonly checkedOn: string;
};

export type Diagnosis = {
  /** The id of the entry in `rules.ts` that won. */
  readonly rule: string;
  /** Whose words they are: `gmail`, `yahoo`, `spamhaus`, ...; `generic` where any receiver may say so. */
  readonly provider: string;
  readonly cause: Cause;
  readonly side: Side;
  readonly retry: Retry;
  /** With `wait`: after how many minutes trying again makes sense. */
  readonly retryAfterMinutes?: number;
  /** The sender's address, if the text names one: never a private one, never the receiver's. */
  readonly ip?: string;
  /** The sender's host or domain, if the text names one: never the receiver's. */
  readonly host?: string;
  /** The domain of MAIL FROM, if the message that came back or the log shows it: what SPF judges. */
  readonly mailFrom?: string;
  /** The domain of its From header, if it shows that: what DMARC judges. */
  readonly headerFrom?: string;
  /** The DKIM signatures that it carries, at most three; absent where it shows none. */
  readonly signatures?: readonly Signature[];
  readonly recipient?: string;
  /** The server that gave up and wrote the report, where another one had refused: the sender's own. */
  readonly reportedBy?: string;
  /** 400 to 599. */
  readonly smtpCode?: number;
  /** RFC 3463: `5.7.1`. */
  readonly enhancedCode?: string;
  /** The id of the list named in the text, as in `dnsbl/lists.ts`; or that of a receiver's own list, which no DNS answers. */
  readonly listedBy?: string;
  /** `inbound`: the reader's own server refused mail that came to it, and the cause is to be looked for there. */
  readonly direction: Direction;
  readonly state: DeliveryState;
  /** Until when the queue tries, as the report writes it. */
  readonly until?: string;
  /** The address that it was sent from, where a log or a service states it and the receiver names none. */
  readonly sentFrom?: string;
  /** The mail server that holds or held the message, where the input shows it: whose queue is to be flushed. */
  readonly mta?: Mta;
  /** Of a returned message: the file that it carried, where a refusal is about one. */
  readonly attachment?: string;
  /** What can be asked to confirm the cause. */
  readonly checks: readonly CheckName[];
  readonly live: readonly Live[];
  readonly remedy: BounceRemedy;
  /** The receiver's words, printable, at most 500 characters. */
  readonly text: string;
};

/** A failure whose text no rule knows: for export, its addresses masked. */
export type Unmatched = {
  readonly text: string;
  readonly smtpCode?: number;
  readonly enhancedCode?: string;
};

/** What the input was taken for. `nothing`: no bounce, no reply, no log line. */
export type InputKind = 'message' | 'reply' | 'log' | 'ses' | 'text' | 'nothing';

export type Diagnosed = {
  readonly kind: InputKind;
  /** In the order of the recipients in the input. */
  readonly diagnoses: readonly Diagnosis[];
  readonly unmatched: readonly Unmatched[];
  /** With `nothing`: what the input is instead of a bounce, where that could be seen. */
  readonly other?: OtherKind;
  /** Whether as many refusals were read as one input is answered with: there may be more in it. */
  readonly isFull: boolean;
};
