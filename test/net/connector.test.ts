import { describe, expect, it } from 'vitest';
import { systemClock } from '../../adapters/local/clock.ts';
import { createConnector } from '../../shared/net/connector.ts';
import { createGuard, publicOnly } from '../../shared/net/guard.ts';
import type { Connection, Endpoint } from '../../shared/net/port.ts';
import { closedPort, ROOT, serveTls, tcpServer } from '../support/servers.ts';

const connectorTo = (...allowed: Endpoint[]) =>
  createConnector({ clock: systemClock, guard: createGuard({ allowed }), roots: [ROOT] });

async function opened(to: Endpoint, ms = 5000): Promise<Connection> {
  const result = await connectorTo(to).connect(to, ms);
  if (result.kind === 'failed') throw new Error(result.detail.en);
  return result.connection;
}

const url = (text: string): URL => new URL(text);

describe('the guard of connections', () => {
  it.each(['127.0.0.1', '169.254.169.254', '::1', 'localhost', '0x7f000001'])('opens nothing to %s', async (host) => {
    const connector = createConnector({ clock: systemClock, guard: publicOnly });
    expect(await connector.connect({ host, port: 25 }, 100)).toMatchObject({ kind: 'failed', reason: 'refused' });
    const request = { url: url('https://example.com/'), ms: 100, maxBody: 0 };
    expect(await connector.request({ host, port: 443 }, request)).toMatchObject({ reason: 'refused' });
  });

  it('refuses ports too', async () => {
    const connector = createConnector({ clock: systemClock, guard: publicOnly });
    const result = await connector.connect({ host: '8.8.8.8', port: 6379 }, 100);
    expect(result).toMatchObject({ reason: 'refused', detail: { en: expect.stringContaining('port 6379') } });
  });
});

describe('the lines of a TCP connection', () => {
  it('come one by one, however they were cut, and the last one without its end too', async () => {
    const to = await tcpServer((connection) => {
      connection.write('220 one\r\ntw');
      connection.once('data', (bytes) => connection.end(`o\nthree ${bytes}`));
    });
    const connection = await opened(to);
    expect(await connection.line()).toEqual({ kind: 'line', text: '220 one' });
    const second = connection.line();
    connection.send('EHLO');
    expect(await second).toEqual({ kind: 'line', text: 'two' });
    expect(await connection.line()).toEqual({ kind: 'line', text: 'three EHLO' });
    expect(await connection.line()).toMatchObject({ kind: 'failed', reason: 'closed' });
    expect(await connection.line()).toMatchObject({ kind: 'failed', reason: 'closed' });
    connection.close();
  });

  it('end in time, whatever arrives slowly', async () => {
    const to = await tcpServer((connection) => {
      const timer = setInterval(() => connection.write('x'), 5);
      connection.on('close', () => clearInterval(timer));
    });
    const connection = await opened(to, 60);
    expect(await connection.line()).toMatchObject({ kind: 'failed', reason: 'timeout' });
    expect(await connection.line()).toMatchObject({ kind: 'failed', reason: 'timeout' });
  });

  it('are none where the time cut one off that would read as a reply of SMTP', async () => {
    const connection = await opened(await tcpServer((socket) => socket.write('554')), 60);
    expect(await connection.line()).toMatchObject({ kind: 'failed', reason: 'timeout' });
  });

  it.each([
    ['a line', 'x'.repeat(20_000)],
    ['the whole', 'short\r\n'.repeat(60_000)],
  ])('end at a size: %s', async (_, flood) => {
    const to = await tcpServer((connection) => connection.write(flood));
    const connection = await opened(to);
    let last = await connection.line();
    for (let read = 0; last.kind === 'line' && read < 50_000; read++) last = await connection.line();
    expect(last).toMatchObject({ kind: 'failed', reason: 'too-long' });
    connection.close();
  });

  it('of a port where nothing listens are a network failure', async () => {
    const to = await closedPort();
    expect(await connectorTo(to).connect(to, 5000)).toEqual({
      kind: 'failed',
      reason: 'network',
      detail: { en: 'ECONNREFUSED', ko: 'ECONNREFUSED' },
    });
  });
});

describe('a TLS connection', () => {
  const upgraded = async (name: 'sound' | 'expired' | 'alone', asked = 'mail.example.com') => {
    const to = await tcpServer((connection) => {
      connection.write('220 ready\r\n');
      connection.once('data', () => {
        // What is sent along with the consent is unencrypted, and must not be read as if it came over TLS.
        connection.write('220 go ahead\r\n250 injected\r\n', () =>
          serveTls(connection, name).write('250 over TLS\r\n'),
        );
      });
    });
    const connection = await opened(to);
    await connection.line();
    connection.send('STARTTLS\r\n');
    await connection.line();
    const secured = await connection.secure(asked);
    const next = secured.kind === 'secured' ? await connection.line() : null;
    connection.close();
    return { secured, next };
  };

  it('with a sound certificate shows its chain, names and dates, and can be used', async () => {
    const { secured, next } = await upgraded('sound');
    expect(secured).toMatchObject({
      session: {
        distrust: null,
        nameMatches: true,
        chain: [
          {
            subject: 'CN=mail.example.com',
            issuer: 'CN=Postwatch test root',
            names: ['mail.example.com', '*.web.example.com', 'mta-sts.example.com', '203.0.113.25'],
            validFrom: Date.UTC(2020, 0, 1),
            validTo: Date.UTC(2120, 0, 1),
          },
          { subject: 'CN=Postwatch test root' },
        ],
      },
    });
    expect(next).toEqual({ kind: 'line', text: '250 over TLS' });
  });

  it.each([
    ['expired', 'mail.example.com', 'CERT_HAS_EXPIRED', true],
    ['alone', 'mail.example.com', 'DEPTH_ZERO_SELF_SIGNED_CERT', false],
    ['sound', 'x.web.example.com', null, true],
    ['sound', 'other.example.com', null, false],
    ['sound', '203.0.113.25', null, true],
  ] as const)(
    'with a certificate that is %s for %s is data, not an error',
    async (name, asked, distrust, nameMatches) => {
      const { secured } = await upgraded(name, asked);
      expect(secured).toMatchObject({ kind: 'secured', session: { distrust, nameMatches } });
    },
  );

  it('to a server that speaks something else is a TLS failure', async () => {
    const to = await tcpServer((connection) => connection.once('data', () => connection.write('500 what?\r\n')));
    const connection = await opened(to);
    expect(await connection.secure('mail.example.com')).toMatchObject({ kind: 'failed', reason: 'tls' });
    expect(await connection.line()).toMatchObject({ kind: 'failed', reason: 'tls' });
  });

  it('to a server that never answers the handshake is a timeout', async () => {
    const to = await tcpServer(() => {});
    const connection = await opened(to, 60);
    expect(await connection.secure('mail.example.com')).toMatchObject({ kind: 'failed', reason: 'timeout' });
  });
});

describe('an HTTP request', () => {
  const serving = (answer: string, tls = false) =>
    tcpServer((connection) => {
      const over = tls ? serveTls(connection, 'sound') : connection;
      over.once('data', (bytes) => over.end(answer.replace('{asked}', encodeURIComponent(String(bytes)))));
    });
  const get = async (to: Endpoint, at: string, maxBody = 1000) =>
    connectorTo(to).request(to, { url: url(at), ms: 5000, maxBody });

  it('asks for what the URL says, at the given address, and follows no redirect', async () => {
    const to = await serving('HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\n\r\n{asked}');
    const answer = await get(to, 'http://www.example.com/a%20b?c=d');
    expect(answer).toMatchObject({ status: 302, headers: { location: 'http://169.254.169.254/' }, session: null });
    const asked = decodeURIComponent(String(answer.kind === 'answer' && answer.body));
    expect(asked).toMatch(/^GET \/a%20b\?c=d HTTP\/1\.1\r\nhost: www\.example\.com\r\n/i);
  });

  it('over TLS has what the handshake showed', async () => {
    const to = await serving('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n', true);
    const answer = await get(to, 'https://mail.example.com/');
    expect(answer).toMatchObject({ status: 200, cut: false, session: { nameMatches: true, distrust: null } });
    expect(String(answer.kind === 'answer' && answer.body)).toBe('body');
  });

  it('reads no more of a body than it was asked to', async () => {
    const to = await serving(`HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(100_000)}`);
    const answer = await get(to, 'http://www.example.com/', 10);
    expect(answer).toMatchObject({ status: 200, cut: true });
    expect(String(answer.kind === 'answer' && answer.body)).toBe('x'.repeat(10));
  });

  it.each([
    ['no HTTP', 'SSH-2.0-OpenSSH\r\n'],
    ['an endless head', `HTTP/1.1 200 OK\r\n${'X-More: y\r\n'.repeat(10_000)}`],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd'],
    ['nothing', ''],
  ])('answered with %s is a network failure', async (_, answer) => {
    expect(await get(await serving(answer), 'http://www.example.com/')).toMatchObject({ reason: 'network' });
  });

  it('skips a few interim answers, and fails on too many', async () => {
    const interim = 'HTTP/1.1 103 Early Hints\r\n\r\n';
    const few = await serving(`${interim.repeat(3)}HTTP/1.1 200 OK\r\n\r\n`);
    expect(await get(few, 'http://www.example.com/')).toMatchObject({ status: 200 });
    const many = await tcpServer((connection) => connection.once('data', () => connection.write(interim.repeat(100))));
    expect(await get(many, 'http://www.example.com/')).toMatchObject({ kind: 'failed', reason: 'too-long' });
  });

  it('with a body that never ends is a timeout', async () => {
    const to = await tcpServer((connection) => {
      connection.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n');
    });
    const request = { url: url('http://www.example.com/'), ms: 60, maxBody: 100 };
    expect(await connectorTo(to).request(to, request)).toMatchObject({ reason: 'timeout' });
  });
});

it('every connection ends with the command', async () => {
  const to = await tcpServer(() => {});
  const connector = createConnector({
    clock: systemClock,
    guard: createGuard({ allowed: [to] }),
    deadlineAt: systemClock.monotonic() + 50,
  });
  const result = await connector.connect(to, 60_000);
  expect(result.kind === 'open' && (await result.connection.line())).toMatchObject({ reason: 'timeout' });
});
