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
  publishedLines,
  SOUND,
  sees,
  snooze,
  turns,
  watching,
} from '../../support/watched-address.ts';

describe('while a target is snoozed', () => {
  it('an opening waits, and is reported under its own id when the snooze ends', async () => {
    const watch = watching();
    await watch.hours(SOUND);
    await snooze(watch, 2.5);
    await watch.hours(MISSING, MISSING, MISSING);
    expect(publishedLines(watch)).toEqual([]);
    const [silent] = watch.memory.entries;
    const opened = silent!.at;
    expect(silent).toMatchObject({ transition: 'opened', muted: expect.stringMatching(/^[0-9a-f]{12}$/) });
    await watch.hours(MISSING, MISSING);
    expect(publishedLines(watch)).toEqual([`opened ${IP} ptr.missing`]);
    const [late] = watch.published.flat();
    expect(late).toMatchObject({ id: silent!.id, incident: silent!.incident, since: opened });
    expect(late!.muted).toBeUndefined();
    expect(Date.parse(late!.at) - Date.parse(opened)).toBe(3 * HOUR);
    await watch.hours(SOUND, SOUND);
    expect(publishedLines(watch)).toEqual([`opened ${IP} ptr.missing`, `cleared ${IP} ptr.missing`]);
  });

  it('what opens and clears is not reported at all, and both are in the history', async () => {
    const watch = watching();
    await watch.hours(SOUND);
    await snooze(watch, 10);
    await watch.hours(MISSING, SOUND, SOUND, SOUND);
    watch.clock.advance(20 * HOUR);
    await watch.hours(SOUND);
    expect(publishedLines(watch)).toEqual([]);
    expect(turns(watch.memory.entries)).toEqual(['opened (not published)', 'cleared (not published)']);
  });

  it('what is no longer seen when the snooze ends is not reported as if it had just opened', async () => {
    const watch = watching();
    await watch.hours(SOUND);
    await snooze(watch, 2.5);
    await watch.hours(MISSING, MISSING, MISSING, SOUND);
    expect(publishedLines(watch)).toEqual([]);
    await watch.hours(SOUND);
    expect(publishedLines(watch)).toEqual([]);
    expect(turns(watch.memory.entries)).toEqual(['opened (not published)', 'cleared (not published)']);
  });

  it('what was reported before is reported as cleared at once', async () => {
    const watch = watching();
    await watch.hours(MISSING);
    await snooze(watch, 10);
    await watch.hours(SOUND, SOUND);
    expect(publishedLines(watch)).toEqual([`opened ${IP} ptr.missing`, `cleared ${IP} ptr.missing`]);
  });

  it('a worsening waits, and is not reported if it is better again when the snooze ends', async () => {
    const watch = watching();
    await watch.hours(MILD);
    await snooze(watch, 1.5);
    await watch.hours(MISSING, MISSING, MISSING);
    expect(publishedLines(watch)).toEqual([`opened ${IP} ptr.not-confirmed`, `worsened ${IP} ptr.missing`]);
    expect(watch.published.flat()[1]).toMatchObject({ before: { finding: MILD } });
    const other = watching();
    await other.hours(MILD);
    await snooze(other, 1.5);
    await other.hours(MISSING, MILD, MILD, MILD);
    expect(publishedLines(other)).toEqual([`opened ${IP} ptr.not-confirmed`]);
  });

  it('a worsening followed by a small improvement is reported against what people know', async () => {
    const watch = watching();
    await watch.hours('ptr.generic');
    await snooze(watch, 2.5);
    await watch.hours(MISSING, MILD, MILD, MILD);
    expect(publishedLines(watch)).toEqual([`opened ${IP} ptr.generic`, `worsened ${IP} ${MILD}`]);
    const [, worsened] = watch.memory.entries;
    expect(watch.published.flat()[1]).toMatchObject({ id: worsened!.id, before: { finding: 'ptr.generic' } });
  });

  it('a maintenance window does the same as a snooze', async () => {
    const watch = watching();
    const noon = new Date(watch.clock.now()).toISOString().slice(11, 16);
    const until = new Date(watch.clock.now() + 1.5 * HOUR).toISOString().slice(11, 16);
    const incidents = { policy: POLICY, windows: [{ from: noon, until }], zone: 'UTC' };
    for (let n = 0; n < 3; n += 1) {
      await watch.run(sees(MISSING), { incidents });
      if (n === 1) expect(publishedLines(watch)).toEqual([]);
      watch.clock.advance(HOUR);
    }
    expect(publishedLines(watch)).toEqual([`opened ${IP} ptr.missing`]);
    expect(watch.published.flat()[0]).toMatchObject({ atFirstSight: true });
    expect(watch.memory.entries[0]).toMatchObject({ muted: 'maintenance-1' });
  });

  it('what is unknown when the snooze ends is reported as it is remembered', async () => {
    const watch = watching();
    await snooze(watch, 0.5);
    await watch.hours(MISSING, 'ptr.unknown');
    expect(publishedLines(watch)).toEqual([`opened ${IP} ptr.missing`]);
    expect(watch.published.flat()[0]!.finding).toMatchObject({ id: MISSING, check: 'ptr', subject: IP, evidence: [] });
  });
});

describe('a problem that comes and goes', () => {
  const quick = { openAfter: 1, clearAfter: 1 };

  it('is reported three times, then once as flapping, and after a calm day as clear', async () => {
    const watch = watching(quick);
    await watch.hours(SOUND, MISSING, SOUND, MISSING, SOUND, MISSING, SOUND);
    expect(publishedLines(watch).map((one) => one.split(' ')[0])).toEqual(['opened', 'cleared', 'opened', 'flapping']);
    const flapping = watch.published.flat()[3]!;
    expect(flapping).toMatchObject({ turns: 4, before: { finding: MISSING } });
    const last = watch.memory.entries.at(-1)!;
    expect(last).toMatchObject({ transition: 'cleared', muted: 'flapping' });
    watch.clock.advance(22.5 * HOUR);
    await watch.hours(SOUND);
    expect(watch.published.flat()).toHaveLength(4);
    await watch.hours(SOUND, SOUND);
    expect(watch.published.flat()[4]).toMatchObject({ id: last.id, transition: 'cleared', incident: last.incident });
    expect(watch.published.flat()).toHaveLength(5);
  });

  it('is reported as open after a calm day in which it was open', async () => {
    const watch = watching(quick);
    await watch.hours(MISSING, SOUND, MISSING, SOUND, MISSING);
    watch.clock.advance(23 * HOUR);
    await watch.hours(MISSING, MISSING);
    expect(publishedLines(watch).map((one) => one.split(' ')[0])).toEqual([
      'opened',
      'cleared',
      'opened',
      'flapping',
      'opened',
    ]);
    await watch.hours(SOUND);
    expect(publishedLines(watch).at(-1)).toBe(`cleared ${IP} ptr.missing`);
  });

  it('is not reported as flapping where a day has passed between its turns', async () => {
    const watch = watching(quick);
    for (const seen of [MISSING, SOUND, MISSING, SOUND, MISSING, SOUND]) {
      await watch.hours(seen);
      watch.clock.advance(8 * HOUR);
    }
    expect(publishedLines(watch).map((one) => one.split(' ')[0])).not.toContain('flapping');
  });

  it('is not kept back by the turns of a clock that was put back', async () => {
    const watch = watching(quick);
    watch.clock.advance(400 * 24 * HOUR);
    await watch.hours(MISSING, SOUND, MISSING, SOUND, MISSING);
    watch.clock.advance(-400 * 24 * HOUR);
    await watch.hours(MISSING, SOUND);
    expect(publishedLines(watch).slice(4)).toEqual([`opened ${IP} ptr.missing`, `cleared ${IP} ptr.missing`]);
  });

  it('is not reported as flapping in a snooze, but with its next turn after it', async () => {
    const watch = watching(quick);
    await watch.hours(SOUND);
    await snooze(watch, 4.5);
    await watch.hours(MISSING, SOUND, MISSING, SOUND, MISSING);
    expect(publishedLines(watch)).toEqual([]);
    await watch.hours(SOUND, MISSING);
    expect(watch.published.flat()).toMatchObject([{ transition: 'flapping', turns: 7 }]);
  });

  it('is not over after a day that ends with a look that saw nothing', async () => {
    const watch = watching(quick);
    await watch.hours(MISSING, SOUND, MISSING, SOUND);
    watch.clock.advance(25 * HOUR);
    await watch.hours('ptr.unknown');
    expect(publishedLines(watch).at(-1)).toContain('flapping');
    await watch.hours(SOUND);
    expect(publishedLines(watch).at(-1)).toContain('cleared');
  });

  it('and ends while it is clear is reported as the clearing that was kept back', async () => {
    const watch = watching(quick);
    await watch.hours(MISSING, SOUND, MISSING, SOUND);
    await watch.run(sees(SOUND), { targets: [] });
    expect(publishedLines(watch).map((one) => one.split(' ')[0])).toEqual([
      'opened',
      'cleared',
      'opened',
      'flapping',
      'cleared',
    ]);
  });

  it('and ends while it is open is reported as ended, since it was reported as flapping', async () => {
    const watch = watching(quick);
    await watch.hours(MISSING, SOUND, MISSING, SOUND, MISSING);
    await watch.run(sees(MISSING), { targets: [] });
    expect(publishedLines(watch).map((one) => one.split(' ')[0])).toEqual([
      'opened',
      'cleared',
      'opened',
      'flapping',
      'ended',
    ]);
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
  it('are off unless the settings ask for them', async () => {
    const watch = watching();
    await watch.hours(...Array.from({ length: 50 }, () => MISSING));
    expect(publishedLines(watch)).toHaveLength(1);
  });

  it('come every so many hours until the incident is acknowledged, each with an id of its own', async () => {
    const watch = watching({ remindHours: 3 });
    await watch.hours(...Array.from({ length: 8 }, () => MISSING));
    expect(publishedLines(watch).map((one) => one.split(' ')[0])).toEqual(['opened', 'reminder', 'reminder']);
    expect(new Set(watch.published.flat().map(({ id }) => id)).size).toBe(3);
    expect(watch.published.flat()[1]!.finding).toMatchObject({ id: MISSING });
  });

  it('are not sent for an incident that is on its way to clear, nor for a minor one', async () => {
    const watch = watching({ remindHours: 1, clearAfter: 3 });
    await watch.hours(MISSING, SOUND, SOUND);
    expect(publishedLines(watch)).toEqual([`opened ${IP} ptr.missing`]);
    const minor = watching({ remindHours: 1 });
    await minor.hours(...Array.from({ length: 4 }, () => 'ptr.minor'));
    expect(turns(minor.published.flat())).toEqual(['opened']);
  });

  it('are not sent while it is acknowledged, and come again when that ends or it gets worse', async () => {
    const watch = watching({ remindHours: 3 });
    await watch.hours(MILD);
    const { incident } = watch.published.flat()[0]!;
    await acknowledgeIncident(
      watch.memory,
      incident,
      { by: 'kim', why: 'a ticket', until: inHours(watch, 5) },
      now(watch),
    );
    await watch.hours(MILD, MILD, MILD, MILD, MILD);
    expect(publishedLines(watch)).toHaveLength(1);
    expect(await watch.memory.incident(incident)).toMatchObject({ state: 'acknowledged' });
    await watch.hours(MILD);
    expect(publishedLines(watch)[1]).toContain('reminder');
    expect(await watch.memory.incident(incident)).toMatchObject({ state: 'open' });
    await acknowledgeIncident(watch.memory, incident, { by: 'kim', why: '', until: null }, now(watch));
    await watch.hours(MILD, MISSING, MISSING, MISSING, MISSING);
    expect(publishedLines(watch).slice(2)).toEqual([`worsened ${IP} ptr.missing`, `reminder ${IP} ptr.missing`]);
  });
});

it('the numbers of the settings hold in the worker’s forecast and in the closing alike', async () => {
  const watch = watching({ openAfter: 3, clearAfter: 1 });
  await watch.hours(SOUND, MILD, MILD);
  expect(publishedLines(watch)).toEqual([]);
  await watch.hours(MILD, SOUND);
  expect(publishedLines(watch)).toEqual([`opened ${IP} ptr.not-confirmed`, `cleared ${IP} ptr.not-confirmed`]);
});

it('a sound target costs nothing, whatever is snoozed', async () => {
  const watch = watching({ remindHours: 1 });
  await watch.hours(SOUND);
  const { version } = watch.memory.stored.get(IP)!;
  await snooze(watch, 2);
  await watch.hours(SOUND, SOUND, SOUND, SOUND);
  expect(watch.memory.stored.get(IP)!.version).toBe(version);
});
