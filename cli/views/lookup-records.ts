/** The records of a lookup: a table where it fits, else a block of lines for each. */
import { isTextCell, type ResultRow, type RowCell } from '../../shared/lookups/core/command.ts';
import type { Language } from '../../shared/model/language.ts';
import { columns, padded } from '../../shared/model/text.ts';
import { paint, type Terminal } from '../terminal.ts';
import { type GridCell, grid, linesIn } from './grid.ts';
import { NO, recordHead, stateIn, YES } from './lookup-words.ts';

export const RECORD_MARGIN = '  ';

/** One column a field; a list is below itself, a line each. */
export function recordLines(records: readonly ResultRow[], terminal: Terminal): readonly string[] {
  const cells = records.map(
    (row) => new Map(Object.keys(row).map((field) => [field, cellLines(row[field], field, terminal.language)])),
  );
  const fields = [...new Set(cells.flatMap((row) => [...row.keys()]))].filter((field) =>
    cells.some((row) => row.get(field)?.some((line) => line !== '')),
  );
  const rows = cells.map((row) => fields.map((field) => row.get(field) ?? []));
  return recordTable(fields, rows, terminal) ?? blocks(fields, rows, terminal);
}

/** Null where it does not fit. `fields`: by their keys in JSON. */
export function recordTable(
  fields: readonly string[],
  rows: readonly (readonly GridCell[])[],
  terminal: Terminal,
  style: (text: string, column: number, row: number) => string = (text) => text,
): readonly string[] | null {
  const heads = fields.map((field) => [recordHead(field)[terminal.language]]);
  const lines = grid([heads, ...rows], terminal.width - RECORD_MARGIN.length, (text, column, row) =>
    row === 0 ? paint(terminal, 'bold', text) : style(text, column, row - 1),
  );
  return lines?.map((line) => RECORD_MARGIN + line) ?? null;
}

function blocks(
  fields: readonly string[],
  rows: readonly (readonly GridCell[])[],
  terminal: Terminal,
): readonly string[] {
  const heads = fields.map((field) => recordHead(field)[terminal.language]);
  const indent = RECORD_MARGIN.length + Math.max(...heads.map(columns)) + 2;
  return rows.flatMap((row, index) => [
    ...(index === 0 ? [] : ['']),
    ...row.flatMap((cell, at) => {
      const head = heads[at] ?? '';
      const blank = padded(head, indent - RECORD_MARGIN.length).slice(head.length);
      const behindHead = RECORD_MARGIN + paint(terminal, 'bold', head) + blank;
      return cell
        .filter((line) => line !== '')
        .flatMap((line) => linesIn(line, terminal.width - indent))
        .map((line, first) => (first === 0 ? behindHead : ' '.repeat(indent)) + line);
    }),
  ]);
}

function cellLines(cell: RowCell | undefined, field: string, language: Language): GridCell {
  if (cell === undefined || cell === null) return [''];
  if (typeof cell === 'boolean') return [(cell ? YES : NO)[language]];
  if (typeof cell === 'object' && isTextCell(cell)) return [cell[language]];
  return [cell].flat().map((line) => stateIn(field, String(line))?.[language] ?? String(line));
}

export const cellText = (cell: RowCell | undefined, language: Language): string =>
  cellLines(cell, '', language).join(', ');
