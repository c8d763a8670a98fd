/**
 * What it is called when one problem takes another's place on the same subject. `improved` is a step to health of the same
 * thing; whatever else happens is told as worse, and undoes an acknowledgement: whoever gave it has not seen this yet.
 *
 * Severity alone does not say it: an SPF record that vanishes goes from critical to major, and nothing got better. So every
 * pair of findings that one subject can hold stands here. What an unknown finding does (of a version to come) is said by
 * severity and status, as is the same finding with another weight (a list's codes differ in severity).
 */
import {
  compareSeverity,
  compareStatus,
  type FindingCheck,
  type Severity,
  type Status,
  type StoredFinding,
} from '../../model/finding.ts';
import { type FindingId, isFindingId } from '../../model/findings/index.ts';

export type DegreeChange = 'worsened' | 'improved';

type Weighed = { readonly finding: StoredFinding['id']; readonly severity: Severity; readonly status: Status };

type LineUp = Readonly<Partial<Record<FindingId, readonly FindingId[]>>>;

/**
 * From (a line) to (its words that are better); every other finding of the same line-up is worse.
 *
 * - SPF: without a record nothing is judged, so its vanishing is never better. RFC 7208 section 8.2 treats neutral exactly
 *   like none, but a record is there again and can be read. A record that lets everybody send is another danger, no step.
 * - Reverse DNS: a name that does not lead back is more than none, a generic one that does is more than that, and a sound one
 *   that only differs from what was wanted is more again.
 * - Lists: a policy entry says nothing bad about the sender, a listing does.
 */
export const STEPS_TO_HEALTH: Readonly<Record<Exclude<FindingCheck, 'sender'>, LineUp>> = {
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
  const steps = stepsBetween(from.finding, to.finding);
  if (steps !== null) return steps;
  const order = compareSeverity(to.severity, from.severity) || compareStatus(to.status, from.status);
  return order > 0 ? 'improved' : 'worsened';
}

/** Null where no line-up has both. */
function stepsBetween(from: string, to: string): DegreeChange | null {
  if (from === to || !isFindingId(from) || !isFindingId(to)) return null;
  const lineUp = Object.values(STEPS_TO_HEALTH).find((one) => one[from] !== undefined && one[to] !== undefined);
  return lineUp === undefined ? null : lineUp[from]?.includes(to) === true ? 'improved' : 'worsened';
}

/** A record that is gone is news at once: it was there, and nobody takes a record away by halves. */
const AT_ONCE: ReadonlySet<string> = new Set<FindingId>(['spf.none']);

/** Whether a problem opens with the first verdict that shows it; others wait until runs agree. */
export const opensAtOnce = ({ id, severity }: Pick<StoredFinding, 'id' | 'severity'>): boolean =>
  severity === 'critical' || AT_ONCE.has(id);
