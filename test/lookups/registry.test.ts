/** `whois` and `arin` against registries on loopback: RDAP with referrals, IANA's files, whois, and KRNIC. */
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../adapters/local/clock.ts';
import { baseIn, registryOf } from '../../shared/lookups/registries/bootstrap.ts';
import { readKrnic } from '../../shared/lookups/registries/krnic.ts';
import { fromRdap, relatedRdap } from '../../shared/lookups/registries/registration.ts';
import { fromWhois } from '../../shared/lookups/registries/whois-text.ts';
import { lookupSteps } from '../../shared/lookups/remedies/render.ts';
import { address } from '../../shared/model/address.ts';
import { advice } from '../support/advice.ts';
import { internet, look, lookupPorts, verdicts } from '../support/lookups.ts';
import { serveTls, tcpServer } from '../support/servers.ts';
import { type Zones, zone } from '../support/zone.ts';

describe('the table of address registries', () => {
  it.each([
    ['1.1.1.1', 'whois.apnic.net'],
    ['8.8.8.8', 'whois.arin.net'],
    ['41.0.0.1', 'whois.afrinic.net'],
    ['81.2.3.4', 'whois.ripe.net'],
    ['200.1.2.3', 'whois.lacnic.net'],
    ['211.1.2.3', 'whois.apnic.net'],
    ['2001:4860::1', 'whois.arin.net'],
    ['2001:200::1', 'whois.apnic.net'],
    ['2400:cb00::1', 'whois.apnic.net'],
    ['2a00:1450::1', 'whois.ripe.net'],
    ['2c0f::1', 'whois.afrinic.net'],
    ['2800:3f0::1', 'whois.lacnic.net'],
  ])('has %s at %s', (text, whois) => expect(registryOf(address(text))?.whois).toBe(whois));

  it.each(['3ffe::1', '2002:1::1', '0.1.2.3', '10.0.0.1', '127.0.0.1', '224.0.0.1', '255.255.255.255'])(
    'has no registry for %s',
    (text) => expect(registryOf(address(text))).toBeNull(),
  );

  it('has a registry for every other first octet, as many of each as IANA assigned', () => {
    const holders = Array.from({ length: 256 }, (_, octet) => registryOf(address(`${octet}.0.0.0`))?.whois ?? 'nobody');
    const counts = Object.fromEntries(
      [...new Set(holders)].map((one) => [one, holders.filter((x) => x === one).length]),
    );
    expect(counts).toEqual({
      'whois.arin.net': 111,
      'whois.apnic.net': 51,
      'whois.ripe.net': 43,
      'whois.lacnic.net': 10,
      'whois.afrinic.net': 6,
      nobody: 35,
    });
  });

  it.each([
    // 2001:4000::/23 to 2001:4c00::/23 are seven registries' neighbours; 2001:5000::/20 begins behind them.
    ...([
      ['2001:41ff:ffff::', 'ripe'],
      ['2001:4200::', 'afrinic'],
      ['2001:43ff::', 'afrinic'],
    ] as const),
    ...([
      ['2001:4400::', 'apnic'],
      ['2001:4600::', 'ripe'],
      ['2001:4800::', 'arin'],
      ['2001:4a00::', 'ripe'],
    ] as const),
    ...([
      ['2001:4dff::', 'ripe'],
      ['2001:5000::', 'ripe'],
      ['2001:5fff:ffff::', 'ripe'],
    ] as const),
    ...([
      ['2410::', 'apnic'],
      ['241f:ffff::', 'apnic'],
      ['2a10::', 'ripe'],
      ['2630::', 'arin'],
    ] as const),
  ])('has %s, at the edge of a block, at %s', (text, registry) =>
    expect(registryOf(address(text))?.whois).toBe(`whois.${registry}.net`),
  );

  it.each(['2001:4e00::', '2001:6000::', '2420::', '2a20::', '2610:200::', '2003:4000::'])(
    'has no IPv6 registry for %s',
    (text) => expect(registryOf(address(text))).toBeNull(),
  );

  it('prefers in a file of IANA the longest prefix and https, and skips broken entries', () => {
    const file = {
      services: [
        [['203.0.0.0/8'], ['http://plain.example/', 'https://eight.example']],
        [['203.0.113.0/24', 'x', '1.2.3.4/99', 5], ['https://twentyfour.example/']],
        [['203.0.113.0/25'], ['http://only-plain.example/']],
        'nonsense',
        [['kr', 'co.kr'], ['https://kr.example/']],
      ],
    };
    expect(baseIn(file, address('203.0.113.9'))).toBe('https://twentyfour.example/');
    expect(baseIn(file, address('203.9.9.9'))).toBe('https://eight.example/');
    expect(baseIn(file, address('9.9.9.9'))).toBeNull();
    expect(baseIn(file, 'example.co.kr')).toBe('https://kr.example/');
    for (const odd of [null, 5, 'x', {}, { services: {} }]) expect(baseIn(odd, 'example.com')).toBeNull();
  });
});

const person = (role: string, name: string, email?: string) => ({
  objectClassName: 'entity',
  roles: [role],
  vcardArray: [
    'vcard',
    [['version', {}, 'text', '4.0'], ['fn', {}, 'text', name], ...(email ? [['email', {}, 'text', email]] : [])],
  ],
});

const network = (more: object = {}) => ({
  objectClassName: 'ip network',
  handle: 'NET-1',
  name: 'EXAMPLE-NET',
  country: 'NL',
  status: ['active'],
  startAddress: '81.2.3.0',
  endAddress: '81.2.3.255',
  events: [{ eventAction: 'registration', eventDate: '2010-01-02T03:04:05Z' }],
  entities: [{ ...person('registrant', 'Example B.V.'), entities: [person('abuse', 'Abuse', 'abuse@example.net')] }],
  ...more,
});

const domain = (more: object = {}) => ({
  objectClassName: 'domain',
  ldhName: 'EXAMPLE.COM',
  status: ['active'],
  events: [{ eventAction: 'expiration', eventDate: '2099-01-01T00:00:00Z' }],
  entities: [person('registrar', 'A Registrar')],
  ...more,
});

/** What each server says: RDAP by `host/path`, whois by host. */
type Registries = {
  readonly rdap?: Readonly<Record<string, object | string>>;
  readonly whois?: Readonly<Record<string, string>>;
  readonly certificate?: Parameters<typeof serveTls>[1];
};

async function ask(text: string, { rdap = {}, whois = {}, certificate = 'registries' }: Registries) {
  const asked: string[] = [];
  const web = await tcpServer((connection) => {
    const over = serveTls(connection, certificate);
    over.on('data', (bytes) => {
      const host = /^host: (.*)\r$/im.exec(String(bytes))?.[1] ?? '';
      const at = `${host}${String(bytes).split(' ')[1]}`;
      asked.push(at);
      const said = rdap[at];
      if (said === undefined) over.end('HTTP/1.1 404 Not Found\r\n\r\n');
      else if (typeof said === 'string') over.end(said);
      else over.end(`HTTP/1.1 200 OK\r\nContent-Type: application/rdap+json\r\n\r\n${JSON.stringify(said)}`);
    });
  });
  const hosts = [...new Set([...Object.keys(rdap).map((one) => one.split('/', 1)[0] ?? ''), ...Object.keys(whois)])];
  const zones: Record<string, Zones[string]> = {};
  const places: Record<string, { host: string; port: number }> = {};
  for (const [index, host] of hosts.entries()) {
    zones[host] = { A: [`198.51.100.${index + 1}`] };
    if (Object.keys(rdap).some((one) => one.startsWith(`${host}/`))) places[`198.51.100.${index + 1}:443`] = web;
    const lines = whois[host];
    if (lines === undefined) continue;
    places[`198.51.100.${index + 1}:43`] = await tcpServer((connection) => {
      connection.once('data', (bytes) => {
        asked.push(`${host} ${String(bytes).trimEnd()}`);
        connection.end(lines);
      });
    });
  }
  const ports = lookupPorts(zone(zones), { clock: systemClock, connector: internet(places) });
  return { result: await look(text, ports), asked };
}

const moved = (to: string): string => `HTTP/1.1 301 Moved\r\nLocation: ${to}\r\n\r\n`;

describe('RDAP', () => {
  it('gives of an address its network, and who can set its reverse record', async () => {
    const { result, asked } = await ask('whois:81.2.3.4', { rdap: { 'rdap.db.ripe.net/ip/81.2.3.4': network() } });
    expect(verdicts(result)).toEqual(['pass whois.found', 'pass whois.reverse']);
    expect(result.passed.map(({ evidence }) => evidence.length)).toEqual([1, 1]);
    expect(result.records).toEqual([
      {
        source: 'rdap.db.ripe.net',
        handle: 'NET-1',
        holder: 'Example B.V.',
        range: '81.2.3.0 - 81.2.3.255',
        country: 'NL',
        registrar: null,
        abuse: 'abuse@example.net',
        registered: '2010-01-02',
        changed: null,
        expires: null,
        status: ['active'],
      },
    ]);
    expect(advice(result.passed[1]?.remedy)?.text).toContain('abuse@example.net');
    expect(asked).toEqual(['rdap.db.ripe.net/ip/81.2.3.4']);
  });

  it('begins for arin: at ARIN, which redirects to the holder; Amazon’s addresses are set through EC2', async () => {
    const { result, asked } = await ask('arin:81.2.3.4', {
      rdap: {
        'rdap.arin.net/registry/ip/81.2.3.4': moved('https://rdap.db.ripe.net/ip/81.2.3.4'),
        'rdap.db.ripe.net/ip/81.2.3.4': network({ entities: [person('registrant', 'Amazon Technologies Inc.')] }),
      },
    });
    expect(asked).toEqual(['rdap.arin.net/registry/ip/81.2.3.4', 'rdap.db.ripe.net/ip/81.2.3.4']);
    expect(advice(result.passed[1]?.remedy)?.command).toBe('npx postwatch reverse-dns 81.2.3.4 mail.example.com');
  });

  it('gives for a network without a contact that of the network around it', async () => {
    const up = { rel: 'up', type: 'application/rdap+json', href: 'https://rdap.arin.net/registry/ip/8.8.0.0' };
    const { result, asked } = await ask('whois:8.8.8.8', {
      rdap: {
        'rdap.arin.net/registry/ip/8.8.8.8': network({ entities: [person('registrant', 'Customer')], links: [up] }),
        'rdap.arin.net/registry/ip/8.8.0.0': network({ entities: [person('abuse', 'Abuse', 'abuse@isp.example')] }),
      },
    });
    expect(asked).toEqual(['rdap.arin.net/registry/ip/8.8.8.8', 'rdap.arin.net/registry/ip/8.8.0.0']);
    expect(result.records).toMatchObject([{ holder: 'Customer', abuse: 'abuse@isp.example' }]);
  });

  it('prefers the contact of the network to that of its holder', async () => {
    const holder = { ...person('registrant', 'Holder'), entities: [person('abuse', 'A', 'abuse@holder.example')] };
    const entities = [holder, person('abuse', 'B', 'abuse@network.example')];
    const { result } = await ask('whois:81.2.3.4', { rdap: { 'rdap.db.ripe.net/ip/81.2.3.4': network({ entities }) } });
    expect(result.records).toMatchObject([{ abuse: 'abuse@network.example' }]);
  });

  it.each(['alone', 'expired', 'sound'] as const)(
    'is unknown behind a certificate that proves nothing (%s)',
    async (certificate) => {
      const { result, asked } = await ask('whois:81.2.3.4', {
        rdap: { 'rdap.db.ripe.net/ip/81.2.3.4': network() },
        // Somebody on the way would answer there as well.
        whois: { 'whois.ripe.net': 'inetnum: 81.2.3.0 - 81.2.3.255\ndescr: Somebody\n' },
        certificate,
      });
      expect(verdicts(result)).toEqual(['unknown whois.unknown']);
      expect(result.timeouts[0]?.summary).toMatch(
        /rdap\.db\.ripe\.net answered, but its certificate is (not trusted|for another)/,
      );
      expect(asked).toEqual(['rdap.db.ripe.net/ip/81.2.3.4']);
    },
  );

  it('is unknown where the certificate of IANA’s file proves nothing', async () => {
    const file = { services: [[['test'], ['https://rdap.nic.test/']]] };
    const rdap = { 'data.iana.org/rdap/dns.json': file, 'rdap.nic.test/domain/example.test': domain() };
    const { result, asked } = await ask('whois:example.test', { rdap, certificate: 'alone' });
    expect(verdicts(result)).toEqual(['unknown whois.unknown']);
    expect(asked).toEqual(['data.iana.org/rdap/dns.json']);
  });

  it.each([
    ['429', 'HTTP/1.1 429 Slow down\r\nRetry-After: 60\r\n\r\n', /answers 429: it was queried too often.*after 60 s/],
    ['503', 'HTTP/1.1 503 Busy\r\n\r\n', /answers 503/],
    ['something else', 'HTTP/1.1 200 OK\r\n\r\n<html>', /not RDAP/],
  ])('reports %s as unknown, not as an absence', async (_, answer, summary) => {
    const rdap = { 'rdap.db.ripe.net/ip/81.2.3.4': answer };
    const { result } = await ask('whois:81.2.3.4', { rdap });
    expect(verdicts(result)).toEqual(['unknown whois.unknown']);
    expect(result.timeouts[0]?.summary).toMatch(summary);
    const whois = { 'whois.ripe.net': 'inetnum: 81.2.3.0 - 81.2.3.255\ndescr: Somebody\n' };
    expect((await ask('whois:81.2.3.4', { rdap, whois })).result.status).toBe('pass');
  });

  it('follows a referral to http over https', async () => {
    const { result } = await ask('arin:81.2.3.4', {
      rdap: {
        'rdap.arin.net/registry/ip/81.2.3.4': moved('http://rdap.db.ripe.net/ip/81.2.3.4'),
        'rdap.db.ripe.net/ip/81.2.3.4': network(),
      },
    });
    expect(result.status).toBe('pass');
  });

  it('does not follow a referral to a private address', async () => {
    const { result, asked } = await ask('whois:81.2.3.4', {
      rdap: { 'rdap.db.ripe.net/ip/81.2.3.4': moved('https://169.254.169.254/latest') },
    });
    expect(asked).toEqual(['rdap.db.ripe.net/ip/81.2.3.4']);
    expect(verdicts(result)).toEqual(['unknown whois.unknown']);
  });

  it('gives of a domain the registry’s record, and the registrar’s to which that refers', async () => {
    const link = {
      rel: 'related',
      type: 'application/rdap+json',
      href: 'https://rdap.registrar.example/domain/example.com',
    };
    const { result } = await ask('whois:example.com', {
      rdap: {
        'rdap.verisign.com/com/v1/domain/example.com': domain({ links: [link] }),
        'rdap.registrar.example/domain/example.com': domain({ entities: [person('registrant', 'Example Inc.')] }),
      },
    });
    expect(verdicts(result)).toEqual(['pass whois.found']);
    expect(result.records.map(({ registrar, holder }) => registrar ?? holder)).toEqual(['A Registrar', 'Example Inc.']);
  });

  it.each([
    ['one that ends soon', { events: [{ eventAction: 'expiration', eventDate: soon(5) }] }, 'warn whois.expiring'],
    ['one that has ended', { events: [{ eventAction: 'expiration', eventDate: soon(-5) }] }, 'fail whois.expired'],
    ['one on hold', { status: ['client hold'] }, 'fail whois.hold'],
  ])('gives of a domain its state: %s', async (_, more, expected) => {
    const { result } = await ask('whois:example.com', {
      rdap: { 'rdap.verisign.com/com/v1/domain/example.com': domain(more) },
    });
    expect(verdicts(result)[0]).toBe(expected);
  });

  it('finds a domain whose registry is in IANA’s file alone', async () => {
    const { asked, result } = await ask('whois:example.test', {
      rdap: {
        'data.iana.org/rdap/dns.json': { services: [[['test'], ['https://rdap.nic.test/']]] },
        'rdap.nic.test/domain/example.test': domain(),
      },
    });
    expect(asked).toEqual(['data.iana.org/rdap/dns.json', 'rdap.nic.test/domain/example.test']);
    expect(result.status).toBe('pass');
  });

  it('reports an address that neither its registry nor IANA’s file knows as not registered', async () => {
    const rdap = { 'rdap.db.ripe.net/x': {}, 'data.iana.org/rdap/ipv4.json': { services: [] } };
    expect(verdicts((await ask('whois:81.2.3.4', { rdap })).result)).toEqual(['fail whois.absent']);
  });

  it('tells a name that is not registered from a registry that does not answer', async () => {
    const none = { 'rdap.verisign.com/x': {} };
    expect(verdicts((await ask('whois:nothing.com', { rdap: none })).result)).toEqual(['fail whois.absent']);
    expect(verdicts((await ask('whois:nothing.com', {})).result)).toEqual(['unknown whois.unknown']);
    const broken = { 'rdap.verisign.com/com/v1/domain/nothing.com': 'HTTP/1.1 200 OK\r\n\r\n{"a":' };
    expect(verdicts((await ask('whois:nothing.com', { rdap: broken })).result)).toEqual(['unknown whois.unknown']);
  });

  it.each([
    null,
    1,
    'x',
    [],
    {},
    { objectClassName: 'ip network', entities: 5, events: 'x', status: [1, {}] },
    {
      objectClassName: 'domain',
      entities: [{ vcardArray: ['vcard', [5, ['fn'], ['fn', {}, 'text', {}]]], roles: ['registrant'] }],
    },
  ])('reads an odd answer (%j) without harm', (json) => {
    const read = fromRdap(json, 'x');
    expect(read === null || read.holder === null).toBe(true);
  });

  it.each([
    ['what names a text of its own', '{"toString":1,"valueOf":1}'],
    ['what nests without end', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
  ])('reads without harm where a text should be: %s', (_, odd) => {
    const network = JSON.parse(`{"objectClassName":"ip network","startAddress":${odd},"endAddress":"81.2.3.255"}`);
    expect(fromRdap(network, 'x')?.range).toBeNull();
    const links = JSON.parse(`{"links":[{"rel":"related","type":${odd},"href":"https://rdap.example.net/"}]}`);
    expect(relatedRdap(links)).toBeNull();
  });
});

function soon(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}

describe('whois', () => {
  it('takes over where RDAP does not answer', async () => {
    const { result, asked } = await ask('whois:8.8.8.8', {
      whois: {
        'whois.arin.net':
          '# ARIN\r\nNetRange:  8.8.8.0 - 8.8.8.255\r\nOrgName: Google LLC\r\nCountry: US\r\nOrgAbuseEmail: network-abuse@google.com\r\nRegDate: 2014-03-14\r\n',
      },
    });
    expect(asked).toEqual(['whois.arin.net n + 8.8.8.8']);
    expect(result.records).toMatchObject([
      {
        source: 'whois.arin.net',
        holder: 'Google LLC',
        range: '8.8.8.0 - 8.8.8.255',
        country: 'US',
        abuse: 'network-abuse@google.com',
        registered: '2014-03-14',
      },
    ]);
  });

  it.each<[string, string, string]>([
    [
      'not found, in a sentence',
      'query : nothing.zz\n\nThe requested domain was not found in the Registry or Registrar’s WHOIS Server.\n',
      'fail',
    ],
    ['no match, in quotes', 'No match for "NOTHING.ZZ".\n>>> Last update of whois database: 2026-11-30 <<<\n', 'fail'],
    ['a status', 'Domain: nothing.zz\nStatus: free\n', 'fail'],
    ['a remark of RIPE’s', '%ERROR:101: no entries found\n%\n% No entries found in source RIPE.\n', 'fail'],
    ['in capitals', '%% NOT FOUND\n', 'fail'],
    ['Domain not found', 'Domain not found.\n', 'fail'],
    ['in Korean', '상기 도메인이름은 등록되지 않은 도메인입니다.\n', 'fail'],
    ['asked too often', 'WHOIS LIMIT EXCEEDED - SEE WWW.PIR.ORG/WHOIS FOR DETAILS\n', 'unknown'],
    ['asked too often, in words', 'Too many queries from your IP address, try again later.\n', 'unknown'],
    ['nothing of use', 'hello\n', 'unknown'],
    ['only terms of use', `${'% Terms.\n'.repeat(40)}% data not found elsewhere\n`, 'unknown'],
    [
      'a registration whose terms say "not found"',
      'Domain Name: NOTHING.ZZ\nRegistrar: R\nCreation Date: 2020-01-01\nTerms: the domain was not found by us\n',
      'pass',
    ],
  ])('understands the registry’s own words: %s', async (_, said, status) => {
    const whois = { 'whois.iana.org': 'domain: ZZ\nrefer: whois.nic.zz\n', 'whois.nic.zz': said };
    const { result } = await ask('whois:nothing.zz', { whois });
    expect(result.status).toBe(status);
    if (status === 'fail') expect(result.failed[0]?.summary).toBe('nothing.zz is not registered.');
    if (/LIMIT|Too many/.test(said)) expect(result.timeouts[0]?.summary).toContain(said.trim());
  });

  it('reports a top-level domain that does not exist as not registered', async () => {
    const whois = { 'whois.iana.org': '% IANA WHOIS server\n\n% This query returned 0 objects.\n' };
    expect(verdicts((await ask('whois:nothing.zz', { whois })).result)).toEqual(['fail whois.absent']);
  });

  it('takes the smallest of networks within networks, and the nearest contact for abuse', async () => {
    const part = (range: string, holder: string, more = '') =>
      `# start\n\nNetRange:       ${range}\nNetName:        N\n${holder}\n${more}\n# end\n\n`;
    const answer =
      '# ARIN WHOIS data\n\n' +
      part('8.8.0.0 - 8.8.255.255', 'OrgName: Big Carrier', 'OrgAbuseEmail: abuse@carrier.example\n') +
      part('8.8.8.0 - 8.8.8.15', 'CustName: Small Customer') +
      part('8.8.8.0 - 8.8.8.255', 'OrgName: Hoster', 'OrgAbuseEmail: abuse@hoster.example\n');
    const { result } = await ask('whois:8.8.8.8', { whois: { 'whois.arin.net': answer } });
    expect(result.records).toMatchObject([
      { holder: 'Small Customer', range: '8.8.8.0 - 8.8.8.15', abuse: 'abuse@hoster.example' },
    ]);
  });

  it('follows referrals, three at most and none twice', async () => {
    const { result, asked } = await ask('whois:example.zz', {
      whois: {
        'whois.iana.org': 'domain: ZZ\norganisation: Registry\nrefer: whois.nic.zz\n',
        'whois.nic.zz': 'Domain Name: EXAMPLE.ZZ\nRegistrar: R\nRegistrar WHOIS Server: whois.registrar.example\n',
        'whois.registrar.example':
          'Domain Name: EXAMPLE.ZZ\nRegistrant Organization: Example \u001b[31mInc\nwhois: whois.iana.org\n',
      },
    });
    expect(asked).toEqual([
      'whois.iana.org example.zz',
      'whois.nic.zz example.zz',
      'whois.registrar.example example.zz',
    ]);
    expect(result.records).toMatchObject([{ holder: 'Example  [31mInc' }]);
  });

  it('gives the dates of a domain in Korea, whose registry has no RDAP in IANA’s file', async () => {
    const { result } = await ask('whois:example.kr', {
      rdap: { 'data.iana.org/rdap/dns.json': { services: [[['com'], ['https://rdap.verisign.com/com/v1/']]] } },
      whois: {
        'whois.iana.org': 'domain: KR\nrefer: whois.kr\n',
        'whois.kr':
          '# ENGLISH\n\nDomain Name                 : example.kr\nRegistrant                  : Example\n' +
          'Registered Date             : 2007. 08. 21.\nExpiration Date             : 9999. 12. 31.\n' +
          'Authorized Agency           : An Agency(http://agency.example)\n',
      },
    });
    expect(result.records).toMatchObject([
      {
        holder: 'Example',
        registered: '2007-08-21',
        expires: '9999-12-31',
        registrar: 'An Agency(http://agency.example)',
      },
    ]);
  });

  it('does not follow a referral to a private address', async () => {
    const { result } = await ask('whois:example.zz', { whois: { 'whois.iana.org': 'refer: 127.0.0.1\n' } });
    expect(verdicts(result)).toEqual(['unknown whois.unknown']);
  });

  it('does not take an empty answer about an address for an answer', () => {
    expect(fromWhois(['% no entries found'], 'x')).toBeNull();
    expect(fromWhois(['inetnum: 1.2.3.0 - 1.2.3.255', 'descr: Somebody', 'created: 20010203'], 'x')).toMatchObject({
      holder: 'Somebody',
      registered: '2001-02-03',
    });
  });
});

const KRNIC = `query : 211.1.2.3

# KOREAN(UTF8)

[ 네트워크 할당 정보 ]
IPv4주소           : 211.1.0.0 - 211.1.255.255 (/16)
기관명             : 주식회사 케이티
서비스명           : KORNET
전화번호           : +82-2-500-6630
전자우편           : kornet_ip@kt.example

조회하신 IPv4주소는 위의 관리대행자로부터 아래의 사용자에게 할당되었으며, 할당 정보는 다음과 같습니다.
--------------------------------------------------------------------------------


[ 네트워크 할당 정보 ]
IPv4주소           : 211.1.2.0 - 211.1.2.255 (/24)
기관명             : 보기 주식회사
네트워크 구분      : CUSTOMER
전자우편           : admin@example.com

# ENGLISH

KRNIC is not an ISP but a National Internet Registry similar to APNIC.

[ Network Information ]
IPv4 Address       : 211.1.0.0 - 211.1.255.255 (/16)
Organization Name  : Korea Telecom
Phone              : +82-2-500-6630
E-Mail             : kornet_ip@kt.example

--------------------------------------------------------------------------------

More specific assignment information is as follows.

[ Network Information ]
IPv4 Address       : 211.1.2.0 - 211.1.2.255 (/24)
Organization Name  : Example Inc.
E-Mail             : admin@example.com
`;

describe('a registry entry in Korea', () => {
  const rdap = { 'rdap.apnic.net/ip/211.1.2.3': network({ country: 'KR' }) };

  it('names the ISP to ask for a reverse record, in both languages', async () => {
    const { result, asked } = await ask('whois:211.1.2.3', { rdap, whois: { 'whois.kisa.or.kr': KRNIC } });
    expect(asked).toContain('whois.kisa.or.kr 211.1.2.3');
    const reverse = result.passed.find(({ id }) => id === 'whois.reverse');
    expect(reverse?.summary).toBe(
      'In Korea, 211.1.2.3 is managed by Korea Telecom (주식회사 케이티) and used by Example Inc.',
    );
    const remedy = reverse?.remedy ?? { text: 'nothing' };
    expect(lookupSteps(remedy, 'en')).toMatchObject([
      { text: expect.stringContaining('Ask Korea Telecom (kornet_ip@kt.example, +82-2-500-6630)') },
      { command: 'npx postwatch reverse-dns 211.1.2.3 mail.example.com --request-text isp' },
    ]);
    expect(reverse?.translated.ko).toContain('관리대행자는 주식회사 케이티입니다');
    expect(lookupSteps(remedy, 'ko')).toMatchObject([
      { text: expect.stringContaining('주식회사 케이티 (kornet_ip@kt.example, +82-2-500-6630)') },
      { command: 'npx postwatch reverse-dns 211.1.2.3 mail.example.com --request-text isp --language ko' },
    ]);
  });

  it('is unknown where KRNIC does not answer, or answers something else', async () => {
    expect(verdicts((await ask('whois:211.1.2.3', { rdap })).result)[0]).toBe('unknown whois.krnic-unknown');
    expect(readKrnic(['busy'])).toBeNull();
    expect(readKrnic(KRNIC.split('\n').slice(0, 12))?.english.isp).toBe('주식회사 케이티');
  });

  it('does not pass the mailbox of a user off as that of the ISP', () => {
    const lines = KRNIC.split('\n').filter((line) => !line.includes('kornet_ip'));
    expect(readKrnic(lines)?.english).toMatchObject({ isp: 'Korea Telecom', user: 'Example Inc.', email: null });
  });
});

it.each(['whois:AS64500', 'arin:as15169'])('a lookup of an AS number begins at ARIN: %s', async (text) => {
  const { asked } = await ask(text, { rdap: { 'rdap.arin.net/x': {} } });
  expect(asked[0]).toMatch(/^rdap\.arin\.net\/registry\/autnum\/\d+$/);
});
