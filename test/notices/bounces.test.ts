/** A day of bounces: our own causes are never crowded out by the receivers' faults, however many there are. */
import { expect, it } from 'vitest';
import type { CauseTally } from '../../shared/bounce/tally.ts';
import { snsForm } from '../../shared/channels/sns/form.ts';
import { dayDigests } from '../../shared/notices/bounces.ts';
import { ENGLISH } from '../../shared/notices/wording.ts';

const tally = (n: number, side: CauseTally['side'], count: number): CauseTally => ({
  receiver: `${side}-${n}.example`,
  cause: 'ptr-missing',
  side,
  count,
});
const many = (length: number, side: CauseTally['side'], count: number) =>
  Array.from({ length }, (_, n) => tally(n, side, count));

it.each([
  // Of receivers' faults the largest 50, less those of our own.
  [3, 1000, 1, 50],
  [60, 1000, 1, 60],
  [600, 1000, 3, 600],
])('%i bounces of our own among %i of others are %i messages with %i rows', (own, others, messages, rows) => {
  const digests = dayDigests('2026-11-24', [...many(others, 'receiver', 9), ...many(own, 'sender', 1)], ENGLISH);
  expect(digests).toHaveLength(messages);
  const mails = digests.map((digest) => JSON.parse(snsForm(digest, ENGLISH).message).email as string);
  const shown = mails.flatMap((mail) => mail.split('\n').filter((line) => /\((your side|receiver)\)$/.test(line)));
  expect(shown).toHaveLength(rows);
  expect(shown.filter((line) => line.endsWith('(your side)'))).toHaveLength(own);
  expect(shown[0]).toContain('(your side)');
  expect(mails.at(-1)).toContain(`… and ${own + others - rows} more`);
});
