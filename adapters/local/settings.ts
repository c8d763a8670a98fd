/** Settings and list files from disk. What is wrong comes back as one line, with the file's name. */

import { closeSync, openSync, readSync } from 'node:fs';
import { readJsonText } from '../../shared/model/json.ts';
import { within } from '../../shared/model/language.ts';
import { type Parsed, parsed, problem } from '../../shared/model/parsed.ts';

/** No file of ours is larger; a wrong path (a disk image, /dev/zero) must not fill the memory. */
const MAX_BYTES = 20_000_000;

export function readJsonFile<T>(path: string, parse: (json: unknown) => Parsed<T>): Parsed<T> {
  const text = readText(path);
  if (!text.ok) return text;
  const json = readJsonText(text.value);
  const result = json.ok ? parse(json.value) : json;
  return result.ok ? result : problem(within(path, result.problem));
}

function readText(path: string): Parsed<string> {
  try {
    const bytes = readBounded(path);
    if (bytes === null) return problem(`${path}: larger than ${MAX_BYTES} bytes`);
    return parsed(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    return problem(`${path}: ${whyUnreadable(error)}`);
  }
}

export function whyUnreadable(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return WHY[code] ?? `cannot be read (${code || String(error)})`;
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

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'may not be read by you',
  EISDIR: 'is a folder, not a file',
  ENOTDIR: 'there is no such file',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'is not UTF-8 text',
};
