/**
 * A message that says it is a test. It carries no notice: whatever turns notices into tickets would open one here that
 * nothing ever closes.
 */
import { isoTime } from '../model/clock.ts';
import { type Digest, subjects } from './digest.ts';
import { timeText } from './times.ts';
import type { Wording } from './wording.ts';

/** `caller`: who requested it, printable. */
export function testDigest(caller: string, now: number, wording: Wording): Digest {
  const { texts, zone } = wording;
  const text = texts.test.text(caller, timeText(isoTime(now), zone));
  return { ...subjects((of) => of.test.subject, wording), text, notices: [] };
}
