/** What people do: acknowledge, snooze and take back, with every way in which it is refused. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openMemory } from '../../adapters/local/memory.ts';
import { SCHEMAS } from '../../shared/http/schemas.ts';
import { printable } from '../../shared/model/text.ts';
import { shown } from '../support/titles.ts';
import { INCIDENT, SNOOZE, type TestApi, TOKEN, testApi, watched } from './support/api.ts';
import { faults } from './support/schema.ts';

const WRITE = { authorization: `Bearer ${TOKEN}` };
/** The fake clock stands where the runs began. */
const NOW = '2026-11-24T12:00:00.000Z';

let api: TestApi;
const made: TestApi[] = [];
/** In place of the one that the others share, for what writes. */
async function fresh(): Promise<void> {
  api = testApi();
  made.push(api);
  await watched(api);
}
beforeAll(fresh);
afterAll(() => {
  for (const one of made) one.close();
});

// biome-ignore lint/suspicious/noExplicitAny: each test looks at what it expects
type Json = any;

const post = async (at: string, body: unknown, headers: Record<string, string> = WRITE) => {
  const response = await api.post(at, body, headers);
  return { status: response.status, json: (await response.json()) as Json };
};
const get = async (at: string): Promise<Json> => (await api.get(at)).json();
const acknowledge = (body: unknown, id = INCIDENT, headers?: Record<string, string>) =>
  post(`/incidents/${id}/acknowledge`, body, headers);
const file = () => path.join(api.folder, 'watch.db');

describe('acknowledging an incident by the API', () => {
  beforeEach(fresh);

  it('is seen wherever the incident is, and in its timeline', async () => {
    const { status, json } = await acknowledge({ why: 'ticket 7', until: '2h' });
    expect([status, json.incident.state]).toEqual([200, 'acknowledged']);
    const acknowledged = { by: 'local', at: NOW, why: 'ticket 7', until: '2026-11-24T14:00:00.000Z' };
    const one = await get(`/incidents/${INCIDENT}`);
    expect(one).toMatchObject({ incident: json.incident, standing: { id: INCIDENT, acknowledged } });
    expect(one.timeline.map((turn: Json) => turn.transition)).toEqual(['opened', 'acknowledged']);
    expect(one.timeline[1]).toMatchObject({ acknowledged, incident: INCIDENT });
    const listed = async (query: string) => (await get(`/incidents${query}`)).incidents.map((each: Json) => each.id);
    expect(await listed('')).toHaveLength(2);
    expect(await listed('?acknowledged=1')).toEqual([INCIDENT]);
    expect(await listed('?acknowledged=0')).not.toContain(INCIDENT);
    const { history } = await get('/addresses/203.0.113.4');
    expect(history.map((turn: Json) => turn.transition)).toEqual(['acknowledged', 'opened']);
    expect(history).toEqual((await get('/history/203.0.113.4')).history);
    // Until then, and no longer.
    api.clock.advance(2 * 3_600_000);
    expect(await listed('?acknowledged=1')).toEqual([]);
  });

  it('a second time replaces the first acknowledgement, and both are remembered', async () => {
    await acknowledge({ why: 'one' });
    await acknowledge({ why: 'two', until: '2026-11-25T09:00', zone: 'Asia/Seoul' });
    const { standing, timeline } = await get(`/incidents/${INCIDENT}`);
    expect(standing.acknowledged).toMatchObject({ why: 'two', until: '2026-11-25T00:00:00.000Z' });
    expect(timeline.map((turn: Json) => turn.acknowledged?.why)).toEqual([undefined, 'one', 'two']);
  });

  it('is undone, which is remembered, and undoing it again changes nothing', async () => {
    await acknowledge({ why: 'mine' });
    const takeBack = async (headers: Record<string, string> = WRITE) => {
      const response = await api.get(`/incidents/${INCIDENT}/acknowledge`, { method: 'DELETE', headers });
      return { status: response.status, json: (await response.json()) as Json };
    };
    expect((await takeBack({})).status).toBe(403);
    for (const _ of ['once', 'again']) {
      const { status, json } = await takeBack();
      expect([status, json.incident.state]).toEqual([200, 'open']);
      const { standing, timeline } = await get(`/incidents/${INCIDENT}`);
      expect(standing.acknowledged).toBeUndefined();
      expect(timeline).toHaveLength(3);
      expect(timeline[2].acknowledged).toEqual({ by: 'local', at: NOW, why: 'mine', until: NOW });
    }
    expect((await get('/incidents?acknowledged=1')).incidents).toEqual([]);
  });

  it('succeeds twice at once, one after the other', async () => {
    const both = await Promise.all([acknowledge({ why: 'one' }), acknowledge({ why: 'two' })]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect((await get(`/incidents/${INCIDENT}`)).timeline).toHaveLength(3);
  });

  it('works while the watch holds its lock', async () => {
    const watch = openMemory(file(), ['test']);
    expect((await acknowledge({ why: 'mine' })).status).toBe(200);
    const subjects = (await watch.states(['203.0.113.4'])).get('203.0.113.4')!.subjects;
    expect(subjects['dnsbl|good']!.standing!.acknowledged!.why).toBe('mine');
    watch.close();
  });

  it('that is over is a conflict, with the state of the incident', async () => {
    const watch = openMemory(file(), ['test']);
    const state = (await watch.states(['203.0.113.4'])).get('203.0.113.4')!;
    const record = { ...(await watch.incident(INCIDENT))!, state: 'cleared' as const, closed: NOW };
    const after = { ...state, version: state.version + 1, subjects: {} };
    await watch.commit([{ state: after, expected: state.version, notices: [], incidents: [record] }]);
    watch.close();
    const before = readFileSync(file());
    const { status, json } = await acknowledge({ why: 'late' });
    expect(status).toBe(409);
    expect(json).toMatchObject({ detail: expect.stringContaining('cleared at 2026-11-24'), incident: record });
    expect(faults(json, SCHEMAS['Problem']!, SCHEMAS)).toEqual([]);
    expect(readFileSync(file())).toEqual(before);
    expect(await get(`/incidents/${INCIDENT}`)).toMatchObject({ incident: record, standing: null });
    // What is snoozed after its end kept nothing of it back.
    expect((await post('/snoozes', { list: 'good', for: '1h', why: 'later' })).status).toBe(200);
    expect((await get(`/incidents/${INCIDENT}`)).snoozes).toEqual([]);
  });

  it('needs write permission, whatever name the body gives', async () => {
    expect((await acknowledge({ why: 'x' }, INCIDENT, {})).status).toBe(403);
    // Somebody who is logged in to AWS may read here like everybody else.
    const signed = { authorization: 'AWS4-HMAC-SHA256 Credential=AKID/20261124/eu-west-1/execute-api/aws4_request' };
    expect((await api.get('/incidents', { headers: signed })).status).toBe(200);
    expect((await acknowledge({ why: 'x' }, INCIDENT, signed)).status).toBe(403);
  });

  it('keeps hostile text as one printable line', async () => {
    await acknowledge({ why: 'a\r\nSubject: b\u001b[31m\u202e 이사 \ud800' });
    const { standing } = await get(`/incidents/${INCIDENT}`);
    expect(standing.acknowledged.why).toBe('a  Subject: b [31m  이사 \ufffd');
  });
});

describe('acknowledging an incident by the API is refused', () => {
  it.each(
    ['0123456789ab', 'x', 'a%2F..%2Fb', `${'a'.repeat(3000)}`, 'list%3Aalpha', '%00', INCIDENT.toUpperCase()].map(
      (id) => [shown(id), id] as const,
    ),
  )('with 404 for the id %s', async (_, id) => {
    const { status, json } = await acknowledge({ why: 'who' }, id);
    expect(status).toBe(404);
    expect(json.detail).toContain('there is no incident');
    expect(printable(json.detail, 200)).toBe(json.detail);
  });

  it.each<[string, unknown, string]>([
    ['no why', {}, 'why: give a reason'],
    ['an empty why', { why: ' \r\n\t' }, 'why: give a reason'],
    ['a huge why', { why: 'x'.repeat(501) }, '501 characters are too many'],
    ['a why of another type', { why: ['x'] }, 'why: expected a text'],
    ['the past', { why: 'x', until: '2026-11-24T11:59:59Z' }, 'is not in the future'],
    ['now', { why: 'x', until: NOW }, 'is not in the future'],
    ['no time', { why: 'x', until: 'tomorrow' }, 'until: "tomorrow" is not a valid time'],
    ['a day that is none', { why: 'x', until: '2027-02-29T00:00Z' }, 'is not a valid time'],
    ['a wrong duration', { why: 'x', until: '3y' }, 'is not a valid time'],
    ['a time without its zone', { why: 'x', until: '2026-11-25T06:00' }, 'has no time zone'],
    ['a wrong zone', { why: 'x', until: '2026-11-25T06:00', zone: 'Mars/Base' }, '"Mars/Base" is not a time zone'],
    ['a wrong zone beside a duration', { why: 'x', until: '2h', zone: '../x' }, 'is not a time zone'],
    ['an offset that is none', { why: 'x', until: '2026-11-25T06:00+23:00' }, 'invalid offset'],
    ['who it was', { why: 'x', by: 'root' }, 'Unknown field "by"'],
    ['no object', ['x'], 'A JSON object is required'],
  ])('with %s, and nothing is changed', async (_what, body, said) => {
    const before = readFileSync(file());
    const { status, json } = await acknowledge(body);
    expect(status).toBe(400);
    expect(json.detail).toContain(said);
    expect(readFileSync(file())).toEqual(before);
  });
});

describe('a snooze by the API', () => {
  it('is listed, shown on what it covers, and can be removed', async () => {
    await fresh();
    const { status, json } = await post('/snoozes', { list: 'good', for: '3d', why: 'they know' });
    expect(status).toBe(200);
    const { snooze } = json;
    expect(snooze).toMatchObject({ by: 'local', at: NOW, from: NOW, until: '2026-11-27T12:00:00.000Z', list: 'good' });
    expect((await get('/snoozes')).snoozes).toEqual([snooze, SNOOZE]);
    const shown = async () =>
      (await get('/incidents')).incidents.map(({ target, snoozed }: Json) => `${target} ${snoozed}`).sort();
    expect(await shown()).toEqual(['2001:db8::25 undefined', `203.0.113.4 ${snooze.id}`]);
    expect((await get('/addresses/203.0.113.4')).incidents[0].snoozed).toBe(snooze.id);
    expect((await get(`/incidents/${INCIDENT}`)).snoozes).toEqual([snooze]);
    const end = (id: string) => api.get(`/snoozes/${id}`, { method: 'DELETE', headers: WRITE });
    api.clock.advance(60_000);
    expect(await (await end(snooze.id)).json()).toEqual({ ended: snooze.id });
    // What it kept from people stays explained.
    expect((await get(`/incidents/${INCIDENT}`)).snoozes).toEqual([{ ...snooze, until: '2026-11-24T12:01:00.000Z' }]);
    expect((await end(snooze.id)).status).toBe(404);
    expect((await end('a%2Fb')).status).toBe(404);
    expect((await end('x'.repeat(3000))).status).toBe(404);
    expect(await shown()).toEqual(['2001:db8::25 undefined', '203.0.113.4 undefined']);
  });

  it('may begin later, and then ends after its time from there', async () => {
    await fresh();
    const body = { target: '::FFFF:203.0.113.4', from: '2026-11-25 22:00', for: '4h', zone: 'Asia/Seoul', why: 'move' };
    const { json } = await post('/snoozes', body);
    expect(json.snooze).toMatchObject({
      target: '203.0.113.4',
      from: '2026-11-25T13:00:00.000Z',
      until: '2026-11-25T17:00:00.000Z',
    });
    expect((await get('/addresses/203.0.113.4')).incidents[0].snoozed).toBeUndefined();
    expect((await get(`/incidents/${INCIDENT}`)).snoozes).toEqual([json.snooze]);
    // Taken back before it has begun, it never was.
    await api.get(`/snoozes/${json.snooze.id}`, { method: 'DELETE', headers: WRITE });
    expect((await get(`/incidents/${INCIDENT}`)).snoozes).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['no scope', { for: '2h', why: 'x' }, 'give a target, a list or a finding'],
    ['no end', { list: 'good', why: 'x' }, 'either "until" (a time) or "for"'],
    ['two ends', { list: 'good', for: '2h', until: '2h', why: 'x' }, 'either "until" (a time) or "for"'],
    ['no why', { list: 'good', for: '2h' }, 'why: give a reason'],
    ['the past', { list: 'good', until: '2026-11-24T11:00Z', why: 'x' }, 'in the future'],
    ['a past that lasts', { list: 'good', from: '2026-11-23', for: '2h', zone: 'UTC', why: 'x' }, 'in the future'],
    [
      'an end before its beginning',
      { list: 'a', from: '2026-12-02Z', until: '2026-12-01T00:00Z', why: 'x' },
      'is not a valid time',
    ],
    [
      'an end before it',
      { list: 'a', from: '2026-12-02T00:00Z', until: '2026-12-01T00:00Z', why: 'x' },
      'is not after',
    ],
    ['years', { list: 'good', for: '99999w', why: 'x' }, 'more than a year'],
    ['a wrong duration', { list: 'good', for: '2 hours', why: 'x' }, '"2 hours" is not a valid duration'],
    ['a negative one', { list: 'good', for: '-2h', why: 'x' }, 'is not a valid duration'],
    ['a wrong zone', { list: 'good', for: '2h', zone: 'KST9', why: 'x' }, '"KST9" is not a time zone'],
    ['a wrong target', { target: 'no target', for: '2h', why: 'x' }, 'target:'],
    ['a wrong list', { list: 'Spam Cop', for: '2h', why: 'x' }, 'list: "Spam Cop" is not a list id'],
    ['a wrong finding', { finding: 'ptr', for: '2h', why: 'x' }, 'finding: "ptr" is not a finding id'],
    ['a field that is none', { lists: 'good', for: '2h', why: 'x' }, 'Unknown field "lists"'],
    ['a huge field', { list: 'a'.repeat(1001), for: '2h', why: 'x' }, 'list: longer than'],
  ])('with %s is refused, and nothing is changed', async (_what, body, said) => {
    const before = readFileSync(file());
    const { status, json } = await post('/snoozes', body);
    expect(status).toBe(400);
    expect(json.detail).toContain(said);
    expect(readFileSync(file())).toEqual(before);
  });
});

it.each(
  ['list:', 'list:No', 'no target', '10', `list:${'a'.repeat(200)}`].map((target) => [shown(target), target] as const),
)('the API refuses the history of %s', async (_, target) => {
  expect((await api.get(`/history/${encodeURIComponent(target)}`)).status).toBe(400);
});
