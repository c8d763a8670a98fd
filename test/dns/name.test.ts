import * as packet from 'dns-packet';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_NAME, readWireName, sameQuestion, skipName, writeName } from '../../shared/dns/name.ts';
import { runs } from '../support/thorough.ts';
import { shown } from '../support/titles.ts';

/** The wire form in a buffer of its own, or null. */
function encode(name: string): Buffer | null {
  const target = Buffer.alloc(10 + MAX_NAME);
  const end = writeName(name, target, 10);
  return end < 0 ? null : target.subarray(10, end);
}

/** `dns-packet` declares no types for its name codec. */
const { name: oracle } = packet as unknown as {
  name: { encode: (name: string) => Buffer; decode: (bytes: Buffer, offset: number) => string };
};

const label = fc.stringMatching(/^[a-z0-9_-]{1,63}$/);
const hostName = fc
  .array(label, { minLength: 1, maxLength: 10 })
  .map((labels) => labels.join('.'))
  .filter((name) => name.length <= 253);

/** Labels of any octets at all, and the wire form they make. */
const wireName = fc
  .array(fc.uint8Array({ minLength: 1, maxLength: 63 }), { maxLength: 6 })
  .filter((labels) => labels.reduce((sum, { length }) => sum + 1 + length, 1) <= MAX_NAME)
  .map((labels) =>
    Buffer.concat([...labels.flatMap((octets) => [Buffer.from([octets.length]), octets]), Buffer.from([0])]),
  );

describe('writeName', () => {
  it('writes host names as dns-packet does', () => {
    fc.assert(
      fc.property(hostName, (name) => {
        expect(encode(name)).toEqual(oracle.encode(name));
      }),
    );
  });

  it.each([
    ['', [0]],
    ['.', [0]],
    ['a', [1, 97, 0]],
    ['a.', [1, 97, 0]],
    ['A.b', [1, 65, 1, 98, 0]],
    ['a\\.b.c', [3, 97, 46, 98, 1, 99, 0]],
    ['a\\.', [2, 97, 46, 0]],
    ['a\\..', [2, 97, 46, 0]],
    ['\\\\.\\000\\255', [1, 92, 2, 0, 255, 0]],
    ['a b', [3, 97, 32, 98, 0]],
    ['ü', [2, 0xc3, 0xbc, 0]],
    ['ü\\046', [3, 0xc3, 0xbc, 46, 0]],
  ])('writes %j as octets', (name, octets) => {
    expect([...(encode(name) ?? [])]).toEqual(octets);
  });

  it.each(
    ['..', '.a', 'a..b', 'a..', 'x'.repeat(64), '\\', 'a\\', '\\256', '\\2', '\\25.a', `${'x.'.repeat(127)}y`].map(
      (name) => [shown(name), name] as const,
    ),
  )('refuses %s', (_, name) => {
    expect(encode(name)).toBeNull();
  });

  it('takes 253 characters and 63 a label, and not one more', () => {
    const longest = `${'x'.repeat(63)}.`.repeat(3) + 'y'.repeat(61);
    expect(longest).toHaveLength(253);
    expect(encode(longest)).toHaveLength(255);
    expect(encode(`${longest}.`)).toHaveLength(255);
    expect(encode(`${longest}y`)).toBeNull();
    // As escapes the longest name has four times as many characters.
    expect(encode(`${'\\120'.repeat(63)}.`.repeat(3) + '\\121'.repeat(61))).toHaveLength(255);
  });
});

describe('readName', () => {
  it('and writeName are inverse on any octets, except for the case of letters', () => {
    fc.assert(
      fc.property(wireName, (wire) => {
        const text = readWireName(wire, 0);
        expect(skipName(wire, 0)).toBe(wire.length);
        const again = encode(text ?? 'unreadable\\');
        expect(again).toHaveLength(wire.length);
        expect(readWireName(again ?? Buffer.alloc(0), 0)).toBe(text);
        const question = (bytes: Buffer) => Buffer.concat([bytes, Buffer.from([0, 1, 0, 1])]);
        expect(sameQuestion(question(wire), question(again ?? Buffer.alloc(0)), 0, wire.length + 4)).toBe(true);
      }),
    );
  });

  it('reads host names as dns-packet does', () => {
    fc.assert(
      fc.property(hostName, (name) => {
        expect(readWireName(oracle.encode(name), 0)).toBe(name);
      }),
    );
  });

  it('does not read a label with a dot inside as two labels', () => {
    expect(readWireName(Buffer.from('\x10mail.example.com\0'), 0)).toBe('mail\\.example\\.com');
  });

  it('follows pointers backwards', () => {
    const bytes = Buffer.from('\x03com\0\x07example\xc0\0\x03www\xc0\x05', 'latin1');
    expect(readWireName(bytes, 15)).toBe('www.example.com');
    expect(skipName(bytes, 15)).toBe(21);
  });

  it.each([
    ['a pointer to itself', '\xc0\0', 0],
    ['two pointers to each other', '\xc0\x02\xc0\0', 2],
    ['a pointer forwards', '\xc0\x02\x01a\0', 0],
    ['a label that points to itself', '\x01a\xc0\0', 0],
    ['an end in the middle of a label', '\x05ab', 0],
    ['an end before the root', '\x01a', 0],
    ['half a pointer', '\x01a\0\xc0', 3],
    ['a label of the reserved kind', '\x80a\0', 0],
    ['nothing', '', 0],
  ])('refuses %s', (_, text, offset) => {
    expect(readWireName(Buffer.from(text, 'latin1'), offset)).toBeNull();
  });

  it('refuses names that grow beyond 255 octets by pointers', () => {
    const parts = Array.from({ length: 5 }, (_, i) =>
      Buffer.concat([
        Buffer.from([63]),
        Buffer.alloc(63, 120),
        i === 0 ? Buffer.from([0]) : Buffer.from([0xc0, (i - 1) * 66]),
      ]),
    );
    // The first ends in one octet, not two: pad it, so that all parts are 66 long.
    const bytes = Buffer.concat([parts[0]!, Buffer.from([0]), ...parts.slice(1)]);
    expect(readWireName(bytes, 2 * 66)).toHaveLength(191);
    expect(readWireName(bytes, 4 * 66)).toBeNull();
  });

  it('refuses a chain of thousands of pointers without following it', () => {
    const bytes = Buffer.alloc(16_000);
    for (let at = 2; at < bytes.length; at += 2) bytes.writeUInt16BE(0xc000 | (at - 2), at);
    expect(readWireName(bytes, bytes.length - 2)).toBeNull();
    expect(readWireName(bytes, 20)).toBe('');
  });

  it('never throws and always ends', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.nat(700), (octets, offset) => {
        const bytes = Buffer.from(octets);
        const name = readWireName(bytes, offset);
        if (name !== null) expect(encode(name)).not.toBeNull();
        expect(skipName(bytes, offset)).toBeGreaterThanOrEqual(-1);
      }),
      { numRuns: runs(2000) },
    );
  });
});

describe('sameQuestion', () => {
  const question = (name: string, type: number) => {
    const bytes = Buffer.concat([encode(name) ?? Buffer.alloc(0), Buffer.from([type >> 8, type & 255, 0, 1])]);
    return bytes;
  };
  const same = (one: Buffer, other: Buffer): boolean => sameQuestion(one, other, 0, other.length);

  it('ignores case in names and nowhere else', () => {
    expect(same(question('WWW.example', 1), question('www.EXAMPLE', 1))).toBe(true);
    expect(same(question('www.example', 1), question('wwv.example', 1))).toBe(false);
    // Types 67 and 99 differ like "C" and "c"; names by an octet that is no letter.
    expect(same(question('a', 67), question('a', 99))).toBe(false);
    expect(same(question('a@', 1), question('a`', 1))).toBe(false);
    expect(same(question('a[', 1), question('a{', 1))).toBe(false);
  });

  it('is false for a message that ends early', () => {
    expect(same(question('www.example', 1).subarray(0, 10), question('www.example', 1))).toBe(false);
  });
});
