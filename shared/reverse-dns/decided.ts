/** What a look at the world comes to: a value to go on with, patience, or the end. Nothing is written while deciding. */
import type { Answer, Failed } from '../dns/answer.ts';
import { failureText } from '../dns/failure-text.ts';
import type { Evidence } from '../model/finding.ts';
import type { Text } from '../model/language.ts';
import { printable } from '../model/text.ts';
import { awsTroubleText } from './aws-trouble.ts';
import type { Blocked } from './blocked.ts';
import type { CallRefusal } from './ports.ts';
import { awsRefused, dnsUnanswered } from './refusals.ts';
import { awsRetry, dnsRetry } from './words.ts';

export type NotYet = {
  readonly kind: 'wait';
  readonly seconds: number;
  readonly text: Text;
  readonly evidence?: readonly Evidence[];
  /** How it ends when patience does. */
  readonly atLast: Blocked;
};

export type End = { readonly kind: 'blocked'; readonly why: Blocked };

export type Decided<T> = { readonly kind: 'go'; readonly value: T } | NotYet | End;

export const go = <T>(value: T): Decided<T> => ({ kind: 'go', value });
export const end = (why: Blocked): End => ({ kind: 'blocked', why });

const BUSY_SECONDS = 15;
const CONFLICT_SECONDS = 5;
const DNS_SECONDS = 15;

/** AWS gave no answer to `call`: patience where that helps. */
export function refused(call: string, refusal: CallRefusal): NotYet | End {
  const why = awsRefused(call, refusal);
  if (refusal.kind !== 'busy' && refusal.kind !== 'conflict') return end(why);
  const seconds = refusal.kind === 'busy' ? BUSY_SECONDS : CONFLICT_SECONDS;
  return { kind: 'wait', seconds, text: awsRetry(awsTroubleText(call, refusal)), atLast: why };
}

export function unanswered(failed: Failed): NotYet {
  const question = `${failed.trace.type} ${printable(failed.trace.name)}`;
  const why = failureText(failed);
  const what: Text = { en: `${question} (${why.en})`, ko: `${question}(${why.ko})` };
  return { kind: 'wait', seconds: DNS_SECONDS, text: dnsRetry(what), atLast: dnsUnanswered(what) };
}

/** The name that the answer is about: the last one of the CNAME chain, or the one asked. */
export const endOf = (name: string, answer: Answer): string =>
  answer.kind === 'failed' ? name : (answer.chain.at(-1) ?? name);
