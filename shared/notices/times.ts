/** Times as people read them: by the clock on their wall, and in UTC, so that everyone's log agrees. */
import { DAY, HOUR, MINUTE } from '../model/duration.ts';

/** `2026-11-24 12:00:03 UTC`. */
export const utc = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;

/** Zones that people call by a name of their own; the others are called as IANA does. */
const KNOWN_AS: Readonly<Record<string, string>> = { 'Asia/Seoul': 'KST' };

/**
 * `2026-11-24 21:00 KST (12:00 UTC)`: the clock on the reader's wall first. Where the day is another one in UTC, it is named:
 * `2026-11-25 03:00 KST (11-24 18:00 UTC)`. `zone` is an IANA name.
 */
export function timeText(iso: string, zone: string): string {
  const [day, time] = [iso.slice(0, 10), iso.slice(11, 16)];
  if (zone === 'UTC') return `${day} ${time} UTC`;
  const there = inZone(Date.parse(iso), zone);
  const utcDay = there.day === day ? '' : `${day.slice(5)} `;
  return `${there.day} ${there.time.slice(0, 5)} ${KNOWN_AS[zone] ?? zone} (${utcDay}${time} UTC)`;
}

/** To the second and by one clock, as evidence is compared with logs: `2026-11-24 21:00:03 KST`. */
export function secondsText(iso: string, zone: string): string {
  if (zone === 'UTC') return utc(iso);
  const { day, time } = inZone(Date.parse(iso), zone);
  return `${day} ${time} ${KNOWN_AS[zone] ?? zone}`;
}

/** To the second by both clocks: `21:00:03 KST (12:00:03 UTC)`, with the days where `withDay`, as `timeText` has them. */
export function bothSeconds(iso: string, zone: string, { withDay }: { readonly withDay: boolean }): string {
  const [day, time] = [iso.slice(0, 10), iso.slice(11, 19)];
  if (zone === 'UTC') return `${withDay ? `${day} ` : ''}${time} UTC`;
  const there = inZone(Date.parse(iso), zone);
  const utcDay = there.day === day ? '' : `${day.slice(5)} `;
  return `${withDay ? `${there.day} ` : ''}${there.time} ${KNOWN_AS[zone] ?? zone} (${utcDay}${time} UTC)`;
}

/** One a zone: to make one takes a millisecond, and a report may name thousands of times. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Swedish writes dates as ISO 8601 does. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
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
