import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Address, address } from '../../shared/model/address.ts';
import { defined } from '../../shared/model/defined.ts';
import { exactNetworks, fleetOf, fleetParts, joinedFleet, NO_FLEET } from '../../shared/model/fleet.ts';
import type { Target } from '../../shared/model/target.ts';

const sender = (text: string, domains: readonly string[] = ['example.com'], helo?: string): Target => ({
  kind: 'address',
  address: address(text),
  domains,
  ...defined({ helo }),
});

const held = (network: string): readonly string[] => {
  const [text = '', prefix = '32'] = network.split('/');
  const start = address(text).bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  return Array.from({ length: 2 ** (32 - Number(prefix)) }, (_, at) => {
    const number = start + at;
    return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
  });
};

describe('exact networks', () => {
  it('hold exactly the given addresses, in as few networks as possible', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 256 }), (octets) => {
        const sorted: Address[] = [...octets].sort((a, b) => a - b).map((last) => address(`203.0.113.${last}`));
        const networks = exactNetworks(sorted);
        expect(networks.flatMap(held)).toEqual(sorted.map(({ text }) => text));
        expect(exactNetworks(networks.flatMap(held).map(address))).toEqual(networks);
      }),
    );
  });

  it.each([
    [['192.0.2.0', '192.0.2.1', '192.0.2.2', '192.0.2.3'], ['192.0.2.0/30']],
    [
      ['192.0.2.1', '192.0.2.2'],
      ['192.0.2.1', '192.0.2.2'],
    ],
    [
      ['192.0.2.255', '192.0.3.0'],
      ['192.0.2.255', '192.0.3.0'],
    ],
    [
      ['192.0.2.9', '2001:db8::', '2001:db8::1'],
      ['192.0.2.9', '2001:db8::/127'],
    ],
  ])('of %j are %j', (given, networks) => expect(exactNetworks(given.map(address))).toEqual(networks));
});

describe('a fleet', () => {
  it('names each sender of a domain once, and networks where there are many', () => {
    const few = fleetOf([sender('192.0.2.9'), sender('192.0.2.1', ['example.com', 'b.example']), sender('192.0.2.9')]);
    expect(few.byDomain).toEqual({
      'example.com': { networks: ['192.0.2.1', '192.0.2.9'], count: 2, whole: true },
      'b.example': { networks: ['192.0.2.1'], count: 1, whole: true },
    });
    const many = fleetOf(Array.from({ length: 256 }, (_, at) => sender(`192.0.2.${at}`)));
    expect(many.byDomain['example.com']).toEqual({ networks: ['192.0.2.0/24'], count: 256, whole: true });
    const scattered = fleetOf(Array.from({ length: 500 }, (_, at) => sender(`10.${at >> 7}.${at % 128}.9`)));
    expect(scattered.byDomain['example.com']).toMatchObject({ count: 500, whole: false });
    expect(scattered.byDomain['example.com']?.networks).toHaveLength(200);
  });

  it('knows who claims a name, and gives a worker its own part', () => {
    const targets = [
      sender('192.0.2.1', ['a.example'], 'Mail.example.com'),
      sender('192.0.2.2', ['b.example'], 'mail.example.com'),
      sender('192.0.2.3', ['b.example'], 'x.example.com'),
    ];
    const fleet = fleetOf(targets);
    expect(fleet.claims).toEqual({ 'mail.example.com': '', 'x.example.com': '192.0.2.3' });
    expect(fleetParts(fleet)([targets[2]!])).toEqual({
      byDomain: { 'b.example': fleet.byDomain['b.example'] },
      claims: { 'x.example.com': '192.0.2.3' },
    });
    expect(fleetParts(fleet)([{ kind: 'domain', domain: 'a.example' }]).byDomain).toHaveProperty(['a.example']);
  });

  it('of many thousands is cut into hundreds of parts without going over all of it each time', () => {
    const targets = Array.from({ length: 20_000 }, (_, at) =>
      sender(`10.${at >> 16}.${(at >> 8) % 256}.${at % 256}`, ['example.com'], `h${at}.example.com`),
    );
    const partOf = fleetParts(fleetOf(targets));
    for (let at = 0; at < targets.length; at += 250) {
      const { claims, byDomain } = partOf(targets.slice(at, at + 250));
      expect(Object.keys(claims).length).toBe(250);
      expect(byDomain['example.com']).toMatchObject({ count: 20_000, whole: true });
    }
  });

  it('grows by the targets that are looked at besides', () => {
    const joined = joinedFleet(fleetOf([sender('192.0.2.1')]), fleetOf([sender('192.0.2.1'), sender('192.0.2.7')]));
    expect(joined.byDomain['example.com']).toEqual({ networks: ['192.0.2.1', '192.0.2.7'], count: 2, whole: true });
    expect(joinedFleet(NO_FLEET, NO_FLEET)).toEqual(NO_FLEET);
  });
});
