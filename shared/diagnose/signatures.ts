/**
 * The keys of the DKIM signatures in the message that came back. A key that is gone or cannot be used confirms that its signature
 * fails; one that is sound says nothing about the signature, which only who has the message as it arrived can verify.
 */

import type { Diagnosis } from '../bounce/diagnosis.ts';
import type { Signature } from '../bounce/failure.ts';
import { defined } from '../model/defined.ts';
import { summaryText } from '../model/finding.ts';
import { inEach, type Text } from '../model/language.ts';
import { organisationalDomain } from '../model/organisation.ts';
import { sentences } from '../model/sentence.ts';
import { printable } from '../model/text.ts';
import type { Fact, FactId, LiveChecks } from './live-checks.ts';
import type { DiagnosedSender } from './subject.ts';
import { cannot, type LiveVerdict } from './verdicts.ts';
import { whyOf } from './why.ts';
import { keyRetired, keyThere, noSignature, notKeyName, ofKey } from './words.ts';

type KeyOwner = Pick<DiagnosedSender, 'headerFrom'> & Partial<Pick<DiagnosedSender, 'keys'>>;

/** Those of the domain in From, which DMARC counts (relaxed alignment), where there are any; else all. */
export function keysOf(
  { signatures = [] }: Pick<Diagnosis, 'signatures'>,
  { headerFrom, keys = [] }: KeyOwner,
): readonly Signature[] {
  if (keys.length > 0) return keys;
  const own = signatures.filter((one) => headerFrom !== undefined && isAligned(one.domain, headerFrom));
  return own.length > 0 ? own : signatures;
}

const isAligned = (one: string, other: string): boolean => organisationalDomain(one) === organisationalDomain(other);

/** Confirmed only where no signature is left that could hold. */
export async function judgeKeys(
  diagnosis: Pick<Diagnosis, 'signatures'>,
  subject: KeyOwner,
  asking: Pick<LiveChecks, 'dkim'>,
): Promise<LiveVerdict> {
  const keys = await Promise.all(keysOf(diagnosis, subject).map(async (one) => judgeKey(one, await asking.dkim(one))));
  if (keys.length === 0) return cannot(noSignature(subject.headerFrom));
  const why = sentences(...keys.map((key) => key.why));
  const evidence = keys.flatMap((key) => key.evidence);
  if (keys.every((key) => key.isIll)) return { verdict: 'confirmed now', ...whyOf(why), evidence };
  const isSound = keys.every((key) => key.isSound);
  return { ...cannot(why, evidence), ...defined({ isInOrder: isSound ? (true as const) : undefined }) };
}

/** Keys are taken away some days after another has taken their place. */
const GONE: readonly FactId[] = ['dkim.missing', 'dkim.revoked'];

type Key = {
  readonly isIll: boolean;
  readonly isSound: boolean;
  readonly why: Text;
  readonly evidence: Fact['evidence'];
};

function judgeKey({ selector, domain }: Signature, facts: readonly Fact[]): Key {
  const name = printable(`${selector}._domainkey.${domain}`, 150);
  const ill = facts.find(({ status }) => status === 'fail');
  const unsure = facts.find(({ status }) => status === 'unknown');
  const evidence = (ill ?? unsure ?? facts[0])?.evidence ?? [];
  if (ill !== undefined) {
    const summary = summaryText(ill);
    const named = ill.summary.includes(name) ? summary : ofKey(name, summary);
    return { isIll: true, isSound: false, why: GONE.includes(ill.id) ? keyRetired(named) : named, evidence };
  }
  if (unsure !== undefined) return { isIll: false, isSound: false, why: summaryText(unsure), evidence };
  if (facts.length === 0) return { isIll: false, isSound: false, why: notKeyName(name), evidence };
  const found = inEach((language) => facts.map((fact) => summaryText(fact)[language].replace(/\.$/, '')).join(', '));
  return { isIll: false, isSound: true, why: keyThere(name, found), evidence };
}
