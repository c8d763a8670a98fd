/**
 * Whether a resolver may be believed (pure). A hotel portal, a sinkhole, split DNS or a machine without internet answers as
 * quickly and as plainly as an honest resolver does, so a resolver proves itself as a blocklist does: something that must
 * exist has to be there, and a name that cannot exist has to be missing.
 *
 *   positive  `. NS`, `com. SOA`, `in-addr.arpa. SOA`, in that order: one of them has to come back with records
 *   negative  a random label directly below `com` has to be NXDOMAIN
 *
 * The root and `com` always exist (RFC 1034 section 3.1, RFC 2870's successor RFC 7720), and an absence is a claim about
 * all of DNS that only a resolver with a way to the root can make (RFC 2308).
 */
import { defined } from '../model/defined.ts';
import type { Text } from '../model/language.ts';
import { type Answer, evidenceOf, type Question } from './answer.ts';
import { failureBriefly, failureText } from './failure-text.ts';
import { type ResolverProof, type ResolverState, reasonOf } from './resolver-proof.ts';
import {
  answersImpossible,
  didNotAnswer,
  HAS_IMPOSSIBLE,
  KNOWS_NOTHING,
  noResolverAnswered,
  noResolverBelieved,
  OWN_ROOT,
  SOUND_RESOLVER,
  servesExpired,
} from './words.ts';

export type { ResolverProof, ResolverState } from './resolver-proof.ts';

/** Asked in this order until one has records. */
export const POSITIVE_CONTROLS: readonly Question<'NS' | 'SOA'>[] = [
  { name: '.', type: 'NS' },
  { name: 'com', type: 'SOA' },
  { name: 'in-addr.arpa', type: 'SOA' },
];

type Judged = { readonly state: ResolverState; readonly why: Text; readonly brief?: Text };

/** `positive`: what came back of `POSITIVE_CONTROLS`, in order, the last one asked last. */
export function judgeResolver(server: string, positive: readonly Answer[], negative: Answer): ResolverProof {
  const evidence = [...positive, negative].map((answer) => evidenceOf(answer));
  const { state, why, brief } = judgeControls(positive, negative);
  return { server, state, ...reasonOf(why), ...defined({ brief }), evidence };
}

function judgeControls(positive: readonly Answer[], negative: Answer): Judged {
  if (deniesCom(negative) && positive.some(({ kind, trace }) => trace.name === 'com' && kind === 'absent'))
    return { state: 'closed', why: OWN_ROOT };
  if (negative.kind === 'records') {
    const shown = evidenceOf(negative).answers.slice(0, 3).join(', ');
    return { state: 'rewriting', why: answersImpossible(shown) };
  }
  const [failed] = [...positive, negative].filter((answer) => answer.kind === 'failed');
  if (!positive.some(({ kind }) => kind === 'records')) {
    if (failed === undefined) return { state: 'closed', why: KNOWS_NOTHING };
    return noAnswer(positive.find((answer) => answer.kind === 'failed') ?? failed);
  }
  if (negative.kind === 'failed') return noAnswer(negative);
  if (negative.reason === 'nodata') return { state: 'rewriting', why: HAS_IMPOSSIBLE };
  return { state: 'sound', why: SOUND_RESOLVER };
}

/** The root's SOA says so (RFC 2308 section 2): below `com`, which always exists, only its own SOA can say that a name does not. */
export const deniesCom = (negative: Answer): boolean => negative.kind === 'absent' && negative.soa === 'root';

const noAnswer = (answer: Extract<Answer, { kind: 'failed' }>): Judged => {
  const question = `"${answer.trace.name} ${answer.trace.type}"`;
  return answer.reason === 'stale'
    ? { state: 'stale', why: servesExpired(question, failureText(answer)) }
    : { state: 'silent', why: didNotAnswer(question, failureText(answer)), brief: failureBriefly(answer) };
};

/** What may be taken from a resolver in this state besides a failure. */
export const BELIEVED: Readonly<Record<ResolverState, { readonly records: boolean; readonly absence: boolean }>> = {
  sound: { records: true, absence: true },
  // Split DNS has addresses of its own for names that the world knows, and a portal has one address for all of them.
  closed: { records: false, absence: false },
  rewriting: { records: false, absence: false },
  silent: { records: false, absence: false },
  // What is there was not made up; what is missing may have been taken out.
  stripping: { records: true, absence: false },
  stale: { records: true, absence: false },
};

/** Without any query no verdict can be wrong. */
export const noneSound = (proofs: readonly ResolverProof[]): boolean =>
  proofs.length > 0 && proofs.every(({ state }) => state !== 'sound');

/** One line for a person; null where a sound resolver was asked, or none at all. */
export function doubtAbout(proofs: readonly ResolverProof[]): Text | null {
  if (!noneSound(proofs)) return null;
  const isSilent = proofs.every(({ state }) => state === 'silent');
  return isSilent ? noResolverAnswered(proofs) : noResolverBelieved(proofs);
}
