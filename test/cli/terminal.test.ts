import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { dispatch } from '../../cli/main.ts';
import { COMMANDS } from '../../cli/manual/index.ts';
import { cutToColumns, hanging, isPaintable, paint, screenWidth, table } from '../../cli/terminal.ts';
import { complaintLines } from '../../cli/wrap-whole.ts';
import { noResolverAnswered } from '../../shared/dns/words.ts';
import { LANGUAGES } from '../../shared/model/language.ts';
import { columns } from '../../shared/model/text.ts';
import { BIN, cliOnFull, hasFull, inProcess, isOneLine, terminalWith } from '../support/cli.ts';

describe('help on a terminal', () => {
  it.each([[['--help']], ...COMMANDS.map(({ name }) => [[name, '--help']])])('of %s fits 80 columns', async (args) => {
    const { out } = await inProcess(args);
    expect(out.split('\n').filter((line) => columns(line) > 96)).toEqual([]);
  });
});

describe('a screen', () => {
  it.each([
    [{ isTTY: true, columns: 0 }, {}, 80],
    [{ isTTY: true }, {}, 80],
    [{ isTTY: true, columns: 0 }, { COLUMNS: '132' }, 120],
    [{ isTTY: true, columns: 0 }, { COLUMNS: '64' }, 64],
    [{ isTTY: true, columns: 0 }, { COLUMNS: 'wide' }, 80],
    [{ isTTY: true, columns: 0 }, { COLUMNS: '0' }, 80],
    [{ isTTY: true, columns: 90 }, { COLUMNS: '64' }, 90],
    [{ isTTY: true, columns: 1 }, {}, 40],
    [{ isTTY: true, columns: 500 }, {}, 120],
    [{}, { COLUMNS: '64' }, 100],
  ])('on the stream %j in the environment %j is %i columns wide', (screen, environment, width) => {
    expect(screenWidth(screen, environment)).toBe(width);
  });

  it.each([
    [{ isTTY: true }, { TERM: 'xterm-256color' }, 'linux', true],
    [{ isTTY: true }, { TERM: 'dumb' }, 'linux', false],
    [{ isTTY: true }, { TERM: 'unknown' }, 'linux', false],
    [{ isTTY: true }, {}, 'linux', false],
    [{ isTTY: true }, {}, 'win32', true],
    [{}, { TERM: 'xterm' }, 'linux', false],
  ])('on the stream %j in the environment %j on %s is painted: %s', (screen, environment, platform, expected) => {
    expect(isPaintable(screen, environment, platform)).toBe(expected);
  });

  it('wraps what it complains of, and leaves it in one line where there is no screen', () => {
    const text = 'No resolver answered (127.0.0.1:9), so nothing could be checked.';
    for (const language of LANGUAGES) {
      const line = `postwatch: ${noResolverAnswered([{ server: '127.0.0.1:9', state: 'silent', why: '', evidence: [] }])[language]}`;
      expect(complaintLines(line, null)).toEqual([line]);
      expect(complaintLines(line, 40).filter((one) => columns(one) > 40)).toEqual([]);
      expect(complaintLines(line, 40).join(' ')).toBe(line);
    }
    expect(complaintLines(`  ${text}`, 40)).toEqual([
      '  No resolver answered (127.0.0.1:9), so',
      '  nothing could be checked.',
    ]);
  });

  it('shows as much of a progress line as fits', () => {
    expect(['abcdef', '차단 목록', 'ab', ''].map((text) => cutToColumns(text, 4))).toEqual(['abcd', '차단', 'ab', '']);
  });

  it('is shown as one of 80 columns where the terminal has no width', async () => {
    const words = [['lists'], ['check', '10.0.0.1'], ['lookup', 'help'], ['lookup', 'whois:10.0.0.1']];
    for (const args of [...words, ['reverse-dns', '2001:db8::25', 'mail.example.com']]) {
      const [none, some] = [
        await screenOf(args, screenWidth({ isTTY: true, columns: 0 }, {})),
        await screenOf(args, 80),
      ];
      expect(none).toEqual(some);
    }
  });
});

const screenOf = async (args: readonly string[], width: number): Promise<readonly string[]> => {
  const lines: string[] = [];
  await dispatch(args, terminalWith({ width, print: (line) => void lines.push(line) }));
  return lines;
};

/** util-linux's: a terminal that nobody has given a size, and in which the command runs as in any other. */
const hasScript = existsSync('/usr/bin/script') && process.platform === 'linux';

describe.skipIf(!hasScript)('a real terminal of 0 columns (skipped without the "script" of util-linux)', () => {
  async function inPty(term: string, ...args: readonly string[]): Promise<string> {
    const quoted = [process.execPath, BIN, ...args].map((word) => `'${word}'`).join(' ');
    const env = { ...process.env, TERM: term, COLUMNS: '' };
    const child = spawn('/usr/bin/script', ['-qec', `stty cols 0 rows 0; ${quoted}`, '/dev/null'], {
      env,
      cwd: tmpdir(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const out: Buffer[] = [];
    child.stdout?.on('data', (part: Buffer) => out.push(part));
    await new Promise((done) => child.on('close', done));
    return Buffer.concat(out).toString().replaceAll('\r\n', '\n');
  }
  const CHECK = ['check', '203.0.113.1', '--resolver', '127.0.0.1:9', '--timeout', '2000'];

  it('shows readable lines, and no escapes on a dumb terminal', async () => {
    const dumb = await inPty('dumb', ...CHECK);
    expect(dumb).toContain('203.0.113.1');
    expect(['\u001b', '\r'].filter((one) => dumb.includes(one))).toEqual([]);
    const painted = await inPty('xterm', ...CHECK);
    expect(painted).toContain('\u001b[');
    for (const screen of [dumb, painted].map(stripVTControlCharacters)) {
      const lines = screen.split('\n').filter((line) => line.trim() !== '');
      const single = lines.filter((line) => !line.trim().includes(' '));
      expect(single.length).toBeLessThan(lines.length / 4);
    }
  });
});

describe('a text behind its head', () => {
  it('begins at the same column, with and without color', () => {
    for (const colour of [false, true]) {
      const terminal = terminalWith({ colour, width: 20 });
      const lines = hanging(paint(terminal, 'cyan', 'saw'), 'a text of several words', 6, terminal);
      expect(lines.map(stripVTControlCharacters)).toEqual(['saw   a text of', '      several words']);
    }
  });
});

describe('usage errors say what is wrong and what to try', () => {
  it.each([
    [['check', '203.0.113.25', '--domain'], '--domain needs a value after it'],
    [['check', '203.0.113.25', '--domain', '--json'], '--domain needs a value after it'],
    [['check', '203.0.113.25', '--json=x'], '--json takes no value'],
    [['check', '203.0.113.25', '--nope'], 'unknown option --nope'],
    [['check', '203.0.113.25', '--domian', 'x'], 'unknown option --domian; did you mean --domain?'],
    [['chekc'], 'unknown command "chekc"; did you mean check?'],
    [['help', 'whatch'], 'unknown command "whatch"; did you mean watch?'],
    [['nothing'], 'unknown command "nothing"; "postwatch help" lists the commands'],
    [['check', '--color', 'pink'], '--color: "pink" is not one of auto, always, never'],
    [['init', 'x'], 'init: unexpected argument "x"; it asks questions'],
  ])('%j', async (args, complaint) => {
    const { code, out, err } = await inProcess(args);
    const error = { kind: 'usage', message: complaint, exit: 64 };
    const expected = args.includes('--json') ? `${JSON.stringify({ schemaVersion: 1, error })}\n` : '';
    expect([code, out, err]).toEqual([64, expected, `postwatch: ${complaint}\n`]);
  });
});

describe('usage errors in Korean say what is wrong and what to try', () => {
  it.each([
    [['chekc'], '없는 명령어입니다: "chekc". 비슷한 명령어: check'],
    [['nothing'], '없는 명령어입니다: "nothing". 명령어 목록: postwatch help'],
    [['check', '--domian', 'x'], '없는 옵션입니다: --domian. 비슷한 옵션: --domain'],
    [['check', '203.0.113.25', '--domain'], '--domain 옵션에 값이 필요합니다'],
    [['init', 'x'], 'init: 필요 없는 인수입니다: "x". 질문에 답하면 됩니다'],
    [['check', '--color', 'pink'], '--color: 지정할 수 없는 값입니다: "pink". 가능한 값: auto, always, never'],
    [['check', '999.1.1.1'], 'IP 주소나 도메인이 아닙니다: "999.1.1.1". 예: 203.0.113.25, 2001:db8::25, example.com'],
    [
      ['check', '203.0.113.5/28'],
      '203.0.113.5/28: IP 대역의 첫 주소가 아닙니다. 다음 대역인지 확인하세요: 203.0.113.0/28',
    ],
    [['lists', '--timeout', '-5'], '--timeout: 1에서 600000까지의 밀리초가 아닙니다: "-5"'],
    [['ack', '0123456789ab'], '사유를 적으세요: --why "통신사에 접수함"'],
    [['watch', '--now'], '--now 옵션은 --once 옵션과 함께 써야 합니다.'],
    [['serve', '--port', 'x'], '--port: 0에서 65535까지의 포트 번호가 아닙니다: "x"'],
  ])('%j', async (args, text) => {
    const expected = { code: 64, out: '', err: `postwatch: ${text}\n` };
    expect(await inProcess([...args, '--language', 'ko'])).toMatchObject(expected);
    expect(await inProcess(args, { language: 'ko' })).toMatchObject(expected);
  });

  it('an error for a program is in English, whatever the locale', async () => {
    const english = await inProcess(['lists', '--json', '--nope']);
    expect(await inProcess(['lists', '--json', '--nope'], { language: 'ko' })).toEqual(english);
    expect(english.err).toContain('unknown option --nope');
  });
});

describe('options before the command', () => {
  it.each([
    [
      ['--language', 'ko', 'help', 'ack'],
      ['help', 'ack', '--language', 'ko'],
    ],
    [
      ['--language=ko', '--color', 'never', 'lists', '--all'],
      ['lists', '--all', '--language=ko', '--color', 'never'],
    ],
    [
      ['--json', 'lists'],
      ['lists', '--json'],
    ],
    [
      ['--language', 'ko', '--help'],
      ['--help', '--language', 'ko'],
    ],
  ])('are those behind the command: %j is %j', async (before, after) => {
    const ran = await inProcess(before);
    expect(ran).toEqual(await inProcess(after));
    expect(ran.code).toBe(0);
  });

  it.each([[['--language']], [['--language', 'ko']], [['--json']], [[]]])(
    'alone are a request for the overview: %j',
    async (args) => {
      const { code, out, err } = await inProcess(args);
      expect([code, out]).toEqual([64, '']);
      expect(err).toContain('postwatch help check');
    },
  );

  it('are named where they are unknown', async () => {
    expect((await inProcess(['--nope', 'check'])).err).toBe('postwatch: unknown option --nope\n');
  });
});

describe('JSON output', () => {
  it.each([[['lists', '--json']], [['lists', '--all', '--json']], [['lookup', 'help', '--json']]])(
    'of %j is the same in every locale, and has a version',
    async (args) => {
      const [english, korean] = [await inProcess(args), await inProcess(args, { language: 'ko' })];
      expect(korean).toEqual(english);
      expect(JSON.parse(english.out)).toMatchObject({ schemaVersion: 1 });
    },
  );
});

describe('a table on a terminal', () => {
  it('keeps its columns where letters are two columns wide', () => {
    const lines = table([
      ['목록', 'STATE'],
      ['spamcop', '정상'],
      ['차단 목록', 'on'],
    ]);
    expect(lines.map((line) => columns(line.slice(0, line.search(/\S+$/))))).toEqual([11, 11, 11]);
  });
});

describe.runIf(hasFull)('output that cannot be written', () => {
  it('is a failure with a message, not a pass', async () => {
    const { code, err } = await cliOnFull('stdout', ['lists'], tmpdir());
    expect(code).toBe(3);
    expect(isOneLine(err)).toBe(true);
    expect(err).toContain('standard output cannot be written: ENOSPC');
  });

  it('leaves the exit code as it is where it was a complaint', async () => {
    expect((await cliOnFull('stderr', ['nope'], tmpdir())).code).toBe(64);
  });
});
