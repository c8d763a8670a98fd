/** Inputs of any length: their beginning at once, and all of them line by line, unpacked where they are packed (gzip, RFC 1952). */
import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { unreadableText } from '../../shared/model/file-words.ts';
import { within } from '../../shared/model/language.ts';
import { type Parsed, parsed, problem } from '../../shared/model/parsed.ts';
import { printable } from '../../shared/model/text.ts';

export type WholeInput = {
  readonly beginning: Uint8Array;
  /** Nothing lies behind the beginning. */
  readonly isWhole: boolean;
  /** From the first line on, once, some at a time. A longer line than `MAX_LINE` is cut. */
  readonly lines: () => AsyncGenerator<readonly string[]>;
  /** Without reading the rest. */
  readonly close: () => Promise<void>;
};

/** A line of the journal's export is a few KiB; what has no line ends is no log. */
const MAX_LINE = 64 * 1024;

export async function openWholeFile(path: string, most: number): Promise<Parsed<WholeInput>> {
  try {
    return parsed(await wholeInput(createReadStream(path, { highWaterMark: 256 * 1024 }), most));
  } catch (error) {
    return problem(within(printable(path, 200), unreadableText(error)));
  }
}

/** Throws what the source throws. @param most octets of the beginning, unpacked */
export async function wholeInput(source: AsyncIterable<Uint8Array>, most: number): Promise<WholeInput> {
  const chunks = (await unpacked(source))[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let size = 0;
  let isDone = false;
  while (size <= most && !isDone) {
    const { value, done = false } = await chunks.next();
    isDone = done;
    if (done) break;
    first.push(value);
    size += value.length;
  }
  const read = Buffer.concat(first);
  const close = async (): Promise<void> => void (await chunks.return?.());
  return {
    beginning: read.subarray(0, most),
    isWhole: isDone && size <= most,
    lines: () => linesOf(read, isDone ? undefined : chunks),
    close,
  };
}

/** The chunks as they are, or unpacked where the first two octets say gzip. */
async function unpacked(source: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const chunks = source[Symbol.asyncIterator]();
  const { value: first, done } = await chunks.next();
  const whole = joined(done === true ? undefined : first, chunks);
  if (done === true || first[0] !== 0x1f || first[1] !== 0x8b) return whole;
  // What fails reaches who reads: the error destroys the last stream.
  return pipeline(Readable.from(whole), createGunzip(), () => {});
}

async function* joined(first: Uint8Array | undefined, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (first !== undefined) yield first;
    for (;;) {
      const { value, done } = await rest.next();
      if (done === true) return;
      yield value;
    }
  } finally {
    await rest.return?.();
  }
}

async function* linesOf(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array> | undefined,
): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let left = '';
  const whole = (octets: Uint8Array): readonly string[] => {
    const lines = `${left}${decoder.decode(octets, { stream: true })}`.split('\n');
    left = (lines.pop() ?? '').slice(0, MAX_LINE);
    return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  };
  yield whole(first);
  for (;;) {
    const { value, done } = (await rest?.next()) ?? { value: undefined, done: true };
    if (done === true || value === undefined) break;
    yield whole(value);
  }
  if (left !== '') yield [left];
}
