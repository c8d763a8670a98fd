/** What is kept of incidents beside the states: enough to answer for one by its id, also after it has closed. */
import type { IncidentRecord, OpenIncident } from '../../model/incident.ts';
import type { NoticesOfStep } from './notification-policy.ts';
import type { SubjectKey, SubjectState, TargetState } from './state.ts';

type Closed = { readonly state: 'cleared' | 'ended'; readonly at: string };

export const recordOf = (
  target: string,
  subject: SubjectKey,
  { incident, since, acknowledged }: OpenIncident,
  closed?: Closed,
): IncidentRecord => ({
  id: incident,
  target,
  subject,
  opened: since,
  closed: closed?.at ?? null,
  state: closed?.state ?? (acknowledged === undefined ? 'open' : 'acknowledged'),
});

/**
 * Of one step: the incidents that closed, and those that opened or changed hands. What was not cleared has ended. A member
 * has no incident of its own.
 */
export function recordsBetween(
  { target, subjects: before }: TargetState,
  after: TargetState['subjects'],
  { publish, recordOnly }: NoticesOfStep,
  at: string,
): readonly IncidentRecord[] {
  const cleared = new Set(
    [...publish, ...recordOnly].flatMap(({ transition, incident }) => (transition === 'cleared' ? [incident] : [])),
  );
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
    if (before[key] === after[key]) return [];
    const [was, is] = [own(before[key]), own(after[key])];
    const records: IncidentRecord[] = [];
    if (was !== null && was.incident !== is?.incident) {
      const state = cleared.has(was.incident) ? 'cleared' : 'ended';
      records.push(recordOf(target, key, was, { state, at }));
    }
    const same = was?.incident === is?.incident && was?.acknowledged === is?.acknowledged && was?.recorded === true;
    if (is !== null && !same) records.push(recordOf(target, key, is));
    return records;
  });
}

const own = (subject: SubjectState | undefined): OpenIncident | null =>
  subject === undefined || subject.standing?.memberOf !== undefined ? null : subject.standing;
