import { describe, expect, it } from 'vitest';
import type { Resolver } from '../../shared/dns/answer.ts';
import { address } from '../../shared/model/address.ts';
import { RFC_LIMITS } from '../../shared/spf/budget.ts';
import { checkHost, type SpfQuery } from '../../shared/spf/evaluate.ts';
import type { SpfResult } from '../../shared/spf/tree.ts';
import { fakeClock } from '../support/clock.ts';
import { shown } from '../support/titles.ts';
import { noDns, type ZoneOptions, type Zones, zone } from '../support/zone.ts';

const CLIENT = '203.0.113.25';

type Given = Partial<SpfQuery> & { readonly client?: string };

function query({
  client = CLIENT,
  sender = 'me@example.com',
  helo = 'mail.example.com',
  ...rest
}: Given = {}): SpfQuery {
  return { address: address(client), sender, helo, ...rest };
}

const evaluate = (resolver: Resolver, given?: Given): Promise<SpfResult> =>
  checkHost(query(given), { resolver, clock: fakeClock() }, RFC_LIMITS);

/** The record of example.com in a world of its own. */
const record = (text: string, others: Zones = {}, given?: Given, options?: ZoneOptions): Promise<SpfResult> =>
  evaluate(zone({ 'example.com': { TXT: [text] }, ...others }, options), given);

describe('the identity of SPF (RFC 7208 sections 2.4 and 4.3)', () => {
  it.each(
    [
      'me@com',
      'me@',
      'me@a..example.com',
      `me@${'a'.repeat(64)}.example.com`,
      `me@${'a.'.repeat(130)}com`,
      'com',
      '@',
      'me@[192.0.2.1]',
      'me@192.0.2.1',
      'me@exa mple.com',
      'me@example.com\0',
      `${'x'.repeat(2000)}@example.com`,
    ].map((sender) => [shown(sender), sender] as const),
  )('%s has no SPF, and no question is asked', async (_, sender) => {
    expect(await evaluate(noDns, { sender, helo: 'h' })).toMatchObject({ result: 'none', lookups: 0 });
  });

  it.each([
    ['an empty mail-from', { sender: '', helo: 'example.com' }, 'postmaster'],
    ['a bare domain', { sender: 'example.com' }, 'postmaster'],
    ['no local part', { sender: '@example.com' }, 'postmaster'],
    ['a trailing dot', { sender: 'me@example.com.' }, 'me'],
    ['an "@" in quotes', { sender: '"a@b"@example.com' }, '"a@b"'],
    ['upper case', { sender: 'Me@EXAMPLE.com' }, 'Me'],
  ])('is read from %s', async (_, given, local) => {
    const found = await record('v=spf1 -all exp=why.example.com', { 'why.example.com': { TXT: ['%{l}'] } }, given);
    expect(found).toMatchObject({ result: 'fail', explanation: local });
  });

  it('asks for the A-label of an internationalized domain', async () => {
    const resolver = zone({ 'xn--bcher-kva.example': { TXT: ['v=spf1 -all'] } });
    expect((await evaluate(resolver, { sender: 'me@bücher.example' })).result).toBe('fail');
  });

  it('lets no term with the local part match where that is not ASCII (RFC 8616)', async () => {
    const zones = { 'me.example.com': { A: ['127.0.0.2'] } };
    const text = 'v=spf1 exists:%{l}.example.com include:%{l}.example.com ?all';
    expect((await record(text, zones, { sender: 'mé@example.com' })).result).toBe('neutral');
  });

  it('takes an IPv4-mapped address as IPv4', async () => {
    const found = await record('v=spf1 -ip6:::/0 ip4:203.0.113.25 -all', {}, { client: '::ffff:203.0.113.25' });
    expect(found.result).toBe('pass');
  });
});

describe('the SPF record that is selected', () => {
  it.each([
    ['is none where nothing is there', {}, 'none'],
    ['is none among other TXT records', { 'example.com': { TXT: ['hello', 'v=spf10 all'] } }, 'none'],
    ['is none of type 99', { 'example.com': { SPF: ['v=spf1 -all'] } }, 'none'],
    ['may be empty', { 'example.com': { TXT: ['v=spf1'] } }, 'neutral'],
    ['is an error where there are two', { 'example.com': { TXT: ['v=spf1 -all', 'v=spf1 -all'] } }, 'permerror'],
    [
      'may be behind a CNAME',
      { 'example.com': { CNAME: 'x.example' }, 'x.example': { TXT: ['v=spf1 ~all'] } },
      'softfail',
    ],
  ] as const)('%s', async (_, zones, result) => {
    expect((await evaluate(zone(zones))).result).toBe(result);
  });

  it('is checked for syntax as a whole before any term', async () => {
    const resolver = zone({ 'example.com': { TXT: ['v=spf1 a +all nonsense'] } });
    expect((await evaluate(resolver)).result).toBe('permerror');
    expect(resolver.asked).toEqual(['TXT example.com']);
  });
});

describe('a failed question is "temperror", never "none" or "fail"', () => {
  it.each([
    ['the record', 'TXT example.com', 'v=spf1 -all'],
    ['a', 'A a.example', 'v=spf1 a:a.example -all'],
    ['mx', 'MX a.example', 'v=spf1 mx:a.example -all'],
    ['a host of mx', 'A mx.example', 'v=spf1 mx -all'],
    ['exists', 'A a.example', 'v=spf1 exists:a.example -all'],
    ['include', 'TXT a.example', 'v=spf1 include:a.example -all'],
    ['redirect', 'TXT a.example', 'v=spf1 redirect=a.example'],
  ])('in %s', async (_, question, text) => {
    for (const reason of ['timeout', 'servfail', 'refused', 'network', 'malformed'] as const) {
      const zones = { 'example.com': { TXT: [text], MX: [[10, 'mx.example'] as const] } };
      const found = await evaluate(zone(zones, { failing: { [question]: reason } }));
      expect(found).toMatchObject({ result: 'temperror', doubt: null });
      expect(found.reason.en).toContain(question.split(' ')[1]);
      expect(found.reason.ko).toContain(question.split(' ')[1]);
    }
  });

  it('but is not reached where an earlier term matches', async () => {
    const failing = { '* a.example': 'timeout' as const };
    expect((await record('v=spf1 ip4:203.0.113.25 a:a.example -all', {}, {}, { failing })).result).toBe('pass');
  });
});

describe('ptr and %{p} whose questions fail do not match, but leave a doubt', () => {
  const failing = { 'PTR 25.113.0.203.in-addr.arpa': 'servfail' as const };
  it.each([
    ['v=spf1 ptr -all', 'fail', true],
    ['v=spf1 ptr ~all', 'softfail', true],
    ['v=spf1 exists:%{p}.ok.example -all', 'fail', true],
    ['v=spf1 ptr ip4:203.0.113.25 -all', 'pass', false],
    ['v=spf1 -ptr +all', 'pass', true],
    ['v=spf1 -include:a.example +all', 'pass', true],
    ['v=spf1 -all ptr', 'fail', false],
    ['v=spf1 -all exp=%{p}.example', 'fail', false],
  ])('in %s', async (text, result, doubtful) => {
    const found = await record(text, { 'a.example': { TXT: ['v=spf1 ptr -all'] } }, {}, { failing });
    expect(found.result).toBe(result);
    expect(found.doubt !== null).toBe(doubtful);
  });

  it('also where a name of the address cannot be resolved', async () => {
    const zones = { '25.113.0.203.in-addr.arpa': { PTR: ['x.example.com'] } };
    const found = await record('v=spf1 ptr -all', zones, {}, { failing: { 'A x.example.com': 'timeout' } });
    expect(found).toMatchObject({ result: 'fail', doubt: { en: expect.stringContaining('x.example.com') } });
  });
});

describe('the SPF term include (section 5.2)', () => {
  it.each([
    ['v=spf1 ip4:203.0.113.0/24', 'pass'],
    ['v=spf1 -all', 'softfail'],
    ['v=spf1 ~all', 'softfail'],
    ['v=spf1 ?all', 'softfail'],
    ['v=spf1', 'softfail'],
    ['v=spf1 nonsense', 'permerror'],
    ['no record', 'permerror'],
    ['v=spf1 redirect=b.example', 'pass'],
  ])('of "%s" is %s', async (text, result) => {
    const zones = { 'a.example': { TXT: [text] }, 'b.example': { TXT: ['v=spf1 +all'] } };
    expect((await record('v=spf1 include:a.example ~all', zones)).result).toBe(result);
  });

  it('changes %{d}, not %{o}', async () => {
    const zones = {
      'a.example': { TXT: ['v=spf1 exists:%{d}.%{o}.ok.example'] },
      'a.example.example.com.ok.example': { A: ['127.0.0.1'] },
    };
    expect((await record('v=spf1 include:a.example -all', zones)).result).toBe('pass');
  });

  it.each(['include:%{h}', 'include:a..example'])('of an impossible name (%s) is "permerror"', async (term) => {
    expect((await record(`v=spf1 ${term} -all`, {}, { helo: 'localhost' })).result).toBe('permerror');
  });
});

describe('the SPF modifier redirect (section 6.1)', () => {
  it.each([
    ['v=spf1 redirect=a.example', 'softfail'],
    ['v=spf1 redirect=a.example -all', 'fail'],
    ['v=spf1 -ip4:203.0.113.25 redirect=a.example', 'fail'],
    ['v=spf1 redirect=gone.example', 'permerror'],
    ['v=spf1 redirect=%{h}', 'permerror'],
    ['v=spf1 redirect=broken.example', 'permerror'],
  ])('in %s', async (text, result) => {
    const zones = { 'a.example': { TXT: ['v=spf1 ~all'] }, 'broken.example': { TXT: ['v=spf1 x'] } };
    expect((await record(text, zones, { helo: 'localhost' })).result).toBe(result);
  });
});

describe('the SPF terms a and mx', () => {
  const hosts: Zones = {
    'example.com': {
      TXT: [],
      A: ['203.0.113.9'],
      AAAA: ['2001:db8::9'],
      MX: [
        [20, 'two.example'],
        [10, 'one.example'],
      ],
    },
    'one.example': { A: ['203.0.113.200'] },
    'two.example': { A: ['203.0.113.25'], AAAA: ['2001:db8::25'] },
    'null.example': { MX: [[0, '']] },
    'v4.example': { A: ['203.0.113.25'] },
  };
  it.each([
    ['a', CLIENT, 'neutral'],
    ['a/24', CLIENT, 'pass'],
    ['a/27//128', CLIENT, 'pass'],
    ['a//0', CLIENT, 'neutral'],
    ['a//64', '2001:db8::25', 'pass'],
    ['a/0', '2001:db8::25', 'neutral'],
    ['a:v4.example/0', '2001:db8::25', 'neutral'],
    ['a:gone.example/0', CLIENT, 'neutral'],
    ['mx', CLIENT, 'pass'],
    ['mx', '2001:db8::25', 'pass'],
    ['mx:null.example/0', CLIENT, 'neutral'],
    ['mx:v4.example', CLIENT, 'neutral'],
    ['exists:v4.example', '2001:db8::25', 'pass'],
  ])('%s of %s: %s', async (term, client, result) => {
    const zones = { ...hosts, 'example.com': { ...hosts['example.com'], TXT: [`v=spf1 ${term}`] } };
    expect((await evaluate(zone(zones), { client })).result).toBe(result);
  });

  it('ask the MX hosts in the order of preference, and only for the own family', async () => {
    const resolver = zone({ ...hosts, 'example.com': { ...hosts['example.com'], TXT: ['v=spf1 mx -all'] } });
    await evaluate(resolver);
    expect(resolver.asked).toEqual(['TXT example.com', 'MX example.com', 'A one.example', 'A two.example']);
  });
});

describe('the SPF term ptr (section 5.5)', () => {
  const names = (...PTR: string[]): Zones => ({ '25.113.0.203.in-addr.arpa': { PTR } });
  const host: Zones = {
    'x.example.com': { A: [CLIENT] },
    'xexample.com': { A: [CLIENT] },
    'liar.example.com': { A: ['192.0.2.1'] },
  };
  it.each([
    ['a confirmed name below the domain', names('x.example.com'), 'ptr', 'pass'],
    ['a name that only looks alike', names('xexample.com'), 'ptr', 'fail'],
    ['a name that is not confirmed', names('liar.example.com'), 'ptr', 'fail'],
    ['another domain', names('x.example.com'), 'ptr:other.example', 'fail'],
    ['the domain itself', names('xexample.com'), 'ptr:XExample.com', 'pass'],
    [
      'the eleventh name',
      names(...Array.from({ length: 10 }, (_, n) => `n${n}.example.com`), 'x.example.com'),
      'ptr',
      'fail',
    ],
    [
      'the tenth name',
      names(...Array.from({ length: 9 }, (_, n) => `n${n}.example.com`), 'x.example.com'),
      'ptr',
      'pass',
    ],
  ])('matches or not: %s', async (_, zones, term, result) => {
    expect((await record(`v=spf1 ${term} -all`, { ...zones, ...host })).result).toBe(result);
  });

  it('does not resolve names that could not match', async () => {
    const resolver = zone({
      'example.com': { TXT: ['v=spf1 ptr -all'] },
      ...names('other.example'),
      'other.example': { A: [CLIENT] },
    });
    await evaluate(resolver);
    expect(resolver.asked).toEqual(['TXT example.com', 'PTR 25.113.0.203.in-addr.arpa']);
  });

  it.each([
    [['y.example', 'sub.example.com', 'example.com'], 'example.com'],
    [['y.example', 'sub.example.com'], 'sub.example.com'],
    [['liar.example.com', 'y.example'], 'y.example'],
    [['liar.example.com'], 'unknown'],
    [[], 'unknown'],
  ])('has a macro {p} that takes of the names %j %s', async (pointers, chosen) => {
    const A = [CLIENT];
    const zones = {
      ...names(...pointers),
      'y.example': { A },
      'sub.example.com': { A },
      'why.example': { TXT: ['%{p}'] },
    };
    const found = await evaluate(
      zone({ ...zones, ...host, 'example.com': { A, TXT: ['v=spf1 -all exp=why.example'] } }),
    );
    expect(found.explanation).toBe(chosen);
  });
});

describe('the limits of SPF (section 4.6.4)', () => {
  const A = { 'h.example': { A: ['192.0.2.1'] } };
  const times = (n: number, term: string) => Array.from({ length: n }, () => term).join(' ');

  it.each([
    [10, 'neutral', 10],
    [11, 'permerror', 10],
  ])('for %i terms that ask', async (n, result, lookups) => {
    expect(await record(`v=spf1 ${times(n, 'a:h.example')} ?all`, A)).toMatchObject({ result, lookups });
  });

  it('stop before the question of the eleventh term', async () => {
    const resolver = zone({ 'example.com': { TXT: [`v=spf1 ${times(10, 'a:h.example')} a:late.example`] }, ...A });
    await evaluate(resolver);
    expect(resolver.asked).toEqual(['TXT example.com', 'A h.example']);
  });

  it.each([
    ['includes count with what is in them', `v=spf1 include:i.example include:i.example -all`, 'permerror'],
    ['a match comes before the limit', `v=spf1 ${times(10, 'a:h.example')} ip4:${CLIENT} a:h.example`, 'pass'],
    ['ip4, ip6 and all are free', `v=spf1 ${times(500, 'ip4:192.0.2.1')} ip6:::1 -all`, 'fail'],
    ['exp is free', `v=spf1 ${times(10, 'a:h.example')} -all exp=h.example`, 'fail'],
    ['redirect counts', `v=spf1 ${times(10, 'a:h.example')} redirect=i.example`, 'permerror'],
    ['the PTR question of %{p} counts', `v=spf1 ${times(6, 'a:%{p}.x.example')} -all`, 'permerror'],
  ])('count terms: %s', async (_, text, result) => {
    const zones = {
      ...A,
      'i.example': { TXT: [`v=spf1 ${times(5, 'a:h.example')}`] },
      'unknown.x.example': { A: ['192.0.2.1'] },
    };
    const pointer = { '25.113.0.203.in-addr.arpa': { PTR: ['unconfirmed.example'] } };
    expect((await record(text, { ...zones, ...pointer })).result).toBe(result);
  });

  it.each([
    [10, CLIENT, 'pass'],
    [11, CLIENT, 'permerror'],
    [11, '192.0.2.200', 'pass'],
  ])('for %i MX hosts, of which the last has %s', async (n, client, result) => {
    const MX = Array.from({ length: n }, (_, at) => [at, `mx${at}.example`] as const);
    const hosts = Object.fromEntries(MX.map(([at, name]) => [name, { A: [at === n - 1 ? CLIENT : '192.0.2.200'] }]));
    expect(
      (await evaluate(zone({ 'example.com': { TXT: ['v=spf1 mx -all'], MX }, ...hosts }), { client })).result,
    ).toBe(result);
  });

  it.each([
    ['two voids', 'a:x1.example exists:x2.example', 'neutral', 2],
    ['three voids', 'a:x1.example exists:x2.example mx:x3.example', 'permerror', 2],
    ['three voids, the same name', 'a:x1.example a:x1.example a:x1.example', 'permerror', 2],
    ['NODATA counts too', 'a:example.com mx:example.com a:x1.example', 'permerror', 2],
    ['ptr without a name', 'a:x1.example a:x2.example ptr', 'permerror', 2],
    ['MX hosts without an address are no terms', 'mx:m.example', 'neutral', 0],
    ['a match comes before the third', `a:x1.example a:x2.example ip4:${CLIENT} a:x3.example`, 'pass', 2],
  ])('count void lookups: %s', async (_, terms, result, voidLookups) => {
    const MX = ['d1', 'd2', 'd3', 'd4'].map((name, at) => [at, `${name}.example`] as const);
    expect(await record(`v=spf1 ${terms} ?all`, { 'm.example': { MX } })).toMatchObject({ result, voidLookups });
  });

  it.each([
    ['itself', 'v=spf1 include:example.com -all'],
    ['itself by redirect', 'v=spf1 redirect=example.com'],
    ['a ring', 'v=spf1 include:ring.example -all'],
    ['ever new names', 'v=spf1 include:x.%{d} -all'],
  ])('end a loop in "permerror": %s', async (_, text) => {
    const resolver = zone({
      'example.com': { TXT: [text] },
      'ring.example': { TXT: ['v=spf1 include:example.com'] },
      '*.example.com': { TXT: [text] },
    });
    const { result, lookups, reason } = await evaluate(resolver);
    expect(result).toBe('permerror');
    expect(lookups).toBeLessThanOrEqual(10);
    expect(resolver.asked.length).toBeLessThanOrEqual(11);
    // Ever new names are no loop that anybody could name.
    expect(reason.en.includes('loop')).toBe(!text.includes('%'));
  });

  it('end at the deadline, even if no answer ever comes', async () => {
    const clock = fakeClock();
    const silent: Resolver = { ask: () => new Promise(() => {}) };
    const pending = checkHost(query(), { resolver: silent, clock }, { ...RFC_LIMITS, ms: 500 });
    clock.advance(500);
    expect(await pending).toMatchObject({ result: 'temperror', reason: { en: expect.stringContaining('0.5 s') } });
  });

  it('allow no question after the deadline', async () => {
    const clock = fakeClock();
    const world = zone({
      'example.com': { TXT: ['v=spf1 a:one.example a:two.example -all'] },
      'one.example': { A: ['192.0.2.1'] },
    });
    const slow: Resolver = {
      ask: (question) => {
        clock.advance(300);
        return world.ask(question);
      },
    };
    expect((await checkHost(query(), { resolver: slow, clock }, { ...RFC_LIMITS, ms: 500 })).result).toBe('temperror');
    expect(world.asked).toEqual(['TXT example.com', 'A one.example']);
  });

  it('allow no question after the deadline within one term', async () => {
    const clock = fakeClock();
    const MX = [1, 2, 3, 4].map((n) => [n, `mx${n}.example`] as const);
    const world = zone({ 'example.com': { TXT: ['v=spf1 mx -all'], MX } });
    const slow: Resolver = {
      ask: (question) => {
        clock.advance(200);
        return world.ask(question);
      },
    };
    expect((await checkHost(query(), { resolver: slow, clock }, { ...RFC_LIMITS, ms: 500 })).result).toBe('temperror');
    expect(world.asked).toEqual(['TXT example.com', 'MX example.com', 'A mx1.example']);
  });

  it.each(['ptr', 'exists:%{p}.x.example'])('report a deadline that passes within %s as such', async (term) => {
    const clock = fakeClock();
    const world = zone({ 'example.com': { TXT: [`v=spf1 ${term} -all`] } });
    const stuck: Resolver = {
      ask: (question) => {
        const answer = world.ask(question);
        if (question.type === 'TXT') return answer;
        queueMicrotask(() => clock.advance(500));
        return new Promise(() => {});
      },
    };
    const found = await checkHost(query(), { resolver: stuck, clock }, { ...RFC_LIMITS, ms: 500 });
    expect(found.result).toBe('temperror');
    expect(world.asked).toEqual(['TXT example.com', 'PTR 25.113.0.203.in-addr.arpa']);
  });
});

describe('the SPF explanation (section 6.2)', () => {
  const why = (...TXT: (string | string[])[]): Zones => ({ 'why.example': { TXT } });
  it.each([
    ['the text', why('See %{s}, %{i}'), 'See me@example.com, 203.0.113.25'],
    ['strings joined', why(['See ', 'you']), 'See you'],
    ['two records', why('a', 'b'), undefined],
    ['no record', {}, undefined],
    ['a syntax error', why('100% sure'), undefined],
    ['a macro that is none', why('%{x}'), undefined],
    ['control characters', why('a\u0007b'), undefined],
    ['not ASCII', why('né'), undefined],
    ['an empty text', why(''), undefined],
  ])('is read where its record is valid: %s', async (_, zones, explanation) => {
    const found = await record('v=spf1 -all exp=why.example', zones);
    expect(found.result).toBe('fail');
    expect(found.explanation).toBe(explanation);
  });

  it('is left out where its question fails', async () => {
    const found = await record(
      'v=spf1 -all exp=why.example',
      why('x'),
      {},
      { failing: { 'TXT why.example': 'timeout' } },
    );
    expect(found).toMatchObject({ result: 'fail', doubt: null });
    expect(found.explanation).toBeUndefined();
  });

  it.each([
    ['not for softfail', 'v=spf1 ~all exp=why.example', undefined],
    ['not of an included record', 'v=spf1 include:a.example -all', undefined],
    ['of the including record', 'v=spf1 -include:p.example exp=why.example', 'why example.com'],
    ['of the redirect target, with its domain', 'v=spf1 redirect=a.example exp=other.example', 'why a.example'],
    ['not of the record that redirects', 'v=spf1 redirect=b.example exp=why.example', undefined],
  ])('belongs to the record that decides: %s', async (_, text, explanation) => {
    const zones = {
      ...why('why %{d}'),
      'a.example': { TXT: ['v=spf1 -all exp=why.example'] },
      'b.example': { TXT: ['v=spf1 -all'] },
      'p.example': { TXT: ['v=spf1 +all'] },
      'other.example': { TXT: ['other'] },
    };
    expect((await record(text, zones)).explanation).toBe(explanation);
  });

  it('of an included record is not looked up', async () => {
    const resolver = zone({
      'example.com': { TXT: ['v=spf1 include:a.example -all'] },
      'a.example': { TXT: ['v=spf1 -all exp=why.example'] },
    });
    await evaluate(resolver);
    expect(resolver.asked).toEqual(['TXT example.com', 'TXT a.example']);
  });

  it('is one printable, bounded line, whatever the sender put into it', async () => {
    const sender = `${'x'.repeat(200)}\u001b[31m\r\nfake@example.com`;
    const found = await record('v=spf1 -all exp=why.example', why('%{l}'.repeat(50)), { sender });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is left is the point
    expect(found.explanation).not.toMatch(/[\u0000-\u001f]/);
    expect(found.explanation?.length).toBe(1000);
  });
});

describe('the tree of an SPF evaluation', () => {
  const zones: Zones = {
    'example.com': {
      TXT: ['v=spf1 ip4:192.0.2.1 include:p.example x=y mx a:two.example -all exp=why.example'],
      MX: [[10, 'mx.example']],
    },
    'p.example': { TXT: ['v=spf1 a:one.example include:q.example ?all'] },
    'q.example': { TXT: ['v=spf1 ip6:::1 -all'] },
    'one.example': { A: ['192.0.2.9'] },
    'mx.example': { A: [CLIENT] },
  };

  it('holds text, outcome, cost and running total of every term, in order, and where it stopped', async () => {
    const { tree, lookups } = await evaluate(zone(zones));
    expect(tree.terms.map(({ text, outcome, cost, total }) => [text, outcome, cost, total])).toEqual([
      ['ip4:192.0.2.1', 'no-match', 0, 0],
      ['include:p.example', 'no-match', 3, 3],
      ['x=y', 'unused', 0, 4],
      ['mx', 'match', 1, 4],
      ['a:two.example', 'not-reached', 0, 4],
      ['-all', 'not-reached', 0, 4],
      ['exp=why.example', 'unused', 0, 4],
    ]);
    expect(lookups).toBe(4);
    const inner = tree.terms[1]?.record;
    expect(inner).toMatchObject({ domain: 'p.example', result: 'neutral' });
    expect(inner?.terms.map(({ text, cost, total }) => [text, cost, total])).toEqual([
      ['a:one.example', 1, 2],
      ['include:q.example', 1, 3],
      ['?all', 0, 3],
    ]);
    expect(tree.terms[3]?.answers.map(({ trace }) => `${trace.type} ${trace.name}`)).toEqual([
      'MX example.com',
      'A mx.example',
    ]);
  });

  it('names the innermost cause', async () => {
    const nested = {
      'example.com': { TXT: ['v=spf1 include:p.example -all'] },
      'p.example': { TXT: ['v=spf1 include:gone.example'] },
    };
    const { reason } = await evaluate(zone(nested));
    expect(reason).toEqual({
      en: '"include:gone.example" in the SPF record of p.example cannot be evaluated. gone.example has no SPF record.',
      ko: 'p.example의 SPF 레코드에서 "include:gone.example" 항목을 평가할 수 없습니다. gone.example에 SPF 레코드가 없습니다.',
    });
  });

  it('keeps a hundred of thousands of terms, and the one that decided', async () => {
    const many = Array.from({ length: 4000 }, (_, n) => `ip4:192.0.${n >> 8}.${n & 255}`);
    const { tree } = await record(`v=spf1 ${many.join(' ')} ip4:${CLIENT} ${many.join(' ')} -all`);
    expect(tree.terms).toHaveLength(101);
    expect(tree.omitted).toBe(8002 - 101);
    expect(tree.terms.at(-1)).toMatchObject({ text: `ip4:${CLIENT}`, outcome: 'match' });
  });

  it('shows each bad term of an invalid record', async () => {
    const { tree } = await record('v=spf1 mx bad:term -all');
    expect(tree.terms.map(({ outcome }) => outcome)).toEqual(['not-reached', 'permerror', 'not-reached']);
  });
});
