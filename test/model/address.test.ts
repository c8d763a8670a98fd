import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  address,
  addressRange,
  neighbourhood,
  parseAddress,
  reverseLabels,
  reverseName,
} from '../../shared/model/address.ts';

describe('an address has one spelling', () => {
  it.each([
    ['203.0.113.25', '203.0.113.25', 4],
    ['2001:DB8:0:0:0:0:0:25', '2001:db8::25', 6],
    ['::ffff:203.0.113.25', '203.0.113.25', 4],
    ['::ffff:cb00:7119', '203.0.113.25', 4],
    ['0:0:0:0:0:ffff:203.0.113.25', '203.0.113.25', 4],
    ['::1.2.3.4', '::102:304', 6],
    ['64:ff9b::1.2.3.4', '64:ff9b::102:304', 6],
    ['2001:db8::1:0:0:1', '2001:db8::1:0:0:1', 6],
  ])('%s is spelled %s', (input, text, family) => {
    expect(parseAddress(input)).toMatchObject({ ok: true, value: { text, family } });
  });

  it.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '01.2.3.4',
    '0x7f.1',
    '2130706433',
    '127.1',
    '1.2.3.256',
    '::1%eth0',
    '1::2::3',
    'example.com',
    '[::1]',
    ' 1.2.3.4',
    '1.2.3.4\n',
    '１.2.3.4',
  ])('%j is not an address', (input) => {
    expect(parseAddress(input).ok).toBe(false);
  });
});

describe('the reverse name of an address', () => {
  it.each([
    ['203.0.113.25', '25.113.0.203.in-addr.arpa'],
    ['2001:db8::25', `5.2.0.0.${'0.'.repeat(20)}8.b.d.0.1.0.0.2.ip6.arpa`],
  ])('%s is %s', (text, name) => {
    expect(reverseName(address(text))).toBe(name);
  });

  it('gives the address back', () => {
    fc.assert(
      fc.property(fc.ipV4(), (text) => {
        expect(reverseLabels(address(text)).split('.').reverse().join('.')).toBe(text);
      }),
    );
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        const parsed = parseAddress(text);
        if (!parsed.ok || parsed.value.family !== 6) return;
        const nibbles = reverseLabels(parsed.value).split('.').reverse().join('');
        expect(nibbles).toMatch(/^[0-9a-f]{32}$/);
        expect(address(nibbles.match(/.{4}/g)!.join(':')).text).toBe(parsed.value.text);
      }),
    );
  });
});

describe('special-purpose ranges', () => {
  it.each([
    ['8.8.8.8', 'public'],
    ['2600:1f18::1', 'public'],
    ['192.0.2.1', 'documentation'],
    ['198.51.100.1', 'documentation'],
    ['203.0.113.1', 'documentation'],
    ['198.18.0.1', 'documentation'],
    ['2001:db8::1', 'documentation'],
    ['3fff::1', 'documentation'],
    ['10.0.0.1', 'refused'],
    ['172.16.0.1', 'refused'],
    ['192.168.0.1', 'refused'],
    ['100.64.0.1', 'refused'],
    ['127.0.0.1', 'refused'],
    ['169.254.169.254', 'refused'],
    ['224.0.0.1', 'refused'],
    ['255.255.255.255', 'refused'],
    ['0.0.0.0', 'refused'],
    ['240.0.0.1', 'refused'],
    ['::', 'refused'],
    ['::1', 'refused'],
    ['::7f00:1', 'refused'],
    ['fe80::1', 'refused'],
    ['fd00:ec2::254', 'refused'],
    ['ff02::1', 'refused'],
    ['2002:7f00:1::', 'refused'],
    ['64:ff9b::7f00:1', 'refused'],
    ['2001::1', 'refused'],
  ])('%s is %s', (text, kind) => {
    expect(addressRange(address(text)).kind).toBe(kind);
  });

  it('a refusal names the range', () => {
    expect(addressRange(address('10.0.0.1'))).toMatchObject({
      kind: 'refused',
      why: 'it is a private address (RFC 1918)',
      text: { ko: '사설 IP(RFC 1918)' },
    });
  });
});

it.each([
  ['203.0.113.25', '203.0.113.99', true],
  ['203.0.113.25', '203.0.114.25', false],
  ['2001:db8:0:1::1', '2001:db8:0:1:ffff::1', true],
  ['2001:db8:0:1::1', '2001:db8:0:2::1', false],
])('%s and %s are in one network: %s', (a, b, same) => {
  expect(neighbourhood(address(a)) === neighbourhood(address(b))).toBe(same);
});
