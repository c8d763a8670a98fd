/** Times for letters to people in Korea, whose clock has had no daylight saving time since 1988. */
import { isoTime } from './clock.ts';
import { HOUR } from './duration.ts';

/** `2026-11-24 18:00 KST (09:00 UTC)`; with the day in UTC where it is another one. */
export function koreanTime(ms: number): string {
  const [there, utc] = [ms + 9 * HOUR, ms].map((at) => isoTime(at).slice(0, 16).replace('T', ' '));
  const [day = '', time = ''] = (there ?? '').split(' ');
  const [utcDay = '', utcTime = ''] = (utc ?? '').split(' ');
  return `${day} ${time} KST (${utcDay === day ? '' : `${utcDay.slice(5)} `}${utcTime} UTC)`;
}
