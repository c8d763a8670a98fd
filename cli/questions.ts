/** Answers come line by line from a person or a pipe; one reader for all of them, or piped lines would be lost. */
import { createInterface, type Interface } from 'node:readline';
import type { ReadStream } from 'node:tty';
import { UsageError } from './command.ts';
import type { Terminal } from './terminal.ts';
import { INPUT_ENDED } from './usage-words.ts';

type Reader = { readonly lines: AsyncIterator<string>; readonly open: Interface };

export function questions(): Terminal['question'] {
  let reader: Reader | null = null;
  return async (text, { isHidden = false } = {}) => {
    if (reader === null) {
      const open = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
      reader = { open, lines: open[Symbol.asyncIterator]() };
    }
    if (text === '') {
      reader.open.close();
      return null;
    }
    if (isHidden && process.stdin.isTTY === true) return hidden(text, reader, process.stdin);
    process.stderr.write(text);
    return ownLine(await lineFrom(reader));
  };
}

/** Ctrl-D on a terminal: nobody answers any more, so nothing is assumed. Piped answers may end early: the rest is as it is by default. */
function ownLine(line: string | null): string | null {
  if (line !== null || process.stdin.isTTY !== true) return line;
  process.stderr.write('\n');
  throw new UsageError(INPUT_ENDED);
}

async function lineFrom({ lines }: Reader): Promise<string | null> {
  const { value, done } = await lines.next();
  return done === true ? null : value;
}

/**
 * Raw, the terminal shows nothing of what is typed, and leaves to us what its keys mean. The reader keeps collecting the line; the
 * two keys that cannot wait for its end are listened for.
 */
async function hidden(text: string, reader: Reader, input: ReadStream): Promise<string | null> {
  const onKeys = (keys: Buffer): void => {
    if (keys.includes(INTERRUPT)) {
      input.setRawMode(false);
      process.kill(process.pid, 'SIGINT');
    } else if (keys.includes(END)) reader.open.close();
  };
  // Before the question is seen: it may be answered at once.
  input.setRawMode(true);
  input.on('data', onKeys);
  process.stderr.write(text);
  try {
    const line = await lineFrom(reader);
    return line === null ? ownLine(null) : edited(line);
  } finally {
    input.off('data', onKeys);
    input.setRawMode(false);
    process.stderr.write('\n');
  }
}

/** Ctrl-C and Ctrl-D, as a terminal sends them. */
const INTERRUPT = 3;
const END = 4;

/** What a line with the keys that take back in it comes to: Backspace, and Ctrl-U for all of it. Other keys that write nothing are dropped. */
export function edited(line: string): string {
  const kept: string[] = [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what the keys send
  for (const [key] of line.matchAll(/\u001b(?:\[[\d;]*[ -/]*[@-~]|O.|.)?|[\s\S]/gu)) {
    if (key === '\u007f' || key === '\b') kept.pop();
    else if (key === '\u0015') kept.length = 0;
    else if (key >= ' ') kept.push(key);
  }
  return kept.join('');
}
