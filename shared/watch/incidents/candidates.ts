/**
 * An address that nobody has called a sender is only worth waking someone for when a list has it that stops mail. Which lists
 * those are depends on what can be queried: most critical ones want a key, and "not listed" for a candidate must not rest on lists
 * that nobody asks.
 */
import type { List } from '../../dnsbl/list.ts';
import { appliesTo } from '../../dnsbl/scope.ts';
import type { Severity, StoredFinding } from '../../model/finding.ts';
import type { AddressTarget, Target } from '../../model/target.ts';

/** The severity from which on a listing of this candidate is reported. */
export type CandidateFloor = (target: AddressTarget) => Extract<Severity, 'critical' | 'major'>;

export const CRITICAL_ONLY: CandidateFloor = () => 'critical';

/** `lists`: those that can be asked. */
export const candidateFloor =
  (lists: readonly List[]): CandidateFloor =>
  (target) =>
    lists.some((list) => list.severity === 'critical' && list.kind === 'block' && appliesTo(list, target))
      ? 'critical'
      : 'major';

/** Whether a problem counts: any of a sender's or a domain's, a grave listing of a candidate's. */
export function counts(
  { check, severity }: Pick<StoredFinding, 'check' | 'severity'>,
  target: Target,
  floor: CandidateFloor,
): boolean {
  if (target.kind !== 'address' || target.role !== 'candidate') return true;
  return check === 'dnsbl' && (severity === 'critical' || severity === floor(target));
}
