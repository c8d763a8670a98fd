/** A line with a word at its right edge, which goes below where there is no room for both. */
import { columns, wrap } from '../../shared/model/text.ts';
import type { Terminal } from '../terminal.ts';

/** Beyond this the eye does not find the way across. */
const EDGE = 100;
const GAP = 2;
/** With less room for the text, the word has a line of its own. */
const LEAST = 24;

type Sided = {
  /** Wrapped behind the indent; it may be painted. */
  readonly text: string;
  readonly word: string;
  readonly indent: string;
  /** The first line begins at the left edge. */
  readonly isHanging?: boolean;
};

/** `style` paints the word after it was placed. */
export function sided(
  { text, word, indent, isHanging = false }: Sided,
  { width }: Pick<Terminal, 'width'>,
  style: (word: string) => string,
): readonly string[] {
  const edge = Math.min(width, EDGE);
  const room = edge - columns(word) - GAP;
  const lines = wrap(text, room < LEAST ? edge : room, indent);
  const first = isHanging ? (lines[0] ?? '').slice(indent.length) : (lines[0] ?? '');
  const space = edge - columns(first) - columns(word);
  if (space >= GAP) return [`${first}${' '.repeat(space)}${style(word)}`, ...lines.slice(1)];
  return [first, ...lines.slice(1), `${' '.repeat(Math.max(indent.length, edge - columns(word)))}${style(word)}`];
}
