/** Help on the terminal. */
import type { Language } from '../../shared/model/language.ts';
import { columns, wrap } from '../../shared/model/text.ts';
import { COMMAND_GROUPS, COMMON_FLAGS, type Command, type CommandExample, type CommandFlag } from '../command.ts';
import { hanging, paint, type Terminal } from '../terminal.ts';
import { flagAbout, flagText, usageForms } from './usage.ts';

/** Longer lines are hard to read. */
const WIDEST = 84;
/** A longer head gets a line of its own. */
const WIDEST_HEAD = 26;

type Row = readonly [head: string, text: string];

type ScreenWords = {
  readonly intro: string;
  readonly usage: string;
  readonly form: string;
  readonly groups: Readonly<Record<Command['group'], string>>;
  readonly arguments: string;
  readonly options: string;
  readonly common: string;
  readonly exits: string;
  readonly examples: string;
  readonly help: string;
  readonly version: string;
  readonly start: string;
  readonly explain: string;
};

const WORDS: Readonly<Record<Language, ScreenWords>> = {
  en: {
    intro: 'Postwatch watches the addresses that send your mail: reverse DNS, blocklists, SPF.',
    usage: 'Usage',
    form: 'postwatch <command> [options]',
    groups: { now: 'Check now', setup: 'Set up and fix', watch: 'Watch', other: 'Other' },
    arguments: 'Arguments',
    options: 'Options',
    common: 'Options of every command',
    exits: 'Exit codes',
    examples: 'Examples',
    help: 'Print this help. After a command: explain the command.',
    version: 'Print the version.',
    start: 'Start with:',
    explain: 'Explain a command:',
  },
  ko: {
    intro: 'Postwatch는 메일을 보내는 IP의 역방향 DNS(PTR), 차단 목록(RBL), SPF를 감시합니다.',
    usage: '사용법',
    form: 'postwatch <명령어> [옵션]',
    groups: { now: '지금 확인', setup: '설정과 조치', watch: '감시', other: '그 밖에' },
    arguments: '인수',
    options: '옵션',
    common: '공통 옵션',
    exits: '종료 코드',
    examples: '예',
    help: '이 도움말을 출력합니다. 명령어 뒤에 쓰면 그 명령어의 도움말을 출력합니다.',
    version: '버전을 출력합니다.',
    start: '처음이라면:',
    explain: '명령어별 도움말:',
  },
};

/** All commands, and how to go on. */
export function overviewScreen(commands: readonly Command[], on: Terminal): readonly string[] {
  const terminal = narrowed(on);
  const { language, width } = terminal;
  const words = WORDS[language];
  const row = ({ name, summary }: Command): Row => [name, summary[language]];
  const indent = indentOf(commands.map(row), terminal);
  return [
    words.intro,
    '',
    `${words.usage}: ${words.form}`,
    ...COMMAND_GROUPS.flatMap((group) =>
      section(words.groups[group], commands.filter((one) => one.group === group).map(row), terminal, indent),
    ),
    ...section(
      words.options,
      [
        ['-h, --help', words.help],
        ['--version', words.version],
      ],
      terminal,
      indent,
    ),
    '',
    words.start,
    '  postwatch check 203.0.113.25 --domain example.com',
    words.explain,
    '  postwatch help check',
  ].flatMap((line) => (columns(line) > width ? wrap(line, width, '') : [line]));
}

/** Everything about one command. */
export function commandScreen(command: Command, on: Terminal): readonly string[] {
  const terminal = narrowed(on);
  const { name, summary, about, positionals, flags, exits, examples } = command;
  const { language, width } = terminal;
  const words = WORDS[language];
  return [
    ...wrap(`postwatch ${name}: ${summary[language]}`, width, ''),
    ...heading(words.usage, terminal),
    ...usageForms(command).flatMap((form) => hanging('', `postwatch ${form}`, 2, terminal)),
    ...about.flatMap((paragraph) => ['', ...wrap(paragraph[language], width, '')]),
    ...section(
      words.arguments,
      positionals.map((one) => [`<${one.name}>`, one.about[language]]),
      terminal,
    ),
    ...section(words.options, flagRows(flags, language), terminal),
    ...section(words.common, flagRows(COMMON_FLAGS, language), terminal),
    ...section(
      words.exits,
      exits.map(({ code, when }) => [String(code), when[language]]),
      terminal,
    ),
    ...heading(words.examples, terminal),
    ...examples.flatMap((example) => exampleLines(example, terminal)),
  ];
}

const narrowed = (terminal: Terminal): Terminal => ({ ...terminal, width: Math.min(terminal.width, WIDEST) });

const flagRows = (flags: readonly CommandFlag[], language: Language): readonly Row[] =>
  flags.map((flag) => [flagText(flag), flagAbout(flag, language)]);

const heading = (title: string, terminal: Terminal): readonly string[] => ['', paint(terminal, 'bold', `${title}:`)];

/** Where the texts begin behind these heads. */
function indentOf(rows: readonly Row[], { width }: Terminal): number {
  const most = Math.min(WIDEST_HEAD, Math.floor(width / 3));
  const fitting = rows.map(([head]) => columns(head)).filter((wide) => wide <= most);
  return Math.max(0, ...fitting) + 4;
}

/** Nothing where there are no rows. */
function section(
  title: string,
  rows: readonly Row[],
  terminal: Terminal,
  indent = indentOf(rows, terminal),
): readonly string[] {
  if (rows.length === 0) return [];
  return [...heading(title, terminal), ...rows.flatMap((row) => rowLines(row, indent, terminal))];
}

function rowLines([head, text]: Row, indent: number, terminal: Terminal): readonly string[] {
  const shown = `  ${head}`;
  if (columns(shown) + 2 <= indent) return hanging(shown, text, indent, terminal);
  return [shown, ...wrap(text, terminal.width, ' '.repeat(indent))];
}

/** The line stays whole, so that it can be copied. */
const exampleLines = ({ line, does }: CommandExample, terminal: Terminal): readonly string[] => [
  ...wrap(does[terminal.language], terminal.width, '  ').map((one) => paint(terminal, 'dim', one)),
  `    ${line}`,
];
