/** `postwatch <command> ...`: finds the command, reads its words, and turns whatever goes wrong into one line. */
import { MemoryRefused } from '../adapters/local/memory-file.ts';
import { printable } from '../shared/model/text.ts';
import { EXIT, Refused, readWords, UsageError } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { realTerminal } from './real-terminal.ts';
import { openSettingsWarning } from './settings-file.ts';
import { hanging, type Terminal } from './terminal.ts';

/** As wide as the longest name of a command. */
const NAME = Math.max(...COMMANDS.map(({ name }) => name.length));

const overview = (terminal: Terminal): string => `Postwatch watches the addresses that send your mail:
reverse DNS, blocklists, SPF.

Usage: postwatch <command> [options]

${COMMANDS.flatMap(({ name, summary }) => hanging(`  ${name}`, summary, NAME + 4, terminal)).join('\n')}

postwatch <command> --help tells the rest. Start with:
  postwatch check 203.0.113.25 --domain example.com`;

export const main = (args: readonly string[]): Promise<number> => dispatch(args, realTerminal());

/** Returns the exit code; never throws. */
export async function dispatch(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args;
  try {
    if (name === undefined || name === '--help' || name === 'help') {
      (name === undefined ? terminal.complain : terminal.print)(overview(terminal));
      return name === undefined ? EXIT.usage : EXIT.pass;
    }
    const command = COMMANDS.find((one) => one.name === name);
    if (command === undefined)
      throw new UsageError(`there is no command "${printable(name, 40)}"; postwatch --help lists them`);
    if (rest.includes('--help')) {
      terminal.print(command.help);
      return EXIT.pass;
    }
    const words = readWords(rest, command.flags);
    // What "init" is to write is not there yet, or is replaced.
    const warning = command.name === 'init' ? null : openSettingsWarning(words);
    if (warning !== null) terminal.complain(`postwatch: ${printable(warning, 1000)}`);
    return await command.run(words, terminal);
  } catch (error) {
    return complain(error, terminal);
  }
}

/** A bug shows its name and message too, never its stack: the person who reads it at three in the morning cannot use one. */
function complain(error: unknown, terminal: Terminal): number {
  const text = printable(error instanceof Error ? error.message : String(error), 500);
  if (error instanceof UsageError) {
    terminal.complain(`postwatch: ${text}`);
    return EXIT.usage;
  }
  if (error instanceof Refused) {
    terminal.complain(`postwatch: ${text}`);
    return error.exit;
  }
  terminal.complain(
    error instanceof MemoryRefused ? `postwatch: ${text}` : `postwatch: unexpected: ${text} (please report this)`,
  );
  return EXIT.unknown;
}
