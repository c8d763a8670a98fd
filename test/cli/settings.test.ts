import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { shownLines } from '../../cli/views/settings.ts';
import { LANGUAGES } from '../../shared/model/language.ts';
import { columns } from '../../shared/model/text.ts';
import type { EffectiveSetting } from '../../shared/settings/effective.ts';
import { inProcess, isOneLine, terminalWith } from '../support/cli.ts';
import { list } from './world.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'postwatch-settings-'));
  return () => rmSync(folder, { recursive: true });
});

const SECRET = 'hidden-horse-battery';

function write(content: object | string, mode = 0o600): string {
  const file = path.join(folder, 'postwatch.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  chmodSync(file, mode);
  return file;
}

type Options = { readonly env?: Record<string, string> };
const run = (args: readonly string[], { env = {} }: Options = {}) =>
  inProcess(['settings', ...args], { cwd: folder, env });
const json = async (args: readonly string[], options?: Options) =>
  JSON.parse((await run([...args, '--json'], options)).out);

/** Every kind of secret. */
const SECRETS = {
  keys: { spamhaus: SECRET, abusix: SECRET },
  notices: { webhook: `https://hooks.example.com/${SECRET}`, webhookSecret: SECRET },
};

describe('settings check', () => {
  it('says that a file is valid, and names what is unusual with its line', async () => {
    const file = write({ senders: ['203.0.113.1', 'example.com'], everyMinutes: 30, notices: { language: 'en' } });
    const ran = await run(['check']);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain(`${file} is valid.\nIt names 1 address and 1 domain.\n`);
    expect(ran.out).toMatch(/ {2}everyMinutes {2}30 {2}\(line 6\)\n {6}Minutes between two runs/);
    expect(ran.out).not.toContain('notices.language');
    expect(await json(['check', file])).toEqual({
      schemaVersion: 1,
      file,
      senders: 1,
      domains: 1,
      readableBy: null,
      secrets: [],
      unusual: [
        {
          setting: 'everyMinutes',
          value: 30,
          from: 'file',
          line: 6,
          column: 3,
          meaning: expect.stringContaining('Minutes between'),
        },
      ],
      warnings: [],
    });
  });

  it.each([
    ['{"everyMinutes": 5}', '1:2: everyMinutes: expected 15 or more'],
    ['{\n  "senders": ["10.0.0.1"]\n}', '2:15: senders[0]: "10.0.0.1" cannot be checked'],
    [
      '{\n  "lists": { "skip": ["spamcop"], "add": ["spamcop", "nolist"] }\n}',
      '2:54: lists.add: there is no list "nolist"',
    ],
    ['{"a" 1}', '1:6: not JSON: expected a colon here'],
  ])('refuses %j in one line with the place', async (text, expected) => {
    write(text);
    const ran = await run(['check']);
    expect(ran).toMatchObject({ code: 64, out: '' });
    expect(isOneLine(ran.err)).toBe(true);
    expect(ran.err).toContain(`postwatch: postwatch.json:${expected}`);
    const { error } = await json(['check']);
    expect(error).toMatchObject({ kind: 'usage', exit: 64, message: expect.stringContaining(expected) });
  });

  it.skipIf(process.platform === 'win32').each([
    ['0644', 0o644, 'everyone', 'Everyone on this machine can read'],
    ['0640', 0o640, process.getuid?.() === 0 ? null : 'its group', 'The group of the file can read'],
    ['0600', 0o600, null, ''],
  ])('names the secrets that others can read with mode %s', async (_, mode, readableBy, said) => {
    const file = write(SECRETS, mode);
    const names = ['keys.spamhaus', 'keys.abusix', 'notices.webhook', 'notices.webhookSecret'];
    expect(await json(['check'])).toMatchObject({ readableBy, secrets: names });
    const { out } = await run(['check']);
    expect(out.includes(`chmod 600 ${file}`)).toBe(readableBy !== null);
    if (readableBy !== null)
      expect(out.replace(/\s+/g, ' ')).toContain(`${said} these keys and secrets: ${names.join(', ')}.`);
  });

  it('warns of values that are given twice, of keys without a list and of variables that nothing reads', async () => {
    write('{\n  "everyMinutes": 30,\n  "keys": { "spamhouse": "x" },\n  "everyMinutes": 60\n}');
    const { warnings } = await json(['check'], {
      env: { POSTWATCH_TOKENS: 'x', POSTWATCH_KEY_ANY: 'x', POSTWATCH_TOKEN: 'x' },
    });
    expect(warnings).toEqual([
      'everyMinutes is there twice; the one in line 4 counts.',
      expect.stringContaining('No list uses a key named "spamhouse".'),
      'Postwatch does not read the environment variable POSTWATCH_TOKENS.',
    ]);
  });

  const TOKEN = 'T0KENabcdef1234567890x';
  const HOOK = `https://hooks.example.com/services/${TOKEN}`;
  it.each<[string, object]>([
    ['an unknown setting', { [TOKEN]: 1 }],
    ['an address as a setting', { [HOOK]: 1 }],
    ['a domain', { domains: [HOOK] }],
    ['a domain without dots', { domains: [TOKEN] }],
    ['a sender', { senders: [TOKEN] }],
    ['a resolver', { resolvers: [`http://me:${TOKEN}@127.0.0.1/`] }],
    ['a language', { notices: { language: TOKEN } }],
    ['the name of an empty key', { keys: { [TOKEN]: '' } }],
    ['the name of a key', { keys: { [TOKEN]: 'x' } }],
  ])('never prints a secret that was given for %s', async (_, settings) => {
    write(settings, 0o644);
    for (const language of ['en', 'ko'])
      for (const more of [[], ['--json']])
        for (const action of ['check', 'show']) {
          const { out, err } = await run([action, '--language', language, ...more]);
          expect(out + err).not.toMatch(/T0KEN/i);
        }
  });

  it('does not print a secret that was given for a list', async () => {
    write({ lists: { skip: [TOKEN.toLowerCase()] } });
    const { err } = await run(['check']);
    expect(err).toContain('lists.skip: there is no list "****"');
  });

  it('reads the lists of a separate file', async () => {
    writeFileSync(path.join(folder, 'lists.json'), JSON.stringify([list('mine')]));
    write({ lists: { file: 'lists.json', skip: ['mine'] } });
    expect(await run(['check'])).toMatchObject({ code: 0 });
    write({ lists: { file: 'lists.json', skip: ['spamcop'] } });
    expect((await run(['check'])).err).toContain('lists.skip: there is no list "spamcop"');
    writeFileSync(path.join(folder, 'lists.json'), '[\n');
    expect((await run(['check'])).err).toContain(`${path.join(folder, 'lists.json')}:2:1: not JSON`);
  });
});

describe('settings show', () => {
  it('shows where each value comes from', async () => {
    const file = write({ senders: ['203.0.113.1'], keys: { spamhaus: SECRET }, notices: { zone: 'Asia/Seoul' } });
    const env = { POSTWATCH_KEY_TREND_MICRO: SECRET, POSTWATCH_WEBHOOK_SECRET: SECRET };
    const { settings, ...rest } = await json(['show'], { env });
    expect(rest).toEqual({ schemaVersion: 1, file });
    const of = (name: string) => settings.find(({ setting }: { setting: string }) => setting === name);
    expect(of('senders')).toMatchObject({ value: ['203.0.113.1'], from: 'file', line: 2 });
    expect(of('keys.spamhaus')).toMatchObject({ value: '****', from: 'file', line: 6 });
    expect(of('keys.trendmicro')).toEqual({
      setting: 'keys.trendmicro',
      value: '****',
      from: 'environment',
      variable: 'POSTWATCH_KEY_TREND_MICRO',
    });
    expect(of('notices.webhookSecret')).toMatchObject({ from: 'environment', variable: 'POSTWATCH_WEBHOOK_SECRET' });
    expect(of('notices.zone')).toMatchObject({ value: 'Asia/Seoul', from: 'file', line: 9, column: 5 });
    expect(of('everyMinutes')).toEqual({ setting: 'everyMinutes', value: 60, from: 'default' });
    expect(of('memory')).toEqual({ setting: 'memory', value: path.join(folder, 'postwatch.db'), from: 'default' });
    expect(of('aws.workers')).toBeUndefined();
    const { out } = await run(['show'], { env });
    expect(out).toMatch(/^everyMinutes +60 +default$/m);
    expect(out).toMatch(/^keys\.trendmicro +\*{4} +POSTWATCH_KEY_TREND_MICRO$/m);
  });

  it('shows which one counts where a secret is in the file and in the environment', async () => {
    write(SECRETS);
    const { settings } = await json(['show'], {
      env: { POSTWATCH_KEY_SPAMHAUS: 'x', POSTWATCH_WEBHOOK_SECRET: 'y'.repeat(16) },
    });
    const from = settings.map((one: { setting: string; from: string }) => [one.setting, one.from]);
    expect(from.filter(([name]: string[]) => name === 'keys.spamhaus')).toEqual([['keys.spamhaus', 'environment']]);
    expect(from.filter(([name]: string[]) => name === 'notices.webhookSecret')).toEqual([
      ['notices.webhookSecret', 'file'],
    ]);
  });

  it('shows the defaults where there is no file', async () => {
    const { out, code } = await run(['show']);
    expect(code).toBe(0);
    expect(out).toContain('There is no settings file; these are the defaults.');
    expect((await run(['check'])).err).toContain('"postwatch init" writes one');
  });

  it('wraps long values at any width', async () => {
    write({ senders: Array.from({ length: 30 }, (_, index) => `203.0.113.${index + 1}`) });
    const { out } = await run(['show']);
    expect(out).toContain('and 22 more');
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it.each([40, 60, 80, 120])('fits into %i columns', (width) => {
    const path = ['notices', 'maintenance'];
    const setting: EffectiveSetting = { path, value: ['a b '.repeat(40)], from: 'default', isUsual: true };
    for (const language of LANGUAGES) {
      const lines = shownLines({ file: null, settings: [{ setting, place: null }] }, terminalWith({ width, language }));
      expect(Math.max(...lines.map(columns))).toBeLessThanOrEqual(width);
    }
  });
});

describe('settings check and settings show', () => {
  it.each(['check', 'show'])('never print a secret, nor a part of one: %s', async (action) => {
    write(SECRETS, 0o644);
    const env = { POSTWATCH_KEY_TRENDMICRO: SECRET, POSTWATCH_TOKEN: SECRET };
    for (const more of [[], ['--json'], ['--language', 'ko']]) {
      const { out, err } = await run([action, ...more], { env });
      for (const part of ['hidden', 'horse', 'battery']) expect(out + err).not.toContain(part);
      expect(err).toBe('');
    }
  });

  it.each(['check', 'show'])('speak the language of the settings, unless another is asked for: %s', async (action) => {
    const file = write({ notices: { language: 'ko' }, everyMinutes: 30 });
    expect((await run([action])).out).toMatch(/[가-힣]/);
    expect((await run([action, '--settings', file, '--language', 'en'])).out).not.toMatch(/[가-힣]/);
    expect((await run([action], { env: { POSTWATCH_LANGUAGE: 'en' } })).out).not.toMatch(/[가-힣]/);
  });

  it.each([
    [[], 'settings needs one of check, show'],
    [['list'], '"list" is not one of check, show'],
    [['check', 'a', 'b'], 'unexpected argument "b"'],
    [['show', 'none.json'], 'none.json: there is no such file'],
  ])('refuse %j', async (args, said) => {
    const ran = await run(args);
    expect(ran).toMatchObject({ code: 64, out: '' });
    expect(ran.err).toContain(said);
  });

  it('do not change the file', async () => {
    const file = write(SECRETS);
    const before = readFileSync(file, 'utf8');
    for (const action of ['check', 'show']) await run([action]);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
});
