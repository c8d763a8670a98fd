/** Every problem that stands now, of addresses, domains and lists. */
import type { TargetState } from '../../watch/state.ts';
import { collect, PAGE_PARAMETERS } from '../pages.ts';
import { json, problemReply, type Reply } from '../reply.ts';
import type { Route, RouteContext } from '../route.ts';
import { type IncidentView, incidentsOf } from '../watch-view.ts';

/** A member is told by its list's incident, which names it. */
const own = (state: TargetState): readonly IncidentView[] =>
  incidentsOf(state).filter(({ memberOf }) => memberOf === undefined);

async function handle({ ports, query }: RouteContext): Promise<Reply> {
  const page = await collect(query, (state) => own(state).length > 0, ports);
  if (!page.ok) return problemReply(400, page.problem);
  const { states, next } = page.value;
  return json({ incidents: states.flatMap(own), next });
}

export const routes: readonly Route[] = [
  {
    method: 'GET',
    path: '/incidents',
    id: 'incidents',
    summary: 'Every problem that stands now, of at most so many targets',
    parameters: PAGE_PARAMETERS,
    answer: 'Incidents',
    problems: [503],
    handle,
  },
];
