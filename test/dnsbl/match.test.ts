import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  describesListing,
  ipv4Number,
  isErrorRange,
  isLoopback,
  matches,
  parseMatch,
} from '../../shared/dnsbl/match.ts';

const hits = (match: string, address: string): boolean => {
  const parsed = parseMatch(match);
  if (!parsed.ok) throw new Error(parsed.problem.en);
  return matches(parsed.value, ipv4Number(address)!);
};

describe('the match grammar of lists', () => {
  it.each([
    ['127.0.0.2', ['127.0.0.2'], ['127.0.0.3', '127.0.1.2', '126.0.0.2']],
    ['127.0.0.5-127.0.0.7', ['127.0.0.5', '127.0.0.6', '127.0.0.7'], ['127.0.0.4', '127.0.0.8', '127.0.1.6']],
    ['127.255.255.0/24', ['127.255.255.0', '127.255.255.255'], ['127.255.254.255', '128.0.0.0']],
    ['127.1.0.0/16', ['127.1.0.0', '127.1.255.255'], ['127.0.255.255', '127.2.0.0']],
    ['0.0.0.0/0', ['0.0.0.0', '255.255.255.255', '127.0.0.2'], []],
    ['127.0.*.3', ['127.0.0.3', '127.0.255.3'], ['127.0.3.0', '127.1.0.3']],
    ['bitmask:8', ['127.0.0.8', '127.0.0.10', '127.0.0.255'], ['127.0.0.2', '127.0.0.1']],
    ['bitmask:1', ['127.0.0.1', '127.0.0.3', '127.0.0.255'], ['127.0.0.2', '127.0.0.254']],
    // Only where the answer is 127.0.0.x: elsewhere the last octet is no mask (127.255.255.255 is a refusal).
    ['bitmask:4', ['127.0.0.4'], ['127.0.1.4', '127.255.255.255', '10.0.0.4']],
  ])('%s matches the addresses of its range and no others', (match, inside, outside) => {
    expect(inside.filter((address) => !hits(match, address))).toEqual([]);
    expect(outside.filter((address) => hits(match, address))).toEqual([]);
  });

  it.each(['rcode:REFUSED', 'rcode:REFUSED|SERVFAIL', 'control-missing', 'other'])(
    '%s does not describe an address',
    (match) => {
      expect(hits(match, '127.0.0.2')).toBe(false);
    },
  );

  it.each([
    '',
    ' ',
    '127.0.0',
    '127.0.0.256',
    '127.0.0.02',
    '0x7f.0.0.1',
    '127.0.0.2 ',
    '127.0.0.1/33',
    '127.0.0.1/24',
    '127.0.0.0/',
    '127.0.0.0/2a',
    '127.0.0.9-127.0.0.2',
    '127.0.0.2-',
    '127.0.0.2-127.0.0.3-127.0.0.4',
    '127.*.0',
    'bitmask:0',
    'bitmask:3',
    'bitmask:256',
    'bitmask:',
    'bitmask:-1',
    'rcode:',
    'rcode:NXDOMAIN',
    'rcode:REFUSED|',
    'OTHER',
    'others',
    'control missing',
    '::1',
    'listed',
    '127.0.0.2\n',
  ])('refuses %j', (text) => {
    const result = parseMatch(text);
    expect(result.ok).toBe(false);
    expect(!result.ok && result.problem.en).toContain('expected an address, A-B, a block');
  });

  it('never throws and always ends, whatever the text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => typeof parseMatch(text).ok === 'boolean'));
  });

  it.each([
    ['127.0.0.2', true],
    ['127.0.0.0/8', true],
    ['127.0.*.1', true],
    ['bitmask:4', true],
    ['126.0.0.0/7', false],
    ['10.0.0.1', false],
    ['*.0.0.2', false],
    ['other', false],
    ['control-missing', false],
    ['rcode:REFUSED', false],
  ])('%s can be a listing code: %s', (text, expected) => {
    const match = parseMatch(text);
    expect(match.ok && describesListing(match.value)).toBe(expected);
  });
});

describe('addresses as numbers', () => {
  it('are read from dotted decimal exactly', () => {
    fc.assert(
      fc.property(fc.ipV4(), (text) => {
        const value = ipv4Number(text)!;
        const back = [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
        expect(back).toBe(text);
        expect(isLoopback(value)).toBe(text.startsWith('127.'));
        expect(isErrorRange(value)).toBe(text.startsWith('127.255.255.'));
      }),
    );
  });

  it.each(['', '1.2.3', '1.2.3.4.5', '1.2.3.-4', '1.2.3.4a', '1.2.3.1e1', '::ffff:127.0.0.2'])(
    'are not read from %j',
    (text) => {
      expect(ipv4Number(text)).toBeNull();
    },
  );
});
