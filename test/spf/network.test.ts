import { BlockList, isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, parseIp4, parseIp6, parsePrefix } from '../../shared/spf/network.ts';
import { runs } from '../support/thorough.ts';

describe('the parser of IPv4 text', () => {
  it.each(['0.0.0.0', '192.0.2.1', '255.255.255.255'])('takes %s', (text) => {
    expect(parseIp4(text)).toEqual(text.split('.').map(Number));
  });
  it.each(['', '1.2.3', '1.2.3.4.5', '256.1.1.1', '01.2.3.4', '1.2.3.4 ', '0x1.2.3.4', '1.2.3.+4', '１.2.3.4'])(
    'refuses "%s"',
    (text) => {
      expect(parseIp4(text)).toBeNull();
    },
  );
});

describe('the parser of IPv6 text', () => {
  it.each([
    ['::', Array(16).fill(0)],
    ['::1', [...Array(15).fill(0), 1]],
    ['2001:db8::25', [0x20, 1, 0x0d, 0xb8, ...Array(11).fill(0), 0x25]],
    ['1:2:3:4:5:6:7::', [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 0]],
    ['::1.2.3.4', [...Array(12).fill(0), 1, 2, 3, 4]],
    ['::ffff:1.2.3.4', [...Array(10).fill(0), 255, 255, 1, 2, 3, 4]],
    ['CAFE:BABE:8000::', [0xca, 0xfe, 0xba, 0xbe, 0x80, ...Array(11).fill(0)]],
  ])('reads %s', (text, bytes) => {
    expect(parseIp6(text)).toEqual(bytes);
  });

  it('takes what Node takes and nothing else', () => {
    const piece = fc.constantFrom(':', '::', '0', 'f', 'ffff', '12345', 'g', '1.2.3.4', '1.2.3', '.', '01.2.3.4', '');
    const near = fc.array(piece, { maxLength: 16 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.oneof(near, fc.ipV6(), fc.ipV4(), fc.string()), (text) => {
        // A zone index is no part of an address in SPF.
        expect(parseIp6(text) !== null, text).toBe(isIPv6(text) && !text.includes('%'));
        expect(parseIp4(text) !== null, text).toBe(isIPv4(text));
      }),
      { numRuns: runs(3000) },
    );
  });
});

it.each([
  ['0', 32, 0],
  ['32', 32, 32],
  ['33', 32, null],
  ['128', 128, 128],
  ['129', 128, null],
  ['024', 32, null],
  ['', 32, null],
  ['-1', 32, null],
  ['1e1', 32, null],
])('the prefix length "%s" of at most %i is read or refused', (text, max, length) => {
  expect(parsePrefix(text, max)).toBe(length);
});

it('a network contains the addresses that Node says it contains', () => {
  const address = (family: 4 | 6) => ({
    text: family === 4 ? fc.ipV4() : fc.ipV6(),
    parse: family === 4 ? parseIp4 : parseIp6,
    type: family === 4 ? ('ipv4' as const) : ('ipv6' as const),
    bits: family === 4 ? 32 : 128,
  });
  for (const family of [4, 6] as const) {
    const { text, parse, type, bits } = address(family);
    fc.assert(
      fc.property(text, text, fc.nat(bits), fc.boolean(), (base, other, prefix, near) => {
        const bytes = parse(base) ?? [];
        // Half of the addresses differ from the network's in one bit only, to meet the edge of the prefix.
        const flipped = bytes.map((byte, at) =>
          at === Math.min(prefix, bits - 1) >> 3 ? byte ^ (128 >> (prefix & 7)) : byte,
        );
        const client = near ? flipped : (parse(other) ?? []);
        const list = new BlockList();
        list.addSubnet(base, prefix, type);
        const spelt = family === 4 ? client.join('.') : spell(client);
        expect(contains({ family, bytes, prefix }, { family, bytes: client })).toBe(list.check(spelt, type));
      }),
    );
  }
});

const spell = (bytes: readonly number[]): string =>
  Array.from({ length: 8 }, (_, at) => (((bytes[at * 2] ?? 0) << 8) | (bytes[at * 2 + 1] ?? 0)).toString(16)).join(':');

it('a network never contains an address of the other family', () => {
  const everything = { family: 6 as const, bytes: Array<number>(16).fill(0), prefix: 0 };
  expect(contains(everything, { family: 4, bytes: [192, 0, 2, 1] })).toBe(false);
});
