/** The open incidents, one of them with its timeline, and acknowledging it. */
import { isoTime } from '../../model/clock.ts';
import { type IncidentRecord, isId, type Notice, type Snooze } from '../../model/incident.ts';
import { printable } from '../../model/text.ts';
import type { Acknowledged } from '../../watch/acts/acts.ts';
import { muteAt, scopeOf } from '../../watch/incidents/mute.ts';
import type { TargetState } from '../../watch/incidents/state.ts';
import { collect, PAGE_PARAMETERS } from '../pages.ts';
import type { WatchReader } from '../ports.ts';
import { type HttpReply, json, jsonIn, problemReply } from '../reply.ts';
import type { Parameter, Route, RouteContext } from '../route.ts';
import { spokenIn } from '../spoken.ts';
import { type IncidentView, incidentsOf, type Moment, momentOf } from '../watch-view.ts';

/** Of one target: an incident of a year may have been one of many there. */
const MAX_HISTORY = 1000;

/** A member belongs to the one incident of its group, which names it. */
const own = (state: TargetState, moment: Moment): readonly IncidentView[] =>
  incidentsOf(state, moment).filter(({ memberOf }) => memberOf === undefined);

async function all({ ports, language, query }: RouteContext): Promise<HttpReply> {
  const moment = await momentOf(ports, language);
  const wanted = query.text('acknowledged');
  const chosen = (state: TargetState): readonly IncidentView[] =>
    own(state, moment).filter(
      ({ acknowledged }) => wanted === undefined || (acknowledged !== undefined) === (wanted === '1'),
    );
  const page = await collect(query, (state) => chosen(state).length > 0, ports);
  if (!page.ok) return problemReply(400, page.problem);
  const { states, next } = page.value;
  return jsonIn(language, { incidents: states.flatMap(chosen), next });
}

async function one({ ports, language, params }: RouteContext): Promise<HttpReply> {
  const { watch } = ports;
  const id = params['id'] ?? '';
  const record = isId(id) ? await watch.incident(id) : null;
  if (record === null) return noSuch(id);
  const state = await watch.state(record.target);
  const openViews = state === null ? [] : own(state, await momentOf(ports, language)).filter((view) => view.id === id);
  const history = await watch.history(record.target, MAX_HISTORY);
  const timeline = history.filter(({ incident }) => incident === id).toReversed();
  const snoozes = await snoozesOver(record, findingsIn(timeline), watch);
  const { publishedNoticeIn } = await import('../../notices/published-notice.ts');
  const published = timeline.map(publishedNoticeIn(await spokenIn(language)));
  return jsonIn(language, { incident: record, standing: openViews[0] ?? null, timeline: published, snoozes });
}

const findingsIn = (timeline: readonly Notice[]): readonly string[] => [
  ...new Set(
    timeline.flatMap(({ finding, before }) => [finding?.id, before?.finding]).filter((one) => one !== undefined),
  ),
];

/** Those that suppressed any of its notices, or will. */
async function snoozesOver(
  { target, subject, opened, closed }: IncidentRecord,
  findings: readonly string[],
  watch: WatchReader,
): Promise<readonly Snooze[]> {
  const covers = (snooze: Snooze): boolean => {
    const mute = muteAt(snooze.from, [snooze], [], 'UTC');
    return findings.some((finding) => mute(scopeOf(subject, finding, target)) !== null);
  };
  const since = await watch.snoozes(opened);
  return since.filter((snooze) => (closed === null || snooze.from < closed) && covers(snooze));
}

async function acknowledge({ ports, caller, params, body }: RouteContext): Promise<HttpReply> {
  const { readObject } = await import('../check-input.ts');
  const { ACKNOWLEDGE_FIELDS, readAcknowledge } = await import('../../watch/acts/act-input.ts');
  const { acknowledgeIncident } = await import('../../watch/acts/acts.ts');
  const fields = readObject(body, ACKNOWLEDGE_FIELDS);
  if (!fields.ok) return problemReply(400, fields.problem);
  const now = isoTime(ports.clock.now());
  const act = readAcknowledge(fields.value, { by: printable(caller.id, 200), now });
  if (!act.ok) return problemReply(400, act.problem);
  const id = params['id'] ?? '';
  if (!isId(id)) return noSuch(id);
  return answered(id, await ports.acting((memory) => acknowledgeIncident(memory, id, act.value, now)));
}

async function unacknowledge({ ports, caller, params }: RouteContext): Promise<HttpReply> {
  const { unacknowledgeIncident } = await import('../../watch/acts/acts.ts');
  const id = params['id'] ?? '';
  if (!isId(id)) return noSuch(id);
  const now = isoTime(ports.clock.now());
  const by = printable(caller.id, 200);
  return answered(id, await ports.acting((memory) => unacknowledgeIncident(memory, id, by, now)));
}

async function answered(id: string, acted: Acknowledged): Promise<HttpReply> {
  if (acted.ok) return json({ incident: acted.record });
  const { record } = acted.refusal;
  if (record === null) return noSuch(id);
  const { refusalText } = await import('../../watch/acts/acts.ts');
  return problemReply(409, refusalText(id, acted.refusal), { more: { incident: record } });
}

async function noSuch(id: string): Promise<HttpReply> {
  const { refusalText } = await import('../../watch/acts/acts.ts');
  return problemReply(404, refusalText(id, { why: 'unknown', record: null }));
}

const ID: Parameter = {
  name: 'id',
  in: 'path',
  about: 'The id of an incident.',
  kind: 'text',
  example: '0123456789ab',
  required: true,
};

export const incidentRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/incidents',
    id: 'incidents',
    summary: 'Lists the open incidents of the watched targets.',
    parameters: [
      {
        name: 'acknowledged',
        in: 'query',
        about: '0 shows only those that nobody has acknowledged, 1 only those that are acknowledged.',
        kind: 'flag',
        example: '0',
      },
      ...PAGE_PARAMETERS,
    ],
    answer: 'Incidents',
    problems: [503],
    handle: all,
  },
  {
    method: 'GET',
    path: '/incidents/{id}',
    id: 'incident',
    summary: 'Shows one incident, open or closed, with its timeline (the oldest first) and the snoozes that match it.',
    parameters: [ID],
    answer: 'IncidentDetail',
    problems: [404, 503],
    handle: one,
  },
  {
    method: 'POST',
    path: '/incidents/{id}/acknowledge',
    id: 'acknowledge',
    summary: 'Acknowledges an incident: no reminders until the given time, or until it ends or gets worse.',
    parameters: [ID],
    body: { schema: 'AcknowledgeRequest', example: { why: 'the provider has a ticket', until: '3d' } },
    answer: 'Acknowledged',
    problems: [403, 404, 409, 503],
    writes: true,
    handle: acknowledge,
  },
  {
    method: 'DELETE',
    path: '/incidents/{id}/acknowledge',
    id: 'unacknowledge',
    summary: 'Takes an acknowledgement back: reminders are sent again.',
    parameters: [ID],
    answer: 'Acknowledged',
    problems: [403, 404, 409, 503],
    writes: true,
    handle: unacknowledge,
  },
];
