import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suspectLists } from '../../shared/dnsbl/anomaly.ts';
import { type Address, address, neighbourhood } from '../../shared/model/address.ts';

const networks = (count: number, host = 1): Address[] =>
  Array.from({ length: count }, (_, index) => address(`198.51.${index}.${host}`));
const neighbours = (count: number): Address[] =>
  Array.from({ length: count }, (_, index) => address(`203.0.113.${index + 1}`));
const six = (count: number): Address[] =>
  Array.from({ length: count }, (_, index) => address(`2001:db8:0:${index.toString(16)}::1`));

const isSuspect = (senders: readonly Address[], turned: readonly Address[]): boolean =>
  suspectLists(senders, new Map([['bl', turned]])).includes('bl');

describe('a list that suddenly lists many senders', () => {
  it.each<[string, Address[], Address[], boolean]>([
    ['four of ten, in four networks', networks(10), networks(4), true],
    ['three of ten', networks(10), networks(3), false],
    ['four of fourteen: less than 30 %', networks(14), networks(4), false],
    ['four of thirteen: more than 30 %', networks(13), networks(4), true],
    ['three of ten senders is exactly 30 %, but not four', networks(10), networks(3), false],
    ['six of twenty: exactly 30 %', networks(20), networks(6), true],
    ['all four there are', networks(4), networks(4), true],
    ['all three there are', networks(3), networks(3), false],
    [
      'eight neighbours in one /24: a listed network, not a broken list',
      [...networks(10), ...neighbours(8)],
      neighbours(8),
      false,
    ],
    [
      'three networks and many neighbours',
      [...networks(3), ...neighbours(10)],
      [...networks(2), ...neighbours(10)],
      false,
    ],
    ['the same one four times', networks(10), Array.from({ length: 4 }, () => address('198.51.0.1')), false],
    ['IPv6 in different /64s', six(8), six(4), true],
    ['IPv6 in one /64', six(8), [1, 2, 3, 4].map((host) => address(`2001:db8::${host}`)), false],
    ['IPv6 senders do not thin out the share of IPv4', [...networks(10), ...six(90)], networks(4), true],
    ['addresses that are no senders', networks(4), networks(4, 99), false],
    ['nobody', networks(10), [], false],
  ])('is suspected or not by its share of the networks: %s', (_what, senders, turned, expected) => {
    expect(isSuspect(senders, turned)).toBe(expected);
  });

  it('is named, and no other list', () => {
    const turned = new Map([
      ['a', networks(5)],
      ['b', networks(1)],
      ['c', networks(10)],
    ]);
    expect(suspectLists(networks(10), turned)).toEqual(['a', 'c']);
  });

  it('is never suspected for fewer than four networks, or for less than 30 % of them', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(4000), { minLength: 1, maxLength: 60 }), fc.nat(60), (hosts, take) => {
        const senders = hosts.map((host) => address(`198.51.${host % 16}.${(host >> 4) % 250}`));
        const unique = new Set(senders.map(({ text }) => text)).size;
        const turned = senders.slice(0, take);
        const members = new Set(turned.map(({ text }) => text)).size;
        const expected = new Set(turned.map(neighbourhood)).size >= 4 && members / unique >= 0.3;
        expect(isSuspect(senders, turned)).toBe(expected);
      }),
    );
  });
});
