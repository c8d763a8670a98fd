import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isZone, readDuration, readEnd, readTime } from '../../shared/model/time-input.ts';
import { runs } from '../support/thorough.ts';

describe('the time that a person writes', () => {
  it.each<[string, string | undefined, string]>([
    ['2026-11-25T06:00Z', undefined, '2026-11-25T06:00'],
    ['2026-11-25t06:00z', 'Asia/Seoul', '2026-11-25T06:00'],
    ['2026-11-25T06:00:30.5+09:00', undefined, '2026-11-24T21:00'],
    ['2026-11-25 06:00-03:30', undefined, '2026-11-25T09:30'],
    ['2026-11-25 06:00', 'Asia/Seoul', '2026-11-24T21:00'],
    ['2026-11-25', 'America/St_Johns', '2026-11-25T03:30'],
    ['2026-11-25', 'UTC', '2026-11-25T00:00'],
    ['2026-07-01 12:00', 'Europe/Berlin', '2026-07-01T10:00'],
    // The clocks go forward at 02:00 on 2027-03-28, and back at 03:00 on 2026-10-25.
    ['2027-03-28 01:59', 'Europe/Berlin', '2027-03-28T00:59'],
    ['2027-03-28 03:00', 'Europe/Berlin', '2027-03-28T01:00'],
    ['2026-10-25 03:00', 'Europe/Berlin', '2026-10-25T02:00'],
    ['2026-10-25 01:59', 'Europe/Berlin', '2026-10-24T23:59'],
  ])('%s, in the zone %s, is read', (text, zone, expected) => {
    const read = readTime(text, zone);
    expect(read.ok && read.value.slice(0, 16)).toBe(expected);
  });

  it.each<[string, string | undefined, string]>([
    ['', 'UTC', 'is not a valid time'],
    ['tomorrow', 'UTC', 'is not a valid time'],
    ['2026-02-29', 'UTC', 'is not a valid time'],
    ['2026-13-01', 'UTC', 'is not a valid time'],
    ['2026-11-25T24:00Z', 'UTC', 'is not a valid time'],
    ['2026-11-25T06:60Z', 'UTC', 'is not a valid time'],
    ['1795521600', 'UTC', 'is not a valid time'],
    ['2026-11-25T06:00+14:01', undefined, 'invalid offset'],
    ['2026-11-25T06:00+09:99', undefined, 'invalid offset'],
    ['2026-11-25T06:00 Asia/Seoul', 'UTC', 'is not a valid time'],
    ['2026-11-25T06:00', undefined, 'has no time zone'],
    ['2026-11-25Z', undefined, 'is not a valid time'],
  ])('%j, in the zone %s, is refused: %s', (text, zone, said) => {
    expect(readTime(text, zone)).toEqual({
      ok: false,
      problem: expect.objectContaining({ en: expect.stringContaining(said) }),
    });
  });

  it('in any zone is what its clock shows then, except for the hour that the clock skips', () => {
    const zones = fc.constantFrom(
      'Asia/Seoul',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    );
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        zones,
        (date, zone) => {
          const shown = (at: Date) =>
            new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(at);
          const read = readTime(shown(date), zone);
          expect(read.ok && shown(new Date(read.value))).toBe(shown(date));
        },
      ),
      { numRuns: runs(300) },
    );
  });
});

it.each([
  ['30m', 1800],
  ['2h', 7200],
  ['3d', 259_200],
  ['1w', 604_800],
])('the duration %s is read as %i seconds', (text, seconds) => {
  expect(readDuration(text)).toEqual({ ok: true, value: seconds * 1000 });
  expect(readEnd(text, '2026-11-24T12:00:00.000Z', undefined)).toEqual({
    ok: true,
    value: new Date(Date.UTC(2026, 10, 24, 12) + seconds * 1000).toISOString(),
  });
});

it.each(['', '0h', '-1h', '2 h', '2H', 'h', '1h30m', '1e3d', '999999m', '२h'])('%j is not a duration', (text) => {
  expect(readDuration(text)).toEqual({
    ok: false,
    problem: expect.objectContaining({ en: expect.stringContaining('is not a valid duration') }),
  });
});

it.each<[string, boolean]>([
  ['Asia/Seoul', true],
  ['UTC', true],
  ['Mars/Base', false],
  ['', false],
  ['../etc/passwd', false],
])('%j is a time zone: %s', (zone, is) => {
  expect(isZone(zone)).toBe(is);
});
