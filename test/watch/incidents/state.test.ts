/** Two versions read each other's records: what was added is optional, and what an old record lacks is filled in. */
import { describe, expect, it } from 'vitest';
import { acknowledgeIncident } from '../../../shared/watch/acts/acts.ts';
import { readState } from '../../../shared/watch/incidents/state.ts';
import { IP, MISSING, now, publishedLines, SOUND, watching } from '../../support/watched-address.ts';

/** As the first version wrote it, with an incident open. */
const OLD = `{"schema":1,"target":"203.0.113.1","version":7,"lastRun":"run-2026-11-24T11:00:00.000Z","subjects":{
  "ptr|203.0.113.1":{"standing":{"finding":"ptr.missing","severity":"critical","status":"fail",
    "summary":"203.0.113.1 has no reverse DNS","since":"2026-11-24T09:00:00.000Z","incident":"0123456789ab"},
    "seen":0,"clean":0,"blind":0,"worked":true},
  "dnsbl|zen":{"standing":null,"seen":1,"clean":0,"blind":0,"worked":true}},
  "place":"123456789012/eu-west-1"}`;

/** What the first version needs of a subject and of a state; it carries along what it does not know. */
const SUBJECT = { standing: null, seen: 0, clean: 0, blind: 0, worked: false };

describe('the stored state of the first version', () => {
  it('is read, its incident gets a record at the next look, and can then be acknowledged', async () => {
    const watch = watching({ remindHours: 3 });
    watch.memory.stored.set(IP, readState(OLD));
    expect(await watch.memory.incident('0123456789ab')).toBeNull();
    await watch.hours(MISSING);
    expect(await watch.memory.incident('0123456789ab')).toEqual({
      id: '0123456789ab',
      target: IP,
      subject: `ptr|${IP}`,
      state: 'open',
      opened: '2026-11-24T09:00:00.000Z',
      closed: null,
    });
    const act = { by: 'kim', why: '', until: null };
    expect(await acknowledgeIncident(watch.memory, '0123456789ab', act, now(watch))).toMatchObject({ ok: true });
    await watch.hours(SOUND, SOUND);
    expect(publishedLines(watch).at(-1)).toBe(`cleared ${IP} ptr.missing`);
    expect(await watch.memory.incident('0123456789ab')).toMatchObject({ state: 'cleared' });
  });

  it('can be read by the first version with everything that this version adds', async () => {
    const watch = watching({ openAfter: 1, clearAfter: 1 });
    await watch.hours(MISSING, SOUND, MISSING, SOUND, MISSING);
    const state = JSON.parse(JSON.stringify(watch.memory.stored.get(IP)));
    expect(Object.keys(state.subjects[`ptr|${IP}`])).toEqual(expect.arrayContaining(['turns', 'flapping']));
    expect(state).toMatchObject({ schema: 1, target: IP, version: 5, lastRun: expect.any(String) });
    for (const subject of Object.values(state.subjects))
      expect(Object.keys(subject as object)).toEqual(expect.arrayContaining(Object.keys(SUBJECT)));
    const { standing } = state.subjects[`ptr|${IP}`];
    for (const field of ['finding', 'severity', 'status', 'summary', 'since', 'incident'])
      expect(standing[field]).toEqual(expect.any(String));
  });

  it('is refused where its schema is a later one, never guessed at', () => {
    expect(() => readState(OLD.replace('"schema":1', '"schema":2'))).toThrow(
      'a record of schema 2, and this version reads 1',
    );
  });
});
