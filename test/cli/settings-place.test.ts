/** Where the paths of the settings start from, and who may read the file: the same from every folder. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openMemory } from '../../adapters/local/memory.ts';
import { cli, inProcess, type Ran } from '../support/cli.ts';
import { type CliWorld, cliWorld, KEY, list } from './world.ts';

let world: CliWorld;
beforeAll(async () => {
  world = await cliWorld();
});
afterAll(() => world.close());

/** Where the settings are, and where the command is started. */
let home: string;
let elsewhere: string;
beforeEach(() => {
  const folder = mkdtempSync(path.join(tmpdir(), 'postwatch-place-'));
  [home = '', elsewhere = ''] = ['home', 'elsewhere'].map((name) => path.join(folder, name));
  for (const one of [home, elsewhere]) mkdirSync(one);
  return () => rmSync(folder, { recursive: true, force: true });
});

function settings(more: object = {}, mode = 0o600, name = 'postwatch.json'): string {
  const file = path.join(home, name);
  writeFileSync(path.join(home, 'lists.json'), JSON.stringify([list('good')]));
  const content = { senders: [{ address: '203.0.113.1' }], resolvers: [world.resolver], lists: { file: 'lists.json' } };
  writeFileSync(file, JSON.stringify({ ...content, ...more }));
  chmodSync(file, mode);
  return file;
}

const run = (cwd: string, ...args: readonly string[]): Promise<Ran> => inProcess(args, { cwd });

describe('paths in the settings start from the settings file', () => {
  it.each([
    ['the default', {}, 'postwatch.db'],
    ['a name', { memory: 'mine.db' }, 'mine.db'],
    ['a path upwards', { memory: '../home/mine.db' }, 'mine.db'],
  ])('the memory is in the folder of the settings file: %s', async (_, more, name) => {
    const file = settings(more);
    const first = await run(elsewhere, 'watch', '--once', '--settings', file);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect([existsSync(path.join(home, name)), existsSync(path.join(elsewhere, name))]).toEqual([true, false]);
    // From the file's own folder, without naming it, the same memory is found: nothing is due, nothing is told again.
    const second = await run(home, 'watch', '--once');
    expect(second.out).toMatch(/^Nothing is due/);
    expect((await run(elsewhere, 'incidents', '--settings', path.join('..', 'home', 'postwatch.json'))).code).toBe(0);
  });

  it('an absolute path of the memory is used as it is', async () => {
    const memory = path.join(elsewhere, 'absolute.db');
    const file = settings({ memory });
    expect((await run(home, 'watch', '--once', '--settings', file)).code).toBe(0);
    expect([existsSync(memory), existsSync(path.join(home, 'postwatch.db'))]).toEqual([true, false]);
  });

  it('without a settings file the memory is in the working folder of the process', async () => {
    const { code, err } = await cli(['incidents'], { cwd: elsewhere });
    expect(code).toBe(3);
    expect(err).toContain(`no state file at ${path.join(elsewhere, 'postwatch.db')} yet`);
  });

  it('settings from a pipe have no folder', async () => {
    const { err } = await run(elsewhere, 'incidents', '--settings', '/dev/null');
    expect(err).toContain('not JSON');
  });
});

describe('a memory from when paths started at the working folder', () => {
  const old = (): string => path.join(elsewhere, 'postwatch.db');

  it('is still used, with one line that says how to keep it', async () => {
    const file = settings();
    openMemory(old(), ['console']).close();
    const ran = await run(elsewhere, 'watch', '--once', '--settings', file);
    expect(ran.code).toBe(0);
    expect(ran.err).toContain(`the state file is still ${old()}`);
    expect(ran.err).toContain(`"memory": ${JSON.stringify(old())}`);
    expect(existsSync(path.join(home, 'postwatch.db'))).toBe(false);
    // Followed to the letter, it is quiet and finds the same memory from anywhere.
    settings({ memory: old() });
    expect(await run(home, 'watch', '--once', '--settings', file)).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/^Nothing is due/),
    });
  });

  it('is ignored where another memory is beside the settings', async () => {
    const file = settings();
    openMemory(old(), ['console']).close();
    writeFileSync(path.join(elsewhere, 'postwatch.json'), '{}');
    expect((await run(elsewhere, 'watch', '--once', '--settings', file)).err).toBe('');
    expect(existsSync(path.join(home, 'postwatch.db'))).toBe(true);
  });
});

const isWindows = process.platform === 'win32';
describe.skipIf(isWindows)('files that others can read (skipped on Windows, which has no such rights)', () => {
  it.each([
    ['a key', { keys: { spamhaus: KEY } }],
    ['a webhook', { notices: { webhook: 'https://hooks.example.com/T0/secret' } }],
    ['a secret', { notices: { webhookSecret: 'sixteen characters' } }],
  ])('settings with %s that everyone can read get one line from every command', async (_, more) => {
    const file = settings(more, 0o644);
    for (const args of [['lists'], ['spf', '203.0.113.1', 'example.com'], ['incidents']]) {
      const { err } = await inProcess([...args, '--settings', file]);
      const said = err.split('\n').filter((line) => line.includes('may read it'));
      expect(said).toEqual([
        `postwatch: ${file} holds keys or secrets, and everyone on this machine may read it. If only you run Postwatch: chmod 600 ${file}`,
      ]);
      expect(err).not.toContain(KEY);
    }
    chmodSync(file, 0o600);
    expect((await inProcess(['lists', '--settings', file])).err).toBe('');
  });

  it('settings without secrets get no line', async () => {
    expect((await inProcess(['lists', '--settings', settings({}, 0o644)])).err).toBe('');
  });

  it('the path in the advice is one word of a shell, whatever the name of the file', async () => {
    const file = settings({ keys: { spamhaus: KEY } }, 0o644, "it's $(here).json");
    const { err } = await inProcess(['lists', '--settings', file]);
    expect(err).toContain(`chmod 600 '${file.replace("'", "'\\''")}'`);
  });

  it('a memory that others can read is closed by the first command, which says so once', async () => {
    const file = settings();
    const memory = path.join(home, 'postwatch.db');
    await run(home, 'watch', '--once');
    chmodSync(memory, 0o644);
    const [first, second] = [await run(home, 'incidents'), await run(home, 'watch', '--once', '--settings', file)];
    expect(first.err).toBe(
      `postwatch: ${memory} was open to other users of this machine (mode 0644); now only you can read it (0600)\n`,
    );
    expect(second.err).toBe('');
    expect(statSync(memory).mode & 0o777).toBe(0o600);
  });

  it('settings that "init --force" replaces are private from then on', async () => {
    const file = path.join(home, 'postwatch.json');
    writeFileSync(file, '{}');
    chmodSync(file, 0o644);
    const answers = ['en', 'UTC', '203.0.113.25', 'example.com', '', '', '', '', KEY];
    expect((await inProcess(['init', '--force', '--settings', file], { answers })).code).toBe(0);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.runIf(process.getuid?.() === 0)(
    'a memory of another user is refused with the reason (runs as root only)',
    async () => {
      const file = settings();
      await run(home, 'watch', '--once', '--settings', file);
      chmodSync(path.dirname(home), 0o755);
      chmodSync(file, 0o644);
      const ran = await cli(['watch', '--once', '--settings', file], { cwd: home, uid: 65_534 });
      expect(ran.code).toBe(3);
      expect(ran.err).toMatch(/only its owner may use it/);
    },
  );
});
