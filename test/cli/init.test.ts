import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { edited } from '../../cli/questions.ts';
import { parseSettings } from '../../shared/settings/settings.ts';
import { BIN, cli, inProcess } from '../support/cli.ts';
import { type CliWorld, cliWorld } from './world.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'postwatch-init-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const KEY = 'abcdefghijklmnopqrstuvwxyz';

/** In the order of the questions; what is not given is left empty. */
const ANSWERS = {
  language: '',
  zone: 'Asia/Seoul',
  senders: '203.0.113.25',
  domains: '',
  helo: '',
  resolvers: '',
  alertEmails: '',
  webhook: '',
  spamhaus: '',
  abusix: '',
};
const answers = (more: Partial<typeof ANSWERS> = {}): string[] => Object.values({ ...ANSWERS, ...more });

describe('init', () => {
  it('writes the answers from a pipe for the owner alone, and the settings can be read back', async () => {
    const given = answers({
      language: 'en',
      senders: '203.0.113.25 2001:db8::25',
      domains: 'example.com',
      helo: 'mail.example.com',
      resolvers: '192.0.2.53, 127.0.0.1:5353',
      alertEmails: 'ops@example.com, night@example.com',
      webhook: `https://hooks.example/x,y\n${'s'.repeat(16)}`,
      spamhaus: KEY,
    });
    const ran = await cli(['init'], { cwd: folder, input: `${given.join('\n')}\n` });
    expect(ran).toMatchObject({ code: 0, out: expect.stringContaining('postwatch watch') });
    const file = path.join(folder, 'postwatch.json');
    const { $schema, ...json } = JSON.parse(readFileSync(file, 'utf8'));
    expect(json).toEqual({
      senders: [
        { address: '203.0.113.25', helo: 'mail.example.com' },
        { address: '2001:db8::25', helo: 'mail.example.com' },
      ],
      domains: ['example.com'],
      resolvers: ['192.0.2.53', '127.0.0.1:5353'],
      keys: { spamhaus: KEY },
      notices: {
        language: 'en',
        zone: 'Asia/Seoul',
        webhook: 'https://hooks.example/x,y',
        webhookSecret: 's'.repeat(16),
      },
      aws: { alertEmails: ['ops@example.com', 'night@example.com'] },
    });
    expect(existsSync(new URL($schema))).toBe(true);
    expect(parseSettings({ $schema, ...json }).ok).toBe(true);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(ran.out + ran.err).not.toContain(KEY);
  });

  it('shows a default with every question', async () => {
    const ran = await cli(['init', '--language', 'en'], {
      cwd: folder,
      input: '\n203.0.113.25\n',
      env: { TZ: 'Asia/Tokyo' },
    });
    const shown = ran.err.split(': ').filter((one) => one.includes('['));
    expect(shown.length).toBeGreaterThan(7);
    expect(ran.err).toContain('Time zone of notices [Asia/Tokyo]: ');
    expect(ran.err).toContain("[this machine's]: ");
    expect(JSON.parse(readFileSync(path.join(folder, 'postwatch.json'), 'utf8')).notices).toEqual({
      language: 'en',
      zone: 'Asia/Tokyo',
    });
  });

  it('asks again after a wrong answer, and says what it expected', async () => {
    const file = path.join(folder, 'again.json');
    const ran = await inProcess(['init', '--settings', file], {
      answers: 'de,en,Seoul,UTC,,not one,10.0.0.1,203.0.113.25,example.com,,nine,,,nowhere,,two words,a key!,'.split(
        ',',
      ),
    });
    expect(ran.code).toBe(0);
    for (const said of [
      'Answer en or ko.',
      '"Seoul" is not a time zone (for example, Asia/Seoul or Europe/Berlin).',
      'At least one address is needed',
      '"not" is not an IPv4 or IPv6 address',
      '"10.0.0.1" cannot be checked: it is a private address',
      '"nine" is not a name server',
      'Expected an http or https address.',
      'Give one word without spaces.',
    ])
      expect(ran.err).toContain(said);
    expect(JSON.parse(readFileSync(file, 'utf8')).senders).toEqual([{ address: '203.0.113.25' }]);
  });

  it('says which domain is in a URL or a mail address, and never names a setting', async () => {
    const file = path.join(folder, 'hints.json');
    const given = [
      'en',
      'KST',
      'UTC',
      '203.0.113.25',
      'https://example.com/a',
      'ops@example.net',
      'example.com',
      '',
      '',
    ];
    const { code, err } = await inProcess(['init', '--settings', file], {
      answers: [...given, 'nomail', '', 'ftp://x', ''],
    });
    expect(code).toBe(0);
    expect(err).toContain('"https://example.com/a" is not a domain. Enter only the domain: example.com\n');
    expect(err).toContain('"ops@example.net" is not a domain. Enter only the domain: example.net\n');
    expect(err).toMatch(/^ {2}Expected a mail address such as ops@example\.com\.$/m);
    expect(err).not.toMatch(/notices\.|aws\./);
  });

  it('asks nothing where the file cannot be written', async () => {
    const file = path.join(folder, 'missing', 'postwatch.json');
    const ran = await cli(['init', '--settings', file], { cwd: folder, input: 'en\n' });
    expect(ran).toMatchObject({ code: 64, out: '', err: `postwatch: ${file} cannot be written (ENOENT)\n` });
  });

  it('never repeats a key, not even a wrong one', async () => {
    const wrong = `${KEY}!`;
    const { code, err, out } = await inProcess(['init', '--settings', path.join(folder, 'k.json')], {
      answers: answers({ spamhaus: `${wrong}` }).concat(KEY),
    });
    expect(code).toBe(0);
    expect(err).toContain('A key is one word of letters');
    expect(out + err).not.toContain(KEY);
  });

  it.each([
    ['the first answer', [], answers({ language: 'ko' })],
    ['--language', ['--language', 'ko'], answers().slice(1)],
  ])('speaks the language of %s, and writes it into the settings', async (_, words, given) => {
    const file = path.join(folder, 'ko.json');
    const ran = await inProcess(['init', '--settings', file, ...words], { answers: given });
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('다음에 할 일');
    expect(ran.out).not.toContain('Wrote');
    expect(JSON.parse(readFileSync(file, 'utf8')).notices.language).toBe('ko');
  });

  it.each<[string, readonly string[], string]>([
    ['no answer at all', [], 'At least one address'],
    ['a private address', answers({ senders: '10.0.0.1' }).slice(0, 3), 'private'],
    ['a domain that is none, and no other', answers({ domains: 'not..one' }).slice(0, 4), 'not a domain name'],
    ['a webhook that is none', answers({ webhook: 'nowhere' }).slice(0, 8), 'Expected an http or https address'],
    [
      'two webhooks',
      answers({ webhook: 'https://a.example/ https://b.example/' }).slice(0, 8),
      'Give one word without spaces.',
    ],
  ])('writes nothing after %s', async (_name, given, said) => {
    const file = path.join(folder, 'nothing.json');
    const ran = await inProcess(['init', '--settings', file], { answers: given });
    expect(ran.code).toBe(64);
    expect(ran.err).toContain(said);
    expect(() => statSync(file)).toThrow();
  });

  it('keeps an existing file', async () => {
    const file = path.join(folder, 'postwatch.json');
    writeFileSync(file, '{"domains": ["example.com"]}');
    const ran = await inProcess(['init', '--settings', file], { answers: answers() });
    expect(ran).toMatchObject({ code: 64, out: '' });
    expect(ran.err).toContain('--force');
    expect(readFileSync(file, 'utf8')).toBe('{"domains": ["example.com"]}');
  });

  it('names the schema by its path from the folder of the settings, where the schema is below', async () => {
    const file = path.resolve(import.meta.dirname, `../../init-test-${process.pid}.json`);
    try {
      await inProcess(['init', '--settings', file], { answers: answers() });
      expect(JSON.parse(readFileSync(file, 'utf8')).$schema).toBe('./docs/postwatch.schema.json');
    } finally {
      rmSync(file, { force: true });
    }
  });
});

describe('the offer of init to run a first check', () => {
  let world: CliWorld;
  beforeAll(async () => {
    world = await cliWorld();
  });
  afterAll(() => world.close());

  it.each([
    ['', true],
    ['yes', true],
    ['네', true],
    ['what? no', true],
    ['n', false],
    ['아니요', false],
  ])('is accepted by the answer %j: %s', async (answer, isRun) => {
    const file = path.join(folder, 'check.json');
    const given = answers({ senders: '203.0.113.1', resolvers: world.resolver });
    const ran = await inProcess(['init', '--settings', file], {
      answers: answer === 'what? no' ? [...given, answer, 'y'] : [...given, answer],
    });
    expect(ran.code).toBe(0);
    expect(/^203\.0\.113\.1 +\S.*\S$/m.test(ran.out)).toBe(isRun);
    expect(ran.err.includes('Answer yes or no.')).toBe(answer === 'what? no');
  });
});

describe('a hidden answer of init', () => {
  it.each([
    ['abc', 'abc'],
    ['abd\u007fc', 'abc'],
    ['abd\bc', 'abc'],
    ['wrong\u0015abc', 'abc'],
    ['\u007f\u007fabc', 'abc'],
    ['a\u001b[Dbc\u001b[1;5C', 'abc'],
    ['한글\u007f글', '한글'],
  ])('typed as %j is read as %j', (typed, read) => {
    expect(edited(typed)).toBe(read);
  });

  const python = spawnSync('python3', ['-c', 'import pty'], { encoding: 'utf8' }).status === 0;
  it.skipIf(!python)('is not shown on a terminal while it is typed (skipped without Python)', () => {
    const typed = answers({ language: 'en', spamhaus: `wrong\u0015${KEY}x\u007f` });
    const { stdout, status } = spawnSync(
      'python3',
      ['-c', TYPIST, JSON.stringify([...typed, 'no']), process.execPath, BIN, 'init'],
      { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'], TERM: 'xterm', LANG: 'C.UTF-8' } },
    );
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining('Wrote') });
    expect(stdout).toContain('Asia/Seoul');
    expect(stdout).not.toContain(KEY);
    expect(stdout).not.toContain('wrong');
    expect(JSON.parse(readFileSync(path.join(folder, 'postwatch.json'), 'utf8')).keys).toEqual({ spamhaus: KEY });
  });
});

/** Types each answer once its question is there, and passes on what the terminal shows. */
const TYPIST = `
import json, os, pty, sys
answers = json.loads(sys.argv[1])
pid, terminal = pty.fork()
if pid == 0:
    os.execv(sys.argv[2], sys.argv[2:])
shown = b''
asked = b''
while True:
    try:
        part = os.read(terminal, 4096)
    except OSError:
        break
    if not part:
        break
    shown += part
    asked += part
    if answers and asked.endswith(b']: '):
        asked = b''
        os.write(terminal, answers.pop(0).encode() + b'\\r')
sys.stdout.buffer.write(shown)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;
