/** A lookup for a person: its records, then what was found out about them, worst first. */

import type { ResultRow } from '../../shared/lookups/core/command.ts';
import { helpRows, type LookupFinding, type LookupResult } from '../../shared/lookups/lookup.ts';
import { lookupSteps } from '../../shared/lookups/remedies/render.ts';
import { summaryText } from '../../shared/model/finding.ts';
import type { Language } from '../../shared/model/language.ts';
import { count, wrap } from '../../shared/model/text.ts';
import { evidenceLine } from '../../shared/notices/section.ts';
import { paint, paintStatus, type Terminal, table } from '../terminal.ts';
import { evidenceLines } from './evidence.ts';
import { askedOf, renderResolvers } from './resolver.ts';
import { adviceStepLines } from './steps.ts';

/** All lookups, a line or more each. */
export function lookupOverview(terminal: Terminal): readonly string[] {
  const rows = helpRows(terminal.language);
  const before =
    Math.max(...rows.map(({ name }) => name.length)) + Math.max(...rows.map(({ example }) => example.length));
  const room = Math.max(24, terminal.width - before - 4);
  const lines = rows.flatMap(({ name, example, about }) =>
    wrap(about, room, '').map((line, at) => (at === 0 ? [name, example, line] : ['', '', line])),
  );
  return table([['COMMAND', 'EXAMPLE', 'SHOWS'], ...lines], (cell, _, row) =>
    row === 0 ? paint(terminal, 'bold', cell) : cell,
  );
}

const NOTE: Readonly<Record<Language, string>> = { en: 'note', ko: '참고' };

const INDENT = '      ';
/** A longer cell is for `--json`. */
const MAX_CELL = 100;

export function lookupLines(result: LookupResult, terminal: Terminal): readonly string[] {
  const { command, argument, note, status, resolver, records, passed, warnings, failed, timeouts, durationMs } = result;
  const title = `${paint(terminal, 'bold', `${command}:${argument}`)}  ${paintStatus(terminal, status, status.toUpperCase())}`;
  const findings = [...failed, ...warnings, ...timeouts, ...passed];
  const seen = new Set<string>();
  return [
    ...renderResolvers(resolver, terminal),
    title,
    ...(note === undefined ? [] : wrap(`${NOTE[terminal.language]}: ${note[terminal.language]}`, terminal.width, '  ')),
    ...(records.length === 0 ? [] : ['', ...renderRecords(records, terminal)]),
    ...(findings.length === 0 ? [] : ['']),
    ...findings.flatMap((finding) => renderFinding(finding, { argument, seen }, terminal)),
    '',
    `${count(records.length, 'record')} in ${(durationMs / 1000).toFixed(1)} s${askedOf(resolver)}`,
  ];
}

/** One column a field; a list stands below itself, a line each. Where that is too wide, a record is a block of lines. */
function renderRecords(records: readonly ResultRow[], terminal: Terminal): readonly string[] {
  const fields = [...new Set(records.flatMap((row) => Object.keys(row)))].filter((field) =>
    records.some((row) => cellLines(row[field]).join('') !== ''),
  );
  const rows = records.flatMap((row) => {
    const cells = fields.map((field) => cellLines(row[field]));
    const height = Math.max(1, ...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, at) => cells.map((lines) => lines[at] ?? ''));
  });
  const all = [fields.map((field) => field.toUpperCase()), ...rows];
  if (table(all).some((line) => line.length + 2 > terminal.width)) return renderBlocks(records, fields, terminal);
  return table(all, (cell, _, row) => (row === 0 ? paint(terminal, 'bold', cell) : cell)).map((line) => `  ${line}`);
}

function renderBlocks(records: readonly ResultRow[], fields: readonly string[], terminal: Terminal): readonly string[] {
  const column = Math.max(...fields.map((field) => field.length)) + 4;
  const head = (field: string): string => `  ${paint(terminal, 'bold', field.toUpperCase().padEnd(column - 2))}`;
  return records.flatMap((row, index) => [
    ...(index === 0 ? [] : ['']),
    ...fields.flatMap((field) =>
      cellLines(row[field])
        .filter((line) => line !== '')
        .flatMap((line) => wrap(line, terminal.width, ' '.repeat(column)))
        .map((line, at) => (at === 0 ? head(field) + line.slice(column) : line)),
    ),
  ]);
}

function cellLines(value: ResultRow[string] | undefined): readonly string[] {
  if (value === undefined || value === null) return [''];
  if (typeof value === 'object') return value.map((line) => shorten(line));
  return [shorten(String(value))];
}

const shorten = (text: string): string => (text.length > MAX_CELL ? `${text.slice(0, MAX_CELL - 1)}…` : text);

const MARKS = { pass: '✓', warn: '!', fail: '✗', unknown: '?' } as const;

/** `seen`: evidence that stands above already, and need not be read again. */
type Context = { readonly argument: string; readonly seen: Set<string> };

function renderFinding(finding: LookupFinding, { argument, seen }: Context, terminal: Terminal): readonly string[] {
  const { status, id, subject, evidence, remedy } = finding;
  const about = subject === argument ? '' : `  ${paint(terminal, 'dim', subject)}`;
  const lines = [
    `  ${paintStatus(terminal, status, MARKS[status])} ${paint(terminal, 'bold', id)}${about}`,
    ...wrap(summaryText(finding)[terminal.language], terminal.width, INDENT),
  ];
  for (const one of status === 'pass' ? [] : evidence.slice(0, 2)) {
    const line = evidenceLine(one);
    if (!seen.has(line)) lines.push(...evidenceLines(one, INDENT, terminal));
    seen.add(line);
  }
  if (remedy === null) return lines;
  return [...lines, ...adviceStepLines(lookupSteps(remedy, terminal.language), INDENT, terminal)];
}
