/** DKIM, DMARC, MTA-STS, TLS-RPT and BIMI. */
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../adapters/local/clock.ts';
import { organisationOf, walkNames } from '../../shared/lookups/parts/dmarc-walk.ts';
import { internet, look, lookupPorts, verdicts } from '../support/lookups.ts';
import { serveTls, tcpServer } from '../support/servers.ts';
import { type ZoneOptions, type Zones, zone } from '../support/zone.ts';

const ask = (text: string, zones: Zones, options: ZoneOptions = {}) => look(text, lookupPorts(zone(zones, options)));

const rsa = (bits: number, type: 'spki' | 'pkcs1' = 'spki'): string =>
  generateKeyPairSync('rsa', { modulusLength: bits }).publicKey.export({ format: 'der', type }).toString('base64');
const [RSA2048, RSA1024, RSA512] = [rsa(2048), rsa(1024, 'pkcs1'), rsa(512)];
const ED25519 = generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);

describe('dkim', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['a long RSA key', [`v=DKIM1; k=rsa; p=${RSA2048}`], ['pass dkim.key']],
    ['without the tags that may be left out', [`p=${RSA2048}`], ['pass dkim.key']],
    ['an Ed25519 key', [`v=DKIM1; k=ed25519; p=${ED25519.toString('base64')}`], ['pass dkim.key']],
    ['a short key, in the other wrapping', [`v=DKIM1; p=${RSA1024}`], ['warn dkim.key-short']],
    ['a weak key', [`v=DKIM1; p=${RSA512}`], ['fail dkim.key-weak']],
    ['a revoked key', ['v=DKIM1; p='], ['fail dkim.revoked']],
    ['half a key', [`v=DKIM1; p=${RSA2048.slice(0, 100)}`], ['fail dkim.key-broken']],
    ['quotes in a key', [`v=DKIM1; p="${RSA2048}"`], ['fail dkim.key-broken']],
    ['testing', [`v=DKIM1; t=s:y; p=${RSA2048}`], ['warn dkim.testing', 'pass dkim.key']],
    ['another version', [`v=DKIM2; p=${RSA2048}`], ['fail dkim.version', 'pass dkim.key']],
    ['a tag twice', [`v=DKIM1; p=${RSA2048}; p=x`], ['warn dkim.syntax', 'pass dkim.key']],
    ['two keys', [`p=${RSA2048}`, 'p='], ['fail dkim.several', 'fail dkim.revoked', 'pass dkim.key']],
    ['something else', ['v=spf1 -all'], ['fail dkim.missing']],
    ['a key type of the future', [`k=kyber; p=${RSA2048}`], ['fail dkim.key-type']],
  ])('%s', async (_, records, expected) => {
    expect(verdicts(await ask('dkim:s1:example.com', { 's1._domainkey.example.com': { TXT: records } }))).toEqual(
      expected,
    );
  });

  it('a selector that is not there, and one that could not be asked', async () => {
    expect(verdicts(await ask('dkim:s1:example.com', {}))).toEqual(['fail dkim.missing']);
    const failing = { 'TXT s1._domainkey.example.com': 'timeout' } as const;
    expect(verdicts(await ask('dkim:s1:example.com', {}, { failing }))).toEqual(['unknown dkim.unknown']);
  });
});

describe('dmarc', () => {
  const RUA = 'rua=mailto:d@example.com';
  it.each<[string, string, Zones, readonly string[]]>([
    [
      'a policy',
      'example.com',
      { '_dmarc.example.com': { TXT: [`v=DMARC1; p=reject; ${RUA}`] } },
      ['pass dmarc.policy'],
    ],
    [
      'by the record above, sp counts',
      'a.b.example.com',
      { '_dmarc.example.com': { TXT: [`v=DMARC1; p=reject; sp=none; ${RUA}`] } },
      ['warn dmarc.none'],
    ],
    [
      'the organisation’s record, not one between',
      'a.b.example.com',
      {
        '_dmarc.b.example.com': { TXT: [`v=DMARC1; p=none; ${RUA}`] },
        '_dmarc.example.com': { TXT: [`v=DMARC1; p=reject; ${RUA}`] },
      },
      ['pass dmarc.policy'],
    ],
    [
      'no policy yet',
      'example.com',
      { '_dmarc.example.com': { TXT: [`v=DMARC1; p=none; ${RUA}`] } },
      ['warn dmarc.none'],
    ],
    [
      'removed tags',
      'example.com',
      { '_dmarc.example.com': { TXT: [`v=DMARC1; p=reject; pct=50; ri=3600; rf=afrf; ${RUA}`] } },
      ['warn dmarc.removed-tag', 'pass dmarc.policy'],
    ],
    [
      'testing, and nobody told',
      'example.com',
      { '_dmarc.example.com': { TXT: ['v=DMARC1; p=quarantine; t=y'] } },
      ['warn dmarc.testing', 'warn dmarc.no-reports', 'pass dmarc.policy'],
    ],
    [
      'wrong words',
      'example.com',
      { '_dmarc.example.com': { TXT: ['v=DMARC1; p=block; foo=bar; baz; rua=d@example.com'] } },
      ['fail dmarc.syntax', 'fail dmarc.value', 'fail dmarc.rua', 'warn dmarc.none', 'warn dmarc.unknown-tag'],
    ],
    [
      'two records',
      'example.com',
      { '_dmarc.example.com': { TXT: ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] } },
      ['fail dmarc.several'],
    ],
    ['none', 'example.com', { '_dmarc.example.com': { TXT: ['v=spf1 -all'] } }, ['fail dmarc.missing']],
    [
      'reports to a stranger',
      'example.com',
      { '_dmarc.example.com': { TXT: ['v=DMARC1; p=reject; rua=mailto:d@reports.example.net!10m'] } },
      ['warn dmarc.no-consent', 'pass dmarc.policy'],
    ],
    [
      'reports to one who agreed',
      'example.com',
      {
        '_dmarc.example.com': { TXT: ['v=DMARC1; p=reject; rua=mailto:d@reports.example.net'] },
        'example.com._report._dmarc.reports.example.net': { TXT: ['v=DMARC1'] },
      },
      ['pass dmarc.policy'],
    ],
  ])('%s', async (_, domain, zones, expected) => {
    expect(verdicts(await ask(`dmarc:${domain}`, zones))).toEqual(expected);
  });

  it('a nearer name that could not be asked leaves it unknown', async () => {
    const zones = { '_dmarc.example.com': { TXT: ['v=DMARC1; p=reject'] } };
    const result = await ask('dmarc:a.example.com', zones, { failing: { 'TXT _dmarc.a.example.com': 'servfail' } });
    expect(verdicts(result)).toEqual(['unknown dmarc.unknown']);
  });

  it('walks over eight names at most (RFC 9989 section 4.10)', () => {
    expect(walkNames('a.example.com')).toEqual(['a.example.com', 'example.com', 'com']);
    expect(walkNames('a.b.c.d.e.f.g.h.i.j.example.com')).toEqual([
      'a.b.c.d.e.f.g.h.i.j.example.com',
      ...['f.g.h.i.j.example.com', 'g.h.i.j.example.com', 'h.i.j.example.com', 'i.j.example.com', 'j.example.com'],
      ...['example.com', 'com'],
    ]);
  });

  it.each<[Readonly<Record<string, string>>, string]>([
    [{ 'example.com': 'v=DMARC1' }, 'example.com'],
    [
      { 'a.example.com': 'v=DMARC1', 'b.a.example.com': 'v=DMARC1; psd=n', 'example.com': 'v=DMARC1' },
      'b.a.example.com',
    ],
    [{ com: 'v=DMARC1; psd=y', 'b.a.example.com': 'v=DMARC1' }, 'example.com'],
    [{}, 'b.a.example.com'],
  ])('%j: the organisation is %s', async (records, expected) => {
    const zones = Object.fromEntries(
      Object.entries(records).map(([name, text]) => [`_dmarc.${name}`, { TXT: [text] }]),
    );
    const { walk } = await import('../../shared/lookups/parts/dmarc-walk.ts');
    expect(organisationOf(await walk('b.a.example.com', zone(zones)))).toBe(expected);
  });
});

it.each<[string, readonly string[], readonly string[]]>([
  ['a record', ['v=TLSRPTv1; rua=mailto:t@example.com,https://example.net/x'], ['pass tls-rpt.record']],
  ['no address', ['v=TLSRPTv1;'], ['fail tls-rpt.rua']],
  ['a broken address', ['v=TLSRPTv1; rua=t@example.com'], ['fail tls-rpt.rua']],
  ['two', ['v=TLSRPTv1; rua=mailto:t@example.com', 'v=TLSRPTv1; rua=mailto:u@example.com'], ['fail tls-rpt.several']],
  ['none', [], ['warn tls-rpt.missing']],
])('tls-rpt: %s', async (_, records, expected) => {
  expect(verdicts(await ask('tls-rpt:example.com', { '_smtp._tls.example.com': { TXT: records } }))).toEqual(expected);
});

/** A web server for one answer, as the policy's host and as the logo's. */
async function web(text: string, zones: Zones, answer: string) {
  const asked: string[] = [];
  const to = await tcpServer((connection) => {
    const over = serveTls(connection, 'sound');
    over.on('data', (bytes) => {
      asked.push(String(bytes).split('\r\n', 1)[0] ?? '');
      over.end(answer);
    });
  });
  const all: Zones = {
    'mta-sts.example.com': { A: ['203.0.113.9'] },
    'logo.web.example.com': { A: ['203.0.113.9'] },
    ...zones,
  };
  const connector = internet({ '203.0.113.9:443': to });
  return { result: await look(text, lookupPorts(zone(all), { connector, clock: systemClock })), asked };
}

describe('mta-sts', () => {
  const ZONES: Zones = {
    '_mta-sts.example.com': { TXT: ['v=STSv1; id=2026;'] },
    'example.com': { MX: [[10, 'mx1.example.com']] },
  };
  const policy = (mode: string, mx: string, age = 604_800): string =>
    `HTTP/1.1 200 OK\r\n\r\nversion: STSv1\r\nmode: ${mode}\r\nmx: ${mx}\r\nmax_age: ${age}\r\n`;
  it.each<[string, string, readonly string[]]>([
    ['enforced', policy('enforce', '*.example.com'), ['pass mta-sts.policy']],
    ['a host left out', policy('enforce', '*.mx1.example.com'), ['fail mta-sts.mx']],
    ['testing', policy('testing', 'mx1.example.com'), ['warn mta-sts.mode-mild']],
    ['short', policy('enforce', 'mx1.example.com', 60), ['warn mta-sts.max-age-short']],
    [
      'nonsense',
      'HTTP/1.1 200 OK\r\n\r\n<html>',
      ['fail mta-sts.version', 'fail mta-sts.mode', 'fail mta-sts.max-age', 'warn mta-sts.mx'],
    ],
    ['a redirect', 'HTTP/1.1 301 x\r\nLocation: https://example.com/\r\n\r\n', ['fail mta-sts.policy-missing']],
  ])('%s', async (_, answer, expected) => {
    const { result, asked } = await web('mta-sts:example.com', ZONES, answer);
    expect(verdicts(result).filter((one) => !/record|certificate/.test(one))).toEqual(expected);
    expect(verdicts(result)).toEqual(expect.arrayContaining(['pass mta-sts.record', 'pass mta-sts.certificate']));
    expect(asked).toEqual(['GET /.well-known/mta-sts.txt HTTP/1.1']);
  });

  it('no record, a broken id, and no web server', async () => {
    expect(verdicts(await ask('mta-sts:example.com', {}))).toEqual(['warn mta-sts.missing']);
    const zones = { ...ZONES, '_mta-sts.example.com': { TXT: ['v=STSv1; id=a-b'] } };
    expect(verdicts(await ask('mta-sts:example.com', zones))).toEqual(['fail mta-sts.id', 'fail mta-sts.no-address']);
  });
});

describe('bimi', () => {
  const ZONES: Zones = {
    'default._bimi.example.com': { TXT: ['v=BIMI1; l=https://logo.web.example.com/l.svg; a='] },
    '_dmarc.example.com': { TXT: ['v=DMARC1; p=reject'] },
  };
  const svg = (body: string, type = 'image/svg+xml'): string =>
    `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\n\r\n${body}`;
  it.each<[string, string, readonly string[]]>([
    ['a logo', svg('<svg baseProfile="tiny-ps"/>'), ['warn bimi.no-certificate', 'pass bimi.logo']],
    [
      'a script in it',
      svg('<svg baseProfile="tiny-ps"><script/></svg>'),
      ['fail bimi.logo', 'warn bimi.no-certificate'],
    ],
    ['a picture', svg('PNG', 'image/png'), ['fail bimi.logo', 'warn bimi.no-certificate']],
    [
      'too large',
      svg(`<svg baseProfile="tiny-ps">${' '.repeat(40_000)}`),
      ['fail bimi.logo', 'warn bimi.no-certificate'],
    ],
  ])('%s', async (_, answer, expected) => {
    const { result } = await web('bimi:example.com', ZONES, answer);
    expect(verdicts(result)).toEqual(expected);
  });

  it('needs a DMARC policy', async () => {
    const zones = { ...ZONES, '_dmarc.example.com': { TXT: ['v=DMARC1; p=none'] } };
    expect(verdicts((await web('bimi:example.com', zones, svg('<svg baseProfile="tiny-ps"/>'))).result)).toContain(
      'fail bimi.dmarc',
    );
  });

  it('an address inside is not asked', async () => {
    const zones = { ...ZONES, 'default._bimi.example.com': { TXT: ['v=BIMI1; l=https://127.0.0.1/l.svg; a='] } };
    expect(verdicts(await ask('bimi:example.com', zones))).toContain('fail bimi.logo-address');
  });
});
