/** What a command is: data about its words, from which the parser, help, completion, man page and docs all derive. */
import { parseArgs } from 'node:util';
import { defined } from '../shared/model/defined.ts';
import { LANGUAGES, type Text, untranslated } from '../shared/model/language.ts';
import { printable } from '../shared/model/text.ts';
import { didYouMean } from './did-you-mean.ts';
import type { Terminal } from './terminal.ts';

/** Exit codes (the monitoring-plugin convention, and BSD's EX_USAGE). */
export const EXIT = { pass: 0, warn: 1, fail: 2, unknown: 3, usage: 64 } as const;

/** The user's words are off: one line on standard error, exit 64, and nothing has been asked. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly text: Text;
  constructor(text: Text | string) {
    super(typeof text === 'string' ? text : text.en);
    this.text = typeof text === 'string' ? untranslated(text) : text;
  }
}

/** Whoever was asked said no, or nothing: one line on standard error, and the exit code that says which. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly text: Text;
  readonly exit: number;
  constructor(text: Text | string, exit: number) {
    super(typeof text === 'string' ? text : text.en);
    this.text = typeof text === 'string' ? untranslated(text) : text;
    this.exit = exit;
  }
}

export type CommandFlag = {
  /** Without its dashes. */
  readonly flag: string;
  /** One letter. */
  readonly short?: string;
  /** What stands for its value in the help; a flag without one is a switch. */
  readonly value?: string;
  /** Whole sentences. */
  readonly about: string;
  /** What holds without it. */
  readonly default?: string;
  /** All the values there are: the parser refuses any other, and shells complete them. */
  readonly values?: readonly string[];
  /** Values that shells offer, of which several may be given; the command judges them. */
  readonly offers?: readonly string[];
  /** Shells complete its value with the names of files. */
  readonly isFile?: boolean;
  readonly multiple?: boolean;
};

export type CommandPositional = {
  readonly name: string;
  readonly about: string;
  readonly isOptional?: boolean;
  readonly multiple?: boolean;
  readonly isFile?: boolean;
  /** Values that shells offer; `commands`: the names of all commands; `lookups`: those of all lookups, each with its colon. */
  readonly offers?: readonly string[] | 'commands' | 'lookups';
};

/** A line of a shell, and what it does. */
export type CommandExample = { readonly line: string; readonly does: string };

export type CommandExit = { readonly code: number; readonly when: string };

export type Words = {
  readonly positionals: readonly string[];
  /** The flag's value; the last one where it was given twice. */
  readonly text: (flag: string) => string | undefined;
  readonly texts: (flag: string) => readonly string[];
  readonly has: (flag: string) => boolean;
};

/** What a command does: loaded when it runs, so that help waits for nothing. `commands`: all there are. */
export type CommandCode = {
  readonly run: (words: Words, terminal: Terminal, commands: readonly Command[]) => Promise<number>;
};

export type Command = {
  readonly name: string;
  /** One line for the overview, without a full stop. */
  readonly summary: string;
  /** Its forms, without the program's name; derived from `positionals` where there is one form only. */
  readonly usage?: readonly string[];
  /** Paragraphs. */
  readonly about: readonly string[];
  readonly positionals: readonly CommandPositional[];
  /** For a command without positionals: what to do instead of giving it one. */
  readonly instead?: string;
  readonly flags: readonly CommandFlag[];
  readonly exits: readonly CommandExit[];
  readonly examples: readonly CommandExample[];
  readonly load: () => Promise<CommandCode>;
};

export const COMMON_FLAGS: readonly CommandFlag[] = [
  { flag: 'json', about: 'Print the result as JSON on standard output.' },
  {
    flag: 'resolver',
    value: 'host:port',
    about: 'The name server to ask. May be given several times.',
    default: "the settings' or this machine's",
    multiple: true,
  },
  { flag: 'timeout', value: 'ms', about: 'Time for all DNS questions together.', default: '25000' },
  { flag: 'lists', value: 'file', about: 'A JSON file of blocklists, instead of the built-in table.', isFile: true },
  {
    flag: 'settings',
    value: 'file',
    about: 'The settings file.',
    default: 'postwatch.json in this folder, if there is one',
    isFile: true,
  },
  {
    flag: 'color',
    value: 'when',
    about: 'Use color. auto: on a terminal, unless NO_COLOR is set or TERM is "dumb".',
    default: 'auto',
    values: ['auto', 'always', 'never'],
  },
  {
    flag: 'language',
    value: 'code',
    about: 'The language of what is printed.',
    default: "POSTWATCH_LANGUAGE, else the settings' or the system's",
    values: LANGUAGES,
  },
  { flag: 'help', short: 'h', about: 'Print this help.' },
];

/** Throws `UsageError`. What a command may be given, and nothing else. */
export function readCommandWords(args: readonly string[], { name, flags, positionals, instead }: Command): Words {
  const words = readWords(args, flags);
  const [first] = words.positionals;
  if (first === undefined || positionals.length > 0) return words;
  const hint = instead === undefined ? '' : `; ${instead}`;
  throw new UsageError(`${name}: unexpected argument "${printable(first, 40)}"${hint}`);
}

/** Throws `UsageError`. Negative numbers reach the flag that they follow (`--timeout -5`). */
export function readWords(args: readonly string[], own: readonly CommandFlag[]): Words {
  const flags = [...own, ...COMMON_FLAGS];
  const options = Object.fromEntries(
    flags.map(({ flag, short, value, multiple }) => {
      const type = value === undefined ? ('boolean' as const) : ('string' as const);
      return [flag, { type, multiple: multiple === true, ...defined({ short }) }];
    }),
  );
  const { values, positionals } = parsedWords(joinNegative(args), options);
  const all = (flag: string): readonly string[] => [values[flag] ?? []].flat().map(String);
  for (const { flag, values: known } of flags) {
    const wrong = known === undefined ? undefined : all(flag).find((value) => !known.includes(value));
    if (wrong !== undefined)
      throw new UsageError(`--${flag}: "${printable(wrong, 40)}" is not one of ${known?.join(', ')}`);
  }
  return { positionals, text: (flag) => all(flag).at(-1), texts: all, has: (flag) => values[flag] === true };
}

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

function parsedWords(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(plain(error instanceof Error ? error.message : String(error), Object.keys(options)));
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

/** Node's own message without its advice about `--`, which helps nobody here; a value that is missing is named in our words. */
function plain(message: string, flags: readonly string[]): string {
  const missing = /^Option '(?:-\w, )?(--[\w-]+)[^']*' argument (?:is ambiguous|missing)/.exec(message);
  if (missing !== null) return `${missing[1]} needs a value after it`;
  const short = (message.split(/[.\n] /)[0] ?? message).replace(/\.$/, '').split('\n')[0] ?? message;
  const unknown = /^Unknown option '--([^']+)'/.exec(message);
  return unknown === null ? short : `${short}${didYouMean(unknown[1] ?? '', flags, '--')}`;
}
