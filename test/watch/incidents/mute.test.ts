import { describe, expect, it } from 'vitest';
import type { Snooze } from '../../../shared/model/incident.ts';
import { snoozeOf } from '../../../shared/watch/acts/acts.ts';
import { type MaintenanceWindow, muteAt, type Scope } from '../../../shared/watch/incidents/mute.ts';

const NOON = '2026-11-24T12:00:00.000Z';
const SCOPE: Scope = { target: '203.0.113.1', list: 'zen', finding: 'dnsbl.listed' };

const snooze = (more: Partial<Snooze>): Snooze => ({
  id: 's',
  by: 'kim',
  at: NOON,
  why: '',
  from: NOON,
  until: '2026-11-24T13:00:00.000Z',
  ...more,
});

describe('a snooze', () => {
  it.each<[string, Partial<Snooze>, string | null]>([
    ['of the target', { target: '203.0.113.1' }, 's'],
    ['of another target', { target: '203.0.113.2' }, null],
    ['of the list', { list: 'zen' }, 's'],
    ['of the finding', { finding: 'dnsbl.listed' }, 's'],
    ['of the target on another list', { target: '203.0.113.1', list: 'spamcop' }, null],
    ['that begins later', { target: '203.0.113.1', from: '2026-11-24T12:00:01.000Z' }, null],
    ['that ends now', { target: '203.0.113.1', until: NOON }, null],
  ])('mutes or not: %s', (_name, more, muted) => {
    expect(muteAt(NOON, [snooze(more)], [], 'UTC')(SCOPE)).toBe(muted);
  });

  it('of a list does not mute what concerns no list', () => {
    const { list: _, ...ptr } = SCOPE;
    expect(muteAt(NOON, [snooze({ list: 'zen' })], [], 'UTC')(ptr)).toBeNull();
  });

  it.each([
    [{}, /^give a target, a list or a finding/],
    [{ target: 'a', until: NOON }, /^until: 2026-11-24T12.* is not in the future$/],
    [{ target: 'a', until: 'soon' }, /^until: soon is not in the future$/],
    [{ target: 'a', from: '2026-11-25T12:00:00.000Z' }, /^until: .* is not after 2026-11-25/],
    [{ target: 'a', until: '2028-01-01T00:00:00.000Z' }, /^until: .* is more than a year away$/],
  ])('is refused where it makes no sense: %j', (wish, problem) => {
    const made = snoozeOf({ by: 'kim', why: '', until: '2026-11-24T13:00:00.000Z', ...wish }, NOON);
    expect(made).toEqual({ ok: false, problem: expect.objectContaining({ en: expect.stringMatching(problem) }) });
  });

  it('begins now unless another time is given, and has an id of its own', () => {
    const wish = { by: 'kim', why: 'moving', until: '2026-11-24T13:00:00.000Z', list: 'zen' };
    const [one, other] = [snoozeOf(wish, NOON), snoozeOf({ ...wish, list: 'bl' }, NOON)];
    expect(one).toEqual({
      ok: true,
      value: { ...wish, id: expect.stringMatching(/^[0-9a-f]{12}$/), at: NOON, from: NOON },
    });
    expect(one.ok && other.ok && one.value.id !== other.value.id).toBe(true);
  });
});

describe('a maintenance window', () => {
  // 2026-11-24 is a Tuesday.
  it.each<[string, Partial<MaintenanceWindow>, string, string, boolean]>([
    ['of every day', { from: '11:30', until: '12:30' }, NOON, 'UTC', true],
    ['has not begun', { from: '12:01', until: '12:30' }, NOON, 'UTC', false],
    ['is over', { from: '11:30', until: '12:00' }, NOON, 'UTC', false],
    ['of another day', { days: ['mon'], from: '11:30', until: '12:30' }, NOON, 'UTC', false],
    ['in the settings’ zone', { from: '20:30', until: '21:30' }, NOON, 'Asia/Seoul', true],
    [
      'in the zone it is another day',
      { days: ['wed'], from: '00:00', until: '01:00' },
      '2026-11-24T15:30:00.000Z',
      'Asia/Seoul',
      true,
    ],
    [
      'over midnight, before it',
      { days: ['tue'], from: '23:00', until: '02:00' },
      '2026-11-24T23:30:00.000Z',
      'UTC',
      true,
    ],
    [
      'over midnight, after it',
      { days: ['tue'], from: '23:00', until: '02:00' },
      '2026-11-25T01:30:00.000Z',
      'UTC',
      true,
    ],
    [
      'over midnight of another day',
      { days: ['wed'], from: '23:00', until: '02:00' },
      '2026-11-25T01:30:00.000Z',
      'UTC',
      false,
    ],
    ['over the week’s end', { days: ['sun'], from: '23:00', until: '02:00' }, '2026-11-30T01:00:00.000Z', 'UTC', true],
    ['of a whole day', { days: ['tue'], from: '00:00', until: '00:00' }, NOON, 'UTC', true],
    ['for another target', { from: '11:30', until: '12:30', target: '203.0.113.2' }, NOON, 'UTC', false],
  ])('mutes or not: %s', (_name, window, at, zone, muted) => {
    const windows = [
      { from: '00:00', until: '24:00', target: 'nobody' },
      { from: '', until: '', ...window },
    ];
    expect(muteAt(at, [], windows, zone)(SCOPE)).toBe(muted ? 'maintenance-2' : null);
  });

  /** Minutes of the UTC day in which it holds, looked at every five. */
  const open = (day: string, window: MaintenanceWindow): readonly string[] =>
    Array.from({ length: 288 }, (_, n) => new Date(Date.parse(`${day}T00:00:00Z`) + n * 300_000).toISOString())
      .filter((at) => muteAt(at, [], [window], 'America/New_York')(SCOPE) !== null)
      .map((at) => at.slice(11, 16));

  it('does not happen within the hour that is skipped in spring, and holds twice in autumn', () => {
    expect(open('2026-03-08', { from: '02:15', until: '02:25' })).toEqual([]);
    expect(open('2026-03-09', { from: '02:15', until: '02:25' })).toEqual(['06:15', '06:20']);
    expect(open('2026-11-01', { from: '01:15', until: '01:25' })).toEqual(['05:15', '05:20', '06:15', '06:20']);
  });
});
