/** A claim is bounded, and the outbox is emptied all the same. */
import { expect, it } from 'vitest';
import type { Notice } from '../../shared/model/incident.ts';
import { ENGLISH } from '../../shared/notices/wording.ts';
import { type Channel, notify } from '../../shared/watch/notify.ts';
import { newState } from '../../shared/watch/state.ts';
import { fakeClock } from '../support/clock.ts';
import { pureMemory } from '../support/memory.ts';

const OPENED: Notice = {
  ...{ id: '', run: 'r', at: '2026-11-24T12:00:00.000Z', transition: 'opened', incident: 'abc', before: null },
  ...{ target: '203.0.113.25', finding: null },
};

/** Five notices wait, and a claim takes two. */
async function tell({ refuses, slowMs = 0 }: { readonly refuses?: string; readonly slowMs?: number }) {
  const [clock, memory] = [fakeClock(), pureMemory()];
  const notices = ['1', '2', '3', '4', '5'].map((id) => ({ ...OPENED, id }));
  await memory.commit([{ state: newState(OPENED.target), expected: 0, notices }]);
  const claim: typeof memory.claim = async (channel, now, until) => {
    const all = await memory.claim(channel, now, until);
    await memory.release(channel, all.slice(2), '');
    return all.slice(0, 2);
  };
  const told: string[] = [];
  const channel: Channel = {
    id: 'test',
    publish: async ({ notices: some }) => {
      clock.advance(slowMs);
      const ids = some.map(({ id }) => id).join(' ');
      if (refuses !== undefined && ids.includes(refuses)) return { ok: false, why: 'gone' };
      told.push(ids);
      return { ok: true, carried: some.map(({ id }) => id) };
    },
  };
  const outcomes = await notify({ ...memory, claim }, [channel], ENGLISH, clock);
  const waiting = await memory.claim('test', clock.now(), clock.now());
  return { told, outcomes: outcomes.map(({ outcome }) => outcome.ok), waiting: waiting.map(({ id }) => id).join(' ') };
}

it.each([
  ['claim by claim until nothing waits', {}, ['1 2', '3 4', '5'], [true, true, true], ''],
  ['what is refused waits, and is not claimed again at once', { refuses: '3' }, ['1 2'], [true, false], '3 4 5'],
  ['the rest is the next run’s after a minute', { slowMs: 31_000 }, ['1 2', '3 4'], [true, true], '5'],
])('%s', async (_, how, told, outcomes, waiting) => {
  expect(await tell(how)).toEqual({ told, outcomes, waiting });
});
