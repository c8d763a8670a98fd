/** Settings and list files from disk. What is wrong comes back as one line, with the file's name. */

import { closeSync, openSync, readSync } from 'node:fs';
import { unreadableText } from '../../shared/model/file-words.ts';
import { readJsonText } from '../../shared/model/json-text.ts';
import { type Text, within } from '../../shared/model/language.ts';
import { type Parsed, parsed, problem } from '../../shared/model/parsed.ts';

/** No file of ours is larger; a wrong path (a disk image, /dev/zero) must not fill the memory. */
const MAX_BYTES = 20_000_000;

export function readJsonFile<T>(path: string, parse: (json: unknown) => Parsed<T>): Parsed<T> {
  const text = readTextFile(path);
  return text.ok ? readJsonText(path, text.value, parse) : text;
}

export function readTextFile(path: string): Parsed<string> {
  try {
    const bytes = readBounded(path);
    if (bytes === null) return problem(within(path, TOO_LARGE));
    return parsed(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    return problem(within(path, unreadableText(error)));
  }
}

/** Null when there is more than `MAX_BYTES`. */
function readBounded(path: string): Buffer | null {
  const file = openSync(path, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let total = 0; total <= MAX_BYTES; ) {
      const chunk = Buffer.allocUnsafe(65_536);
      const read = readSync(file, chunk);
      if (read === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, read));
      total += read;
    }
    return null;
  } finally {
    closeSync(file);
  }
}

const TOO_LARGE: Text = { en: `larger than ${MAX_BYTES} bytes`, ko: `파일이 ${MAX_BYTES}바이트보다 큽니다.` };
