/** A claim is bounded, and the outbox is emptied all the same. */

import { describe, expect, it } from 'vitest';
import type { Channel, PublishOutcome } from '../../../shared/channels/core/channel.ts';
import { NO_NOTICE_CARRIED } from '../../../shared/channels/core/words.ts';
import type { Notice } from '../../../shared/model/incident.ts';
import { verbatim } from '../../../shared/model/language.ts';
import type { Digest } from '../../../shared/notices/digest.ts';
import { ENGLISH } from '../../../shared/notices/wording.ts';
import { newState } from '../../../shared/watch/incidents/state.ts';
import { notify } from '../../../shared/watch/run/notify.ts';
import { fakeClock } from '../../support/clock.ts';
import { pureMemory } from '../../support/memory.ts';

const OPENED: Notice = {
  id: '',
  run: 'r',
  at: '2026-11-24T12:00:00.000Z',
  transition: 'opened',
  incident: 'abc',
  before: null,
  target: '203.0.113.25',
  finding: null,
};

/** Five notices wait, and a claim takes two. */
async function deliver({ refuses, slowMs = 0 }: { readonly refuses?: string; readonly slowMs?: number }) {
  const [clock, memory] = [fakeClock(), pureMemory()];
  const notices = ['1', '2', '3', '4', '5'].map((id) => ({ ...OPENED, id }));
  await memory.commit([{ state: newState(OPENED.target), expected: 0, notices }]);
  const claim: typeof memory.claim = async (channel, now, until) => {
    const all = await memory.claim(channel, now, until);
    await memory.release(channel, all.slice(2), '');
    return all.slice(0, 2);
  };
  const delivered: string[] = [];
  const channel: Channel = {
    id: 'test',
    publish: async ({ notices: some }) => {
      clock.advance(slowMs);
      const ids = some.map(({ id }) => id).join(' ');
      if (refuses !== undefined && ids.includes(refuses)) return { ok: false, why: verbatim('gone') };
      delivered.push(ids);
      return { ok: true, carried: some.map(({ id }) => id) };
    },
  };
  const outcomes = await notify({ ...memory, claim }, [channel], ENGLISH, clock);
  const waiting = await memory.claim('test', clock.now(), clock.now());
  return {
    delivered,
    outcomes: outcomes.map(({ outcome }) => outcome.ok),
    waiting: waiting.map(({ id }) => id).join(' '),
  };
}

it.each([
  ['claim by claim until nothing waits', {}, ['1 2', '3 4', '5'], [true, true, true], ''],
  ['what is refused waits, and is not claimed again at once', { refuses: '3' }, ['1 2'], [true, false], '3 4 5'],
  ['the rest is the next run’s after a minute', { slowMs: 31_000 }, ['1 2', '3 4'], [true, true], '5'],
])('notices are sent: %s', async (_, how, delivered, outcomes, waiting) => {
  expect(await deliver(how)).toEqual({ delivered, outcomes, waiting });
});

describe('a channel on hold between passes', () => {
  const MINUTES = 60_000;
  const BACK_OFF = [1, 5, 15].map((minutes) => minutes * MINUTES);

  /** Whether the channel was asked, pass by pass, each so many minutes after the one before. */
  async function passes(answers: readonly (PublishOutcome | null)[], minutes: readonly number[]) {
    const [clock, memory] = [fakeClock(), pureMemory()];
    await memory.commit([{ state: newState(OPENED.target), expected: 0, notices: [{ ...OPENED, id: '1' }] }]);
    const asked: boolean[] = [];
    const whys: string[] = [];
    const left = [...answers];
    for (const wait of minutes) {
      clock.advance(wait * MINUTES);
      let tried = false;
      const publish = async ({ notices }: Digest): Promise<PublishOutcome> => {
        tried = true;
        return left.shift() ?? { ok: true, carried: notices.map(({ id }) => id) };
      };
      const outcomes = await notify(memory, [{ id: 'hook', publish, backOffMs: BACK_OFF }], ENGLISH, clock);
      asked.push(tried);
      whys.push(...outcomes.map(({ notices, outcome }) => `${notices} ${outcome.ok ? 'sent' : outcome.why.en}`));
    }
    return { asked, whys, hold: await memory.hold('hook') };
  }

  const DOWN: PublishOutcome = { ok: false, why: verbatim('answered 503') };

  it('is tried after growing pauses, bounded by the last, and is still named with the notices that wait for it', async () => {
    const { asked, whys, hold } = await passes([DOWN, DOWN, DOWN, DOWN, DOWN], [0, 0.5, 0.5, 4, 1, 10, 5, 14, 1]);
    expect(asked).toEqual([true, false, true, false, true, false, true, false, true]);
    expect(whys[1]).toMatch(
      /^1 answered 503; it has failed 1 time in a row and is tried again after 2026-\d\d-\d\d .* UTC$/,
    );
    expect(hold).toMatchObject({ failures: 5, why: 'answered 503', notices: 1 });
  });

  it('has no failures left once it has accepted its notices', async () => {
    const { asked, whys, hold } = await passes([DOWN], [0, 2, 2]);
    expect(asked).toEqual([true, true, false]);
    expect(whys).toEqual(['1 answered 503', '1 sent']);
    expect(hold).toBeNull();
  });

  it.each([
    [30, [true, false, true]],
    // However long it asks for.
    [100_000, [true, false, true]],
  ])('that asks to wait %i minutes waits for two hours at most', async (minutes, expected) => {
    const later: PublishOutcome = { ...DOWN, retryAfterMs: minutes * MINUTES };
    expect((await passes([later], [0, 29, 100])).asked).toEqual(expected);
  });

  it('does not wait longer where the clock was put back', async () => {
    expect((await passes([{ ...DOWN, retryAfterMs: 60 * MINUTES }], [0, -300])).asked).toEqual([true, true]);
  });
});

describe('a message that has no room for all notices', () => {
  it('is followed by others in the same pass, and only the notices that it carries are marked', async () => {
    const [clock, memory] = [fakeClock(), pureMemory()];
    const notices = Array.from({ length: 7 }, (_, n) => ({ ...OPENED, id: String(n) }));
    await memory.commit([{ state: newState(OPENED.target), expected: 0, notices }]);
    const delivered: string[][] = [];
    const publish = async ({ notices: some }: Digest): Promise<PublishOutcome> => {
      if (delivered.length === 2) return { ok: false, why: verbatim('gone') };
      const carried = some.slice(0, 3).map(({ id }) => id);
      delivered.push(carried);
      return { ok: true, carried };
    };
    const outcomes = await notify(memory, [{ id: 'test', publish }], ENGLISH, clock);
    expect(delivered.map(({ length }) => length)).toEqual([3, 3]);
    expect(outcomes.map(({ notices: n, outcome }) => [n, outcome.ok])).toEqual([
      [3, true],
      [3, true],
      [1, false],
    ]);
    const waiting = await memory.claim('test', clock.now(), clock.now() + 1);
    expect([...delivered.flat(), ...waiting.map(({ id }) => id)].sort()).toEqual(notices.map(({ id }) => id));
  });

  it('has failed where it carries none at all, and the pass ends', async () => {
    const [clock, memory] = [fakeClock(), pureMemory()];
    await memory.commit([{ state: newState(OPENED.target), expected: 0, notices: [{ ...OPENED, id: '1' }] }]);
    const publish = async (): Promise<PublishOutcome> => ({ ok: true, carried: ['another'] });
    const outcomes = await notify(memory, [{ id: 'test', publish }], ENGLISH, clock);
    expect(outcomes).toEqual([{ channel: 'test', notices: 1, outcome: { ok: false, why: NO_NOTICE_CARRIED } }]);
  });
});
