/**
 * Bounces as messages of the alerts topic: a new cause on our own side as soon as it is seen, and the counts of a day. They carry
 * no notice, since nothing is watched that could clear; and no address of a recipient.
 */

import type { Diagnosis } from '../bounce/diagnosis.ts';
import { maskAddresses } from '../bounce/failure.ts';
import { remedyFor } from '../bounce/remedies.ts';
import type { Tally } from '../bounce/tally.ts';
import { printable } from '../model/text.ts';
import { type Digest, subjects } from './digest.ts';
import type { Wording } from './wording.ts';

/** Rows of a day that are shown. */
const MAX_ROWS = 50;

export function newCauseDigest(receiver: string, diagnosis: Diagnosis, wording: Wording): Digest {
  const { bounces } = wording.texts;
  const { cause, ip, text } = diagnosis;
  const remedy = remedyFor(diagnosis.remedy, ip);
  const lines = [
    bounces.newCause(printable(receiver, 100), cause),
    '',
    `  "${printable(maskAddresses(text), 500)}"`,
    '',
    ...(ip === undefined ? [] : [ip]),
    ...remedy.steps.map((step, index) => `${index + 1}. ${step}`),
    ...(remedy.url === undefined ? [] : [remedy.url]),
    ...['', bounces.next],
  ];
  return {
    ...subjects((of) => of.bounces.newCauseSubject(printable(receiver, 40), cause), wording),
    ...{ text: `${lines.join('\n')}\n`, notices: [] },
  };
}

/** `day`: ISO date. The largest counts first. */
export function dayDigest(day: string, counted: readonly Tally[], wording: Wording): Digest {
  const { bounces, more } = wording.texts;
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  const own = counted.reduce((sum, { count, side }) => sum + (side === 'sender' ? count : 0), 0);
  const rows = [...counted].sort((a, b) => b.count - a.count);
  const lines = [
    bounces.day(day, total, own),
    '',
    ...rows
      .slice(0, MAX_ROWS)
      .map(
        ({ receiver, cause, side, count }) =>
          `${String(count).padStart(7)}  ${printable(receiver, 60)}  ${cause} (${side})`,
      ),
    ...(rows.length > MAX_ROWS ? [more(rows.length - MAX_ROWS)] : []),
    ...['', bounces.next],
  ];
  return {
    ...subjects((of) => of.bounces.daySubject(day, total, own), wording),
    ...{ text: `${lines.join('\n')}\n`, notices: [] },
  };
}
