/** Times as people read them: in UTC, so that everybody's log agrees, and by the clock on the reader's wall. */
import { DAY, HOUR, MINUTE } from '../model/duration.ts';

/** `2026-11-24 12:00:03 UTC`. */
export const utc = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;

/** `2026-11-24 12:00 UTC (21:00 Asia/Seoul)`; with the day where it is another one there. `zone` is an IANA name. */
export function timeText(iso: string, zone: string): string {
  const day = iso.slice(0, 10);
  const shown = `${day} ${iso.slice(11, 16)} UTC`;
  if (zone === 'UTC') return shown;
  const there = inZone(Date.parse(iso), zone);
  return `${shown} (${there.day === day ? '' : `${there.day} `}${there.time} ${zone})`;
}

/** One a zone: to make one takes a millisecond, and a report may name thousands of times. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Swedish writes dates as ISO 8601 does. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  formats.set(timeZone, made);
  return made;
}

function inZone(ms: number, timeZone: string): { readonly day: string; readonly time: string } {
  const [day = '', time = ''] = formatOf(timeZone).format(ms).split(' ');
  return { day, time };
}

/** How long something took, as people say it: in the largest unit of which there are two; a minute at least. */
export function roughly(ms: number): readonly [n: number, unit: 'day' | 'hour' | 'minute'] {
  if (ms >= 2 * DAY) return [Math.round(ms / DAY), 'day'];
  if (ms >= 2 * HOUR) return [Math.round(ms / HOUR), 'hour'];
  return [Math.max(1, Math.round(ms / MINUTE)), 'minute'];
}
