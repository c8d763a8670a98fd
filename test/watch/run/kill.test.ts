/** Killed before and after every single write, and between publishing and marking: the outcome is the same. */
import { describe, expect, it } from 'vitest';
import { dying, type Fatal } from '../../support/dying.ts';
import { part } from '../../support/thorough.ts';
import { EVENTFUL, HOUR, line, type Script, scripted } from '../../support/watch.ts';

const { targets, lists, hours } = EVENTFUL;

/** The whole history; a run that dies is started again a moment later, as a scheduler would. */
async function history(fatal: Fatal) {
  const watch = scripted(':memory:', { targets, lists });
  const { memory, writes, killed } = dying(watch.memory, fatal);
  const step = async (script: Script): Promise<void> => {
    try {
      await watch.run(script, { memory });
    } catch (error) {
      expect(String(error)).toContain('killed');
      // A restart finds stale leases void: here two minutes pass instead.
      watch.clock.advance(3 * 60_000);
      await watch.run(script, { memory });
    }
  };
  for (const script of hours) {
    await step(script);
    watch.clock.advance(HOUR);
  }
  await step(hours[4]!);
  const published = watch.published.flat();
  const ids = new Map(published.map((notice) => [notice.id, line(notice)]));
  return {
    lines: [...ids.values()].sort(),
    repeated: published.length - ids.size,
    writes: writes(),
    killed: killed(),
    states: await watch.memory.states([
      ...(await watch.memory.knownTargets()).map(({ target }) => target),
      'list:alpha',
    ]),
  };
}

describe('a run that is killed at any write ends as if it had not been killed', async () => {
  const whole = await history(null);
  const standing = (states: typeof whole.states) =>
    [...states]
      .map(([target, { subjects }]) => [
        target,
        Object.entries(subjects)
          .map(([key, { standing: one }]) => [key, one?.finding ?? null])
          .sort(),
      ])
      .sort();

  it('the history has something to lose', () => {
    expect(whole.lines).toEqual(EVENTFUL.lines);
    expect(whole.repeated).toBe(0);
    expect(whole.writes).toBeGreaterThan(40);
  });

  // Every write in the gate, every third in `npm test`.
  const all = part(
    Array.from({ length: whole.writes }, (_, index) => index + 1),
    3,
  );
  it.each(
    all.flatMap(
      (n) =>
        [
          [n, false],
          [n, true],
        ] as const,
    ),
  )('at write %i, killed after the write: %s', async (n, after) => {
    const killed = await history({ n, after });
    expect(killed.lines).toEqual(whole.lines);
    expect(standing(killed.states)).toEqual(standing(whole.states));
    // Told and not marked: the only way to tell twice, and then with the same id.
    if (killed.killed !== 'markSent' || after) expect(killed.repeated).toBe(0);
  });
});
