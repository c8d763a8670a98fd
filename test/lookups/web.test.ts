/** `tcp`, `http` and `https` against servers on loopback. */
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../adapters/local/clock.ts';
import { publishedLookup } from '../../shared/lookups/lookup.ts';
import type { Endpoint } from '../../shared/net/port.ts';
import { internet, look, lookupPorts, verdicts } from '../support/lookups.ts';
import { closedPort, serveTls, tcpServer } from '../support/servers.ts';
import { shown } from '../support/titles.ts';
import { zone } from '../support/zone.ts';

const DNS = zone({
  'mail.example.com': { A: ['203.0.113.25'] },
  'x.web.example.com': { A: ['203.0.113.26'] },
  'inside.example.com': { A: ['10.0.0.1'] },
  'rebound.example.com': { A: ['169.254.169.254'], AAAA: ['fe80::1'] },
});

/** By host, in the order in which it is asked. */
type Site = Readonly<Record<string, string>>;

const HSTS = 'Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n';
const found = (more = ''): string => `HTTP/1.1 200 OK\r\n${more}\r\n`;
const to = (location: string): string => `HTTP/1.1 301 Moved\r\nLocation: ${location}\r\n\r\n`;

function server(site: Site, secure: boolean, asked: string[]): Promise<Endpoint> {
  return tcpServer((connection) => {
    const over = secure ? serveTls(connection, 'sound') : connection;
    over.on('data', (bytes) => {
      const text = String(bytes);
      const host = /^host: (.*)\r$/im.exec(text)?.[1] ?? '';
      const path = text.split(' ')[1] ?? '';
      asked.push(`${secure ? 'https' : 'http'}://${host}${path}`);
      over.end(site[`${secure ? 'https' : 'http'}://${host}${path}`] ?? 'HTTP/1.1 404 Not Found\r\n\r\n');
    });
  });
}

async function browse(text: string, site: Site) {
  const asked: string[] = [];
  const [plain, secure] = [await server(site, false, asked), await server(site, true, asked)];
  const places = Object.fromEntries(
    ['203.0.113.25', '203.0.113.26'].flatMap((host) => [
      [`${host}:80`, plain],
      [`${host}:443`, secure],
    ]),
  );
  const ports = lookupPorts(DNS, { clock: systemClock, connector: internet(places) });
  return { result: await look(text, ports), asked };
}

const CASES: readonly (readonly [string, string, Site, readonly string[]])[] = [
  [
    'a sound page',
    'https:mail.example.com',
    { 'https://mail.example.com/': found(HSTS) },
    ['pass https.status', 'pass https.hsts', 'pass https.certificate'],
  ],
  [
    'http that redirects to https',
    'http:mail.example.com/a?b=c',
    { 'http://mail.example.com/a?b=c': to('https://x.web.example.com/b'), 'https://x.web.example.com/b': found(HSTS) },
    ['pass http.status', 'pass http.hsts', 'pass http.certificate'],
  ],
  [
    'http that stays so',
    'http:mail.example.com',
    { 'http://mail.example.com/': found() },
    ['warn http.unencrypted', 'pass http.status'],
  ],
  [
    'a way back to http',
    'https:mail.example.com',
    { 'https://mail.example.com/': to('http://mail.example.com/x'), 'http://mail.example.com/x': found() },
    ['fail https.downgrade', 'warn https.no-hsts', 'pass https.status', 'pass https.certificate'],
  ],
  [
    'a short HSTS',
    'https:mail.example.com',
    { 'https://mail.example.com/': found('Strict-Transport-Security: max-age=60\r\n') },
    ['warn https.no-hsts', 'pass https.status', 'pass https.certificate'],
  ],
  ['nothing there', 'http:mail.example.com/none', {}, ['warn http.status', 'warn http.unencrypted']],
  [
    'an endless circle',
    'http:mail.example.com',
    { 'http://mail.example.com/': to('/') },
    ['fail http.redirect', 'warn http.unencrypted'],
  ],
];

it.each(CASES)('the lookup http: or https: judges %s', async (_, text, site, expected) => {
  const { result } = await browse(text, site);
  expect(verdicts(result)).toEqual(expected);
});

it.each([
  ['speaks something else', 'HTTP/1.1 400 Bad Request\r\n\r\n', 'fail https.no-tls'],
  ['hangs up', '', 'unknown https.no-tls'],
])('the lookup https: is a failure with the reason where the server %s', async (_, said, expected) => {
  const plain = await tcpServer((connection) => connection.once('data', () => connection.end(said)));
  const ports = lookupPorts(DNS, { clock: systemClock, connector: internet({ '203.0.113.25:443': plain }) });
  const result = await look('https:mail.example.com', ports);
  expect(verdicts(result)).toEqual([expected]);
  expect([...result.failed, ...result.timeouts][0]?.summary).toContain('accepts the connection, but no TLS session');
});

describe('every redirect of the lookup http: is checked anew', () => {
  it.each(
    [
      ['http://127.0.0.1/', 'fail http.redirect'],
      ['http://[::ffff:127.0.0.1]/', 'fail http.redirect'],
      ['http://2130706433/', 'fail http.redirect'],
      ['http://0x7f.1/', 'fail http.redirect'],
      ['http://169.254.169.254/latest/meta-data/', 'fail http.redirect'],
      ['http://localhost/', 'fail http.redirect'],
      ['http://inside.example.com/', 'unknown http.not-connected'],
      ['http://rebound.example.com/', 'unknown http.not-connected'],
      ['https://mail.example.com:6379/', 'unknown http.not-connected'],
      ['gopher://mail.example.com:25/', 'fail http.redirect'],
      ['file:///etc/passwd', 'fail http.redirect'],
      ['//%00', 'fail http.redirect'],
      [`http://mail.example.com/${'a'.repeat(2000)}`, 'fail http.redirect'],
    ].map(([location = '', expected]) => [shown(location), location, expected]),
  )('to %s', async (_, location = '', expected = '') => {
    const { result, asked } = await browse('http:mail.example.com', { 'http://mail.example.com/': to(location) });
    expect(verdicts(result)[0] === expected || verdicts(result).includes(expected)).toBe(true);
    expect(asked).toEqual(['http://mail.example.com/']);
  });
});

describe('the lookup tcp:', () => {
  it('times a connection', async () => {
    const open = await tcpServer(() => {});
    const ports = lookupPorts(DNS, { clock: systemClock, connector: internet({ '203.0.113.25:993': open }) });
    const result = await look('tcp:mail.example.com:993', ports);
    expect(verdicts(result)).toEqual(['pass tcp.open']);
    expect(publishedLookup(result).records).toMatchObject([{ address: '203.0.113.25', port: 993, result: 'open' }]);
  });

  it('reports a closed port as closed, and a refused connection as unknown', async () => {
    const closed = await closedPort();
    const ports = lookupPorts(DNS, { clock: systemClock, connector: internet({ '203.0.113.25:993': closed }) });
    expect(verdicts(await look('tcp:mail.example.com:993', ports))).toEqual(['fail tcp.closed']);
    expect(verdicts(await look('tcp:mail.example.com:6379', ports))).toEqual(['unknown tcp.not-connected']);
    expect(verdicts(await look('tcp:203.0.113.99:25', ports))).toEqual(['unknown tcp.not-connected']);
    expect(verdicts(await look('tcp:inside.example.com:25', ports))).toEqual(['unknown tcp.not-connected']);
  });
});
