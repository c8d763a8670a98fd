/** Rows of cells in columns that fit the screen: what is too wide continues below, and no word is ever cut. */
import { columns, padded, wrap } from '../../shared/model/text.ts';

/** The lines of a cell. */
export type GridCell = readonly string[];
type Style = (text: string, column: number, row: number) => string;

const GAP = 2;
/** Columns narrower than this cannot be read. */
const LEAST = 18;

/** Null where the columns would become too narrow. The first row is the head. `width`: of the whole. */
export function grid(rows: readonly (readonly GridCell[])[], width: number, style: Style): readonly string[] | null {
  const widths = fitting(rows, width);
  if (widths === null) return null;
  return rows.flatMap((row, at) => {
    const cells = row.map((lines, column) => lines.flatMap((line) => linesIn(line, widths[column] ?? 0)));
    const height = Math.max(1, ...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      cells
        .map((lines, column) => {
          const text = lines[line] ?? '';
          const blank = column === cells.length - 1 ? '' : padded(text, widths[column] ?? 0).slice(text.length);
          return style(text, column, at) + blank;
        })
        .join(' '.repeat(GAP))
        .trimEnd(),
    );
  });
}

/** A line that fits stays as it is: the blanks before it mean something in a tree. */
export const linesIn = (line: string, width: number): readonly string[] =>
  columns(line) <= width ? [line] : wrap(line, width, '');

/**
 * As wide as the widest cell. Where that is too much, wide columns come down to one level, but none below its longest word. If
 * that cannot be, a long word of the last column may go beyond the edge, since nothing is behind it.
 */
function fitting(rows: readonly (readonly GridCell[])[], width: number): readonly number[] | null {
  const count = Math.max(...rows.map((row) => row.length));
  const most = (measure: (line: string) => number): readonly number[] =>
    Array.from({ length: count }, (_, column) =>
      Math.max(0, ...rows.flatMap((row) => (row[column] ?? []).map((line) => measure(line)))),
    );
  const natural = most(columns);
  const words = most((line) => Math.max(0, ...line.split(' ').map((word) => columns(word))));
  const room = width - GAP * (count - 1);
  return levelled(natural, words, room) ?? levelled(natural, [...words.slice(0, -1), 0], room);
}

function levelled(natural: readonly number[], least: readonly number[], room: number): readonly number[] | null {
  for (let level = Math.max(LEAST, ...natural); level >= LEAST; level--) {
    const widths = natural.map((wide, column) => Math.max(least[column] ?? 0, Math.min(wide, level)));
    if (widths.reduce((sum, wide) => sum + wide, 0) <= room) return widths;
  }
  return null;
}
