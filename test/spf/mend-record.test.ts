/** What people type instead of an SPF record, and that no proposal takes from anybody what they wrote. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { address } from '../../shared/model/address.ts';
import { RFC_LIMITS } from '../../shared/spf/budget.ts';
import { checkHost } from '../../shared/spf/evaluate.ts';
import { mendRecord } from '../../shared/spf/mend-record.ts';
import { nearMisses } from '../../shared/spf/near-miss.ts';
import { parseRecord } from '../../shared/spf/record.ts';
import { proposeEdit } from '../../shared/spf/remedy.ts';
import { surveyDomain } from '../../shared/spf/survey.ts';
import { fakeClock } from '../support/clock.ts';
import { runs } from '../support/thorough.ts';
import { txt, type Zones, zone } from '../support/zone.ts';

const octets = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

describe('a plain slip in an SPF record is corrected', () => {
  it.each([
    ['include.spf.vendor.example -all', 'include:spf.vendor.example -all'],
    ['include: vendor.example -all', 'include:vendor.example -all'],
    ['include vendor.example -all', 'include:vendor.example -all'],
    ['include :vendor.example -all', 'include:vendor.example -all'],
    ['include=vendor.example -all', 'include:vendor.example -all'],
    ['include::vendor.example -all', 'include:vendor.example -all'],
    ['inlcude:vendor.example -all', 'include:vendor.example -all'],
    ['include;vendor.example -all', 'include:vendor.example -all'],
    ['include:include:vendor.example -all', 'include:vendor.example -all'],
    ['include:<vendor.example> -all', 'include:vendor.example -all'],
    ['ip4:203.0.113.25, ip4:203.0.113.26 -all', 'ip4:203.0.113.25 ip4:203.0.113.26 -all'],
    ['ip4:203.0.113.25;ip4:203.0.113.26;-all', 'ip4:203.0.113.25 ip4:203.0.113.26 -all'],
    ['include:a.example,include:b.example -all', 'include:a.example include:b.example -all'],
    ['ip4:203.0.113.25~all', 'ip4:203.0.113.25 ~all'],
    ['ip4:203.0.113.0/24-all', 'ip4:203.0.113.0/24 -all'],
    ['mx-all', 'mx -all'],
    ['include:vendor.example~all', 'include:vendor.example ~all'],
    ['include:vendor.example-all', 'include:vendor.example -all'],
    ['ip4:203.0.113.25ip4:203.0.113.26 -all', 'ip4:203.0.113.25 ip4:203.0.113.26 -all'],
    ['ip4:203.0.113.0/24include:vendor.example -all', 'ip4:203.0.113.0/24 include:vendor.example -all'],
    ['include:a.exampleinclude:b.example -all', 'include:a.example include:b.example -all'],
    ['ipv4:203.0.113.25 ipv6:2001:db8::1 -all', 'ip4:203.0.113.25 ip6:2001:db8::1 -all'],
    ['ip:203.0.113.25 ip-4:203.0.113.26 -all', 'ip4:203.0.113.25 ip4:203.0.113.26 -all'],
    ['ip4=203.0.113.25 -all', 'ip4:203.0.113.25 -all'],
    ['ip4.203.0.113.25 -all', 'ip4:203.0.113.25 -all'],
    ['ip4::203.0.113.25 -all', 'ip4:203.0.113.25 -all'],
    ['ip4:203.0.113.25. -all', 'ip4:203.0.113.25 -all'],
    ['203.0.113.25 2001:db8::/32 -all', 'ip4:203.0.113.25 ip6:2001:db8::/32 -all'],
    ['ip4:2001:db8::1 ip6:203.0.113.25 -all', 'ip6:2001:db8::1 ip4:203.0.113.25 -all'],
    ['ip6:[2001:db8::1] -all', 'ip6:2001:db8::1 -all'],
    ['a:203.0.113.25 mx:203.0.113.0/24 -all', 'ip4:203.0.113.25 ip4:203.0.113.0/24 -all'],
    ['ip4:mail.example.com -all', 'a:mail.example.com -all'],
    ['ip4:203.0.113.0/255.255.255.0 -all', 'ip4:203.0.113.0/24 -all'],
    ['ip4: 203.0.113.0 /24 - all', 'ip4:203.0.113.0/24 -all'],
    ['“ip4:203.0.113.25” ‘-all’', 'ip4:203.0.113.25 -all'],
    ['ip4:203.0.113.25\u3000–all', 'ip4:203.0.113.25 -all'],
    ['ip4:203.0.113.25\u00a0～all', 'ip4:203.0.113.25 ~all'],
    ['ｉｐ４：203.0.113.25 －ａｌｌ', 'ip4:203.0.113.25 -all'],
    ['ip4:203.0.113.25\u200b -all\ufeff', 'ip4:203.0.113.25 -all'],
    ['ip4:203.0.113.25\\; -all', 'ip4:203.0.113.25 -all'],
    ['ip4:203.0.113.25\\032-all', 'ip4:203.0.113.25 -all'],
    ['v=spf1 ip4:203.0.113.25 -all', 'ip4:203.0.113.25 -all'],
    ['include:a.example -all v=spf1 include:b.example ~all', 'include:a.example include:b.example ~all'],
    ['redirect:me.example', 'redirect=me.example'],
    ['redirect= me.example', 'redirect=me.example'],
    ['mx --all', 'mx -all'],
    ['mx -al', 'mx -all'],
    ['mx -all.', 'mx -all'],
  ])('%s: %s', (given, meant) => {
    const { terms, open, slips } = mendRecord(octets(given));
    expect({ terms: terms.join(' '), open }).toEqual({ terms: meant, open: [] });
    expect(slips.length).toBeGreaterThan(0);
  });

  it.each([
    'IP4:203.0.113.25 +INCLUDE:Vendor.example -ALL',
    'exists:%{l1r+,-}.%{d2}.x.example ?ptr -all',
    'a/24//64 mx:mail.example.com/28 redirect=_spf.%{d}',
    'color=a,b;c include:_spf.vendor.example. -all',
  ])('but what is right stays as it is: %s', (given) => {
    expect(mendRecord(given)).toEqual({ terms: given.split(' '), slips: [], open: [] });
  });

  it.each([
    'frob',
    'mx.example.com',
    'ip.example.com',
    'includes.example.com',
    'ip4:203.0.113.25all',
    '-~all',
    'include:',
    'ip4:300.1.2.3',
  ])('but what is ambiguous stays as it is: %s', (word) => {
    expect(mendRecord(`${word} -all`).open.map(({ text }) => text)).toEqual([word]);
  });

  it('in time and without throwing, whatever the record', () => {
    const part = fc.constantFrom(
      'include:',
      'a:',
      '-all',
      'v=spf1',
      'ip4:',
      '1.2.3.4',
      '%{',
      '}',
      ',',
      '"',
      '.',
      '::',
      '=',
      ' ',
      'xinclude',
      '\\',
      'é',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string({ maxLength: 5 })), { maxLength: 60 }), (parts) => {
        const { terms, open } = mendRecord(octets(parts.join('')));
        if (open.length === 0) expect(parseRecord(['v=spf1', ...terms].join(' ')).problem).toBeNull();
      }),
    );
    mendRecord('-all'.repeat(5000));
    mendRecord(`include:${'a.'.repeat(5000)}example`);
  });
});

describe('a TXT record that receivers do not take for SPF', () => {
  it.each([
    ['"v=spf1 mx -all"', 'quotation marks'],
    ['“v=spf1 mx -all”', 'quotation marks'],
    ['v=spf1\\ mx\\ -all', 'backslashes'],
    ['\\"v=spf1 mx -all\\"', 'backslashes'],
    [' v=spf1 mx -all', 'a space before'],
    ['v=spf1mx -all', 'A space is missing after "v=spf1"'],
    ['v=spf1;mx -all', 'A space is missing after "v=spf1"'],
    ['v = spf1 mx -all', 'begins with "v=spf1" and a space'],
    ['v=spf mx -all', 'begins with "v=spf1" and a space'],
    ['spf1 include:a.example -all', 'begins with "v=spf1" and a space'],
    ['v:spf1 mx -all', 'begins with "v=spf1" and a space'],
    ['\ufeffv=spf1 mx -all', 'invisible characters'],
    ['v=spf1\u00a0mx -all', 'not ASCII'],
  ])('%s: %s', (text, cause) => {
    expect(nearMisses([txt(text)]).map((miss) => miss.cause.en)).toEqual([expect.stringContaining(cause)]);
  });

  it.each([
    'v=spf1 mx -all',
    'spf2.0/pra mx -all',
    'spf is great',
    'site-verification=spf1',
    'v=DMARC1; p=none',
    'our spf: mx -all',
  ])('is not a near miss: %s', (text) => {
    expect(nearMisses([txt(text)])).toEqual([]);
  });
});

const WORLD: Zones = {
  'i.example': { TXT: ['v=spf1 ip4:192.0.2.0/28 -all'] },
  'v.example': { TXT: ['v=spf1 ip4:198.51.100.7 a:h.example -all'] },
  'h.example': { A: ['198.51.100.9'], AAAA: ['2001:db8::9'], MX: [[1, 'h.example']] },
};
const OWN = { A: ['203.0.113.80'], MX: [[10, 'h.example']] } as const;
const PROBES = [
  '192.0.2.3',
  '198.51.100.7',
  '198.51.100.9',
  '203.0.113.5',
  '203.0.113.80',
  '203.0.113.200',
  '2001:db8::9',
  '2001:db8:1::1',
];
const CLIENT = '203.0.113.25';

/** What a term names, as it must still stand in a proposal. */
const TERMS: readonly (readonly [term: string, named: string])[] = [
  ['ip4:203.0.113.5', '203.0.113.5'],
  ['ip4:203.0.113.192/26', '203.0.113.192/26'],
  ['ip6:2001:db8:1::/48', '2001:db8:1::/48'],
  ['include:i.example', 'i.example'],
  ['include:v.example', 'v.example'],
  ['include:gone.example', 'gone.example'],
  ['a:h.example', 'h.example'],
  ['a', 'a'],
  ['mx', 'mx'],
  ['ptr:h.example', 'ptr:h.example'],
];

/** The last three strike anywhere. */
const SLIPS: readonly ((text: string, at: number) => string)[] = [
  (text) => text,
  (text) => text.replaceAll(' ', ', '),
  (text) => text.replaceAll(' ', ';'),
  (text) => text.replaceAll(':', ': '),
  (text) => text.replaceAll('include:', 'include.'),
  (text) => text.replaceAll('include:', 'include '),
  (text) => text.replaceAll('include:', 'inculde='),
  (text) => text.replaceAll('ip4:', 'ipv4:'),
  (text) => text.replaceAll('ip4:', ''),
  (text) => text.replaceAll('ip4:', 'ip6:'),
  (text) => text.replaceAll('ip6:', 'a:'),
  (text) => text.replaceAll(/(^| )([a-z0-9]+):/g, '$1$2='),
  (text) => text.replaceAll(' ', '\u00a0'),
  (text) => text.replaceAll('-all', '–all'),
  (text) => `“${text}”`,
  (text) => text.replace(/ ([-~]all)$/, '$1'),
  (text) => `v=spf1 ${text}`,
  (text) => `${text} v=spf1 ${text}`,
  (text) => text.replaceAll(' ', '\\ '),
  (text, at) => text.slice(0, at % (text.length + 1)) + text.slice((at % (text.length + 1)) + 1),
  (text, at) => `${text.slice(0, at % (text.length + 1))} ${text.slice(at % (text.length + 1))}`,
  (text, at) => `${text.slice(0, at % (text.length + 1))}x${text.slice(at % (text.length + 1))}`,
];

const PLAIN = SLIPS.length - 3;

const passing = async (TXT: readonly string[], networks: readonly string[]): Promise<readonly string[]> => {
  const ports = { resolver: zone({ ...WORLD, 'example.com': { ...OWN, TXT } }), clock: fakeClock() };
  const results = await Promise.all(
    networks.map((text) =>
      checkHost({ address: address(text), sender: 'example.com', helo: 'unknown' }, ports, RFC_LIMITS),
    ),
  );
  return networks.filter((_, at) => results[at]?.result === 'pass');
};

it('a proposal never removes the right to send that the owner wrote, and reads without a fault', async () => {
  let proposals = 0;
  const record = fc.record({
    terms: fc.uniqueArray(fc.constantFrom(...TERMS), { minLength: 1, maxLength: 5, selector: ([term]) => term }),
    all: fc.constantFrom('-all', '~all'),
    slips: fc.array(fc.tuple(fc.constantFrom(...SLIPS), fc.nat(200)), { minLength: 1, maxLength: 2 }),
    isAsked: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(record, async ({ terms, all, slips, isAsked }) => {
      const meant = [...terms.map(([term]) => term), all].join(' ');
      const body = slips.reduce((text, [slip, at]) => slip(text, at), meant);
      const TXT = [`v=spf1 ${body}`];
      const resolver = zone({ ...WORLD, 'example.com': { ...OWN, TXT } });
      const senders = isAsked ? { networks: [CLIENT], count: 1, whole: true } : null;
      const survey = await surveyDomain('example.com', resolver);
      const ports = { resolver, clock: fakeClock() };
      const proposal = await proposeEdit({ survey, senders, astray: null }, ports, RFC_LIMITS);
      if (proposal.kind !== 'edit') return;
      proposals += 1;
      const { problem, terms: proposed } = parseRecord(proposal.record);
      expect(problem, proposal.record).toBeNull();
      // What is a typing error of a single letter names something else: only what still stands in the text counts.
      for (const [term, named] of terms)
        if (body.includes(named) && named.length > 2)
          expect(
            proposed.some(({ text }) => text.includes(named)),
            `${term} of "${body}" in "${proposal.record}"`,
          ).toBe(true);
      const before = await passing(TXT, [...PROBES, CLIENT]);
      const after = await passing([proposal.record], [...PROBES, CLIENT]);
      expect(after, `"${body}" became "${proposal.record}"`).toEqual(expect.arrayContaining([...before]));
      if (isAsked) expect(after).toContain(CLIENT);
      // Where only plain slips were made, whoever was meant to pass does. An include without a record would break a record
      // that ignores it now: there the slips stay.
      if (slips.every(([slip]) => SLIPS.indexOf(slip) < PLAIN) && !meant.includes('gone.example'))
        expect(after, `"${body}" became "${proposal.record}"`).toEqual(
          expect.arrayContaining([...(await passing([`v=spf1 ${meant}`], PROBES))]),
        );
    }),
    { numRuns: runs(600) },
  );
  expect(proposals).toBeGreaterThan(runs(100));
});
