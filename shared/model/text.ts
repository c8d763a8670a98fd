/**
 * Text from outside (TXT reasons, PTR names, file contents) is hostile: it may carry terminal escapes, line breaks that
 * forge a second line, bidirectional overrides, or a megabyte. Everything shown to a person passes through here.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Nearly all of it is. */
const ASCII = /^[ -~]*$/;

/** One printable line of at most `max` characters. */
export function printable(text: string, max = 300): string {
  if (text.length <= max && ASCII.test(text)) return text;
  const clean = text.slice(0, max * 4).replace(UNPRINTABLE, ' ');
  return clean.length > max ? `${clean.slice(0, max - 1)}…` : clean;
}

/** `1 list`, `2 lists`. */
export const count = (n: number, noun: string, plural = `${noun}s`): string => `${n} ${n === 1 ? noun : plural}`;

/** East Asian Wide and Fullwidth (Unicode TR 11): Hangul, Kana, ideographs, fullwidth forms, pictographs. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/gu;

/** What paints a text of our own; nothing of it remains in a foreign one after `printable`. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is meant.
const COLOUR = /\u001b\[[\d;]{0,20}m/g;

/** How many columns of a terminal or of mail in a fixed font a text takes: a wide character takes two, a colour none. */
export const columns = (text: string): number => {
  if (ASCII.test(text)) return text.length;
  const seen = text.replace(COLOUR, '');
  return seen.length + wideIn(seen);
};

/** Beyond U+FFFF the two code units that `length` counts are the two columns already. */
const wideIn = (text: string): number =>
  ASCII.test(text) ? 0 : (text.match(WIDE)?.filter((one) => one.length === 1).length ?? 0);

/** Filled up with spaces to so many columns. */
export const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - columns(text)));

/** Where the indent leaves no room (a screen of 0 columns), each line would be one word. */
const MIN_TEXT = 20;

/** Wraps at spaces; a word longer than the line (a command, a link) stays whole so that it can be copied. */
export function wrap(text: string, width: number, indent: string): string[] {
  const room = width > indent.length ? width : indent.length + MIN_TEXT;
  // Most texts are one line.
  if (!text.startsWith(' ') && indent.length + columns(text) <= room) return [indent + text];
  const lines: string[] = [];
  let line = '';
  let used = indent.length;
  for (const word of text.split(' ')) {
    const wide = columns(word);
    if (line !== '' && used + 1 + wide > room) {
      lines.push(indent + line);
      line = word;
      used = indent.length + wide;
    } else {
      used += line === '' ? wide : 1 + wide;
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, indent + line];
}
