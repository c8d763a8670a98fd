/** DKIM, MTA-STS, TLS-RPT and BIMI. */
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../adapters/local/clock.ts';
import { judgeMark } from '../../shared/lookups/bimi/mark-certificate.ts';
import { internet, look, lookupPorts, verdicts } from '../support/lookups.ts';
import { identity, MARK, ROOT, serveTls, tcpServer } from '../support/servers.ts';
import { type ZoneOptions, type Zones, zone } from '../support/zone.ts';

const ask = (text: string, zones: Zones, options: ZoneOptions = {}) => look(text, lookupPorts(zone(zones, options)));

const rsa = (bits: number, type: 'spki' | 'pkcs1' = 'spki'): string =>
  generateKeyPairSync('rsa', { modulusLength: bits }).publicKey.export({ format: 'der', type }).toString('base64');
const [RSA2048, RSA1024, RSA512] = [rsa(2048), rsa(1024, 'pkcs1'), rsa(512)];
const ED25519 = generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);

describe('the lookup dkim:', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['a long RSA key', [`v=DKIM1; k=rsa; p=${RSA2048}`], ['pass dkim.key']],
    ['without the tags that may be left out', [`p=${RSA2048}`], ['pass dkim.key']],
    ['an Ed25519 key', [`v=DKIM1; k=ed25519; p=${ED25519.toString('base64')}`], ['pass dkim.key']],
    ['a short key, in the other wrapping', [`v=DKIM1; p=${RSA1024}`], ['warn dkim.key-short']],
    ['a weak key', [`v=DKIM1; p=${RSA512}`], ['fail dkim.key-weak']],
    ['a revoked key', ['v=DKIM1; p='], ['fail dkim.revoked']],
    ['half a key', [`v=DKIM1; p=${RSA2048.slice(0, 100)}`], ['fail dkim.key-broken']],
    ['quotes in a key', [`v=DKIM1; p="${RSA2048}"`], ['fail dkim.mangled']],
    ['testing', [`v=DKIM1; t=s:y; p=${RSA2048}`], ['warn dkim.testing', 'pass dkim.key']],
    ['another version', [`v=DKIM2; p=${RSA2048}`], ['fail dkim.version', 'pass dkim.key']],
    ['a tag twice', [`v=DKIM1; p=${RSA2048}; p=x`], ['warn dkim.syntax', 'pass dkim.key']],
    ['two keys', [`p=${RSA2048}`, 'p='], ['fail dkim.several', 'fail dkim.revoked', 'pass dkim.key']],
    ['something else', ['v=spf1 -all'], ['fail dkim.missing']],
    ['a key type of the future', [`k=kyber; p=${RSA2048}`], ['fail dkim.key-type']],
  ])('judges the key: %s', async (_, records, expected) => {
    expect(verdicts(await ask('dkim:s1:example.com', { 's1._domainkey.example.com': { TXT: records } }))).toEqual(
      expected,
    );
  });

  it('says that a selector does not exist, and is unknown where it could not be looked up', async () => {
    expect(verdicts(await ask('dkim:s1:example.com', {}))).toEqual(['fail dkim.missing']);
    const failing = { 'TXT s1._domainkey.example.com': 'timeout' } as const;
    expect(verdicts(await ask('dkim:s1:example.com', {}, { failing }))).toEqual(['unknown dkim.unknown']);
  });
});

it.each<[string, readonly string[], readonly string[]]>([
  ['a record', ['v=TLSRPTv1; rua=mailto:t@example.com,https://example.net/x'], ['pass tls-rpt.record']],
  ['no address', ['v=TLSRPTv1;'], ['fail tls-rpt.rua']],
  ['a broken address', ['v=TLSRPTv1; rua=t@example.com'], ['fail tls-rpt.rua']],
  ['two', ['v=TLSRPTv1; rua=mailto:t@example.com', 'v=TLSRPTv1; rua=mailto:u@example.com'], ['fail tls-rpt.several']],
  ['none, which is allowed', [], ['pass tls-rpt.missing']],
])('the lookup tls-rpt: judges the record: %s', async (_, records, expected) => {
  expect(verdicts(await ask('tls-rpt:example.com', { '_smtp._tls.example.com': { TXT: records } }))).toEqual(expected);
});

/** A web server for one answer, as the policy's host and as the logo's. */
async function web(
  text: string,
  zones: Zones,
  answer: string,
  { certificate = 'sound', ...options }: ZoneOptions & { readonly certificate?: 'sound' | 'expired' } = {},
) {
  const asked: string[] = [];
  const to = await tcpServer((connection) => {
    const over = serveTls(connection, certificate);
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
  return { result: await look(text, lookupPorts(zone(all, options), { connector, clock: systemClock })), asked };
}

describe('the lookup mta-sts:', () => {
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
    [
      'as a page of the web',
      policy('enforce', 'mx1.example.com').replace('OK\r\n', 'OK\r\nContent-Type: text/html; charset=utf-8\r\n'),
      ['warn mta-sts.media-type', 'pass mta-sts.policy'],
    ],
    [
      'as text',
      policy('enforce', 'mx1.example.com').replace('OK\r\n', 'OK\r\nContent-Type: Text/Plain;charset=utf-8\r\n'),
      ['pass mta-sts.policy'],
    ],
    [
      'a field twice, of which the first counts',
      policy('enforce', 'mx1.example.com').replace('mode: enforce', 'mode: enforce\r\nmode: none'),
      ['warn mta-sts.duplicate'],
    ],
    ['a final dot', policy('enforce', 'mx1.example.com.'), ['fail mta-sts.mx-dot']],
    ['a final dot in a test', policy('testing', 'mx1.example.com.'), ['warn mta-sts.mode-mild', 'warn mta-sts.mx-dot']],
    ['two hosts in a line', policy('enforce', 'mx1.example.com, mx2.example.com'), ['fail mta-sts.mx-list']],
    [
      'a byte order mark',
      policy('enforce', 'mx1.example.com').replace('version', '\ufeffversion'),
      ['fail mta-sts.encoding'],
    ],
    [
      'a name in capitals',
      policy('enforce', 'mx1.example.com').replace('version', 'Version'),
      ['fail mta-sts.key-case', 'fail mta-sts.version'],
    ],
    ['a mode in capitals', policy('Enforce', 'mx1.example.com'), ['fail mta-sts.mode']],
    [
      'an equals sign for a colon',
      policy('enforce', 'mx1.example.com').replace('version: ', 'version='),
      ['fail mta-sts.version', 'warn mta-sts.line'],
    ],
    ['a redirect', 'HTTP/1.1 301 x\r\nLocation: https://example.com/\r\n\r\n', ['fail mta-sts.policy-missing']],
  ])('judges record, policy and mail hosts: %s', async (_, answer, expected) => {
    const { result, asked } = await web('mta-sts:example.com', ZONES, answer);
    expect(verdicts(result).filter((one) => !/record|certificate/.test(one))).toEqual(expected);
    expect(verdicts(result)).toEqual(expect.arrayContaining(['pass mta-sts.record', 'pass mta-sts.certificate']));
    expect(asked).toEqual(['GET /.well-known/mta-sts.txt HTTP/1.1']);
  });

  it('names the MX record that lacks its final dot', async () => {
    const zones = { ...ZONES, 'example.com': { MX: [[10, 'mx1.example.com.example.com']] } } as const;
    const { result } = await web('mta-sts:example.com', zones, policy('enforce', 'mx1.example.com'));
    const found = result.failed.find(({ id }) => id === 'mta-sts.mx');
    expect(found?.summary).toMatch(/final dot is missing.*mx1\.example\.com was meant/);
  });

  it('is unknown, never a match, where the policy could not be compared with the mail hosts', async () => {
    const failing = { 'MX example.com': 'servfail' } as const;
    const { result } = await web('mta-sts:example.com', ZONES, policy('enforce', '*.example.com'), { failing });
    expect(result.status).toBe('unknown');
    expect(verdicts(result).filter((one) => !/record|certificate/.test(one))).toEqual(['unknown mta-sts.mx-unknown']);
  });

  it('compares the policy of a domain without MX with the domain itself', async () => {
    const alone = { ...ZONES, 'example.com': { A: ['203.0.113.9'] } };
    const of = async (host: string) =>
      verdicts((await web('mta-sts:example.com', alone, policy('enforce', host))).result);
    expect(await of('example.com')).toContain('pass mta-sts.policy');
    expect(await of('mx1.example.com')).toContain('fail mta-sts.mx');
  });

  it('reports no record, a broken id, and no web server', async () => {
    const there = { 'example.com': { A: ['203.0.113.1'] } };
    expect(verdicts(await ask('mta-sts:example.com', there))).toEqual(['warn mta-sts.missing']);
    expect(verdicts(await ask('mta-sts:example.com', {}))).toEqual(['fail mta-sts.no-domain']);
    const zones = { ...ZONES, '_mta-sts.example.com': { TXT: ['v=STSv1; id=a-b'] } };
    expect(verdicts(await ask('mta-sts:example.com', zones))).toEqual(['fail mta-sts.id', 'fail mta-sts.no-address']);
  });
});

describe('a mark certificate', () => {
  const at = (pem: string, domain: string, day = '2026-11-30') => judgeMark(pem, [domain], Date.parse(day));
  it.each<[string, ReturnType<typeof judgeMark>, string]>([
    ['for the domain', at(MARK, 'brand.example'), 'pass certificate'],
    ['for a selector of the domain', at(MARK, 'example.com'), 'pass certificate'],
    ['with more behind it', at(`${MARK}${ROOT}`, 'example.com'), 'pass certificate'],
    ['for another', at(MARK, 'example.org'), 'fail certificate-name'],
    ['for a name below', at(MARK, 'a.example.com'), 'fail certificate-name'],
    ['that ends soon', at(MARK, 'example.com', '2119-12-20'), 'warn certificate-expiring'],
    ['that has ended', at(MARK, 'example.com', '2120-01-02'), 'fail certificate-expired'],
    ['for a server', at(identity('sound').cert, 'mail.example.com'), 'fail certificate-kind'],
    ['that is none', at('<html>', 'example.com'), 'fail certificate-broken'],
    ['cut off', at(MARK.slice(0, 400), 'example.com'), 'fail certificate-broken'],
  ])('is judged by its names, dates and logo: %s', (_, { status, id }, expected) =>
    expect(`${status} ${id}`).toBe(expected),
  );

  it('is never said to be verified up to its issuer', () => {
    expect(at(MARK, 'example.com').summary.en).toMatch(/We do not verify its issuer \(CN=Postwatch test root\)/);
  });
});

describe('the lookup bimi:', () => {
  const ZONES: Zones = {
    'default._bimi.example.com': { TXT: ['v=BIMI1; l=https://logo.web.example.com/l.svg; a='] },
    '_dmarc.example.com': { TXT: ['v=DMARC1; p=reject'] },
  };
  const LOGO = '<svg version="1.2" baseProfile="tiny-ps" viewBox="0 0 1 1"><title>X</title><rect width="1"/></svg>';
  const svg = (body: string, type = 'image/svg+xml'): string =>
    `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\n\r\n${body}`;
  it.each<[string, string, readonly string[]]>([
    ['a logo', svg(LOGO), ['warn bimi.no-certificate', 'pass bimi.logo']],
    ['without a title', svg(LOGO.replace(/<title>.*<.title>/, '')), ['fail bimi.logo', 'warn bimi.no-certificate']],
    ['with an empty title', svg(LOGO.replace('>X<', '> <')), ['fail bimi.logo', 'warn bimi.no-certificate']],
    ['of version 1.1', svg(LOGO.replace('1.2', '1.1')), ['fail bimi.logo', 'warn bimi.no-certificate']],
    ['without a version', svg(LOGO.replace('version="1.2"', '')), ['fail bimi.logo', 'warn bimi.no-certificate']],
    ['with x= at the root', svg(LOGO.replace('<svg', '<svg x="0"')), ['fail bimi.logo', 'warn bimi.no-certificate']],
    [
      'whose profile is at another place',
      svg(LOGO.replace(' baseProfile="tiny-ps"', '').replace('<rect', '<rect baseProfile="tiny-ps"')),
      ['fail bimi.logo', 'warn bimi.no-certificate'],
    ],
    [
      'behind a prolog, a comment and a type',
      svg(`\ufeff<?xml version="1.0"?>\n<!-- > <svg> -->\n<!DOCTYPE svg>\n${LOGO}`),
      ['warn bimi.no-certificate', 'pass bimi.logo'],
    ],
    ['a script in it', svg(LOGO.replace('<rect', '<script/><rect')), ['fail bimi.logo', 'warn bimi.no-certificate']],
    ['a picture', svg('PNG', 'image/png'), ['fail bimi.logo', 'warn bimi.no-certificate']],
    ['too large', svg(`${LOGO}${' '.repeat(40_000)}`), ['fail bimi.logo', 'warn bimi.no-certificate']],
  ])('judges record, logo and DMARC: %s', async (_, answer, expected) => {
    const { result } = await web('bimi:example.com', ZONES, answer);
    expect(verdicts(result)).toEqual(expected);
  });

  it.each([
    ['sp=none', 'v=DMARC1; p=reject; sp=none', 'fail bimi.dmarc-sp'],
    ['sp=reject', 'v=DMARC1; p=reject; sp=reject', null],
    ['quarantine for a part', 'v=DMARC1; p=quarantine; pct=50', 'fail bimi.dmarc-pct'],
    ['quarantine for all', 'v=DMARC1; p=quarantine; pct=100', null],
  ])('judges %s of DMARC', async (_, dmarc, verdict) => {
    const zones = { ...ZONES, '_dmarc.example.com': { TXT: [dmarc] } };
    const found = verdicts((await web('bimi:example.com', zones, svg(LOGO))).result).filter((one) => /dmarc/.test(one));
    expect(found).toEqual(verdict === null ? [] : [verdict]);
  });

  it.each([
    ['is there', `HTTP/1.1 200 OK\r\n\r\n${MARK}`, 'pass bimi.certificate'],
    ['is gone', 'HTTP/1.1 404 Not Found\r\n\r\n', 'fail bimi.certificate-missing'],
    ['has moved', 'HTTP/1.1 301 Moved\r\nLocation: https://example.com/\r\n\r\n', 'fail bimi.certificate-missing'],
    ['is a page', 'HTTP/1.1 200 OK\r\n\r\n<html>', 'fail bimi.certificate-broken'],
  ])('judges the certificate where it %s', async (_, answer, verdict) => {
    const record = 'v=BIMI1; l=; a=https://logo.web.example.com/c.pem';
    const { result } = await web(
      'bimi:example.com',
      { ...ZONES, 'default._bimi.example.com': { TXT: [record] } },
      answer,
    );
    expect(verdicts(result).filter((one) => one.includes('certificate'))).toEqual([verdict]);
    if (verdict.endsWith('missing')) expect(result.failed.map(({ summary }) => summary).join()).toContain('c.pem');
  });

  it('never shows a logo whose certificate is not trusted', async () => {
    const { result } = await web('bimi:example.com', ZONES, svg(LOGO), { certificate: 'expired' });
    expect(verdicts(result)).toContain('fail bimi.logo');
    expect(result.failed[0]?.summary).toContain('CERT_HAS_EXPIRED');
  });

  it('finds for a subdomain the record of its organization', async () => {
    const { result } = await web('bimi:news.example.com', ZONES, svg(LOGO));
    expect(verdicts(result)).toEqual(['warn bimi.no-certificate', 'pass bimi.logo']);
    expect(result.records[0]?.['name']).toBe('default._bimi.example.com');
  });

  it('accepts an empty record, by which the owner declines', async () => {
    const zones = { 'example.com': { A: ['203.0.113.1'] }, '_dmarc.example.com': { TXT: ['v=DMARC1; p=none'] } };
    expect(verdicts(await ask('bimi:example.com', zones))).toEqual(['pass bimi.missing']);
  });

  it('needs a DMARC policy', async () => {
    const zones = { ...ZONES, '_dmarc.example.com': { TXT: ['v=DMARC1; p=none'] } };
    expect(verdicts((await web('bimi:example.com', zones, svg(LOGO))).result)).toContain('fail bimi.dmarc');
  });

  it('does not connect to a private address', async () => {
    const zones = { ...ZONES, 'default._bimi.example.com': { TXT: ['v=BIMI1; l=https://127.0.0.1/l.svg; a='] } };
    expect(verdicts(await ask('bimi:example.com', zones))).toContain('fail bimi.logo-address');
  });
});
