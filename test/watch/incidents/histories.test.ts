/** What holds whatever happens: 1,000 random histories (a fifth of them in `npm test`) of up to 9 runs, with kills, repeats, late results and people's acts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IncidentPolicy } from '../../../shared/watch/incidents/compare.ts';
import type { IncidentRules } from '../../../shared/watch/incidents/rules.ts';
import { type Hour, histories, play, policies } from '../../support/histories.ts';
import { brokenEnd, brokenGroups, brokenRecords, brokenStory } from '../../support/stories.ts';
import { runs } from '../../support/thorough.ts';

const REMINDING: Pick<IncidentRules, 'windows' | 'zone'> = {
  windows: [{ from: '02:00', until: '05:30', days: ['mon', 'tue', 'fri'] }],
  zone: 'Asia/Seoul',
};

/** `histories` and policies as they come; `check` gives what is wrong. */
const always = (
  numRuns: number,
  check: (history: readonly Hour[], policy: IncidentPolicy) => Promise<readonly string[]>,
) =>
  fc.assert(
    fc.asyncProperty(histories, policies, async (history, policy) => {
      expect(await check(history, policy)).toEqual([]);
    }),
    { numRuns: runs(numRuns) },
  );

describe('a history of any verdicts', () => {
  it('opens every incident once and closes it once, and its timeline replays to the state', () =>
    always(650, async (history, policy) => {
      const played = await play(history, { policy });
      return [...brokenStory(played), ...(await brokenRecords(played)), ...brokenGroups(played)];
    }));

  it('is reported in full in the end, and a verdict compared with itself changes nothing', () =>
    always(250, async (history, policy) => {
      const played = await play(history, { policy });
      const broken = [...(await brokenEnd(played)), ...brokenStory(played)];
      const snapshot = (): string => JSON.stringify([...played.memory.stored, played.memory.entries.length]);
      const before = snapshot();
      await played.settle(1, 1);
      return snapshot() === before ? broken : [...broken, `${before} became ${snapshot()}`];
    }));

  it('keeps both rules with reminders and maintenance windows as well', () =>
    always(100, async (history, policy) => {
      const played = await play(history, { ...REMINDING, policy: { ...policy, remindHours: 5 } });
      return [
        ...brokenStory(played),
        ...(await brokenRecords(played)),
        ...(await brokenEnd(played)),
        ...brokenStory(played),
      ];
    }));
});
