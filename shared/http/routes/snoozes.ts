/** What is not to be told for a while: by target, list or finding. What still stands when a snooze is over is told then. */
import { isoTime } from '../../model/clock.ts';
import { isId } from '../../model/incident.ts';
import { printable } from '../../model/text.ts';
import { type HttpReply, json, problemReply } from '../reply.ts';
import type { Route, RouteContext } from '../route.ts';

async function all({ ports }: RouteContext): Promise<HttpReply> {
  return json({ snoozes: await ports.watch.snoozes(isoTime(ports.clock.now())) });
}

async function begin({ ports, caller, body }: RouteContext): Promise<HttpReply> {
  const { readObject } = await import('../check-input.ts');
  const { readSnooze, SNOOZE_FIELDS } = await import('../../watch/acts/act-input.ts');
  const fields = readObject(body, SNOOZE_FIELDS);
  if (!fields.ok) return problemReply(400, fields.problem);
  const now = isoTime(ports.clock.now());
  const snooze = readSnooze(fields.value, { by: printable(caller.id, 200), now });
  if (!snooze.ok) return problemReply(400, snooze.problem);
  await ports.acting((memory) => memory.saveSnooze(snooze.value));
  return json({ snooze: snooze.value });
}

async function end({ ports, params }: RouteContext): Promise<HttpReply> {
  const id = params['id'] ?? '';
  const now = isoTime(ports.clock.now());
  const { endSnooze } = await import('../../watch/acts/acts.ts');
  const ended = isId(id) && (await ports.acting((memory) => endSnooze(memory, id, now)));
  return ended
    ? json({ ended: id })
    : problemReply(404, `there is no snooze "${printable(id, 40)}" (GET /snoozes has those that are not over)`);
}

export const snoozeRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/snoozes',
    id: 'snoozes',
    summary: 'The snoozes that are not over, later ones included',
    parameters: [],
    answer: 'Snoozes',
    problems: [503],
    handle: all,
  },
  {
    method: 'POST',
    path: '/snoozes',
    id: 'snooze',
    summary: 'Tells nobody about a target, a list or a finding until then; every scope that is given must match',
    parameters: [],
    body: {
      schema: 'SnoozeRequest',
      example: { target: '203.0.113.25', finding: 'ptr.generic', for: '3d', why: 'the new name is on its way' },
    },
    answer: 'Snoozed',
    problems: [403, 503],
    writes: true,
    handle: begin,
  },
  {
    method: 'DELETE',
    path: '/snoozes/{id}',
    id: 'endSnooze',
    summary: 'Ends a snooze before its time',
    parameters: [
      {
        name: 'id',
        in: 'path',
        about: 'the id of a snooze',
        kind: 'text',
        example: '0123456789ab',
        required: true,
      },
    ],
    answer: 'SnoozeEnded',
    problems: [403, 404, 503],
    writes: true,
    handle: end,
  },
];
