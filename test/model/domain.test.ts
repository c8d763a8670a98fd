import { describe, expect, it } from 'vitest';
import { parseDomain, sameName } from '../../shared/model/domain.ts';
import { organisationalDomain } from '../../shared/model/organisation.ts';
import { printable, wrap } from '../../shared/model/text.ts';
import { shown } from '../support/titles.ts';

describe('a domain has one spelling', () => {
  it.each([
    ['example.com', 'example.com'],
    ['EXAMPLE.com.', 'example.com'],
    ['_spf.example.com', '_spf.example.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['메일.한국', 'xn--h32bq4v.xn--3e0b707e'],
    ['a-b.c_d.example', 'a-b.c_d.example'],
  ])('%s is spelled %s', (input, name) => {
    expect(parseDomain(input)).toEqual({ ok: true, value: name });
  });

  it.each(
    [
      '',
      '.',
      'localhost',
      'example..com',
      '.example.com',
      '-a.example',
      'a-.example',
      'exa mple.com',
      'user@example.com',
      'https://example.com',
      'example.com:53',
      '1.2.3',
      '①②⑦.⓪.⓪.①',
      '１２７.0.0.1',
      '999.1.1.1',
      'example.123',
      '0x7f.0x1',
      `${'a'.repeat(64)}.example`,
      `${'a.'.repeat(130)}example`,
      'a\u0000.example',
      'a\r\nb.example',
      'x'.repeat(100_000),
    ].map((input) => [shown(input), input] as const),
  )('%s is not a domain', (_, input) => {
    expect(parseDomain(input).ok).toBe(false);
  });
});

it.each([
  ['mail.example.co.uk', 'example.co.uk'],
  ['example.com', 'example.com'],
  ['a.b.example.co.kr', 'example.co.kr'],
  ['com', 'com'],
])('the organizational domain of %s is %s', (name, expected) => {
  expect(organisationalDomain(name)).toBe(expected);
});

it('two names are the same in any case, with and without a trailing dot', () => {
  expect(sameName('Mail.Example.COM.', 'mail.example.com')).toBe(true);
  expect(sameName('mail.example.com', 'mail.example.net')).toBe(false);
});

describe('text from outside', () => {
  it.each([
    ['a\u001b[31mb', 'a [31mb'],
    ['one\ntwo\r\u2028three', 'one two  three'],
    ['\u202eevil\u0000', ' evil '],
    ['한국어 ok', '한국어 ok'],
  ])('is made printable: %j becomes %j', (input, shown) => {
    expect(printable(input)).toBe(shown);
  });

  it('is cut where it is too long, with a mark', () => {
    expect(printable('x'.repeat(1000), 10)).toBe(`${'x'.repeat(9)}…`);
  });

  it('wraps at spaces and leaves long words whole', () => {
    expect(wrap('one two https://example.com/very/long three', 12, ' ')).toEqual([
      ' one two',
      ' https://example.com/very/long',
      ' three',
    ]);
  });
});
