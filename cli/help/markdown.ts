/** `docs/commands.md`, in English. */
import { wrap } from '../../shared/model/text.ts';
import { COMMON_FLAGS, type Command, type CommandFlag } from '../command.ts';
import { flagAbout, flagText, summarySentence, usageForms } from './usage.ts';

const WIDTH = 100;

/** With a line break at its end. */
export function commandsPage(commands: readonly Command[]): string {
  const lines = [
    '# Commands',
    '',
    ...wrap('Made from `cli/manual/` by `npm run manual`. Do not edit it by hand.', WIDTH, ''),
    '',
    '| command | does |',
    '|---|---|',
    ...commands.map(({ name, summary }) => `| [\`${name}\`](#${name}) | ${cell(summary.en)} |`),
    '',
    'The program itself takes `-h` or `--help`, and `--version`.',
    '',
    '## Options of every command',
    ...flagTable(COMMON_FLAGS),
    '',
    ...wrap(
      'With `--json`, the result is one object, whose `schemaVersion` is 1. An error is `{"schemaVersion", "error": {"kind", "message", "exit"}}` on standard output, besides the line on standard error.',
      WIDTH,
      '',
    ),
    ...commands.flatMap(commandSection),
  ];
  return `${lines.join('\n')}\n`;
}

function commandSection(command: Command): readonly string[] {
  const { name, summary, about, positionals, flags, exits, examples } = command;
  return [
    '',
    `## ${name}`,
    summarySentence(summary.en),
    '```',
    ...usageForms(command).map((form) => `postwatch ${form}`),
    '```',
    ...about.flatMap((paragraph) => ['', ...wrap(prose(paragraph.en), WIDTH, '')]),
    ...(positionals.length === 0
      ? []
      : ['', ...positionals.map((one) => `- \`<${one.name}>\`: ${prose(one.about.en)}`)]),
    ...(flags.length === 0 ? [] : ['', ...flagTable(flags)]),
    '',
    '| exit code | when |',
    '|---|---|',
    ...exits.map(({ code, when }) => `| ${code} | ${cell(when.en)} |`),
    '',
    '```',
    ...examples.flatMap(({ line, does }) => [`# ${does.en}`, line]),
    '```',
  ];
}

const flagTable = (flags: readonly CommandFlag[]): readonly string[] => [
  '| option | does |',
  '|---|---|',
  ...flags.map((flag) => `| \`${flagText(flag)}\` | ${cell(flagAbout(flag, 'en'))} |`),
];

/** A table's own character inside one of its cells. */
const cell = (text: string): string => prose(text).replaceAll('|', '\\|');

/** A `<word>` is not HTML. */
const prose = (text: string): string => text.replaceAll('<', '&lt;');
