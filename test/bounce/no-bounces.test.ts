/** What is no bounce is named as what it is, and nothing in it is diagnosed; of mail that waits, nobody is told that it came back. */
import { describe, expect, it } from 'vitest';
import { NO_BOUNCES, WAITING } from './no-bounces.ts';
import { only, read } from './reading.ts';

it('there are sixty and more of them', () => {
  expect(NO_BOUNCES.length + WAITING.length).toBeGreaterThan(80);
});

describe('no bounce, and named as what it is', () => {
  it.each(NO_BOUNCES)('%s', async (_what, text, is) => {
    expect(await read(text)).toEqual({ kind: 'nothing', diagnoses: [], unmatched: [], isFull: false, other: is });
  });
});

describe('mail that still waits', () => {
  it.each(WAITING)('%s', async (_what, text, retry, causes) => {
    const one = await only(text);
    expect(one).toMatchObject({ state: 'queued', retry, recipient: 'ann@example.net' });
    expect(causes.split('|')).toContain(one.cause);
  });
});
