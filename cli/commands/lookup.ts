import type { ResultRow } from '../../shared/lookups/core/command.ts';
import {
  helpRows,
  type LookupFinding,
  type LookupResult,
  publishedLookup,
  readLookup,
  runLookup,
} from '../../shared/lookups/lookup.ts';
import { digLine, type Evidence } from '../../shared/model/finding.ts';
import { count, wrap } from '../../shared/model/text.ts';
import { evidenceLine } from '../../shared/notices/section.ts';
import { stepsOf } from '../../shared/remedies/render.ts';
import { type CommandCode, EXIT, UsageError } from '../command.ts';
import { openRuntime, orThrow } from '../runtime.ts';
import { hanging, paint, paintStatus, type Terminal, table } from '../terminal.ts';
import { askedOf, renderResolvers } from '../views/resolver.ts';
import { adviceStepLines } from '../views/steps.ts';

export const lookupCommand: CommandCode = {
  run: async (words, terminal) => {
    const [text, extra] = words.positionals;
    if (text === undefined || extra !== undefined)
      throw new UsageError('lookup needs one word, such as mx:example.com ("lookup help" lists the commands)');
    if (text === 'help') {
      for (const line of overview(words.has('json'), terminal)) terminal.print(line);
      return EXIT.pass;
    }
    const asked = orThrow(readLookup(text));
    const runtime = openRuntime(words);
    try {
      terminal.progress(`looking up ${asked.command}:${asked.argument} …`);
      const result = await runLookup(asked, runtime.lookupPorts);
      terminal.progress('');
      if (words.has('json')) terminal.print(JSON.stringify(publishedLookup(result), null, 2));
      else for (const line of render(result, terminal)) terminal.print(line);
      const dead = await runtime.whyUnknown();
      if (dead !== null) terminal.complain(`postwatch: ${dead}`);
      return EXIT[result.status];
    } finally {
      runtime.close();
    }
  },
};

function overview(json: boolean, terminal: Terminal): readonly string[] {
  if (json) return [JSON.stringify({ lookups: helpRows() }, null, 2)];
  const rows = helpRows();
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

const INDENT = '      ';
/** A longer cell is for `--json`. */
const MAX_CELL = 100;

function render(result: LookupResult, terminal: Terminal): readonly string[] {
  const { command, argument, note, status, resolver, records, passed, warnings, failed, timeouts, durationMs } = result;
  const title = `${paint(terminal, 'bold', `${command}:${argument}`)}  ${paintStatus(terminal, status, status.toUpperCase())}`;
  const findings = [...failed, ...warnings, ...timeouts, ...passed];
  const seen = new Set<string>();
  return [
    ...renderResolvers(resolver, terminal),
    title,
    ...(note === undefined ? [] : wrap(`note: ${note}`, terminal.width, '  ')),
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
  const { status, id, subject, summary, evidence, remedy } = finding;
  const about = subject === argument ? '' : `  ${paint(terminal, 'dim', subject)}`;
  const lines = [
    `  ${paintStatus(terminal, status, MARKS[status])} ${paint(terminal, 'bold', id)}${about}`,
    ...wrap(summary, terminal.width, INDENT),
  ];
  for (const one of status === 'pass' ? [] : evidence.slice(0, 2)) {
    const line = evidenceLine(one);
    if (!seen.has(line)) lines.push(...renderEvidence(one, terminal));
    seen.add(line);
  }
  if (remedy === null) return lines;
  return [...lines, ...adviceStepLines(stepsOf(remedy), INDENT, terminal)];
}

/** What was said over a connection cannot be repeated with `dig`. */
const SPOKEN: ReadonlySet<string> = new Set(['TCP', 'SMTP', 'TLS', 'HTTP', 'RDAP', 'WHOIS', 'ICMP']);

function renderEvidence(evidence: Evidence, terminal: Terminal): readonly string[] {
  const saw = labelled('saw', evidenceLine(evidence), terminal);
  return SPOKEN.has(evidence.type) ? saw : [...saw, paint(terminal, 'dim', INDENT + digLine(evidence))];
}

const labelled = (label: string, text: string, terminal: Terminal): readonly string[] =>
  hanging(`  ${paint(terminal, 'cyan', label)}`, text, INDENT.length, terminal);
