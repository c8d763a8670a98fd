/** What every command is, and how its words are read: strict, before any query, one clear line when they are off. */
import { parseArgs } from 'node:util';
import type { Terminal } from './terminal.ts';

/** Exit codes (the monitoring-plugin convention, and BSD's EX_USAGE). */
export const EXIT = { pass: 0, warn: 1, fail: 2, unknown: 3, usage: 64 } as const;

/** The user's words are off: one line on standard error, exit 64, and nothing has been asked. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Whoever was asked said no, or nothing: one line on standard error, and the exit code that says which. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly exit: number;
  constructor(message: string, exit: number) {
    super(message);
    this.exit = exit;
  }
}

export type Flags = Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly multiple?: boolean }>>;

export type Words = {
  readonly positionals: readonly string[];
  /** The flag's value; the last one where it was given twice. */
  readonly text: (flag: string) => string | undefined;
  readonly texts: (flag: string) => readonly string[];
  readonly has: (flag: string) => boolean;
};

export type Command = {
  readonly name: string;
  /** One line for the overview. */
  readonly summary: string;
  /** The whole of `postwatch <name> --help`, examples included. */
  readonly help: string;
  readonly flags: Flags;
  readonly run: (words: Words, terminal: Terminal) => Promise<number>;
};

const COMMON: Flags = {
  json: { type: 'boolean' },
  help: { type: 'boolean' },
  resolver: { type: 'string', multiple: true },
  timeout: { type: 'string' },
  lists: { type: 'string' },
  settings: { type: 'string' },
};

export const COMMON_HELP = `
Options of every command:
  --json                 the result as JSON on standard output
  --resolver host:port   the name server to ask (may be given several times)
  --timeout ms           time for all DNS questions together (default 25000)
  --lists file           a JSON file of blocklists instead of the built-in table
  --settings file        a settings file (default: postwatch.json here, if there
                         is one)
  --help                 this text`;

/** Throws `UsageError`. Negative numbers reach the flag that they follow (`--timeout -5`). */
export function readWords(args: readonly string[], flags: Flags): Words {
  const options = { ...COMMON, ...flags };
  try {
    const { values, positionals } = parseArgs({
      args: joinNegative(args),
      options,
      allowPositionals: true,
      strict: true,
    });
    const all = (flag: string): readonly string[] => [values[flag] ?? []].flat().map(String);
    return { positionals, text: (flag) => all(flag).at(-1), texts: all, has: (flag) => values[flag] === true };
  } catch (error) {
    throw new UsageError(plain(error instanceof Error ? error.message : String(error)));
  }
}

/** `--timeout -5` is a value that is wrong, not a flag `-5` that is unknown: the message should say so. */
function joinNegative(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const before = joined.at(-1);
    if (/^-\d/.test(arg) && before !== undefined && /^--[a-z-]+$/.test(before))
      joined[joined.length - 1] = `${before}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

/** Node's own message without its advice about `--`, which helps nobody here; a value that is missing is said in our words. */
function plain(message: string): string {
  const missing = /^Option '(--[\w-]+)[^']*' argument (?:is ambiguous|missing)/.exec(message);
  if (missing !== null) return `${missing[1]} needs a value after it`;
  return (message.split(/[.\n] /)[0] ?? message).replace(/\.$/, '').split('\n')[0] ?? message;
}
