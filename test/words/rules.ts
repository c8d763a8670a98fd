/** What is wrong with the words of one text. Code, commands, records, addresses and what is quoted are not prose. */
import type { Language } from '../../shared/model/language.ts';
import { BANNED_ENGLISH, BANNED_IN_REMARKS, BANNED_KOREAN, type Banned } from './banned.ts';

const MOST_WORDS = 30;

/** Stands for what is no prose, so that a sentence keeps its shape; counted as one word. */
const CODE = '§';

/** Without what is the same in every language. */
export const prose = (text: string): string =>
  text
    .replace(/```[\s\S]*?```/g, CODE)
    .replace(/`[^`\n]*`/g, CODE)
    .replace(/https?:\/\/\S+/g, CODE)
    .replace(/"[^"\n]*"/g, CODE)
    // A command with its arguments, a line of a zone, options, and names with dots, colons, slashes or underscores in them.
    .replace(
      /\b(?:npx |aws |dig |postwatch )[\w@.:/=+,$<>-]+(?: (?:--?[\w-]+|[\w@:/=+$<>-]+[.:/@=-][\w@.:/=+$<>-]+|<[\w-]+>))*/g,
      CODE,
    )
    .replace(/\S+\. \d+ IN [A-Z]+ .*/g, CODE)
    .replace(/(?<![\w])--?[a-z][\w-]*(?:=\S+)?/g, CODE)
    .replace(
      /[\w-]*[\w](?:[._/:@=][\w*%{}~+-]+)+\.?(?=[\s,;:)]|$)/g,
      (found) => CODE + (found.endsWith('.') ? '.' : ''),
    );

/** What an introduction enumerates ("You need: a; b") counts by its items. */
const items = (sentence: string): readonly string[] => (/: .*;/.test(sentence) ? sentence.split(';') : [sentence]);

const sentences = (text: string): readonly string[] => text.split(/(?<=[.!?])\s+|\n+/).flatMap(items);

const wordsIn = (sentence: string): number =>
  sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}§]/u.test(word)).length;

/** Of any language: what comes of sentences that were glued from pieces. */
const FRAGMENTS: readonly Banned[] = [
  [/\[object|\bundefined\b|\bNaN\b/, 'a value that was put into a text as it is'],
  [/\S {2,}\S/, 'one space'],
  [/(?<!\.)\.\.(?!\.)|[:;,] ?\.(?![\d.\w])|\( | \)|\(\)| [,;.](?=\s|$)/, 'a whole sentence instead of glued pieces'],
];

function banned(text: string, table: readonly Banned[]): readonly string[] {
  return table.flatMap(([pattern, instead]) => {
    const [found] = pattern.exec(text) ?? [];
    return found === undefined ? [] : [`"${found}" (write: ${instead})`];
  });
}

const tooLong = (text: string): readonly string[] =>
  sentences(text)
    .filter((one) => wordsIn(one) > MOST_WORDS)
    .map((one) => `${wordsIn(one)} words in one sentence: "${one.slice(0, 60)}..."`);

/** English that waits for its Korean: three plain words in a row. */
const ENGLISH_WORDS = /\b[a-z]{2,}(?: [a-z]{2,}){2,}\b/i;
const MANY_ENGLISH_WORDS = /\b[a-z]{2,}(?: [a-z]{2,}){5,}\b/;
/** Names of products and lists begin with capitals. */
const isName = (words: string): boolean => words.split(' ').every((word) => /^[A-Z]/.test(word));

function untranslatedIn(text: string): readonly string[] {
  // What a command is given in quotes is no text of ours.
  const own = text.replace(/'[^']*'/g, '');
  const [found] = (/\p{Script=Hangul}/u.test(own) ? MANY_ENGLISH_WORDS : ENGLISH_WORDS).exec(own) ?? [];
  return found === undefined || isName(found) ? [] : [`English in Korean: "${found}"`];
}

const RULES: Readonly<Record<Language, (text: string) => readonly string[]>> = {
  en: (text) => [...banned(text, BANNED_ENGLISH), ...tooLong(text)],
  ko: (text) => [...banned(text, BANNED_KOREAN), ...untranslatedIn(text)],
};

/** Words only, for texts that are laid out in columns. */
export const wordFaults = (text: string, language: Language): readonly string[] => RULES[language](prose(text));

export const textFaults = (text: string, language: Language): readonly string[] => [
  ...wordFaults(text, language),
  ...banned(prose(text), FRAGMENTS),
];

/** Of a literal in the source, which may be a part of a sentence. */
export const literalFaults = (text: string): readonly string[] =>
  /\p{Script=Hangul}/u.test(text) ? banned(prose(text), BANNED_KOREAN) : banned(prose(text), BANNED_ENGLISH);

/** Of a comment, or of the title of a test. */
export const remarkFaults = (text: string): readonly string[] => banned(prose(text), BANNED_IN_REMARKS);
