/**
 * Text from outside (TXT reasons, PTR names, file contents) is hostile: it may carry terminal escapes, line breaks that
 * forge a second line, bidirectional overrides, or a megabyte. Everything shown to a person passes through here.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** One printable line of at most `max` characters. */
export function printable(text: string, max = 300): string {
  const clean = text.slice(0, max * 4).replace(UNPRINTABLE, ' ');
  return clean.length > max ? `${clean.slice(0, max - 1)}…` : clean;
}

/** `1 list`, `2 lists`. */
export const count = (n: number, noun: string, plural = `${noun}s`): string => `${n} ${n === 1 ? noun : plural}`;

/** Wraps at spaces; a word longer than the line (a command, a link) stays whole so that it can be copied. */
export function wrap(text: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, indent + line];
}
