/** `postwatch <command> ...`: finds the command, reads its words, and turns whatever goes wrong into one line. */
import { createInterface, type Interface } from 'node:readline';
import { MemoryRefused } from '../adapters/local/memory.ts';
import { printable } from '../shared/model/text.ts';
import { EXIT, readWords, UsageError } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import type { Terminal } from './terminal.ts';

const overview = (): string => `Postwatch watches the addresses that send your mail: reverse DNS, blocklists, SPF.

Usage: postwatch <command> [options]

${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`).join('\n')}

postwatch <command> --help tells the rest. Start with: postwatch check 203.0.113.25 --domain example.com`;

export async function main(args: readonly string[]): Promise<number> {
  const terminal = realTerminal();
  const [name, ...rest] = args;
  try {
    if (name === undefined || name === '--help' || name === 'help') {
      (name === undefined ? terminal.complain : terminal.print)(overview());
      return name === undefined ? EXIT.usage : EXIT.pass;
    }
    const command = COMMANDS.find((one) => one.name === name);
    if (command === undefined)
      throw new UsageError(`there is no command "${printable(name, 40)}"; postwatch --help lists them`);
    if (rest.includes('--help')) {
      terminal.print(command.help);
      return EXIT.pass;
    }
    return await command.run(readWords(rest, command.flags), terminal);
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
  terminal.complain(
    error instanceof MemoryRefused ? `postwatch: ${text}` : `postwatch: unexpected: ${text} (please report this)`,
  );
  return EXIT.unknown;
}

function realTerminal(): Terminal {
  const { stdout, stderr } = process;
  const watched = stderr.isTTY === true;
  let shown = false;
  const clear = (): void => {
    if (shown) stderr.write('\r\u001b[2K');
    shown = false;
  };
  // A reader that has seen enough (`| head`) is no fault.
  stdout.on('error', () => process.exit(EXIT.pass));
  return {
    print: (line) => {
      clear();
      stdout.write(`${line}\n`);
    },
    complain: (line) => {
      clear();
      stderr.write(`${line}\n`);
    },
    progress: (line) => {
      if (!watched) return;
      stderr.write(`\r\u001b[2K${line.slice(0, (stderr.columns ?? 80) - 1)}`);
      shown = line !== '';
    },
    colour: stdout.isTTY === true && process.env['NO_COLOR'] === undefined,
    width: Math.min(stdout.columns ?? 100, 120),
    question: questions(),
    onStop: (stop) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
    },
  };
}

/** Answers come line by line from a person or a pipe; one reader for all of them, or piped lines would be lost. */
function questions(): Terminal['question'] {
  let reader: { readonly lines: AsyncIterator<string>; readonly open: Interface } | null = null;
  return async (text) => {
    if (reader === null) {
      const open = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
      reader = { open, lines: open[Symbol.asyncIterator]() };
    }
    if (text === '') {
      reader.open.close();
      return null;
    }
    process.stderr.write(text);
    const { value, done } = await reader.lines.next();
    return done === true ? null : value;
  };
}
