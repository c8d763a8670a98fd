/** `man/postwatch.1`, in English and in the macros of man(7). */
import { ENVIRONMENT_VARIABLES } from '../../shared/settings/environment.ts';
import { COMMON_FLAGS, type Command, type CommandFlag } from '../command.ts';
import { flagAbout, flagText, summarySentence, usageForms } from './usage.ts';

/** With a line break at its end. It carries no date: the same commands make the same page. */
export function manPage(commands: readonly Command[], version: string): string {
  const lines = [
    '.\\" Made from cli/manual/ by "npm run manual". Do not edit it by hand.',
    `.TH POSTWATCH 1 "" "Postwatch ${version}" "User Commands"`,
    '.SH NAME',
    'postwatch \\- watch the addresses that send your mail',
    '.SH SYNOPSIS',
    '.B postwatch',
    '.I command',
    '[\\fIoptions\\fR]',
    '.br',
    '.B postwatch help',
    '[\\fIcommand\\fR]',
    '.br',
    '.B postwatch \\-\\-version',
    '.SH DESCRIPTION',
    'Postwatch watches the addresses that send your mail: reverse DNS, blocklists and SPF.',
    '.SH OPTIONS',
    'Every command takes these options.',
    ...COMMON_FLAGS.flatMap(tagged),
    '.SH COMMANDS',
    ...commands.flatMap(commandPart),
    '.SH EXIT STATUS',
    'Each command lists its own.',
    'They follow the convention of monitoring plugins:',
    '0 is good, 1 a warning, 2 a failure, 3 unknown.',
    'A usage error is 64.',
    '.SH ENVIRONMENT',
    ...ENVIRONMENT_VARIABLES.filter(({ readBy }) => readBy !== 'functions').flatMap(({ name, about }) => [
      '.TP',
      `.B ${escaped(name)}`,
      ...sentences(about.en),
    ]),
    '.SH FILES',
    '.TP',
    '.I postwatch.json',
    'The settings, in the working folder unless \\-\\-settings names another file.',
  ];
  return `${lines.join('\n')}\n`;
}

function commandPart(command: Command): readonly string[] {
  const { name, summary, about, positionals, flags, exits, examples } = command;
  return [
    `.SS ${escaped(name)}`,
    escaped(summarySentence(summary.en)),
    '.PP',
    '.nf',
    ...usageForms(command).map((form) => escaped(`postwatch ${form}`)),
    '.fi',
    ...about.flatMap((paragraph) => ['.PP', ...sentences(paragraph.en)]),
    ...positionals.flatMap((one) => ['.TP', `.I ${escaped(one.name)}`, ...sentences(one.about.en)]),
    ...flags.flatMap(tagged),
    ...exits.flatMap(({ code, when }) => ['.TP', `exit ${code}`, ...sentences(when.en)]),
    ...examples.flatMap(({ line, does }) => [
      '.PP',
      ...sentences(does.en),
      '.RS 4',
      '.nf',
      escaped(line),
      '.fi',
      '.RE',
    ]),
  ];
}

const tagged = (flag: CommandFlag): readonly string[] => [
  '.TP',
  `.B ${escaped(flagText(flag))}`,
  ...sentences(flagAbout(flag, 'en')),
];

/** One a line, as roff wants them to space them well. */
const sentences = (text: string): readonly string[] => text.split(/(?<=[.?!]) (?=[A-Z0-9-])/).map(escaped);

/** Nothing of it is a request or an escape, and a hyphen can be copied as the one that was typed. */
function escaped(text: string): string {
  const safe = text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll("'", '\\(aq').replaceAll('"', '\\(dq');
  return /^[.]/.test(safe) ? `\\&${safe}` : safe;
}
