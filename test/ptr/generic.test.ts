import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { address } from '../../shared/model/address.ts';
import { GENERIC, genericRule, isOwn } from '../../shared/ptr/generic.ts';

const HERE = '203.0.113.25';

describe('the table of generic names', () => {
  it.each(
    GENERIC.flatMap(({ id, examples }) => examples.map((example) => [id, example.name, example.address] as const)),
  )('has the rule %s for %s of %s', (id, name, of) => {
    const rule = GENERIC.find((entry) => entry.id === id);
    expect(rule?.matches(name, address(of))).toBe(true);
    expect(genericRule(name, address(of))).toBeDefined();
  });

  it.each(GENERIC.map(({ id, examples }) => [id, examples] as const))(
    'has no rule that hides all names of %s',
    (id, examples) => {
      expect(examples.map(({ name, address: of }) => genericRule(name, address(of))?.id)).toContain(id);
    },
  );

  it('has one rule an id', () => {
    expect(new Set(GENERIC.map(({ id }) => id)).size).toBe(GENERIC.length);
  });
});

describe('the search for a generic name', () => {
  it.each([
    ['mail1.example.com', HERE],
    ['mail.example.com', HERE],
    ['mx-25.example.com', HERE],
    ['mx25.example.co.kr', HERE],
    ['smtp-out-203.example.com', HERE],
    ['mail-113-25.example.com', HERE],
    ['mta-pool3.example.com', HERE],
    ['static1.example.com', HERE],
    ['customer1.mail.example.com', HERE],
    ['adsl.example.com', HERE],
    ['dynamics25.example.com', HERE],
    ['madsl1.example.com', HERE],
    ['mail1.dynamic.co.kr', HERE],
    ['unknowns.example.com', HERE],
    ['no-reply.example.com', HERE],
    ['mo1.mail-out.ovh.net', HERE],
    ['dedi123.your-server.de', HERE],
    ['mail.amazonaws.example', HERE],
    ['a25-203.smtp-out.amazonses.com', HERE],
    ['outbound-203-0-113-26.example.com', HERE],
    ['h1203-0-113-25.example.com', HERE],
    ['h203-0-113-250.example.com', HERE],
    ['a1cb007119f.example.com', HERE],
    ['mail-v6.example.com', '2001:db8::25'],
    ['2001-db8--251.example.com', '2001:db8::25'],
    ['mx1-1-1-1.example.com', '1.1.1.2'],
  ])('finds nothing generic in %s of %s', (name, of) => {
    expect(genericRule(name, address(of))).toBeUndefined();
    expect(isOwn(name, address(of))).toBe(true);
  });

  it('reports a bare domain as a lesser fault, since the name is the sender’s own', () => {
    expect(genericRule('example.com', address(HERE))).toMatchObject({ id: 'bare-domain', own: true });
    expect(isOwn('example.com', address(HERE))).toBe(true);
    expect(isOwn('ec2-203-0-113-25.compute-1.amazonaws.com', address(HERE))).toBe(false);
  });

  it('ignores case and a trailing dot', () => {
    expect(genericRule('EC2-203-0-113-25.Compute-1.amazonaws.com.', address(HERE))?.id).toBe('amazon');
  });

  it('finds every IPv4 address spelled in a name, and only that one', () => {
    const spellings = [
      (bytes: readonly number[]) => bytes.join('-'),
      (bytes: readonly number[]) => bytes.join('.'),
      (bytes: readonly number[]) => [...bytes].reverse().join('-'),
      (bytes: readonly number[]) => bytes.map((byte) => String(byte).padStart(3, '0')).join(''),
      (bytes: readonly number[]) => bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    ];
    const octets = fc.array(fc.integer({ min: 100, max: 255 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(octets, fc.constantFrom(...spellings), (bytes, spell) => {
        const name = `mx-${spell(bytes)}.example.com`;
        expect(genericRule(name, address(bytes.join('.')))?.id).toBe('address-in-name');
        expect(genericRule(name, address(['99', ...bytes.slice(1)].join('.')))).toBeUndefined();
      }),
    );
  });

  it('gives an answer for any bytes', () => {
    const text = fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes).toString('latin1'));
    fc.assert(fc.property(text, (name) => void genericRule(name, address('2001:db8::25'))));
  });
});
