/** Pictures for the README, of what the sandbox really printed: a checked address, and the notice of the same problem. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import type { Language } from '../../shared/model/language.ts';
import { pictureOf } from './picture.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** On a critical list, in the sandbox's world (`cli/sandbox/world.ts`). */
const LISTED = '203.0.113.14';
const NEXT = '203.0.113.15';

const TITLES: Readonly<Record<Language, { readonly check: string; readonly notice: string }>> = {
  en: { check: `postwatch check ${LISTED} --domain example.com`, notice: 'Mail from Postwatch' },
  ko: { check: `postwatch check ${LISTED} --domain example.com --language ko`, notice: 'Postwatch의 메일' },
};

/** By the name of their file in `docs/pictures/`. */
export async function sandboxPictures(language: Language): Promise<Readonly<Record<string, string>>> {
  const lines = await sandboxLines(language);
  const { check, notice } = TITLES[language];
  const suffix = language === 'en' ? '' : `.${language}`;
  return {
    [`check${suffix}.svg`]: pictureOf(checked(lines), check),
    [`notice${suffix}.svg`]: pictureOf(noticed(lines), notice),
  };
}

/** A port is another one each time, and so is the second in which a server answered. */
async function sandboxLines(language: Language): Promise<readonly string[]> {
  const words = ['cli/postwatch.js', 'sandbox', '--color', 'always', '--language', language];
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: ROOT, maxBuffer: 1 << 24 });
  return stdout
    .replaceAll(/127\.0\.0\.1(:| -p )\d+/g, (_, mark: string) => (mark === ':' ? '127.0.0.1:53' : '127.0.0.1'))
    .replaceAll(/03:00:0\d/g, '03:00:00')
    .split('\n');
}

const plain = (line: string): string => stripVTControlCharacters(line);

/** What a check prints about one address: from its head to that of the next one. */
function checked(lines: readonly string[]): readonly string[] {
  const start = lines.findIndex((line) => /^\S+ {2,}.*\S$/.test(plain(line)) && plain(line).startsWith(`${LISTED} `));
  const length = lines.slice(start).findIndex((line) => plain(line).startsWith(`${NEXT} `));
  const block = lines.slice(start, start + length);
  if (!block.some((line) => plain(line).includes('critical.lists.example'))) throw new Error(`no check of ${LISTED}`);
  return withoutBlanks(block);
}

const RULE = /^-{40,}$/;

/** The one entry of the first notice that is about it: between two rules. */
function noticed(lines: readonly string[]): readonly string[] {
  const about = lines.findLastIndex((line) => plain(line).includes(`ack `) && line.includes('--why'));
  const found = lines.findIndex(
    (line, at) => at > 0 && RULE.test(plain(lines[at - 2] ?? '')) && plain(line).includes(LISTED),
  );
  if (about === -1 || found === -1) throw new Error(`no notice of ${LISTED}`);
  const length = lines.slice(found).findIndex((line) => RULE.test(plain(line)));
  return withoutBlanks(lines.slice(found, found + length));
}

function withoutBlanks(lines: readonly string[]): readonly string[] {
  const isText = (line: string): boolean => plain(line).trim() !== '';
  return lines.slice(lines.findIndex(isText), lines.findLastIndex(isText) + 1);
}
