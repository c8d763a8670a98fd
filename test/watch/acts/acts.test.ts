import { describe, expect, it } from 'vitest';
import { defined } from '../../../shared/model/defined.ts';
import { acknowledgeIncident, actOf, endSnooze, snoozeOf } from '../../../shared/watch/acts/acts.ts';
import type { Memory } from '../../../shared/watch/run/memory.ts';
import { HOUR } from '../../support/watch.ts';
import { IP, inHours, MISSING, now, publishedLines, SOUND, sees, watching } from '../../support/watched-address.ts';

describe('an acknowledgement', () => {
  const act = { by: 'kim', why: 'we know', until: null };

  it('is in the history and in the record, and sends no notice', async () => {
    const watch = watching();
    await watch.hours(MISSING);
    const { incident } = watch.published.flat()[0]!;
    const before = watch.memory.stored.get(IP)!;
    expect(await acknowledgeIncident(watch.memory, incident, act, now(watch))).toMatchObject({
      ok: true,
      record: { id: incident, state: 'acknowledged', closed: null },
    });
    const after = watch.memory.stored.get(IP)!;
    expect(after).toMatchObject({ version: before.version + 1, lastRun: before.lastRun });
    expect(watch.memory.entries.at(-1)).toMatchObject({
      transition: 'acknowledged',
      acknowledged: { by: 'kim' },
      finding: null,
    });
    await watch.hours(SOUND, SOUND);
    expect(publishedLines(watch)).toHaveLength(2);
    expect(await watch.memory.incident(incident)).toMatchObject({ state: 'cleared', closed: expect.any(String) });
  });

  it('of an unknown or a closed incident is refused, with its state', async () => {
    const watch = watching();
    await watch.hours(MISSING, SOUND, SOUND);
    expect(await acknowledgeIncident(watch.memory, 'nothing', act, now(watch))).toEqual({
      ok: false,
      refusal: { why: 'unknown', record: null },
    });
    const stored = new Map(watch.memory.stored);
    expect(await acknowledgeIncident(watch.memory, watch.published.flat()[0]!.incident, act, now(watch))).toMatchObject(
      {
        ok: false,
        refusal: { why: 'closed', record: { state: 'cleared' } },
      },
    );
    expect(watch.memory.stored).toEqual(stored);
  });

  it('of an incident whose subject has another one by now is refused, and the other one is not changed', async () => {
    const watch = watching();
    await watch.hours(MISSING, SOUND, SOUND, MISSING);
    const [first, , second] = watch.published.flat();
    expect(second!.incident).not.toBe(first!.incident);
    const refused = { ok: false, refusal: { why: 'closed', record: { id: first!.incident, state: 'cleared' } } };
    expect(await acknowledgeIncident(watch.memory, first!.incident, act, now(watch))).toMatchObject(refused);
    expect(await watch.memory.incident(second!.incident)).toMatchObject({ state: 'open' });
  });

  it('and another one at the same moment are both done, one after the other', async () => {
    const watch = watching();
    await watch.hours(MISSING);
    const { incident } = watch.published.flat()[0]!;
    const both = ['kim', 'lee'].map((by) => acknowledgeIncident(watch.memory, incident, { ...act, by }, now(watch)));
    expect(await Promise.all(both)).toMatchObject([{ ok: true }, { ok: true }]);
    const acts = watch.memory.entries.filter(({ transition }) => transition === 'acknowledged');
    expect(new Set(acts.map(({ id }) => id)).size).toBe(2);
    const last = acts.at(-1)!.acknowledged;
    expect(watch.memory.stored.get(IP)!.subjects[`ptr|${IP}`]!.standing!.acknowledged).toEqual(last);
  });

  it('until a time in the past is refused', () => {
    expect(actOf({ ...act, until: '2026-11-24T11:00:00.000Z' }, '2026-11-24T12:00:00.000Z').ok).toBe(false);
    expect(actOf({ ...act, until: 'tomorrow' }, '2026-11-24T12:00:00.000Z').ok).toBe(false);
    expect(actOf(act, '2026-11-24T12:00:00.000Z').ok).toBe(true);
  });

  it('between the reading and the writing of a run is kept, and so is the run', async () => {
    const watch = watching();
    await watch.hours(MISSING);
    const { incident } = watch.published.flat()[0]!;
    let acted = false;
    const commit: Memory['commit'] = async (commits) => {
      if (!acted) {
        acted = true;
        await acknowledgeIncident(watch.memory, incident, act, now(watch));
      }
      return watch.memory.commit(commits);
    };
    await watch.run(sees(SOUND), { memory: { ...watch.memory, commit } });
    expect(watch.memory.stored.get(IP)!.subjects[`ptr|${IP}`]).toMatchObject({
      clean: 1,
      standing: { acknowledged: act },
    });
  });

  it('gives up against a writer that never stops, and the run says so', async () => {
    const watch = watching();
    await watch.hours(SOUND);
    let tries = 0;
    const commit: Memory['commit'] = async (commits) => {
      tries += 1;
      return commits.map(({ state }) => state.target);
    };
    await expect(watch.run(sees(MISSING), { memory: { ...watch.memory, commit } })).rejects.toThrow(
      `the states of ${IP} changed 5 times while`,
    );
    expect(tries).toBe(5);
  });
});

it('a snooze that is ended before it began leaves no trace, and one that had begun stays in the explanations', async () => {
  const watch = watching();
  const wish = { by: 'kim', why: 'moving', target: IP, until: inHours(watch, 5) };
  const made = [undefined, inHours(watch, 2)].map((from) => snoozeOf({ ...wish, ...defined({ from }) }, now(watch)));
  const [begun, later] = made.map((one) => (one.ok ? one.value : null));
  for (const one of [begun, later]) await watch.memory.saveSnooze(one!);
  const before = now(watch);
  watch.clock.advance(HOUR);
  expect(await endSnooze(watch.memory, later!.id, now(watch))).toBe(true);
  expect(await endSnooze(watch.memory, begun!.id, now(watch))).toBe(true);
  expect(await endSnooze(watch.memory, begun!.id, now(watch))).toBe(false);
  expect(await watch.memory.snoozes(before)).toEqual([{ ...begun, until: now(watch) }]);
});
