import { describe, expect, it } from 'vitest';
import { parseRecord, parseTerm, selectRecords, spaced } from '../../shared/spf/record.ts';
import { txt } from '../support/zone.ts';

describe('the selection of an SPF record', () => {
  it.each([
    ['v=spf1', true],
    ['v=spf1 -all', true],
    ['V=SPF1 -all', true],
    ['v=spf10', false],
    ['v=spf1\tall', false],
    [' v=spf1 all', false],
    ['v=spf2.0/pra all', false],
    ['', false],
  ])('takes or leaves %j', (text, chosen) => {
    expect(selectRecords([txt(text)])).toHaveLength(chosen ? 1 : 0);
  });

  it('joins strings with nothing between them', () => {
    expect(selectRecords([txt(['v=sp', 'f1 ip4:192.0.', '2.1 -all'])])).toEqual(['v=spf1 ip4:192.0.2.1 -all']);
    expect(selectRecords([txt(['v=spf1', 'mx'])])).toEqual([]);
    expect(selectRecords([txt([])])).toEqual([]);
  });
});

describe('the syntax of an SPF record', () => {
  it.each([
    'all',
    '+all',
    '-ALL',
    '?All',
    '~all',
    'a',
    'a/24',
    'a//64',
    'a/24//64',
    'a:example.com',
    'a:example.com/0//0',
    'A:%{d}/32',
    'a:foo:bar/baz.example.com',
    'mx',
    'mx/8',
    'mx:example.com.',
    'ptr',
    'ptr:example.com',
    'include:_spf.example.com',
    'exists:%{ir}.%{v}.example.com',
    'ip4:192.0.2.1',
    'ip4:192.0.2.0/24',
    'ip4:0.0.0.0/0',
    'ip6:::',
    'ip6:2001:DB8::/32',
    'ip6:::ffff:1.2.3.4/128',
    'redirect=_spf.example.com',
    'REDIRECT=%{d}',
    'exp=e.example.com',
    'x=',
    'moo.cow-far_out=man:dog/cat',
    'v=spf2',
    'a=b',
    'default=%{r}',
  ])('allows "%s"', (text) => {
    expect(parseRecord(`v=spf1 ${text}`).problem).toBeNull();
  });

  it.each([
    'all.',
    'all:x',
    'all/8',
    'alle',
    '--all',
    '-',
    '+',
    '=all',
    '1up=foo',
    '-exp=a.example.com',
    'moo:x=y',
    'moo/x=y',
    'a:',
    'a/',
    'a/33',
    'a//129',
    'a/024',
    'a/24/64',
    'a//64/24',
    'a///64',
    'a:example.com/33',
    'a:1.2.3.4',
    'a:museum',
    'a.example.com',
    'mx:',
    'mx:abc.123',
    'mx//',
    'ptr:',
    'ptr/0',
    'ptr/24',
    'include',
    'include:',
    'include:a.example/24',
    'exists',
    'exists:',
    'ip4',
    'ip4:',
    'ip4:1.2.3',
    'ip4:1.2.3.4/33',
    'ip4:1.2.3.4/032',
    'ip4:1.2.3.4//32',
    'ip4:1.2.3.4:80',
    'ip4:1.2.3.04',
    'ip4:1.2.3.4/',
    'ip6',
    'ip6:1.2.3.4',
    'ip6::1::2',
    'ip6:::/129',
    'ip6:::1//33',
    'ip6:fe80::1%eth0',
    'ip6:::1/08',
    'redirect=',
    'redirect=-all',
    'exp=',
    'exp=-all',
    'redirect:a.example.com',
    'foo=%abc',
    'exp=%{r}.example.com',
    'exp=%{x}.com',
  ])('refuses %j', (text) => {
    expect(parseRecord(`v=spf1 ${text} -all`).problem).not.toBeNull();
  });

  it.each([
    ['v=spf1 redirect=a.example redirect=b.example', '"redirect=" occurs more than once'],
    ['v=spf1 exp=a.example -all EXP=a.example', '"exp=" occurs more than once'],
    ['v=spf1 a:\xef\xbb\xbfx.example', 'Byte 10 of the record is 0xef'],
    ['v=spf1 a\tmx', 'Byte 9 of the record is 0x09'],
    ['v=spf1 a:foo.example.com\0', '0x00'],
    ['v=spf1 a:192.0.2.1', 'An address is written "ip4:..."'],
    ['v=spf1 mx:2001:db8::1', 'An address is written "ip6:..."'],
    ['v=spf1 ptr frobnicate -all', 'no mechanism "frobnicate"'],
  ])('names what is wrong in %j', (text, problem) => {
    expect(parseRecord(text).problem?.en).toContain(problem);
  });

  it('allows any number of spaces, also at the end', () => {
    const record = parseRecord('v=spf1  a   -all  ');
    expect(record.terms.map(({ text }) => text)).toEqual(['a', '-all']);
    expect(record.problem).toBeNull();
  });

  it('keeps a bad term beside the good ones', () => {
    expect(parseRecord('v=spf1 mx bad:term -all').terms.map(({ kind }) => kind)).toEqual([
      'directive',
      'bad',
      'directive',
    ]);
  });

  it('reads the two prefix lengths from the end', () => {
    expect(parseTerm('a:foo/16/24//64')).toMatchObject({ kind: 'bad' });
    expect(parseTerm('a:foo/16.example/24//64')).toMatchObject({
      mechanism: { target: { text: 'foo/16.example' }, prefix4: 24, prefix6: 64 },
    });
    expect(parseTerm('mx')).toMatchObject({ qualifier: '+', mechanism: { target: null, prefix4: 32, prefix6: 128 } });
  });
});

describe('a missing space between two strings of an SPF record', () => {
  it.each([
    [['v=spf1 include:a.example', 'include:b.example -all'], 'v=spf1 include:a.example include:b.example -all'],
    [['v=spf1', 'mx -all'], 'v=spf1 mx -all'],
    [['v=spf1 mx ', 'a -all'], 'v=spf1 mx a -all'],
    [['v=spf1 ip4:192.0.2.', '1 -all'], 'v=spf1 ip4:192.0.2.1 -all'],
    [['v=spf1 include:a.exa', 'mple -all'], 'v=spf1 include:a.example -all'],
    [['v=spf1 mx -', 'all'], 'v=spf1 mx -all'],
    [['v=spf1 ip4:192.0.2.0/2', '4 -all'], 'v=spf1 ip4:192.0.2.0/24 -all'],
  ])('is seen or not in %j', (strings, meant) => {
    expect(spaced(txt(strings))).toBe(meant);
  });
});
