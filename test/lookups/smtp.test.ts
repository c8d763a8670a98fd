/** `smtp` against scripted servers on loopback, each with a fault of its own. */
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../adapters/local/clock.ts';
import type { LookupResult } from '../../shared/lookups/lookup.ts';
import type { Connector, Endpoint } from '../../shared/net/port.ts';
import { internet, look, lookupPorts, verdicts } from '../support/lookups.ts';
import { closedPort, type identity, serveTls, tcpServer } from '../support/servers.ts';
import { zone } from '../support/zone.ts';

const DNS = zone({
  'mail.example.com': { A: ['203.0.113.25'] },
  '25.113.0.203.in-addr.arpa': { PTR: ['mail.example.com'] },
  'both.example.com': { A: ['203.0.113.25'], AAAA: ['2001:db8::25'] },
  'inside.example.com': { A: ['127.0.0.1'] },
});

type Script = {
  readonly greeting?: string;
  readonly ehlo?: string;
  readonly helo?: string;
  readonly starttls?: string;
  readonly certificate?: Parameters<typeof identity>[0];
};

const EHLO = '250-mail.example.com\r\n250-SIZE 1000\r\n250 STARTTLS\r\n';

const mailServer = ({
  greeting = '220 mail.example.com ESMTP\r\n',
  ehlo = EHLO,
  helo = '221 bye\r\n',
  starttls = '220 go ahead\r\n',
  certificate = 'sound',
}: Script = {}): Promise<Endpoint> =>
  tcpServer((connection) => {
    connection.write(greeting);
    connection.on('data', (bytes) => {
      const line = String(bytes);
      if (line.startsWith('EHLO')) connection.write(ehlo);
      else if (line.startsWith('HELO')) connection.write(helo);
      else if (line.startsWith('STARTTLS')) {
        connection.removeAllListeners('data');
        connection.write(starttls, () => {
          if (starttls.startsWith('220')) serveTls(connection, certificate);
        });
      } else connection.end('221 bye\r\n');
    });
  });

const meet = async (to: Endpoint, text = 'smtp:mail.example.com', ms?: number): Promise<LookupResult> =>
  look(
    text,
    lookupPorts(DNS, {
      clock: systemClock,
      connector: internet({ '203.0.113.25:25': to, '203.0.113.25:465': to, '203.0.113.25:587': to }, ms),
    }),
  );

it('the lookup smtp: shows greeting, name, TLS and certificate of a sound server', async () => {
  const result = await meet(await mailServer());
  expect(verdicts(result)).toEqual(['pass smtp.greeting', 'pass smtp.name', 'pass smtp.tls', 'pass smtp.certificate']);
  expect(result.records).toMatchObject([
    {
      address: '203.0.113.25',
      port: 25,
      greeting: '220 mail.example.com ESMTP',
      name: 'mail.example.com',
      reverse: ['mail.example.com'],
      extensions: ['SIZE 1000', 'STARTTLS'],
      until: '2120-01-01',
      problem: null,
    },
  ]);
  expect(result.passed[0]?.evidence).toMatchObject([
    { question: '203.0.113.25:25', type: 'SMTP', rcode: '220', answers: expect.arrayContaining(['> STARTTLS']) },
  ]);
});

it('the lookup smtp: begins with TLS on port 465', async () => {
  const to = await tcpServer((connection) => {
    const over = serveTls(connection, 'sound');
    over.write('220 mail.example.com ESMTP\r\n');
    over.on('data', () => over.write('250 mail.example.com\r\n'));
  });
  expect(verdicts(await meet(to, 'smtp:mail.example.com:465'))).toEqual([
    'pass smtp.greeting',
    'pass smtp.name',
    'pass smtp.tls',
    'pass smtp.certificate',
  ]);
});

const FAULTS: readonly (readonly [string, Script, string, readonly string[]])[] = [
  ['no STARTTLS', { ehlo: '250 mail.example.com\r\n' }, '', ['warn smtp.no-starttls']],
  ['an expired certificate', { certificate: 'expired' }, '', ['warn smtp.certificate-expired', 'pass smtp.tls']],
  ['on a submission port too', { certificate: 'expired' }, ':587', ['fail smtp.certificate-expired', 'pass smtp.tls']],
  [
    'a certificate without an end that can be read',
    { certificate: 'undated' },
    '',
    ['warn smtp.certificate-date', 'warn smtp.certificate-untrusted', 'pass smtp.tls'],
  ],
  [
    'a certificate of its own, for another name',
    { certificate: 'alone' },
    '',
    ['warn smtp.certificate-name', 'warn smtp.certificate-untrusted', 'pass smtp.tls'],
  ],
  ['another name than its reverse name', { ehlo: EHLO.replace('mail', 'other') }, '', ['warn smtp.name-mismatch']],
  ['STARTTLS that is refused', { starttls: '454 not now\r\n' }, '', ['fail smtp.starttls-failed']],
  ['421', { greeting: '421 too many connections\r\n' }, '', ['unknown smtp.busy']],
  ['554', { greeting: '554-no\r\n554 \u001b[31mgo away\r\n' }, '', ['warn smtp.turned-away']],
  ['EHLO not taken, and HELO neither', { ehlo: '550 who are you?\r\n' }, '', ['warn smtp.no-ehlo']],
  ['HELO alone', { ehlo: '502 what?\r\n', helo: '250 mail.example.com\r\n' }, '', ['warn smtp.no-ehlo']],
  ['a masked banner', { greeting: `220 ${'*'.repeat(27)}\r\n`, ehlo: EHLO }, '', ['warn smtp.masked', 'pass smtp.tls']],
  [
    'masked keywords: not the server’s own silence',
    { ehlo: '250-mail.example.com\r\n250-XXXXXXXA\r\n250 SIZE 1\r\n' },
    '',
    ['warn smtp.masked'],
  ],
  ['another protocol', { greeting: 'SSH-2.0-OpenSSH\r\n' }, '', ['unknown smtp.no-greeting']],
  ['an endless greeting', { greeting: '220-more\r\n'.repeat(5000) }, '', ['unknown smtp.no-greeting']],
];

it.each(FAULTS)('the lookup smtp: reports %s', async (_, script, port, expected) => {
  const result = await meet(await mailServer(script), `smtp:mail.example.com${port}`);
  expect(verdicts(result).filter((one) => !/^pass smtp\.(greeting|name|certificate)$/.test(one))).toEqual(
    expected.concat(
      expected.some((one) => /tls|certif|busy|away|ehlo|greeting|masked/.test(one)) ? [] : ['pass smtp.tls'],
    ),
  );
  const reported = [...result.failed, ...result.warnings, ...result.timeouts];
  expect(reported.every(({ remedy }) => remedy !== null)).toBe(true);
  expect(JSON.stringify(result)).not.toContain('\\u001b');
});

describe('the lookup smtp: is unknown, never down, about what it could not see', () => {
  it('in a tarpit', async () => {
    const to = await tcpServer((connection) => {
      const timer = setInterval(() => connection.write('2'), 10);
      connection.on('close', () => clearInterval(timer));
    });
    const result = await meet(to, 'smtp:mail.example.com', 120);
    expect(verdicts(result)).toEqual(['unknown smtp.no-greeting']);
    expect(result.status).toBe('unknown');
  });

  it('on port 25 that does not answer, or that something on the way refuses', async () => {
    const refused = await meet(await closedPort());
    expect(verdicts(refused)).toEqual(['unknown smtp.port-25']);
    expect(refused.timeouts[0]?.summary).toContain('says nothing about the server');
  });

  it('but not about another port, which is closed where it refuses', async () => {
    expect(verdicts(await meet(await closedPort(), 'smtp:mail.example.com:587'))).toEqual(['fail smtp.closed']);
  });

  it('for a name with a private address, and sends nothing', async () => {
    const result = await meet(await mailServer(), 'smtp:inside.example.com');
    expect(verdicts(result)).toEqual(['unknown smtp.not-connected']);
    expect(result.timeouts[0]?.summary).toContain('it is a loopback address');
  });

  it('for a host without an address', async () => {
    expect(verdicts(await meet(await mailServer(), 'smtp:nowhere.example.com'))).toEqual(['fail smtp.no-address']);
  });
});

it('the lookup smtp: reports a slow greeting', async () => {
  let skew = 0;
  const clock = { ...systemClock, monotonic: () => systemClock.monotonic() + skew };
  const { promise: asked, resolve: connected } = Promise.withResolvers<void>();
  const to = await tcpServer((connection) => {
    // The asker's clock has run since the connection.
    void asked.then(() => {
      skew = 6000;
      connection.write('220 mail.example.com\r\n');
    });
    connection.on('data', () => connection.write('250 mail.example.com\r\n'));
  });
  const real = internet({ '203.0.113.25:25': to });
  const connector: Connector = {
    ...real,
    connect: async (...where) => {
      const result = await real.connect(...where);
      // Whoever waits for this goes on first.
      setImmediate(connected);
      return result;
    },
  };
  const result = await look('smtp:mail.example.com', lookupPorts(DNS, { clock, connector }));
  expect(verdicts(result)).toEqual(['warn smtp.slow', 'warn smtp.no-starttls', 'pass smtp.name']);
});
