/** Help on the terminal. */
import { columns, wrap } from '../../shared/model/text.ts';
import { COMMON_FLAGS, type Command, type CommandExample, type CommandFlag } from '../command.ts';
import { hanging, paint, type Terminal } from '../terminal.ts';
import { flagAbout, flagText, usageForms } from './usage.ts';

/** Longer lines are hard to read. */
const WIDEST = 84;
/** A longer head stands on a line of its own. */
const WIDEST_HEAD = 26;

type Row = readonly [head: string, text: string];

/** All commands, and how to go on. */
export function overviewScreen(commands: readonly Command[], on: Terminal): readonly string[] {
  const terminal = narrowed(on);
  return [
    'Postwatch watches the addresses that send your mail: reverse DNS, blocklists, SPF.',
    '',
    'Usage: postwatch <command> [options]',
    ...section(
      'Commands',
      commands.map(({ name, summary }) => [name, summary]),
      terminal,
    ),
    ...section(
      'Options',
      [
        ['-h, --help', 'Print this help. After a command: explain the command.'],
        ['--version', 'Print the version.'],
      ],
      terminal,
    ),
    '',
    'Start with:',
    '  postwatch check 203.0.113.25 --domain example.com',
    'Explain a command:',
    '  postwatch help check',
  ].flatMap((line) => (columns(line) > terminal.width ? wrap(line, terminal.width, '') : [line]));
}

/** Everything about one command. */
export function commandScreen(command: Command, on: Terminal): readonly string[] {
  const terminal = narrowed(on);
  const { name, summary, about, positionals, flags, exits, examples } = command;
  return [
    ...wrap(`postwatch ${name}: ${summary}`, terminal.width, ''),
    ...heading('Usage', terminal),
    ...usageForms(command).flatMap((form) => hanging('', `postwatch ${form}`, 2, terminal)),
    ...about.flatMap((paragraph) => ['', ...wrap(paragraph, terminal.width, '')]),
    ...section(
      'Arguments',
      positionals.map((one) => [`<${one.name}>`, one.about]),
      terminal,
    ),
    ...section('Options', flagRows(flags), terminal),
    ...section('Options of every command', flagRows(COMMON_FLAGS), terminal),
    ...section(
      'Exit codes',
      exits.map(({ code, when }) => [String(code), when]),
      terminal,
    ),
    ...heading('Examples', terminal),
    ...examples.flatMap((example) => exampleLines(example, terminal)),
  ];
}

const narrowed = (terminal: Terminal): Terminal => ({ ...terminal, width: Math.min(terminal.width, WIDEST) });

const flagRows = (flags: readonly CommandFlag[]): readonly Row[] =>
  flags.map((flag) => [flagText(flag), flagAbout(flag)]);

const heading = (title: string, terminal: Terminal): readonly string[] => ['', paint(terminal, 'bold', `${title}:`)];

/** Nothing where there are no rows. */
function section(title: string, rows: readonly Row[], terminal: Terminal): readonly string[] {
  if (rows.length === 0) return [];
  const most = Math.min(WIDEST_HEAD, Math.floor(terminal.width / 3));
  const fitting = rows.map(([head]) => columns(head)).filter((width) => width <= most);
  const indent = Math.max(0, ...fitting) + 4;
  return [...heading(title, terminal), ...rows.flatMap((row) => rowLines(row, indent, terminal))];
}

function rowLines([head, text]: Row, indent: number, terminal: Terminal): readonly string[] {
  const shown = `  ${head}`;
  if (columns(shown) + 2 <= indent) return hanging(shown, text, indent, terminal);
  return [shown, ...wrap(text, terminal.width, ' '.repeat(indent))];
}

/** The line stays whole, so that it can be copied. */
const exampleLines = ({ line, does }: CommandExample, terminal: Terminal): readonly string[] => [
  ...wrap(does, terminal.width, '  ').map((one) => paint(terminal, 'dim', one)),
  `    ${line}`,
];
