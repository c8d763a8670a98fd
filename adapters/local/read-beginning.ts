/** Files of any size and kind that a person hands in: only their beginning is read. */
import { closeSync, openSync, readSync } from 'node:fs';
import { unreadableText } from '../../shared/model/file-words.ts';
import { within } from '../../shared/model/language.ts';
import { type Parsed, parsed, problem } from '../../shared/model/parsed.ts';
import { printable } from '../../shared/model/text.ts';

/** At most so many octets. What is wrong comes back as one line, with the file's name. */
export function readBeginning(path: string, most: number): Parsed<Uint8Array> {
  try {
    const file = openSync(path, 'r');
    try {
      return parsed(read(file, most));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return problem(within(printable(path, 200), unreadableText(error)));
  }
}

function read(file: number, most: number): Uint8Array {
  const chunks: Buffer[] = [];
  let left = most;
  while (left > 0) {
    const chunk = Buffer.alloc(Math.min(left, 65_536));
    const size = readSync(file, chunk);
    if (size === 0) break;
    chunks.push(chunk.subarray(0, size));
    left -= size;
  }
  return Buffer.concat(chunks);
}
