/** Times and durations as a person writes them: `2026-11-25T06:00+09:00`, `2h`. */
import { isoTime } from './clock.ts';
import { DAY, HOUR, MINUTE } from './duration.ts';
import { invalidOffset, notDuration, notTime, timeWithoutZone } from './input-words.ts';
import { type Parsed, parsed, problem } from './parsed.ts';
import { printable } from './text.ts';

/** An IANA name such as `Asia/Seoul`. */
export function isZone(zone: string): boolean {
  // What nearly all settings have; asking takes as long as reading all the rest of them.
  if (zone === 'UTC') return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: HOUR, d: DAY, w: 7 * DAY };

/** Milliseconds. */
export function readDuration(text: string): Parsed<number> {
  const [, number, unit = ''] = /^([1-9]\d{0,4})([mhdw])$/.exec(text) ?? [];
  const ms = UNITS[unit];
  return ms === undefined ? problem(notDuration(printable(text, 40))) : parsed(Number(number) * ms);
}

const TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:\.\d{1,9})?(Z|[+-]\d\d:\d\d)?)?$/i;

/** As an ISO time. `zone` (`isZone`): that of the time where the text has none; undefined: then it must have one. */
export function readTime(text: string, zone: string | undefined): Parsed<string> {
  const [, day, time = '00:00', seconds = ':00', offset] = TIME.exec(text) ?? [];
  const shown = printable(text, 60);
  // Read as if in UTC: a 30th of February comes back as another day.
  const asUtc = Date.parse(`${day}T${time}${seconds}Z`);
  if (day === undefined || Number.isNaN(asUtc) || !isoTime(asUtc).startsWith(day)) return problem(notTime(shown));
  if (offset !== undefined) {
    const at = offset.toUpperCase() === 'Z' ? asUtc : asUtc - offsetMs(offset);
    return Math.abs(asUtc - at) <= 14 * HOUR ? parsed(isoTime(at)) : problem(invalidOffset(shown));
  }
  if (zone === undefined) return problem(timeWithoutZone(shown));
  // The offset is looked up where the time would be, then where it is: they differ for hours around a change of clocks.
  return parsed(isoTime(asUtc - offsetIn(zone, asUtc - offsetIn(zone, asUtc))));
}

/** `+09:00` -> milliseconds; NaN for anything else. */
function offsetMs(offset: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):([0-5]\d)/.exec(offset) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE;
}

function offsetIn(zone: string, at: number): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return name === 'GMT' ? 0 : offsetMs(name.slice('GMT'.length));
}

/** A time, or how long from `now` (ISO time) on. */
export function readEnd(text: string, now: string, zone: string | undefined): Parsed<string> {
  const duration = readDuration(text);
  return duration.ok ? parsed(isoTime(Date.parse(now) + duration.value)) : readTime(text, zone);
}
