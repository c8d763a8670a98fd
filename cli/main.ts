/** `postwatch <command> ...`: finds the command, reads its words, and turns whatever goes wrong into one line. */

import type { Language } from '../shared/model/language.ts';
import { type Command, EXIT, readCommandWords, type Words } from './command.ts';
import { commandNamed } from './find.ts';
import { languageAsked } from './language.ts';
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
  const [name, ...rest] = args;
  const asked = languageAsked(args, process.env);
  const terminal = asked === null ? at : { ...at, language: asked };
  try {
    if (name === undefined || isHelp(name)) return await overview(name !== undefined, terminal, commands);
    if (name === '--version') return await version(terminal);
    const command = commandNamed(name, commands);
    if (rest.some(isHelp)) return await explain(command, terminal);
    const words = readCommandWords(rest, command);
    // What "init" is to write is not there yet, or is replaced; the others have nothing to do with settings.
    const ofSettings = NO_SETTINGS.has(command.name) ? null : await readSettingsFirst(words, terminal);
    const language = asked ?? ofSettings ?? (isForProgram(words) ? 'en' : terminal.language);
    const { run } = await command.load();
    return await run(words, { ...withColor(words, terminal), language }, commands);
  } catch (error) {
    const { complainOf } = await import('./complaint.ts');
    return complainOf(error, rest, terminal);
  }
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

/** A program is not to be surprised by the locale of the machine that it runs on. */
const isForProgram = (words: Words): boolean => words.has('json') || words.text('format') !== undefined;

/** Warns of what others may read. Returns the language that the settings ask for. */
async function readSettingsFirst(words: Words, terminal: Terminal): Promise<Language | null> {
  const [{ openSettingsWarning, settingsLanguage }, { printable }] = await Promise.all([
    import('./settings-file.ts'),
    import('../shared/model/text.ts'),
  ]);
  const warning = openSettingsWarning(words);
  if (warning !== null) terminal.complain(`postwatch: ${printable(warning, 1000)}`);
  return settingsLanguage(words);
}
