/** A line with a word at its right edge, which goes below where there is no room for both. */
import { columns, wrap } from '../../shared/model/text.ts';
import type { Terminal } from '../terminal.ts';

/** Beyond this the eye does not find the way across. */
const EDGE = 100;
const GAP = 2;

/** `text` is wrapped; `style` paints the word after it was placed. */
export function sided(
  text: string,
  word: string,
  indent: string,
  { width }: Pick<Terminal, 'width'>,
  style: (word: string) => string,
): readonly string[] {
  const edge = Math.min(width, EDGE);
  const room = edge - columns(word) - GAP;
  const lines = wrap(text, Math.max(room, indent.length + 1), indent);
  const [first = ''] = lines;
  const fits = room > indent.length + 20 && columns(first) <= room;
  if (fits) {
    const space = ' '.repeat(edge - columns(first) - columns(word));
    return [`${first}${space}${style(word)}`, ...lines.slice(1)];
  }
  return [...wrap(text, edge, indent), `${' '.repeat(Math.max(indent.length, edge - columns(word)))}${style(word)}`];
}
