import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { resolverOf } from '../../cli/sandbox/zones.ts';
import { cli, cliOnFull, HANDED_ON, hasFull, inProcess, type Ran, start, until } from '../support/cli.ts';
import { testServer } from '../support/dns-server.ts';
import { NOT_OURS } from '../support/memory-files.ts';
import { type CliWorld, cliWorld, list, MANNERS, ZONE } from './world.ts';

let world: CliWorld;
let hook: Server | undefined;
beforeAll(async () => {
  world = await cliWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  world.asked.length = 0;
});
afterEach(() => hook?.close());

let number = 0;
/** Settings of their own for each test: what is watched, and a memory that nobody else has. */
function settings(more: object = {}, lists: readonly object[] = [list('good')]): { file: string; memory: string } {
  number += 1;
  const memory = path.join(world.folder, `watch-${number}.db`);
  const file = world.file(`watch-${number}.json`, {
    senders: [{ address: '203.0.113.1' }, { address: '203.0.113.4' }],
    resolvers: [world.resolver],
    lists: { file: world.file(`watch-lists-${number}.json`, lists) },
    memory,
    ...more,
  });
  return { file, memory };
}

/** In this process: where it is not about starting, ending or dying. */
const onceHere = (file: string, ...more: readonly string[]): Promise<Ran> =>
  inProcess(['watch', '--once', '--settings', file, ...more]);

function change(memory: string, sql: string): void {
  const database = new DatabaseSync(memory);
  database.exec(sql);
  database.close();
}

it('watch --now checks what is not due, and needs --once', async () => {
  const { file } = settings();
  expect((await onceHere(file)).code).toBe(0);
  world.asked.length = 0;
  expect((await onceHere(file)).out).toContain('Nothing is due');
  expect(world.asked).toEqual([]);
  const now = await onceHere(file, '--now', '--json');
  expect(now.code).toBe(0);
  expect(world.asked).toContain('PTR 1.113.0.203.in-addr.arpa');
  const shown = JSON.parse(now.out);
  expect(shown).toMatchObject({ notices: [], refused: [] });
  expect(shown.targets).toHaveLength(2);
  const alone = await inProcess(['watch', '--now', '--settings', file]);
  expect([alone.code, alone.err]).toEqual([64, expect.stringContaining('--now needs --once')]);
});

type Posted = { subject: string; notices: { id: string; transition: string; target: string }[] };

async function listen(answer: () => number): Promise<{ url: string; posted: Posted[] }> {
  const posted: Posted[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      posted.push(JSON.parse(body));
      response.writeHead(answer()).end();
    });
  });
  hook = server;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, posted };
}

describe('watch --once', () => {
  it('reports what it finds first, once, and then says that nothing is due', async () => {
    const { file } = settings();
    const first = await cli(['watch', '--once', '--settings', file], { cwd: world.folder });
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toContain(' 203.0.113.4 is listed on ');
    expect(first.out).toContain('203.0.113.1  PASS');
    const second = await onceHere(file);
    expect(second).toMatchObject({ code: 0, err: '' });
    expect(second.out).toMatch(/^Nothing is due\. Next pass after /);
  });

  it('writes one document with --json', async () => {
    const { file } = settings();
    const { out, code } = await onceHere(file, '--json');
    expect(code).toBe(0);
    const report = JSON.parse(out);
    expect(report.notices.map(({ target }: { target: string }) => target)).toEqual(['203.0.113.4']);
    expect(report.targets.map(({ status }: { status: string }) => status)).toEqual(['pass', 'fail']);
  });

  it('has in its JSON, once, what an earlier pass could not report', async () => {
    const { file, memory } = settings();
    await onceHere(file);
    // As if it had been killed between deciding and telling.
    change(memory, 'UPDATE outbox SET sent = NULL');
    const notices = async (): Promise<readonly string[]> =>
      JSON.parse((await onceHere(file, '--json')).out).notices.map(({ target }: { target: string }) => target);
    expect([await notices(), await notices()]).toEqual([['203.0.113.4'], []]);
  });

  it('sends a webhook that refused the same notice with the next start, and then not again', async () => {
    let status = 404;
    const { url, posted } = await listen(() => status);
    const { file } = settings({ notices: { webhook: url } });
    const refused = await onceHere(file);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('answered 404');
    status = 204;
    expect((await onceHere(file)).code).toBe(0);
    await onceHere(file);
    expect(posted.map(({ notices }) => notices.map(({ id }) => id))).toHaveLength(2);
    expect(posted[1]!.notices).toEqual(posted[0]!.notices);
  });

  it('leaves a webhook alone for a while that refuses pass after pass, and says so', async () => {
    const { url, posted } = await listen(() => 404);
    const { file, memory } = settings({ notices: { webhook: url } });
    for (const times of [1, 2, 2]) {
      const { code, err } = await onceHere(file);
      expect([code, posted.length]).toEqual([1, times]);
      expect(err).toContain('answered 404');
    }
    const { err } = await onceHere(file);
    expect(err.replaceAll(/\s+/g, ' ')).toMatch(/it has failed 2 times in a row and is tried again after \d{4}-/);
    change(memory, "UPDATE holds SET hold = json_set(hold, '$.until', 0)");
    await onceHere(file);
    expect(posted).toHaveLength(3);
  });

  it('says once what a webhook refuses before and after a pass, and what it accepts later', async () => {
    const answers = [404, 404, 404, 404, 204];
    const { url } = await listen(() => answers.shift()!);
    const { file, memory } = settings({ notices: { webhook: url } });
    const all: Ran[] = [];
    for (let pass = 0; pass < 3; pass += 1) {
      all.push(await onceHere(file));
      change(memory, "UPDATE ledger SET entry = json_set(entry, '$.last', 0)");
      // As if so much time had passed.
      change(memory, "UPDATE holds SET hold = json_set(hold, '$.until', 0)");
    }
    expect(all.map(({ code, err }) => [code, err.split('answered 404').length - 1])).toEqual([
      [1, 1],
      [1, 1],
      [0, 0],
    ]);
    expect(answers).toEqual([]);
  });

  it.runIf(hasFull)('reports in the next pass what could not be printed', async () => {
    const { file } = settings();
    expect((await cliOnFull('stdout', ['watch', '--once', '--settings', file], world.folder)).code).toBe(3);
    expect((await onceHere(file)).out).toContain('[Postwatch] ');
    expect((await onceHere(file)).out).not.toContain('[Postwatch] ');
  });

  it.runIf(hasFull)('reports in the next pass what could not be printed with --json', async () => {
    const { file } = settings();
    expect((await cliOnFull('stdout', ['watch', '--once', '--json', '--settings', file], world.folder)).code).toBe(3);
    const notices = async (): Promise<number> => JSON.parse((await onceHere(file, '--json')).out).notices.length;
    expect([await notices(), await notices()]).toEqual([1, 0]);
  });

  it('exits 3 with one line, and no notice, where the resolver cannot be reached', async () => {
    const { file } = settings({ resolvers: ['127.0.0.1:1'] });
    const ran = await onceHere(file, '--json');
    expect(ran.code).toBe(3);
    expect(JSON.parse(ran.out).notices).toEqual([]);
    expect(ran.err.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('two watches on one memory', () => {
  it('the second is refused in one line, and the first goes on', async () => {
    const { file } = settings({}, [list('mute')]);
    const first = start(['watch', '--once', '--settings', file, '--timeout', '2000'], { cwd: world.folder });
    await until(() => world.asked.some((question) => question.includes('mute')));
    // It stands still for as long as the second takes, whatever that is; its lock holds on.
    first.child.kill('SIGSTOP');
    const second = await onceHere(file);
    first.child.kill('SIGCONT');
    expect(second).toMatchObject({ code: 3, out: '' });
    expect(second.err).toMatch(/^postwatch: .*watch-\d+\.db is in use.*\n$/);
    expect((await first.done).code).toBe(0);
  });
});

describe('a watch that is stopped', () => {
  it('killed between its questions, finishes the same run at the next start and reports once', async () => {
    const { url, posted } = await listen(() => 204);
    const { file, memory } = settings({ notices: { webhook: url } }, [list('good'), list('mute')]);
    const first = start(['watch', '--once', '--settings', file], { cwd: world.folder });
    // The reverse names are stored by then; the mute list holds the blocklist batch up.
    await until(
      () =>
        existsSync(memory) &&
        first.child.exitCode === null &&
        world.asked.filter((question) => question.includes('mute')).length > 3,
    );
    first.child.kill('SIGKILL');
    expect((await first.done).signal).toBe('SIGKILL');
    expect(posted).toEqual([]);
    const second = await onceHere(file, '--timeout', '1500', '--json');
    expect(second.code).toBe(0);
    expect(JSON.parse(second.out).continued).toBe(true);
    await onceHere(file, '--timeout', '1500');
    expect(posted.flatMap(({ notices }) => notices.map(({ transition, target }) => `${transition} ${target}`))).toEqual(
      ['opened 203.0.113.4'],
    );
  });

  it('by SIGTERM, ends without waiting for the next hour', async () => {
    const { file } = settings();
    const { child, done } = start(['watch', '--settings', file], { cwd: world.folder });
    let seen = '';
    child.stdout?.on('data', (part) => {
      seen += String(part);
    });
    await until(() => seen.includes('Next pass after'));
    child.kill('SIGTERM');
    const ran = await done;
    expect(ran.code).toBe(0);
    expect(ran.err).toBe('postwatch: Stopping.\n');
  });
});

describe('watch refuses a memory that it cannot use, names it and leaves it as it is', () => {
  it.each(NOT_OURS)('the memory is %s', async (_name, make) => {
    const { file, memory } = settings();
    make(memory);
    const before = readFileSync(memory);
    const ran = await onceHere(file);
    expect(ran).toMatchObject({ code: 3, out: '' });
    expect(ran.err).toContain(memory);
    expect(ran.err.trimEnd().split('\n')).toHaveLength(1);
    expect(readFileSync(memory)).toEqual(before);
  });

  it('the memory is damaged in the middle', async () => {
    const { file, memory } = settings();
    await onceHere(file);
    const bytes = readFileSync(memory);
    bytes.fill(0x5a, 4096, 12_288);
    writeFileSync(memory, bytes);
    const ran = await onceHere(file);
    expect(ran.code).toBe(3);
    expect(ran.err).toContain(memory);
    expect(readFileSync(memory)).toEqual(bytes);
  });

  it('the memory is in a folder that does not exist', async () => {
    const { file } = settings({ memory: path.join(world.folder, 'nowhere', 'x.db') });
    const ran = await onceHere(file);
    expect(ran).toMatchObject({ code: 3, out: '' });
    expect(ran.err).toContain('nowhere');
  });
});

describe('watch on a full disk', () => {
  /** A process that may write no file beyond so many KiB: the same error as from a full disk, without one. */
  const limited = (file: string, kib: number): Promise<{ code: number | null; out: string; err: string }> =>
    new Promise((resolve) => {
      const bin = path.resolve(import.meta.dirname, '../../cli/postwatch.js');
      const script = 'trap "" XFSZ; ulimit -f "$1"; shift; exec "$@"';
      const args = [
        '--norc',
        '-c',
        script,
        'limited',
        String(kib),
        process.execPath,
        bin,
        'watch',
        '--once',
        '--settings',
        file,
      ];
      execFile('bash', args, { cwd: world.folder, env: { ...HANDED_ON, NO_COLOR: '1' } }, (error, out, err) =>
        resolve({ code: error === null ? 0 : Number(error.code), out, err }),
      );
    });

  it('loses nothing that it reported, writes one line, and goes on at the next start with room', async () => {
    const { url, posted } = await listen(() => 204);
    const { file, memory } = settings({ notices: { webhook: url } });
    let seen = 0;
    // The less room, the earlier in the run it gives out.
    for (const kib of [8, 48, 56]) {
      const ran = await limited(file, kib);
      if (ran.code === 0) break;
      seen += 1;
      expect(ran.code).toBe(3);
      expect(ran.err.trimEnd().split('\n'), ran.err).toHaveLength(1);
      expect(ran.err).toContain(memory);
    }
    expect(seen).toBeGreaterThan(1);
    expect((await onceHere(file)).code).toBe(0);
    const notices = posted.flatMap(({ notices }) => notices);
    expect(new Set(notices.map(({ id }) => id)).size).toBe(1);
    expect(notices[0]).toMatchObject({ transition: 'opened', target: '203.0.113.4' });
  });
});

it('watch without targets is one line', async () => {
  const ran = await onceHere(world.file('empty.json', {}));
  expect(ran).toMatchObject({ code: 64, out: '' });
  expect(ran.err).toContain('nothing to watch');
});

it('watch reports many addresses with one fault as one entry with its members, and as one line of the pass', async () => {
  const senders = Array.from({ length: 60 }, (_, n) => ({ address: `203.0.113.${100 + n}` }));
  // The second resolver agrees that the names are missing.
  const second = await testServer(resolverOf(() => ZONE, MANNERS));
  const resolvers = [world.resolver, `127.0.0.1:${second.port}`];
  const { file } = settings({ senders, resolvers, incidents: { openAfter: 1 } }, [list('good')]);
  const ran = await onceHere(file);
  const lines = ran.out.trimEnd().split('\n');
  expect(lines.length).toBeLessThan(60);
  expect(lines[0]).toBe('[Postwatch] CRITICAL 60 addresses in 113.0.203.in-addr.arpa: no reverse DNS');
  expect(ran.out.replaceAll(/\s+/g, ' ')).toContain('203.0.113.119 … and 40 more');
  expect(lines.filter((line) => line.startsWith('60 addresses  FAIL  for example: '))).toHaveLength(1);
  expect(ran.out).toContain('203.0.113.109 and 50 more');
  expect(ran.out.replaceAll(/\s+/g, ' ')).toMatch(/60 targets.*; 1 notice\./);
});
