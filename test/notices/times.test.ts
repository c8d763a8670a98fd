import { expect, it } from 'vitest';
import { roughly, secondsText, timeText, utc } from '../../shared/notices/times.ts';

it.each([
  ['UTC', '2026-11-24 12:00 UTC'],
  ['Asia/Seoul', '2026-11-24 21:00 KST (12:00 UTC)'],
  ['Pacific/Auckland', '2026-11-25 01:00 Pacific/Auckland (11-24 12:00 UTC)'],
  ['Asia/Kathmandu', '2026-11-24 17:45 Asia/Kathmandu (12:00 UTC)'],
  ['Pacific/Pago_Pago', '2026-11-24 01:00 Pacific/Pago_Pago (12:00 UTC)'],
])('noon UTC is written with its zone and UTC for a reader in %s', (zone, expected) => {
  expect(timeText('2026-11-24T12:00:03.000Z', zone)).toBe(expected);
});

it('midnight is written as hour 00 of its own day', () => {
  expect(timeText('2026-11-24T15:00:00.000Z', 'Asia/Seoul')).toBe('2026-11-25 00:00 KST (11-24 15:00 UTC)');
  expect(timeText('2026-11-24T05:00:00.000Z', 'America/New_York')).toBe(
    '2026-11-24 00:00 America/New_York (05:00 UTC)',
  );
});

it('the hour that clocks repeat is written twice, each with its own time in UTC', () => {
  expect(['00:30', '01:30', '02:30'].map((time) => timeText(`2026-10-25T${time}:00.000Z`, 'Europe/Berlin'))).toEqual([
    '2026-10-25 02:30 Europe/Berlin (00:30 UTC)',
    '2026-10-25 02:30 Europe/Berlin (01:30 UTC)',
    '2026-10-25 03:30 Europe/Berlin (02:30 UTC)',
  ]);
});

it.each([
  [-1, 1, 'minute'],
  [59_000, 1, 'minute'],
  [119 * 60_000, 119, 'minute'],
  [120 * 60_000, 2, 'hour'],
  [47.4 * 3_600_000, 47, 'hour'],
  [48 * 3_600_000, 2, 'day'],
])('%d ms are rounded to %d (%s)', (ms, n, unit) => {
  expect(roughly(ms)).toEqual([n, unit]);
});

it('the time of evidence has its seconds', () => {
  expect(secondsText('2026-11-24T12:00:03.000Z', 'Asia/Seoul')).toBe('2026-11-24 21:00:03 KST');
  expect(secondsText('2026-11-24T12:00:03.000Z', 'UTC')).toBe('2026-11-24 12:00:03 UTC');
  expect(utc('2026-11-24T12:00:03.000Z')).toBe('2026-11-24 12:00:03 UTC');
});
