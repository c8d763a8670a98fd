/** A record that made an address a sender and is gone: an incident of its own, beside what stands on the address. */
import { describe, expect, it } from 'vitest';
import type { AddressTarget, Ground } from '../../../shared/model/target.ts';
import { pureMemory } from '../../support/memory.ts';
import { brokenGroups } from '../../support/stories.ts';
import { HOUR, line, type Script, scripted, sender } from '../../support/watch.ts';

const SINCE = '2026-11-01T00:00:00.000Z';
const UNTIL = '2026-11-30T18:39:00.000Z';
const grounded = (n: number, ...grounds: Ground[]): AddressTarget => ({
  ...sender(`198.51.100.${n}`, ['example.com']),
  grounds,
});
const spf: Ground = { kind: 'spf', name: 'example.com', since: SINCE };
const gone: Ground = { ...spf, until: UNTIL };
const none: Script = (_target, subject) => (subject === 'example.com' ? 'spf.not-authorised' : 'ptr.confirmed');
const pass: Script = (_target, subject) => (subject === 'example.com' ? 'spf.pass' : 'ptr.confirmed');

async function hours(...all: readonly (readonly [Script, readonly AddressTarget[]])[]) {
  const memory = pureMemory();
  const watch = scripted('', { memory });
  for (const [script, targets] of all) {
    await watch.run(script, { targets });
    watch.clock.advance(HOUR);
  }
  expect(brokenGroups({ memory })).toEqual([]);
  return { published: watch.published.flat(), lines: watch.published.flat().map(line), memory };
}

describe('the ground on which an address is a sender', () => {
  const [is, was] = [[grounded(1, spf)], [grounded(1, gone)]];

  it('that is gone is reported beside what it broke, and ends no incident', async () => {
    const { published, lines } = await hours([pass, is], [none, was], [none, was], [none, was]);
    expect(lines).toEqual(['opened 198.51.100.1 spf.not-authorised', 'opened 198.51.100.1 sender.ground-gone']);
    expect(published[1]!.finding).toMatchObject({
      check: 'sender',
      status: 'warn',
      severity: 'major',
      subject: '198.51.100.1',
      summary: expect.stringContaining('the SPF record of example.com named it until 2026-11-30 18:39 UTC'),
    });
  });

  it.each([
    ['is there again', is],
    ["is a person's word now", [sender('198.51.100.1', ['example.com'])]],
  ])('%s, and its incident ends', async (_, now) => {
    const { lines } = await hours([pass, is], [pass, was], [pass, was], [pass, now], [pass, now], [pass, now]);
    expect(lines).toEqual(['opened 198.51.100.1 sender.ground-gone', 'cleared 198.51.100.1 sender.ground-gone']);
  });

  it('that several senders have by one domain is one incident', async () => {
    const all = (ground: Ground) => [1, 2, 3].map((n) => grounded(n, ground));
    const { lines, published } = await hours(
      [pass, all(spf)],
      [pass, all(gone)],
      [pass, all(gone)],
      [pass, all(spf)],
      [pass, all(spf)],
    );
    expect(lines).toEqual([
      'opened ground:example.com sender.ground-gone',
      'cleared ground:example.com sender.ground-gone',
    ]);
    expect(published[0]!.finding!.summary).toBe(
      'example.com no longer names addresses that it named as its senders. 3 senders: 198.51.100.1, 198.51.100.2, 198.51.100.3.',
    );
  });

  it('that is released with its address ends its incident, which is not a clearing', async () => {
    const { lines } = await hours([pass, is], [pass, was], [pass, was], [pass, [grounded(2, spf)]]);
    expect(lines).toEqual(['opened 198.51.100.1 sender.ground-gone', 'ended 198.51.100.1 sender.ground-gone']);
  });

  it('is remembered with its time, and so is a sender that a person named', async () => {
    const { memory } = await hours(
      [pass, [grounded(1, spf), sender('198.51.100.2')]],
      [pass, [grounded(1, gone), sender('198.51.100.2')]],
    );
    expect(memory.stored.get('198.51.100.1')!.watched).toEqual({
      role: 'sender',
      since: expect.any(String),
      domains: ['example.com'],
      grounds: [gone],
    });
    expect(memory.stored.get('198.51.100.2')!.watched).toEqual({
      role: 'sender',
      since: expect.any(String),
      domains: [],
    });
  });
});
