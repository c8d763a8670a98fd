/**
 * From what is known now to what that says about the cause in a refusal: confirmed, no longer true, or neither. Pure. What is
 * unknown never ends a cause, and neither does a sound check that the text was not about: a good reverse name does not say
 * that a reputation has recovered.
 */
import type { Cause, CheckName, Diagnosis, Live } from '../bounce/diagnosis.ts';
import type { Fact } from './asking.ts';

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

/** A name that only looks generic is no missing one. */
const GENERIC_MATTERS: readonly Cause[] = ['ptr-generic', 'dynamic-ip', 'ip-reputation', 'policy', 'ip-blocklisted'];

export type LiveVerdict = Pick<Live, 'verdict' | 'why' | 'evidence'>;

export function judgeLive(
  { cause, side, listedBy }: Pick<Diagnosis, 'cause' | 'side' | 'listedBy'>,
  check: CheckName,
  facts: readonly Fact[],
): LiveVerdict {
  const ill = facts.find((fact) => isIll(fact, cause));
  const unsure = facts.find(({ status }) => status === 'unknown');
  const sound = facts.find(({ status }) => status === 'pass') ?? facts[0];
  const deciding = ill ?? unsure ?? sound;
  if (deciding === undefined) return cannot('nothing came back');
  const { evidence } = deciding;
  const summary = deciding.summary;
  // The receiver misreads a list's refusal: whether the address is listed does not change that.
  if (side === 'receiver' && check.startsWith('dnsbl:') && unsure === undefined)
    return cannot(`how the receiver asks the list cannot be seen from here; asked just now: ${summary}`, evidence);
  if (ill !== undefined) {
    const isNamed = !BROAD.includes(cause) || isDecisive(cause, check, listedBy);
    return { verdict: 'confirmed now', why: isNamed ? summary : `${sentence(summary)}: ${MAY_BE}`, evidence };
  }
  if (unsure !== undefined) return cannot(summary, evidence);
  if (isDecisive(cause, check, listedBy)) return { verdict: 'no longer true', why: summary, evidence };
  return cannot(
    `${sentence(summary)}: that is in order, and the receiver's own reason cannot be seen from here`,
    evidence,
  );
}

const MAY_BE = 'that is wrong now and may be the reason, which the refusal does not name';
const sentence = (summary: string): string => summary.replace(/\.$/, '');

export const cannot = (why: string, evidence: LiveVerdict['evidence'] = []): LiveVerdict => ({
  verdict: 'cannot be checked from here',
  why,
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
