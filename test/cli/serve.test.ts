/** The real server in a process of its own, and requests as browsers, tools and attackers send them. */
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inProcess, isOneLine, type Running, start, until } from '../support/cli.ts';
import { type CliWorld, cliWorld, list } from './world.ts';

type Server = Running & {
  readonly port: number;
  readonly token: string;
  readonly out: () => string;
  readonly err: () => string;
};

let world: CliWorld;
let server: Server;
const running: Running[] = [];

beforeAll(async () => {
  world = await cliWorld();
  server = await serve(settings());
});
afterAll(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await world.close();
});

let number = 0;
function settings(more: object = {}): string {
  number += 1;
  return world.file(`serve-${number}.json`, {
    senders: [{ address: '203.0.113.1' }, { address: '203.0.113.4' }],
    resolvers: [world.resolver],
    lists: { file: world.file(`serve-lists-${number}.json`, [list('good')]) },
    memory: path.join(world.folder, `serve-${number}.db`),
    ...more,
  });
}

async function serve(file: string, ...more: readonly string[]): Promise<Server> {
  const run = start(['serve', '--port', '0', '--settings', file, '--json', ...more], { cwd: world.folder });
  running.push(run);
  let [out, err] = ['', ''];
  run.child.stdout?.on('data', (part) => {
    out += String(part);
  });
  run.child.stderr?.on('data', (part) => {
    err += String(part);
  });
  await until(() => err.includes('Token for writing') || run.child.exitCode !== null);
  const [, port] = /Listening on http:\/\/\S+:(\d+) /.exec(err) ?? [];
  const [, token] = /until the server stops: (\S+)/.exec(err) ?? [];
  if (port === undefined || token === undefined) throw new Error(`the server did not start: ${err}`);
  return { ...run, port: Number(port), token, out: () => out, err: () => err };
}

type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string };

/** As bare as it gets: the Host header is what the test says. */
function ask(
  at: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
  to: Server = server,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: to.port, path: at, method, headers, agent: false }, (response) => {
      let text = '';
      response.on('data', (part) => {
        text += String(part);
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const json = (answer: Answer) => JSON.parse(answer.text);
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('a check by serve', () => {
  it('gives the result that the command line gives', async () => {
    const shape = (inspection: {
      targets: { target: object; status: string; coverage: object; findings: object[] }[];
      status: string;
    }) => ({
      status: inspection.status,
      targets: inspection.targets.map(({ target, status, coverage, findings }) => ({
        target,
        status,
        coverage,
        findings: findings.map((one) => ({ ...one, evidence: (one as { evidence: unknown[] }).evidence.length })),
      })),
    });
    const answer = await ask('/check/203.0.113.4?domain=example.com');
    expect(answer.status).toBe(200);
    const words = ['check', '203.0.113.4', '--domain', 'example.com', '--settings', settings(), '--json'];
    expect(shape(json(answer))).toEqual(shape(JSON.parse((await inProcess(words)).out)));
  });

  it('ends with its time, with what is known and the rest unknown', async () => {
    const mute = await serve(
      settings({ lists: { file: world.file('mute.json', [list('mute'), list('good')]) } }),
      '--timeout',
      '700',
    );
    const answer = await ask('/check/203.0.113.4', {}, mute);
    expect(answer.status).toBe(200);
    const [{ findings, coverage }] = json(answer).targets;
    expect(coverage).toMatchObject({ asked: 2, answered: 1 });
    expect(findings.map(({ id, subject }: { id: string; subject: string }) => `${id} ${subject}`).sort()).toEqual([
      'dnsbl.listed good',
      'dnsbl.unreachable mute',
      'ptr.confirmed 203.0.113.4',
    ]);
    // The next request has its own time.
    expect(json(await ask('/check/203.0.113.1?only=ptr', {}, mute)).status).toBe('pass');
  });

  it('takes IPv6 in the path and in a body', async () => {
    expect(json(await ask('/check/2001:db8::25?only=ptr')).targets[0].target.address).toBe('2001:db8::25');
    const body = JSON.stringify({ targets: ['2001:db8::25'], only: ['ptr'] });
    const answer = await ask('/check', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    expect(json(answer).targets[0].target.address).toBe('2001:db8::25');
  });
});

describe('serve answers only this machine', () => {
  const own = (host: string): string => `${host}:${server.port}`;

  it.each<[string, () => string]>([
    ['evil.example', () => 'evil.example'],
    ['evil.example with our port', () => own('evil.example')],
    ['a name that ends like ours', () => own('127.0.0.1.evil.example')],
    ['a name that begins like ours', () => `127.0.0.1:${server.port}.evil.example`],
    ['another port', () => `127.0.0.1:${server.port + 1}`],
    ['no port', () => '127.0.0.1'],
    ['a user in front', () => `x@127.0.0.1:${server.port}`],
    ['another loopback address', () => own('127.0.0.2')],
    ['0.0.0.0', () => own('0.0.0.0')],
  ])('the Host header %s is refused', async (_name, host) => {
    const answer = await ask('/openapi.json', { headers: { host: host() } });
    expect(answer.text).not.toContain('"paths"');
    // What is no host at all Node's adapter refuses by itself.
    expect([400, 403]).toContain(answer.status);
  });

  it.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'])('the Host header %s is accepted', async (host) => {
    expect((await ask('/openapi.json', { headers: { host: own(host) } })).status).toBe(200);
  });

  it.each<[string, Record<string, string>, number]>([
    ['a page of another origin', { origin: 'https://evil.example' }, 403],
    ['a sandboxed page', { origin: 'null' }, 403],
    ['our name on another port', { origin: 'http://127.0.0.1:1' }, 403],
    ['our name over https', { origin: 'https://127.0.0.1:PORT' }, 403],
    ['a browser that says cross-site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a browser that says same-site', { 'sec-fetch-site': 'same-site' }, 403],
    ['a browser that says something new', { 'sec-fetch-site': 'who-knows' }, 403],
    ['our own page', { origin: 'http://127.0.0.1:PORT', 'sec-fetch-site': 'same-origin' }, 200],
    ['a person at the address bar', { 'sec-fetch-site': 'none' }, 200],
  ])(
    'a request of %s is answered with the right status, with and without the token: %j %i',
    async (_name, headers, status) => {
      const filled = Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, value.replace('PORT', String(server.port))]),
      );
      const write = { method: 'POST', headers: { ...filled, ...bearer(server.token) } };
      expect((await ask('/notices/test', write)).status).toBe(status);
      expect((await ask('/check/203.0.113.1?only=ptr', { headers: filled })).status).toBe(status);
    },
  );

  it('a preflight gets no permission', async () => {
    const headers = { origin: `http://127.0.0.1:${server.port}`, 'access-control-request-method': 'POST' };
    const answer = await ask('/check', { method: 'OPTIONS', headers });
    expect(answer.status).toBe(405);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it.each(['0.0.0.0', '::', '192.0.2.1', '10.0.0.1', '127.0.0.1.evil.example', 'example.com', ''])(
    '--host %j is refused before a port is opened',
    async (host) => {
      const ran = await inProcess(['serve', '--host', host, '--port', '0']);
      expect(ran.code).toBe(64);
      expect(isOneLine(ran.err), ran.err).toBe(true);
      expect(ran.err).toContain('loopback');
    },
  );
});

describe('the token of serve', () => {
  it('is printed once, on standard error, new at every start, and never after', async () => {
    await ask('/notices/test', { method: 'POST', headers: bearer(server.token) });
    await ask('/notices/test', { method: 'POST', headers: bearer(`${server.token}x`) });
    await until(() => server.out().includes('"status":401'));
    expect(server.err().split(server.token)).toHaveLength(2);
    expect(server.out()).not.toContain(server.token);
    expect(server.token.length).toBeGreaterThanOrEqual(32);
    const other = await serve(settings());
    expect(other.token).not.toBe(server.token);
    expect((await ask('/notices/test', { method: 'POST', headers: bearer(server.token) }, other)).status).toBe(401);
  });

  it.each([
    ['missing', 403, () => ({})],
    ['wrong', 401, () => bearer('wrong')],
    ['right', 200, () => bearer(server.token)],
    ['right, with "bearer" in lower case', 200, () => ({ authorization: `bearer ${server.token}` })],
  ] as const)('decides who may send a test notice: a token that is %s gets %i', async (_name, status, headers) => {
    const answer = await ask('/notices/test', { method: 'POST', headers: headers() });
    expect(answer.status).toBe(status);
    if (status === 200) expect(json(answer)).toEqual({ outcomes: [{ channel: 'console', outcome: { ok: true } }] });
  });
});

describe('serve survives hostile bytes', () => {
  it('a body that never ends is cut off', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => {});
    await once(socket, 'connect');
    socket.write(
      `POST /check HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    let answer = '';
    socket.on('data', (part) => {
      answer += String(part);
    });
    const chunk = `4000\r\n${' '.repeat(0x4000)}\r\n`;
    while (!answer.includes('413') && !socket.destroyed) {
      socket.write(chunk);
      await new Promise((done) => setTimeout(done, 2));
    }
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
    expect((await ask('/openapi.json')).status).toBe(200);
  });

  it.each([
    ['no HTTP at all', '\u0000\u0001\u0002\r\n\r\n'],
    ['a bare line break in a header', 'GET / HTTP/1.1\r\nHost: x\nX: y\r\n\r\n'],
    ['no host', 'GET /openapi.json HTTP/1.1\r\n\r\n'],
    ['two lengths', 'POST /check HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx'],
    ['a header of a megabyte', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(1_000_000)}\r\n\r\n`],
    ['an absolute address', 'GET http://evil.example/openapi.json HTTP/1.1\r\nHost: evil.example\r\n\r\n'],
  ])('%s gets a 4xx or nothing', async (_name, bytes) => {
    const socket = connect(server.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (part) => {
      answer += String(part);
    });
    socket.on('error', () => {});
    socket.write(bytes);
    await until(() => answer.includes('\r\n\r\n') || socket.destroyed);
    socket.destroy();
    expect(answer === '' || /^HTTP\/1\.1 4\d\d /.test(answer), answer.slice(0, 100)).toBe(true);
    expect((await ask('/openapi.json')).status).toBe(200);
    expect(server.child.exitCode).toBeNull();
  });
});

describe('serve beside a watch', () => {
  it('shows what the watch remembers while it runs, and a second watch is still refused', async () => {
    const file = settings();
    const beside = await serve(file);
    expect((await ask('/addresses', {}, beside)).status).toBe(503);
    const watch = start(['watch', '--settings', file], { cwd: world.folder });
    running.push(watch);
    let seen = '';
    watch.child.stdout?.on('data', (part) => {
      seen += String(part);
    });
    await until(() => seen.includes('Next pass after'));
    const { addresses } = json(await ask('/addresses', {}, beside));
    expect(
      addresses.map(
        ({ address, incidents }: { address: string; incidents: { finding: string }[] }) =>
          `${address} ${incidents.map(({ finding }) => finding)}`,
      ),
    ).toEqual(['203.0.113.1 ', '203.0.113.4 dnsbl.listed']);
    expect(json(await ask('/incidents', {}, beside)).incidents).toHaveLength(1);
    expect(json(await ask('/addresses/203.0.113.4', {}, beside)).history).toMatchObject([{ transition: 'opened' }]);
    expect(json(await ask('/runs/latest', {}, beside))).toMatchObject({
      batches: 2,
      answered: 2,
      finished: expect.any(String),
    });
    const second = await inProcess(['watch', '--once', '--settings', file]);
    expect(second).toMatchObject({ code: 3, err: expect.stringContaining('is in use') });
    watch.child.kill('SIGTERM');
    expect((await watch.done).code).toBe(0);
    expect((await ask('/incidents', {}, beside)).status).toBe(200);
  });

  it('says that the memory cannot be read, and leaves the file as it is', async () => {
    const memory = path.join(world.folder, 'garbage.db');
    writeFileSync(memory, 'not a database, but something '.repeat(100));
    const broken = await serve(settings({ memory }));
    const answer = await ask('/incidents', {}, broken);
    expect(answer.status).toBe(503);
    expect(json(answer).detail).toContain('garbage.db');
    expect(existsSync(`${memory}-lock`)).toBe(false);
    expect((await ask('/check/203.0.113.1?only=ptr', {}, broken)).status).toBe(200);
  });
});

describe('the start and the stop of serve', () => {
  it('a port in use is one line and exit 3', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const port = String((taken.address() as AddressInfo).port);
    const ran = await inProcess(['serve', '--port', port]);
    taken.close();
    expect(ran).toMatchObject({ code: 3, out: '' });
    expect(isOneLine(ran.err), ran.err).toBe(true);
    expect(ran.err).toContain(`port ${port} on 127.0.0.1 is in use`);
  });

  it.each<[string, readonly string[], string]>([
    ['a word', ['203.0.113.1'], 'unexpected argument'],
    ['a port that is none', ['--port', 'http'], '--port'],
    ['a port too high', ['--port', '65536'], '--port'],
    ['a negative port', ['--port', '-1'], '--port'],
    ['a flag that is none', ['--listen', 'x'], '--listen'],
    ['settings that are not there', ['--settings', 'nowhere.json'], 'nowhere.json'],
    ['a wrong resolver', ['--resolver', 'x'], '--resolver'],
  ])('%s is one line and exit 64', async (_name, words, said) => {
    const ran = await inProcess(['serve', '--port', '0', ...words]);
    expect(ran).toMatchObject({ code: 64, out: '' });
    expect(isOneLine(ran.err), ran.err).toBe(true);
    expect(ran.err).toContain(said);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    '%s stops the server, and a check that runs ends as unknown',
    async (signal) => {
      const mute = await serve(settings({ lists: { file: world.file('mute2.json', [list('mute')]) } }));
      world.asked.length = 0;
      const pending = ask('/check/203.0.113.1', {}, mute);
      await until(() => world.asked.some((question) => question.includes('mute')));
      mute.child.kill(signal);
      const answer = await pending;
      expect(answer.status).toBe(200);
      expect(json(answer)).toMatchObject({ status: 'unknown', targets: [{ coverage: { asked: 1, answered: 0 } }] });
      expect(answer.text).toContain('closed');
      const ran = await mute.done;
      expect(ran).toMatchObject({ code: 0, signal: null });
      expect(ran.err.trimEnd().split('\n').at(-1)).toBe('postwatch: Stopping.');
    },
  );
});
