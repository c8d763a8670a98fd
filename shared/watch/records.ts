/** What is kept of incidents beside the states: enough to answer for one by its id, also after it has closed. */
import type { IncidentRecord, Standing } from '../model/incident.ts';
import type { Subject, SubjectKey } from './state.ts';

type Closed = { readonly state: 'cleared' | 'ended'; readonly at: string };

export const recordOf = (
  target: string,
  subject: SubjectKey,
  { incident, since, acknowledged }: Standing,
  closed?: Closed,
): IncidentRecord => ({
  ...{ id: incident, target, subject, opened: since, closed: closed?.at ?? null },
  state: closed?.state ?? (acknowledged === undefined ? 'open' : 'acknowledged'),
});

/** Of one subject in one step: the incident that closed, and the one that opened or changed. A member has none of its own. */
export function recordsOf(
  target: string,
  subject: SubjectKey,
  before: Subject['standing'],
  after: Subject['standing'],
  closed: Closed,
): readonly IncidentRecord[] {
  const records: IncidentRecord[] = [];
  const own = (standing: Standing | null): standing is Standing => standing !== null && standing.memberOf === undefined;
  if (own(before) && before.incident !== after?.incident) records.push(recordOf(target, subject, before, closed));
  const same =
    before?.incident === after?.incident && before?.acknowledged === after?.acknowledged && before?.recorded === true;
  if (own(after) && !same) records.push(recordOf(target, subject, after));
  return records;
}
