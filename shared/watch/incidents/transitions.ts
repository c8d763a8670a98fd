/**
 * What it is called when one problem takes another's place on the same subject. `improved` is a step to health of the same
 * thing; whatever else happens is told as worse, and undoes an acknowledgement: whoever gave it has not seen this yet.
 *
 * Severity alone does not say it: an SPF record that vanishes goes from critical to major, and nothing got better. So every
 * pair of findings that one subject can hold stands here. What an unknown finding does (of a version to come) is said by
 * severity and status, as is the same finding with another weight (a list's codes differ in severity).
 */
import { compareSeverity, compareStatus, type Finding, type Severity, type Status } from '../../model/finding.ts';

export type DegreeChange = 'worsened' | 'improved';

type Weighed = { readonly finding: Finding['id']; readonly severity: Severity; readonly status: Status };

/**
 * From (a line) to (its words that are better); every other finding of the same line-up is worse.
 *
 * - SPF: without a record nothing is judged, so its vanishing is never better. RFC 7208 section 8.2 treats neutral exactly
 *   like none, but a record is there again and can be read. A record that lets everybody send is another danger, no step.
 * - Reverse DNS: a name that does not lead back is more than none, a generic one that does is more than that, and a sound one
 *   that only differs from what was wanted is more again.
 * - Lists: a policy entry says nothing bad about the sender, a listing does.
 */
export const STEPS_TO_HEALTH: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  spf: {
    'spf.permerror': ['spf.softfail', 'spf.neutral'],
    'spf.not-authorised': ['spf.softfail', 'spf.neutral'],
    'spf.softfail': ['spf.neutral'],
    'spf.none': ['spf.neutral'],
    'spf.neutral': [],
    'spf.plus-all': [],
  },
  ptr: {
    'ptr.missing': ['ptr.not-confirmed', 'ptr.generic', 'ptr.drift'],
    'ptr.not-confirmed': ['ptr.generic', 'ptr.drift'],
    'ptr.generic': ['ptr.drift'],
    'ptr.drift': [],
  },
  dnsbl: {
    'dnsbl.listed': ['dnsbl.policy'],
    'dnsbl.policy': [],
  },
};

export function degreeChange(from: Weighed, to: Weighed): DegreeChange {
  const lineUp = STEPS_TO_HEALTH[from.finding.split('.', 1)[0] ?? ''];
  const better = lineUp?.[from.finding];
  if (from.finding !== to.finding && better !== undefined && lineUp?.[to.finding] !== undefined)
    return better.includes(to.finding) ? 'improved' : 'worsened';
  const order = compareSeverity(to.severity, from.severity) || compareStatus(to.status, from.status);
  return order > 0 ? 'improved' : 'worsened';
}

/** A record that is gone is news at once: it was there, and nobody takes a record away by halves. */
const AT_ONCE: ReadonlySet<string> = new Set(['spf.none']);

/** Whether a problem opens with the first verdict that shows it; others wait until runs agree. */
export const opensAtOnce = ({ id, severity }: Pick<Finding, 'id' | 'severity'>): boolean =>
  severity === 'critical' || AT_ONCE.has(id);
