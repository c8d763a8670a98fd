/**
 * What it is called when one problem takes another's place on the same subject. `improved` is a step to health of the same
 * thing; whatever else happens is reported as worse, and undoes an acknowledgement: anyone who gave it has not seen this yet.
 *
 * Severity alone does not say it: an SPF record that vanishes goes from critical to major, and nothing got better. So every
 * pair of findings that one subject can hold is in the tables of findings. What an unknown finding does (of a version to
 * come) is said by severity and status, as is the same finding with another weight (a list's codes differ in severity).
 */
import { compareSeverity, compareStatus, type Severity, type Status, type StoredFinding } from '../../model/finding.ts';
import { type FindingId, findingEntry, isFindingId } from '../../model/findings/index.ts';

export type DegreeChange = 'worsened' | 'improved';

type Weighed = { readonly finding: StoredFinding['id']; readonly severity: Severity; readonly status: Status };

export function degreeChange(from: Weighed, to: Weighed): DegreeChange {
  const steps = stepsBetween(from.finding, to.finding);
  if (steps !== null) return steps;
  const order = compareSeverity(to.severity, from.severity) || compareStatus(to.status, from.status);
  return order > 0 ? 'improved' : 'worsened';
}

/** Null where the two are not findings of one line-up (`better` in the tables of findings). */
function stepsBetween(from: string, to: string): DegreeChange | null {
  if (from === to || !isFindingId(from) || !isFindingId(to)) return null;
  const [before, now] = [findingEntry(from), findingEntry(to)];
  if (before.better === undefined || now.better === undefined || before.check !== now.check) return null;
  return before.better.includes(to) ? 'improved' : 'worsened';
}

/** A record that is gone is news at once: it was there, and nobody takes a record away by halves. */
const AT_ONCE: ReadonlySet<string> = new Set<FindingId>(['spf.none']);

/** Whether a problem opens with the first verdict that shows it; others wait until runs agree. */
export const opensAtOnce = ({ id, severity }: Pick<StoredFinding, 'id' | 'severity'>): boolean =>
  severity === 'critical' || AT_ONCE.has(id);
