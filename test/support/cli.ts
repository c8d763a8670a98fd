/** The real command line: in a process of its own, as a person starts it, or in this one, which is ten times as fast. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dispatch } from '../../cli/main.ts';
import type { Terminal } from '../../cli/terminal.ts';
import { defined } from '../../shared/model/defined.ts';
import type { Language } from '../../shared/model/language.ts';

export const BIN = path.resolve(import.meta.dirname, '../../cli/postwatch.js');
/** Its limits are those of the time that it had itself. */
const OWN_TIME = `--import=${new URL('own-time-of-process.ts', import.meta.url)}`;
/** Nothing that the tests' own environment happens to hold, but what is needed to start, and to start fast. */
export const HANDED_ON = { PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] };

export type Ran = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
};

export type Running = { readonly child: ChildProcess; readonly done: Promise<Ran> };

/** `stdout`, `stderr`: a file that is open for it; nothing of it is in `Ran` then. */
type StartOptions = {
  readonly cwd: string;
  readonly input?: string;
  readonly env?: Record<string, string>;
  readonly stdout?: number;
  readonly stderr?: number;
  /** As another user, which only root can do. */
  readonly uid?: number;
};

export function start(args: readonly string[], options: StartOptions): Running {
  const env = { ...HANDED_ON, NO_COLOR: '1', TMPDIR: tmpdir(), ...options.env };
  const stdio = ['pipe', options.stdout ?? 'pipe', options.stderr ?? 'pipe'] as const;
  const { cwd, uid } = options;
  const child = spawn(process.execPath, [OWN_TIME, BIN, ...args], { cwd, env, stdio: [...stdio], ...defined({ uid }) });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout?.on('data', (part: Buffer) => out.push(part));
  child.stderr?.on('data', (part: Buffer) => err.push(part));
  child.stdin?.on('error', () => {});
  child.stdin?.end(options.input ?? '');
  const done = new Promise<Ran>((resolve) => {
    child.on('close', (code, signal) =>
      resolve({ code, signal, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }),
    );
  });
  return { child, done };
}

export const cli = (args: readonly string[], options: StartOptions): Promise<Ran> => start(args, options).done;

/** A disk that is full, as Linux plays it. */
const FULL = '/dev/full';
export const hasFull = existsSync(FULL);

/** With such a disk in the place of a stream. */
export async function cliOnFull(stream: 'stdout' | 'stderr', args: readonly string[], cwd: string): Promise<Ran> {
  const full = openSync(FULL, 'w');
  try {
    return await cli(args, { cwd, [stream]: full });
  } finally {
    closeSync(full);
  }
}

/** A terminal at which nobody sits. */
export const terminalWith = (more: Partial<Terminal>): Terminal => ({
  print: () => {},
  flushed: async () => {},
  complain: () => {},
  isOneScreen: false,
  progress: () => {},
  onStop: () => {},
  zone: () => 'UTC',
  colour: false,
  language: 'en',
  width: 100,
  user: 'alice',
  question: async () => null,
  input: async () => new Uint8Array(),
  stream: async function* () {},
  ...more,
});

type HereOptions = {
  readonly env?: Record<string, string>;
  readonly answers?: readonly string[];
  readonly input?: string;
  readonly cwd?: string;
  /** Of the machine's locale. */
  readonly language?: Language;
};

/** The same without a process: output is collected, and `env` and `cwd` stand only while it runs. */
export async function inProcess(
  args: readonly string[],
  { env = {}, answers = [], input = '', cwd = process.cwd(), language = 'en' }: HereOptions = {},
): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const left = [...answers];
  const terminal = terminalWith({
    language,
    print: (line) => void out.push(`${line}\n`),
    complain: (line) => void err.push(`${line}\n`),
    question: async () => left.shift() ?? null,
    input: async (most) => Buffer.from(input).subarray(0, most),
    stream: async function* () {
      yield Buffer.from(input);
    },
  });
  const before = process.cwd();
  Object.assign(process.env, env);
  process.chdir(cwd);
  const code = await dispatch(args, terminal);
  process.chdir(before);
  for (const name of Object.keys(env)) delete process.env[name];
  return { code, signal: null, out: out.join(''), err: err.join('') };
}

/** For what another process does: it takes what it takes, and only the end of the test ends it. */
export async function until(is: () => boolean): Promise<void> {
  while (!is()) await new Promise((done) => setTimeout(done, 10));
}

/** One line, and no stack trace: all that a person may get to see of a fault. */
export function isOneLine(text: string): boolean {
  return text.endsWith('\n') && text.trimEnd().split('\n').length === 1 && !/\n\s+at |Error:/.test(text);
}
