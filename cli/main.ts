/** `postwatch <command> ...`: finds the command, reads its words, and turns whatever goes wrong into one line. */

import { existsSync } from 'node:fs';
import { printable } from '../shared/model/text.ts';
import { COMMON_FLAGS, type Command, EXIT, readCommandWords, type Words } from './command.ts';
import { commandNamed } from './find-command.ts';
import { languageAsked, SETTINGS_FILE, settingsLanguage } from './language.ts';
import { COMMANDS } from './manual/index.ts';
import { realTerminal } from './real-terminal.ts';
import type { Terminal } from './terminal.ts';

export const main = (args: readonly string[]): Promise<number> => dispatch(args, realTerminal());

/** Returns the exit code; never throws. What is not needed for every command is loaded when it is. */
export async function dispatch(
  args: readonly string[],
  at: Terminal,
  commands: readonly Command[] = COMMANDS,
): Promise<number> {
  const [name, ...rest] = commandFirst(args);
  const asked = languageAsked(args, process.env) ?? settingsLanguage(args);
  let terminal = { ...at, language: asked ?? (looksForProgram(args) ? 'en' : at.language) };
  try {
    if (name === undefined || isHelp(name)) return await overview(name !== undefined, terminal, commands);
    if (name === '--version') return await version(terminal);
    const command = commandNamed(name, commands);
    if (rest.some(isHelp)) return await explain(command, terminal);
    const words = readCommandWords(rest, command);
    // "init" writes the settings itself; the others do not use them.
    if (!NO_SETTINGS.has(command.name)) await warnOfOpenSettings(words, terminal);
    terminal = withColor(words, terminal);
    const { run } = await command.load();
    return await run(words, terminal, commands);
  } catch (error) {
    const { complainOf } = await import('./complaint.ts');
    return complainOf(error, rest, terminal);
  }
}

/** `--language ko check ...` is `check --language ko ...`: what every command takes may come before its name, too. */
function commandFirst(args: readonly string[]): readonly string[] {
  let at = 0;
  for (let word = args[at]; word !== undefined; word = args[at]) {
    const [, flag = '', value] = /^--([a-z]+)(=.*)?$/s.exec(word) ?? [];
    const known = COMMON_FLAGS.find((one) => one.flag === flag && one.short === undefined);
    if (known === undefined) break;
    at += known.value === undefined || value !== undefined ? 1 : 2;
  }
  const name = args[at];
  return name === undefined ? [] : [name, ...args.slice(0, at), ...args.slice(at + 1)];
}

const isHelp = (word: string): boolean => word === '--help' || word === '-h';

const NO_SETTINGS: ReadonlySet<string> = new Set(['init', 'settings', 'help', 'completion']);

async function overview(isAsked: boolean, terminal: Terminal, commands: readonly Command[]): Promise<number> {
  const { overviewScreen } = await import('./help/screen.ts');
  for (const line of overviewScreen(commands, terminal)) (isAsked ? terminal.print : terminal.complain)(line);
  return isAsked ? EXIT.pass : EXIT.usage;
}

async function explain(command: Command, terminal: Terminal): Promise<number> {
  const { commandScreen } = await import('./help/screen.ts');
  for (const line of commandScreen(command, terminal)) terminal.print(line);
  return EXIT.pass;
}

async function version(terminal: Terminal): Promise<number> {
  const { packageVersion } = await import('./version.ts');
  terminal.print(`postwatch ${packageVersion()}`);
  return EXIT.pass;
}

function withColor(words: Words, terminal: Terminal): Terminal {
  const when = words.text('color') ?? 'auto';
  return when === 'auto' ? terminal : { ...terminal, colour: when === 'always' };
}

/** A program gets English, whatever the locale of the machine that it runs on. */
const looksForProgram = (args: readonly string[]): boolean =>
  args.some(
    (arg, at) =>
      arg === '--json' ||
      (arg.startsWith('--format=') && arg !== '--format=table') ||
      (arg === '--format' && args[at + 1] !== 'table'),
  );

async function warnOfOpenSettings(words: Words, terminal: Terminal): Promise<void> {
  // The schema of the settings is half of what a command loads first: not for nothing.
  if (words.text('settings') === undefined && !existsSync(SETTINGS_FILE)) return;
  const { openSettingsWarning } = await import('./settings-file.ts');
  const warning = await openSettingsWarning(words);
  if (warning !== null) terminal.complain(`postwatch: ${printable(warning[terminal.language], 1000)}`);
}
