/** What people are told and when: snoozes, windows, coming and going, reminders. */
import { describe, expect, it } from 'vitest';
import { acknowledgeIncident } from '../../../shared/watch/acts/acts.ts';
import { HOUR } from '../../support/watch.ts';
import {
  IP,
  inHours,
  MILD,
  MISSING,
  now,
  POLICY,
  SOUND,
  sees,
  snooze,
  told,
  turns,
  watching,
} from '../../support/watched-address.ts';

describe('while it is snoozed', () => {
  it('an opening waits, and is reported under its own id when that is over', async () => {
    const watch = watching();
    await watch.hours(SOUND);
    await snooze(watch, 2.5);
    await watch.hours(MISSING, MISSING, MISSING);
    expect(told(watch)).toEqual([]);
    const [silent] = watch.memory.entries;
    const opened = silent!.at;
    expect(silent).toMatchObject({ transition: 'opened', muted: expect.stringMatching(/^[0-9a-f]{12}$/) });
    await watch.hours(MISSING, MISSING);
    expect(told(watch)).toEqual([`opened ${IP} ptr.missing`]);
    const [late] = watch.told.flat();
    expect(late).toMatchObject({ id: silent!.id, incident: silent!.incident, since: opened });
    expect(late!.muted).toBeUndefined();
    expect(Date.parse(late!.at) - Date.parse(opened)).toBe(3 * HOUR);
    await watch.hours(SOUND, SOUND);
    expect(told(watch)).toEqual([`opened ${IP} ptr.missing`, `cleared ${IP} ptr.missing`]);
  });

  it('what opens and clears is not reported at all, and both are in the history', async () => {
    const watch = watching();
    await watch.hours(SOUND);
    await snooze(watch, 10);
    await watch.hours(MISSING, SOUND, SOUND, SOUND);
    watch.clock.advance(20 * HOUR);
    await watch.hours(SOUND);
    expect(told(watch)).toEqual([]);
    expect(turns(watch.memory.entries)).toEqual(['opened (not told)', 'cleared (not told)']);
  });

  it('what is no longer seen when that is over is not reported as if it had just opened', async () => {
    const watch = watching();
    await watch.hours(SOUND);
    await snooze(watch, 2.5);
    await watch.hours(MISSING, MISSING, MISSING, SOUND);
    expect(told(watch)).toEqual([]);
    await watch.hours(SOUND);
    expect(told(watch)).toEqual([]);
    expect(turns(watch.memory.entries)).toEqual(['opened (not told)', 'cleared (not told)']);
  });

  it('what people know of clears at once', async () => {
    const watch = watching();
    await watch.hours(MISSING);
    await snooze(watch, 10);
    await watch.hours(SOUND, SOUND);
    expect(told(watch)).toEqual([`opened ${IP} ptr.missing`, `cleared ${IP} ptr.missing`]);
  });

  it('getting worse waits; if it is better again when that is over, nothing is said', async () => {
    const watch = watching();
    await watch.hours(MILD);
    await snooze(watch, 1.5);
    await watch.hours(MISSING, MISSING, MISSING);
    expect(told(watch)).toEqual([`opened ${IP} ptr.not-confirmed`, `worsened ${IP} ptr.missing`]);
    expect(watch.told.flat()[1]).toMatchObject({ before: { finding: MILD } });
    const other = watching();
    await other.hours(MILD);
    await snooze(other, 1.5);
    await other.hours(MISSING, MILD, MILD, MILD);
    expect(told(other)).toEqual([`opened ${IP} ptr.not-confirmed`]);
  });

  it('getting much worse and a little better is reported as what it is beside what people know', async () => {
    const watch = watching();
    await watch.hours('ptr.generic');
    await snooze(watch, 2.5);
    await watch.hours(MISSING, MILD, MILD, MILD);
    expect(told(watch)).toEqual([`opened ${IP} ptr.generic`, `worsened ${IP} ${MILD}`]);
    const [, worsened] = watch.memory.entries;
    expect(watch.told.flat()[1]).toMatchObject({ id: worsened!.id, before: { finding: 'ptr.generic' } });
  });

  it('a maintenance window does the same', async () => {
    const watch = watching();
    const noon = new Date(watch.clock.now()).toISOString().slice(11, 16);
    const until = new Date(watch.clock.now() + 1.5 * HOUR).toISOString().slice(11, 16);
    const incidents = { policy: POLICY, windows: [{ from: noon, until }], zone: 'UTC' };
    for (let n = 0; n < 3; n += 1) {
      await watch.run(sees(MISSING), { incidents });
      if (n === 1) expect(told(watch)).toEqual([]);
      watch.clock.advance(HOUR);
    }
    expect(told(watch)).toEqual([`opened ${IP} ptr.missing`]);
    expect(watch.told.flat()[0]).toMatchObject({ atFirstSight: true });
    expect(watch.memory.entries[0]).toMatchObject({ muted: 'maintenance-1' });
  });

  it('what is unknown when that is over is reported as it is remembered', async () => {
    const watch = watching();
    await snooze(watch, 0.5);
    await watch.hours(MISSING, 'ptr.unknown');
    expect(told(watch)).toEqual([`opened ${IP} ptr.missing`]);
    expect(watch.told.flat()[0]!.finding).toMatchObject({ id: MISSING, check: 'ptr', subject: IP, evidence: [] });
  });
});

describe('what comes and goes', () => {
  const quick = { openAfter: 1, clearAfter: 1 };

  it('is reported three times, then once as such, and after a calm day what holds: it is clear', async () => {
    const watch = watching(quick);
    await watch.hours(SOUND, MISSING, SOUND, MISSING, SOUND, MISSING, SOUND);
    expect(told(watch).map((one) => one.split(' ')[0])).toEqual(['opened', 'cleared', 'opened', 'flapping']);
    const flapping = watch.told.flat()[3]!;
    expect(flapping).toMatchObject({ turns: 4, before: { finding: MISSING } });
    const last = watch.memory.entries.at(-1)!;
    expect(last).toMatchObject({ transition: 'cleared', muted: 'flapping' });
    watch.clock.advance(22.5 * HOUR);
    await watch.hours(SOUND);
    expect(watch.told.flat()).toHaveLength(4);
    await watch.hours(SOUND, SOUND);
    expect(watch.told.flat()[4]).toMatchObject({ id: last.id, transition: 'cleared', incident: last.incident });
    expect(watch.told.flat()).toHaveLength(5);
  });

  it('or that it is open', async () => {
    const watch = watching(quick);
    await watch.hours(MISSING, SOUND, MISSING, SOUND, MISSING);
    watch.clock.advance(23 * HOUR);
    await watch.hours(MISSING, MISSING);
    expect(told(watch).map((one) => one.split(' ')[0])).toEqual(['opened', 'cleared', 'opened', 'flapping', 'opened']);
    await watch.hours(SOUND);
    expect(told(watch).at(-1)).toBe(`cleared ${IP} ptr.missing`);
  });

  it('is not reported as such when a day has passed between its turns', async () => {
    const watch = watching(quick);
    for (const seen of [MISSING, SOUND, MISSING, SOUND, MISSING, SOUND]) {
      await watch.hours(seen);
      watch.clock.advance(8 * HOUR);
    }
    expect(told(watch).map((one) => one.split(' ')[0])).not.toContain('flapping');
  });

  it('is not kept quiet by the turns of a clock that was put back', async () => {
    const watch = watching(quick);
    watch.clock.advance(400 * 24 * HOUR);
    await watch.hours(MISSING, SOUND, MISSING, SOUND, MISSING);
    watch.clock.advance(-400 * 24 * HOUR);
    await watch.hours(MISSING, SOUND);
    expect(told(watch).slice(4)).toEqual([`opened ${IP} ptr.missing`, `cleared ${IP} ptr.missing`]);
  });

  it('is not reported as such in a snooze, but with its next turn after it', async () => {
    const watch = watching(quick);
    await watch.hours(SOUND);
    await snooze(watch, 4.5);
    await watch.hours(MISSING, SOUND, MISSING, SOUND, MISSING);
    expect(told(watch)).toEqual([]);
    await watch.hours(SOUND, MISSING);
    expect(watch.told.flat()).toMatchObject([{ transition: 'flapping', turns: 7 }]);
  });

  it('is not over after a day that ends with a look that saw nothing', async () => {
    const watch = watching(quick);
    await watch.hours(MISSING, SOUND, MISSING, SOUND);
    watch.clock.advance(25 * HOUR);
    await watch.hours('ptr.unknown');
    expect(told(watch).at(-1)).toContain('flapping');
    await watch.hours(SOUND);
    expect(told(watch).at(-1)).toContain('cleared');
  });

  it('and ends while it is clear: the clearing that nobody was notified of is reported', async () => {
    const watch = watching(quick);
    await watch.hours(MISSING, SOUND, MISSING, SOUND);
    await watch.run(sees(SOUND), { targets: [] });
    expect(told(watch).map((one) => one.split(' ')[0])).toEqual(['opened', 'cleared', 'opened', 'flapping', 'cleared']);
  });

  it('and ends while it is open: people knew that it came and went, so its end is reported', async () => {
    const watch = watching(quick);
    await watch.hours(MISSING, SOUND, MISSING, SOUND, MISSING);
    await watch.run(sees(MISSING), { targets: [] });
    expect(told(watch).map((one) => one.split(' ')[0])).toEqual(['opened', 'cleared', 'opened', 'flapping', 'ended']);
  });

  it('remembers a bounded number of turns', async () => {
    const watch = watching(quick);
    await watch.hours(SOUND);
    for (let n = 0; n < 40; n += 1) {
      watch.clock.advance(-0.5 * HOUR);
      await watch.run(sees(n % 2 === 0 ? MISSING : SOUND));
      watch.clock.advance(HOUR);
      await watch.run(sees(n % 2 === 0 ? MISSING : SOUND));
      watch.clock.advance(0.5 * HOUR);
    }
    expect(watch.memory.stored.get(IP)!.subjects[`ptr|${IP}`]!.turns!.length).toBeLessThanOrEqual(24);
  });
});

describe('reminders', () => {
  it('are off unless someone asks for them', async () => {
    const watch = watching();
    await watch.hours(...Array.from({ length: 50 }, () => MISSING));
    expect(told(watch)).toHaveLength(1);
  });

  it('come every so many hours while nobody has acknowledged, each with an id of its own', async () => {
    const watch = watching({ remindHours: 3 });
    await watch.hours(...Array.from({ length: 8 }, () => MISSING));
    expect(told(watch).map((one) => one.split(' ')[0])).toEqual(['opened', 'reminder', 'reminder']);
    expect(new Set(watch.told.flat().map(({ id }) => id)).size).toBe(3);
    expect(watch.told.flat()[1]!.finding).toMatchObject({ id: MISSING });
  });

  it('stay away from what is on its way to clear, and from what is minor', async () => {
    const watch = watching({ remindHours: 1, clearAfter: 3 });
    await watch.hours(MISSING, SOUND, SOUND);
    expect(told(watch)).toEqual([`opened ${IP} ptr.missing`]);
    const minor = watching({ remindHours: 1 });
    await minor.hours(...Array.from({ length: 4 }, () => 'ptr.minor'));
    expect(turns(minor.told.flat())).toEqual(['opened']);
  });

  it('stay away while it is acknowledged, and come again when that runs out or it gets worse', async () => {
    const watch = watching({ remindHours: 3 });
    await watch.hours(MILD);
    const { incident } = watch.told.flat()[0]!;
    await acknowledgeIncident(
      watch.memory,
      incident,
      { by: 'kim', why: 'a ticket', until: inHours(watch, 5) },
      now(watch),
    );
    await watch.hours(MILD, MILD, MILD, MILD, MILD);
    expect(told(watch)).toHaveLength(1);
    expect(await watch.memory.incident(incident)).toMatchObject({ state: 'acknowledged' });
    await watch.hours(MILD);
    expect(told(watch)[1]).toContain('reminder');
    expect(await watch.memory.incident(incident)).toMatchObject({ state: 'open' });
    await acknowledgeIncident(watch.memory, incident, { by: 'kim', why: '', until: null }, now(watch));
    await watch.hours(MILD, MISSING, MISSING, MISSING, MISSING);
    expect(told(watch).slice(2)).toEqual([`worsened ${IP} ptr.missing`, `reminder ${IP} ptr.missing`]);
  });
});

it('the settings’ numbers hold in the worker’s foresight and in the closing alike', async () => {
  const watch = watching({ openAfter: 3, clearAfter: 1 });
  await watch.hours(SOUND, MILD, MILD);
  expect(told(watch)).toEqual([]);
  await watch.hours(MILD, SOUND);
  expect(told(watch)).toEqual([`opened ${IP} ptr.not-confirmed`, `cleared ${IP} ptr.not-confirmed`]);
});

it('a sound target costs nothing, whatever is snoozed', async () => {
  const watch = watching({ remindHours: 1 });
  await watch.hours(SOUND);
  const { version } = watch.memory.stored.get(IP)!;
  await snooze(watch, 2);
  await watch.hours(SOUND, SOUND, SOUND, SOUND);
  expect(watch.memory.stored.get(IP)!.version).toBe(version);
});
