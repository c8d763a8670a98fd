/** Lookups of plain DNS records, over a zone literal. */
import { describe, expect, it } from 'vitest';
import type { LookupResult } from '../../shared/lookups/lookup.ts';
import { publishedLookup } from '../../shared/lookups/lookup.ts';
import { advice } from '../support/advice.ts';
import { look, lookupPorts, verdicts } from '../support/lookups.ts';
import { type ZoneOptions, type Zones, zone } from '../support/zone.ts';

const SOA = {
  mname: 'ns1.example.com',
  rname: 'hostmaster.example.com',
  serial: 7,
  refresh: 7200,
  retry: 900,
  expire: 1_209_600,
  minimum: 3600,
};

const ZONES: Zones = {
  'example.com': {
    A: ['203.0.113.80'],
    TXT: ['v=spf1 -all', ['one ', 'two'], 'evil \u001b[31m\r\n2'],
    NS: ['ns1.example.com', 'ns2.example.com'],
    MX: [
      [20, 'mx2.example.com'],
      [10, 'mx1.example.com'],
    ],
    SOA,
    CAA: [{ flags: 0, tag: 'issue', value: 'ca.example' }],
  },
  'www.example.com': { CNAME: 'web.example.com' },
  'web.example.com': { A: ['8.8.4.4'], AAAA: ['2001:4860::1'] },
  'gone.example.com': { CNAME: 'nowhere.example.org' },
  'inside.example.com': { A: ['10.1.2.3', '8.8.8.8'] },
  'ns1.example.com': { A: ['203.0.113.1'] },
  'ns2.example.com': { CNAME: 'ns1.example.com' },
  'mx1.example.com': { A: ['203.0.113.25'], AAAA: ['2001:db8::25'] },
  'mx2.example.com': { A: ['203.0.113.26'] },
  '25.113.0.203.in-addr.arpa': { PTR: ['mx1.example.com'] },
  '80.113.0.203.in-addr.arpa': { PTR: ['web.example.org'] },
  'null.example.com': { MX: [[0, '']] },
  'mixed.example.com': {
    MX: [
      [0, ''],
      [10, 'mx1.example.com'],
    ],
  },
  'literal.example.com': { MX: [[10, '203.0.113.25']] },
  'alias.example.com': { MX: [[10, 'www.example.com']] },
  'private.example.com': { MX: [[10, 'inside.example.com']] },
  'lost.example.com': { MX: [[10, 'nothing.example.com']] },
  'implicit.example.com': { A: ['203.0.113.9'] },
  'implicit6.example.com': { AAAA: ['2001:db8::9'] },
  'neither.example.com': { TXT: ['x'] },
  'single.example.com': { NS: ['ns1.example.com'], SOA: { ...SOA, retry: 9000, expire: 3600, minimum: 604_800 } },
  'strange.example.com': { CAA: [{ flags: 128, tag: 'tbs', value: 'x' }] },
  'bare.example.org': { A: ['203.0.113.3'] },
};

const ask = (text: string, options: ZoneOptions = {}): Promise<LookupResult> =>
  look(text, lookupPorts(zone(ZONES, options)));

const CASES: readonly (readonly [string, LookupResult['status'], readonly string[]])[] = [
  ['a:example.com', 'pass', ['pass a.found']],
  ['A:EXAMPLE.com.', 'pass', ['pass a.found']],
  ['a:inside.example.com', 'warn', ['warn a.not-public', 'pass a.found']],
  ['a:nothing.example.com', 'fail', ['fail a.missing']],
  ['aaaa:example.com', 'pass', ['pass aaaa.missing']],
  ['aaaa:nothing.example.com', 'fail', ['fail aaaa.missing']],
  ['aaaa:www.example.com', 'pass', ['pass aaaa.found']],
  ['txt:example.com', 'pass', ['pass txt.found']],
  ['txt:www.example.com', 'warn', ['warn txt.missing']],
  ['cname:www.example.com', 'pass', ['pass cname.found']],
  ['cname:example.com', 'pass', ['pass cname.none']],
  ['cname:nothing.example.com', 'fail', ['fail cname.missing']],
  ['cname:gone.example.com', 'fail', ['fail cname.dangling', 'pass cname.found']],
  ['ns:example.com', 'fail', ['fail ns.alias', 'pass ns.found']],
  ['ns:single.example.com', 'warn', ['warn ns.single', 'pass ns.found']],
  ['ns:www.example.com', 'warn', ['warn ns.missing']],
  ['soa:example.com', 'pass', ['pass soa.sound']],
  ['soa:single.example.com', 'warn', ['warn soa.retry', 'warn soa.expire', 'warn soa.minimum']],
  ['soa:web.example.com', 'warn', ['warn soa.missing']],
  ['ptr:203.0.113.25', 'pass', ['pass ptr.confirmed']],
  ['ptr:203.0.113.80', 'fail', ['fail ptr.not-confirmed']],
  ['ptr:2001:db8::1', 'fail', ['fail ptr.missing']],
  ['caa:www.example.com', 'pass', ['pass caa.found']],
  ['caa:strange.example.com', 'fail', ['fail caa.critical', 'pass caa.found']],
  ['caa:bare.example.org', 'pass', ['pass caa.none']],
  ['caa:nothing.example.org', 'warn', ['warn caa.none']],
  ['caa:a.b.c.d.e.f.g.h.i.j.k.example.com', 'pass', ['pass caa.found']],
  ['mx:example.com', 'pass', ['pass mx.found']],
  ['mx:null.example.com', 'pass', ['pass mx.null']],
  ['mx:mixed.example.com', 'fail', ['fail mx.null-mixed']],
  ['mx:literal.example.com', 'fail', ['fail mx.address-literal', 'pass mx.found']],
  ['mx:alias.example.com', 'fail', ['fail mx.alias', 'pass mx.found']],
  ['mx:private.example.com', 'fail', ['fail mx.not-public', 'pass mx.found']],
  ['mx:lost.example.com', 'fail', ['fail mx.no-address', 'pass mx.found']],
  ['mx:implicit.example.com', 'warn', ['warn mx.missing']],
  ['mx:implicit6.example.com', 'warn', ['warn mx.missing', 'warn mx.no-ipv4']],
  ['mx:neither.example.com', 'fail', ['fail mx.missing']],
  ['mx:nothing.example.com', 'fail', ['fail mx.missing']],
];

it.each(CASES)('the record lookup %s ends as %s', async (text, status, expected) => {
  const result = await ask(text);
  expect(verdicts(result)).toEqual(expected);
  expect(result.status).toBe(status);
});

describe('the results of record lookups', () => {
  it('have an address behind its aliases', async () => {
    expect((await ask('a:www.example.com')).records).toEqual([
      { name: 'www.example.com', type: 'CNAME', value: 'web.example.com', ttl: 300 },
      { name: 'web.example.com', type: 'A', value: '8.8.4.4', ttl: 300 },
    ]);
  });

  it('say that a domain is an example from a manual', async () => {
    const { records } = publishedLookup(await ask('a:example.com'));
    expect(records).toMatchObject([{ note: 'documentation range (RFC 5737)' }]);
  });

  it('have mail hosts in order, with addresses of both families and their reverse names', async () => {
    expect((await ask('mx:example.com')).records).toEqual([
      {
        preference: 10,
        host: 'mx1.example.com',
        ttl: 300,
        addresses: ['203.0.113.25', '2001:db8::25'],
        reverse: ['mx1.example.com', 'none'],
      },
      { preference: 20, host: 'mx2.example.com', ttl: 300, addresses: ['203.0.113.26'], reverse: ['none'] },
    ]);
  });

  it('have texts joined and printable', async () => {
    expect((await ask('txt:example.com')).records.map(({ value }) => value)).toEqual([
      'v=spf1 -all',
      'one two',
      'evil  [31m  2',
    ]);
  });

  it('have a remedy for every finding except a pass, and evidence for all', async () => {
    for (const [text] of CASES) {
      const { passed, warnings, failed, timeouts } = await ask(text);
      for (const finding of [...passed, ...warnings, ...failed, ...timeouts])
        expect(finding.evidence.length, `${text} ${finding.id}`).toBeGreaterThan(0);
      for (const finding of [...warnings, ...failed, ...timeouts])
        expect(advice(finding.remedy)?.text, `${text} ${finding.id}`).toMatch(/\w/);
    }
  });
});

describe('a question without an answer', () => {
  it.each(['a', 'aaaa', 'txt', 'cname', 'ns', 'soa', 'caa', 'mx'])(
    'makes %s: unknown, never missing',
    async (command) => {
      const result = await ask(`${command}:example.com`, { failing: { '* example.com': 'servfail' } });
      expect(verdicts(result)).toEqual([`unknown ${command}.unknown`]);
      expect(result.status).toBe('unknown');
    },
  );

  it('makes one mail host unknown beside the ones that answered', async () => {
    const result = await ask('mx:lost.example.com', { failing: { 'A nothing.example.com': 'timeout' } });
    expect(verdicts(result)).toEqual(['unknown mx.unknown', 'pass mx.found']);
  });

  it('may hide the MX record, where none was seen and the domain’s own address would count', async () => {
    const result = await ask('mx:neither.example.com', { failing: { 'A neither.example.com': 'timeout' } });
    expect(verdicts(result)).toEqual(['unknown mx.unknown']);
  });

  it('may hide the nearest CAA record', async () => {
    const result = await ask('caa:www.example.com', { failing: { 'CAA www.example.com': 'timeout' } });
    expect(verdicts(result)).toEqual(['unknown caa.unknown']);
  });
});

it.each(['mx', 'ns'])('the lookup %s: is unknown about the hosts beyond those that it looks at', async (command) => {
  const hosts = Array.from({ length: 21 }, (_, at) => `h${at}.example.net`);
  const zones = {
    'example.net': { MX: hosts.map((host) => [10, host] as const), NS: hosts },
    ...Object.fromEntries(hosts.map((host) => [host, { A: ['8.8.4.4'] }])),
  };
  const result = await look(`${command}:example.net`, lookupPorts(zone(zones)));
  expect(verdicts(result)).toEqual([`unknown ${command}.not-all`, `pass ${command}.found`]);
  expect(result.timeouts[0]?.summary).toMatch(
    /^We looked at only 20 of the 21 (mail hosts|name servers) of example\.net\.$/,
  );
});
