import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { address } from '../../shared/model/address.ts';
import {
  canBeAsked,
  expandName,
  expandText,
  type MacroValues,
  parseDomainSpec,
  parseMacroString,
} from '../../shared/spf/macro.ts';
import { shown } from '../support/titles.ts';

// The worked example of RFC 7208 section 7.4.
const values: MacroValues = {
  local: 'strong-bad',
  senderDomain: 'email.example.com',
  domain: 'email.example.com',
  address: address('192.0.2.3'),
  helo: 'mx.example.org',
  receiver: 'mail.receiver.example',
  seconds: 1_700_000_000,
  validated: 'mx.example.org',
};
const ip6 = { ...values, address: address('2001:db8::cb01') };

function macro(text: string) {
  const result = parseMacroString(text, 'explanation');
  if (!result.ok) throw new Error(result.problem.en);
  return result.value;
}

describe('the examples of RFC 7208 section 7.4 expand', () => {
  it.each([
    ['%{s}', 'strong-bad@email.example.com'],
    ['%{o}', 'email.example.com'],
    ['%{d}', 'email.example.com'],
    ['%{d4}', 'email.example.com'],
    ['%{d3}', 'email.example.com'],
    ['%{d2}', 'example.com'],
    ['%{d1}', 'com'],
    ['%{dr}', 'com.example.email'],
    ['%{d2r}', 'example.email'],
    ['%{l}', 'strong-bad'],
    ['%{l-}', 'strong.bad'],
    ['%{lr}', 'strong-bad'],
    ['%{lr-}', 'bad.strong'],
    ['%{l1r-}', 'strong'],
    ['%{ir}.%{v}._spf.%{d2}', '3.2.0.192.in-addr._spf.example.com'],
    ['%{lr-}.lp._spf.%{d2}', 'bad.strong.lp._spf.example.com'],
    ['%{lr-}.lp.%{ir}.%{v}._spf.%{d2}', 'bad.strong.lp.3.2.0.192.in-addr._spf.example.com'],
    ['%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}', '3.2.0.192.in-addr.strong.lp._spf.example.com'],
    ['%{d2}.trusted-domains.example.net', 'example.com.trusted-domains.example.net'],
  ])('%s', (text, expanded) => {
    expect(expandName(macro(text), values)).toBe(expanded);
  });

  it('%{ir} of an IPv6 address', () => {
    const nibbles = '1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2';
    const name = expandName(macro('%{ir}.%{v}._spf.%{d2}'), ip6);
    expect(name.toLowerCase()).toBe(`${nibbles}.ip6._spf.example.com`);
  });
});

it.each([
  ['%{h} %{p} %{v} %{c} %{r} %{t}', 'mx.example.org mx.example.org in-addr 192.0.2.3 mail.receiver.example 1700000000'],
  ['%%%_%-', '% %20'],
  ['%{S}', 'strong-bad%40email.example.com'],
  ['%{DR}', 'com.example.email'],
  ['%{l1-}|%{l9-}|%{lr+-}', 'bad|strong.bad|bad.strong'],
  ['%{d200}', 'email.example.com'],
])('the explanation text "%s" is expanded', (text, expanded) => {
  expect(expandText(macro(text), values, 500)).toBe(expanded);
});

it('the macro %{c} of IPv6 is short and %{i} has upper-case nibbles, as in the suite of the RFC', () => {
  expect(expandText(macro('%{c} %{i}'), { ...values, address: address('CAFE:BABE::1') }, 500)).toBe(
    'cafe:babe::1 C.A.F.E.B.A.B.E.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1',
  );
});

it.each([
  ['jack&jill=up', 'jack%26jill%3Dup'],
  ["it's(a)*!", 'it%27s%28a%29%2A%21'],
  ['-._~', '-._~'],
  ['\ud800', '%EF%BF%BD'],
])('the macro in upper case escapes "%s" for a URL', (local, escaped) => {
  expect(expandText(macro('%{L}'), { ...values, local }, 500)).toBe(escaped);
});

it.each(['%', '%a', '%{', '%{}', '%{a}', '%{d', '%(d)', '%{d0}', '%{dr2}', '%{d;}', '%{dd}', 'a%'])(
  'the macro parser refuses "%s"',
  (text) => {
    expect(parseMacroString(text, 'explanation').ok).toBe(false);
  },
);

it.each(['%{c}', '%{r}', '%{T}'])('the macro parser takes %s in an explanation only', (text) => {
  expect(parseMacroString(text, 'domain').ok).toBe(false);
  expect(parseMacroString(text, 'explanation').ok).toBe(true);
});

describe('the domain of an SPF term', () => {
  it.each([
    'example.com',
    'example.com.',
    'a.b.c.xn--zckzah',
    '_spf.%{d}',
    '%{ir}.sbl.example.org',
    'foo.%{h}',
    'foo:bar/baz.example.com',
    'example.1-1',
    'a..example.com',
    '.com',
    'a%%.com',
    '%%',
    'foo.com%-',
  ])('can be %s', (text) => {
    expect(parseDomainSpec(text).ok).toBe(true);
  });
  it.each([
    '',
    'museum',
    'museum.',
    'abc.123',
    '111.222.33.44',
    'example.-com',
    'example.com-',
    'example.com:8080',
    'example.com/24',
    'example.com..',
    '%{d}com',
    '%{d}}',
    'foo%%-',
    'foo.',
    '.',
  ])('cannot be %j', (text) => {
    expect(parseDomainSpec(text).ok).toBe(false);
  });
});

describe('an expanded name over 253 octets', () => {
  it('loses whole labels on the left', () => {
    const domain = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.example.com`;
    const name = expandName(macro('%{d}.%{d}'), { ...values, domain });
    expect(name).toBe(`${'c'.repeat(60)}.example.com.${domain}`.slice(-name.length));
    expect(name.length).toBeLessThanOrEqual(253);
    expect(`${domain}.${domain}`.at(-name.length - 1)).toBe('.');
  });

  it('is kept at exactly 253', () => {
    const exact = `${'x'.repeat(50)}.`.repeat(4) + 'y'.repeat(49);
    expect(exact).toHaveLength(253);
    expect(expandName(macro(exact), values)).toBe(exact);
    expect(expandName(macro(`z${exact}`), values)).toBe(exact.slice(51));
    expect(expandName(macro(`z.${exact}`), values)).toBe(exact);
    expect(expandName(macro(`${exact}.`), values)).toBe(exact);
  });

  it('comes out the same as by cutting the whole expansion', () => {
    const piece = fc.constantFrom('%{d}', '%{l}', '.', 'abc', '.example', `${'q'.repeat(70)}`, '%{d2r}.');
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 60 }), (pieces) => {
        const text = macro(pieces.join(''));
        let whole = expandText(text, values, 1e6).replace(/\.$/, '');
        while (whole.length > 253 && whole.includes('.')) whole = whole.slice(whole.indexOf('.') + 1);
        const name = expandName(text, values);
        if (whole.length <= 253) expect(name).toBe(whole);
        else expect(canBeAsked(name)).toBe(false);
      }),
    );
  });
});

it('an expanded text is bounded', () => {
  expect(expandText(macro('%{s}'.repeat(10_000)), values, 1000)).toHaveLength(1000);
});

it('an expanded name has its backslash escaped for the resolver', () => {
  expect(expandName(macro('a\\b.example.com'), values)).toBe('a\\\\b.example.com');
});

const NAMES: readonly (readonly [string, boolean])[] = [
  ['example.com', true],
  ['a b.example.com', true],
  ['com', false],
  ['', false],
  ['a..com', false],
  ['.com', false],
  [`${'a'.repeat(63)}.com`, true],
  [`${'a'.repeat(64)}.com`, false],
  [`${'a.'.repeat(126)}co`, false],
  ['ex\u0000ample.com', false],
  ['exämple.com', false],
];

it.each(NAMES.map(([name, can]) => [shown(name), can, name] as const))(
  'the expanded name %s can be looked up: %s',
  (_, can, name) => {
    expect(canBeAsked(name)).toBe(can);
  },
);
