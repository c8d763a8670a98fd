/** Wrapping that keeps whole what is to be copied: what is in quotation marks, a setting, and a flag with its value. */
import { padded, wrap } from '../../shared/model/text.ts';

const HELD = '\u00a0';
/** What is longer is a text, and not something to copy. */
const LONGEST_HELD = 60;

const held = (text: string): string =>
  text
    .replace(/"[^"\n]*"/g, (quoted) => (quoted.length > LONGEST_HELD ? quoted : quoted.replaceAll(' ', HELD)))
    .replace(/"[\w-]+": \[[^\]]*\]/g, (setting) => setting.replaceAll(' ', HELD))
    .replace(/(--[a-z-]+) (?=[\w.:[\]<>-]+)/g, `$1${HELD}`);

export const wrapWhole = (text: string, width: number, indent: string): readonly string[] =>
  wrap(held(text), width, indent).map((line) => line.replaceAll(HELD, ' '));

/** A text behind its head; its further lines begin in the same column. */
export function behind(head: string, text: string, column: number, width: number): readonly string[] {
  const [first = '', ...rest] = wrapWhole(text, width, ' '.repeat(column));
  return [padded(head, column) + first.slice(column), ...rest];
}
