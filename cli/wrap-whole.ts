/** Wrapping that keeps whole what is to be copied: what is in quotation marks, a setting, and a flag with its value. */
import { wrap } from '../shared/model/text.ts';

const HELD = '\u00a0';
/** What is longer is a text, and not something to copy. */
const LONGEST_HELD = 60;

/** `most`: what is longer is split, since it would not fit. */
const held = (text: string, most: number): string =>
  text
    .replace(/"[^"\n]*"/g, (quoted) => (quoted.length > most ? quoted : quoted.replaceAll(' ', HELD)))
    .replace(/"[\w-]+": \[[^\]]*\]/g, (setting) => setting.replaceAll(' ', HELD))
    .replace(/(--[a-z-]+) (?=[\w.:[\]<>-]+)/g, `$1${HELD}`);

export const wrapWhole = (text: string, width: number, indent: string): readonly string[] =>
  wrap(held(text, Math.min(LONGEST_HELD, width - indent.length - 1)), width, indent).map((line) =>
    line.replaceAll(HELD, ' '),
  );

/** A page in parentheses, a page at the end, and a command of `aws` at the end. */
export const TO_COPY = /\s*\((https?:\/\/[^\s()]+)\)|\s(https?:\/\/[^\s()]+)$|\s(aws [a-z].*)$/;

/** Sentences are wrapped; what is to be copied out of them has a line of its own, deeper in, and is never broken. */
export function wrapCopyable(text: string, width: number, indent: string): readonly string[] {
  const found = TO_COPY.exec(text);
  if (found === null) return text === '' ? [] : wrapWhole(text, width, indent);
  const copied = found[1] ?? found[2] ?? found[3] ?? '';
  const [, end = '', after = ''] = /^([.,:;]?)\s*(.*)$/s.exec(text.slice(found.index + found[0].length)) ?? [];
  const before = text.slice(0, found.index) + end;
  return [
    ...(before === '' ? [] : wrapWhole(before, width, indent)),
    `${indent}  ${copied}`,
    ...wrapCopyable(after, width, indent),
  ];
}

const indented = (line: string, width: number): readonly string[] => {
  const text = line.trimStart();
  return wrapWhole(text, width, line.slice(0, line.length - text.length));
};

/** A line of standard error. `width`: of the screen; null where there is none, since programs read one line a message. */
export const complaintLines = (line: string, width: number | null): readonly string[] =>
  width === null ? [line] : line.split('\n').flatMap((one) => indented(one, width));
