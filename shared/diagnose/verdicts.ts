/**
 * From what is known now to what that says about the cause in a refusal: confirmed, no longer true, or neither. Pure. What is
 * unknown never ends a cause, and neither does a sound check that the text was not about: a good reverse name does not say
 * that a reputation has recovered.
 */
import type { Cause, CheckName, Diagnosis, Live } from '../bounce/diagnosis.ts';
import { summaryText } from '../model/finding.ts';
import type { Text } from '../model/language.ts';
import type { Fact } from './live-checks.ts';
import { whyOf } from './why.ts';
import { inOrderHere, mayBeReason, NOTHING_CAME, receiverAsks } from './words.ts';

/** The checks that are the cause itself: sound, and it is gone. */
const DECISIVE: Readonly<Partial<Record<Cause, readonly CheckName[]>>> = {
  'ptr-missing': ['ptr'],
  'ptr-generic': ['ptr'],
  'fcrdns-mismatch': ['ptr'],
  'helo-invalid': ['helo'],
  'spf-fail': ['spf'],
  // SPF or DKIM is asked for, so SPF that passes is enough.
  'auth-missing': ['spf'],
  'dmarc-missing': ['dmarc'],
};

/** Not `url-blocklisted`: a link may be meant that the refusal does not show. */
const NAMED_LISTINGS: readonly Cause[] = [
  'ip-blocklisted',
  'domain-blocklisted',
  'dynamic-ip',
  'ip-reputation',
  'open-relay',
];

/** They do not say what is wrong: what is found wrong may be the reason, and another thing too. */
const BROAD: readonly Cause[] = [
  'ip-reputation',
  'domain-reputation',
  'policy',
  'content-spam',
  'rate-limited',
  'complaints',
];

/** A name that only looks generic is not a missing one. */
const GENERIC_MATTERS: readonly Cause[] = ['ptr-generic', 'dynamic-ip', 'ip-reputation', 'policy', 'ip-blocklisted'];

export type LiveVerdict = Pick<Live, 'verdict' | 'why' | 'translated' | 'evidence' | 'isInOrder'>;

export function judgeLive(
  { cause, side, listedBy }: Pick<Diagnosis, 'cause' | 'side' | 'listedBy'>,
  check: CheckName,
  facts: readonly Fact[],
): LiveVerdict {
  const ill = facts.find((fact) => isIll(fact, cause));
  const unsure = facts.find(({ status }) => status === 'unknown');
  const sound = facts.find(({ status }) => status === 'pass') ?? facts[0];
  const deciding = ill ?? unsure ?? sound;
  if (deciding === undefined) return cannot(NOTHING_CAME);
  const { evidence } = deciding;
  const summary = summaryText(deciding);
  // The receiver misreads a list's refusal: whether the address is listed does not change that.
  if (side === 'receiver' && check.startsWith('dnsbl:') && unsure === undefined)
    return cannot(receiverAsks(summary), evidence);
  if (ill !== undefined) {
    const isNamed = !BROAD.includes(cause) || isDecisive(cause, check, listedBy);
    return { verdict: 'confirmed now', ...whyOf(isNamed ? summary : mayBeReason(summary)), evidence };
  }
  if (unsure !== undefined) return cannot(summary, evidence);
  if (isDecisive(cause, check, listedBy))
    return { verdict: 'no longer true', ...whyOf(summary), isInOrder: true, evidence };
  return { ...cannot(inOrderHere(summary), evidence), isInOrder: true };
}

export const cannot = (why: Text, evidence: LiveVerdict['evidence'] = []): LiveVerdict => ({
  verdict: 'cannot be checked from here',
  ...whyOf(why),
  evidence,
});

function isIll({ id, status }: Fact, cause: Cause): boolean {
  if (id === 'ptr.generic') return GENERIC_MATTERS.includes(cause);
  // Several names, a name that differs from the greeting, tags that could be better: no receiver refuses for these.
  if (status === 'warn') return id.startsWith('dnsbl.') || id === 'spf.neutral';
  return status === 'fail';
}

function isDecisive(cause: Cause, check: CheckName, listedBy: string | undefined): boolean {
  if (check.startsWith('dnsbl:')) return check === `dnsbl:${listedBy}` && NAMED_LISTINGS.includes(cause);
  return DECISIVE[cause]?.includes(check) ?? false;
}
