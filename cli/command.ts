/** What a command is: data about its words, from which the parser, help, completion, man page and docs all derive. */
import { parseArgs } from 'node:util';
import { defined } from '../shared/model/defined.ts';
import { LANGUAGES, type Text, verbatim } from '../shared/model/language.ts';
import { printable } from '../shared/model/text.ts';
import type { Terminal } from './terminal.ts';
import { flagNeedsValue, flagNotOneOf, flagTakesNoValue, unexpectedArgument, unknownFlag } from './usage-words.ts';

/** Exit codes (the monitoring-plugin convention, and BSD's EX_USAGE). */
export const EXIT = { pass: 0, warn: 1, fail: 2, unknown: 3, usage: 64 } as const;

/** A usage error: one line on standard error, exit 64, and nothing was queried. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly text: Text;
  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}

/** A word that is none of those known. Which of them was probably meant is looked for only when the complaint is printed. */
export class UnknownWord extends UsageError {
  readonly word: string;
  readonly known: readonly string[];
  readonly inWords: (near: string | null) => Text;
  constructor(word: string, known: readonly string[], inWords: (near: string | null) => Text) {
    super(inWords(null));
    this.word = word;
    this.known = known;
    this.inWords = inWords;
  }
}

/** The API or the memory refused, or did not answer: one line on standard error, and the exit code says which. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly text: Text;
  readonly exit: number;
  constructor(text: Text, exit: number) {
    super(text.en);
    this.text = text;
    this.exit = exit;
  }
}

export type CommandFlag = {
  /** Without its dashes. */
  readonly flag: string;
  /** One letter. */
  readonly short?: string;
  /** The name of its value in the help; a flag without one is a switch. */
  readonly value?: string;
  /** Whole sentences. */
  readonly about: Text;
  /** What applies without it. */
  readonly default?: Text;
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
  readonly about: Text;
  readonly isOptional?: boolean;
  readonly multiple?: boolean;
  readonly isFile?: boolean;
  /** Values that shells offer; `commands`: the names of all commands; `lookups`: those of all lookups, each with its colon. */
  readonly offers?: readonly string[] | 'commands' | 'lookups';
};

/** A line of a shell, and what it does. */
export type CommandExample = { readonly line: string; readonly does: Text };

export type CommandExit = { readonly code: number; readonly when: Text };

export type Words = {
  /** As they were typed, without the command's name. */
  readonly typed: readonly string[];
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

/** Under which the overview shows a command, in this order. */
export const COMMAND_GROUPS = ['now', 'setup', 'watch', 'other'] as const;

export type Command = {
  readonly name: string;
  readonly group: (typeof COMMAND_GROUPS)[number];
  /** One line for the overview, without a full stop. */
  readonly summary: Text;
  /** Its forms, without the program's name; derived from `positionals` where there is one form only. */
  readonly usage?: readonly string[];
  /** Paragraphs. */
  readonly about: readonly Text[];
  readonly positionals: readonly CommandPositional[];
  /** For a command without positionals: what to do instead of giving it one. */
  readonly instead?: Text;
  readonly flags: readonly CommandFlag[];
  readonly exits: readonly CommandExit[];
  readonly examples: readonly CommandExample[];
  readonly load: () => Promise<CommandCode>;
};

export const COMMON_FLAGS: readonly CommandFlag[] = [
  {
    flag: 'json',
    about: { en: 'Print the result as JSON on standard output.', ko: '결과를 JSON 형식으로 표준 출력에 출력합니다.' },
  },
  {
    flag: 'resolver',
    value: 'host:port',
    about: {
      en: 'The DNS resolver to query. May be given several times.',
      ko: '조회에 쓸 DNS 리졸버입니다. 여러 번 지정할 수 있습니다.',
    },
    default: { en: "the settings' or this machine's", ko: '설정 파일이나 이 컴퓨터에 지정된 리졸버' },
    multiple: true,
  },
  {
    flag: 'timeout',
    value: 'ms',
    about: { en: 'Time for all DNS queries together.', ko: 'DNS 조회 전체의 제한 시간입니다.' },
    default: verbatim('25000'),
  },
  {
    flag: 'lists',
    value: 'file',
    about: {
      en: 'A JSON file of blocklists, instead of the built-in table.',
      ko: '기본 목록 대신 사용할 차단 목록(RBL) JSON 파일입니다.',
    },
    isFile: true,
  },
  {
    flag: 'settings',
    value: 'file',
    about: { en: 'The settings file.', ko: '설정 파일입니다.' },
    default: { en: 'postwatch.json in this folder, if there is one', ko: '현재 폴더에 있는 postwatch.json' },
    isFile: true,
  },
  {
    flag: 'color',
    value: 'when',
    about: {
      en: 'Use color. auto: on a terminal, unless NO_COLOR is set or TERM is "dumb".',
      ko: '색 표시 여부입니다. auto는 터미널에서만 표시하며, NO_COLOR를 설정했거나 TERM이 "dumb"이면 표시하지 않습니다.',
    },
    default: verbatim('auto'),
    values: ['auto', 'always', 'never'],
  },
  {
    flag: 'language',
    value: 'code',
    about: { en: 'The language of what is printed.', ko: '출력 언어입니다.' },
    default: {
      en: "POSTWATCH_LANGUAGE, else the settings' or the system's",
      ko: 'POSTWATCH_LANGUAGE, 없으면 설정 파일이나 시스템의 언어',
    },
    values: LANGUAGES,
  },
  { flag: 'help', short: 'h', about: { en: 'Print this help.', ko: '이 도움말을 출력합니다.' } },
];

/** Throws `UsageError` for what the command does not take. */
export function readCommandWords(args: readonly string[], { name, flags, positionals, instead }: Command): Words {
  const words = readWords(args, flags);
  const [first] = words.positionals;
  if (first === undefined || positionals.length > 0) return words;
  throw new UsageError(unexpectedArgument(name, printable(first, 40), instead));
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
    if (known === undefined) continue;
    const wrong = all(flag).find((value) => !known.includes(value));
    if (wrong !== undefined) throw new UsageError(flagNotOneOf(flag, printable(wrong, 40), known));
  }
  return {
    typed: args,
    positionals,
    text: (flag) => all(flag).at(-1),
    texts: all,
    has: (flag) => values[flag] === true,
  };
}

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

function parsedWords(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw parserComplaint(error instanceof Error ? error.message : String(error), Object.keys(options));
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

/** What Node's parser found, in our words and without its advice about `--`. A message that is not known here is shown as it is. */
function parserComplaint(message: string, flags: readonly string[]): UsageError {
  const [, option = ''] = /^(?:Option|Unknown option) '(?:-\w, )?(-{1,2}[^' ]+)/.exec(message) ?? [];
  const flag = printable(option, 60);
  if (/argument (?:is ambiguous|missing)/.test(message)) return new UsageError(flagNeedsValue(flag));
  if (message.includes('does not take an argument')) return new UsageError(flagTakesNoValue(flag));
  if (!message.startsWith('Unknown option')) return new UsageError(verbatim(message.split('\n')[0] ?? message));
  return new UnknownWord(option.replace(/^--/, ''), flags, (near) =>
    unknownFlag(flag, near === null ? null : `--${near}`),
  );
}
