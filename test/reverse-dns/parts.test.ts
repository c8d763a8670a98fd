/** The parts that a whole world reaches only by luck. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorityVerdict, findCut } from '../../shared/dns/authority.ts';
import { isWishReason } from '../../shared/reverse-dns/blocked.ts';
import { needOf } from '../../shared/reverse-dns/need.ts';
import { begin } from '../../shared/reverse-dns/wish.ts';
import { aSet, IP, NAME, SERVERS, wish, ZONE } from '../support/reverse-dns.ts';
import { runs } from '../support/thorough.ts';
import { NOON, noDns, zone } from '../support/zone.ts';

describe('the zone of a name', () => {
  const world = {
    'example.com': { NS: ['ns.one.example'] },
    'sub.example.com': { NS: ['ns.two.example'] },
    'alias.example.com': { CNAME: 'other.example' },
    'other.example': { NS: ['ns.three.example'] },
  };
  it.each([
    ['a.b.sub.example.com', 'sub.example.com'],
    ['sub.example.com', 'sub.example.com'],
    ['mail.example.com', 'example.com'],
    // What stands behind a CNAME is another name's zone.
    ['alias.example.com', 'example.com'],
  ])('%s is in %s', async (name, expected) => {
    expect(await findCut(name, { resolver: zone(world) })).toMatchObject({ zone: expected });
  });

  it('does not exist, or is not known', async () => {
    expect(await findCut('mail.nowhere.test', { resolver: zone(world) })).toBeNull();
    const failing = zone(world, { failing: { 'NS mail.example.com': 'timeout' } });
    expect(await findCut('mail.example.com', { resolver: failing })).toMatchObject({ kind: 'failed' });
    expect(await findCut('', { resolver: noDns })).toBeNull();
  });
});

it('a verdict of several name servers is that of all together', async () => {
  const yes = await zone({ a: { A: [IP] } }).ask({ name: 'a', type: 'A' });
  const no = await zone({}).ask({ name: 'a', type: 'A' });
  const failed = await zone({}, { failing: { 'A a': 'timeout' } }).ask({ name: 'a', type: 'A' });
  const verdict = (...answers: (typeof yes)[]) => authorityVerdict(answers, ({ kind }) => kind === 'records');
  expect([verdict(), verdict(failed), verdict(yes, failed), verdict(yes, no), verdict(no)]).toEqual([
    'unknown',
    'unknown',
    'yes',
    'no',
    'no',
  ]);
});

it('a name that has other records is not under a wildcard, whatever a server still answers', () => {
  const zoneOf = { id: ZONE, name: 'example.com', isPrivate: false, nameServers: SERVERS };
  const text = aSet(['"v=spf1 -all"'], { type: 'TXT' });
  const pair = { hostname: NAME, address: IP };
  const need = needOf(pair, zoneOf, [text], { mayMerge: false, answered: true });
  expect(need).toMatchObject({ kind: 'write', batch: { Changes: [{ Action: 'CREATE' }] } });
});

it('any input becomes a state: spelled canonically, or refused', () => {
  const near = fc.constantFrom(
    '203.0.113.25',
    '::1',
    'eipalloc-1',
    'MAIL.Example.com.',
    'ex\u00e4mple.com',
    '1.2.3',
    '\u202e',
  );
  const any = fc.oneof(near, fc.string({ unit: 'binary', maxLength: 300 }), fc.ipV4(), fc.ipV6(), fc.domain());
  fc.assert(
    fc.property(any, any, (address, hostname) => {
      const state = begin(wish({ address, hostname, mayReplace: [hostname] }), { now: () => NOON });
      expect(state.wish.address.length + state.wish.hostname!.length).toBeLessThan(400);
      if (state.blocked !== null) {
        expect(isWishReason(state.blocked.reason)).toBe(true);
        return;
      }
      expect(state.wish.address).toMatch(/^(eipalloc-[0-9a-z]+|\d+\.\d+\.\d+\.\d+)$/);
      expect(state.wish.hostname).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
    }),
    { numRuns: runs(300) },
  );
});
