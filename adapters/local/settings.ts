/** Settings and list files from disk. What is wrong comes back as one line, with the file's name. */

import { closeSync, openSync, readSync } from 'node:fs';
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

export function unreadableText(error: unknown): Text {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return (
    WHY[code] ?? {
      en: `cannot be read (${code || String(error)})`,
      ko: `읽을 수 없습니다(${code || String(error)}).`,
    }
  );
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
const NO_FILE: Text = { en: 'there is no such file', ko: '파일이 없습니다.' };

const WHY: Readonly<Record<string, Text>> = {
  ENOENT: NO_FILE,
  EACCES: { en: 'permission denied', ko: '파일을 읽을 권한이 없습니다.' },
  EISDIR: { en: 'is a folder, not a file', ko: '파일이 아니라 폴더입니다.' },
  ENOTDIR: NO_FILE,
  ERR_ENCODING_INVALID_ENCODED_DATA: { en: 'is not UTF-8 text', ko: 'UTF-8 텍스트가 아닙니다.' },
};
