/** The forms in which a result can be had, for programs of many kinds. */
import { printable } from '../shared/model/text.ts';
import { FORMATS, type OutputFormat } from './choices.ts';
import { EXIT, UsageError, type Words } from './command.ts';
import type { Terminal } from './terminal.ts';
import { contradictingForms } from './usage-words.ts';

/** Throws `UsageError`. `--json` is `--format json`. */
export function readFormat(words: Words): OutputFormat {
  const text = words.text('format');
  if (words.has('json') && text !== undefined && text !== 'json') throw new UsageError(contradictingForms(text));
  if (words.has('json')) return 'json';
  return FORMATS.find((one) => one === text) ?? 'table';
}

/** Of the objects that commands print with `--json`. It changes when a key is taken away or means something else. */
const SCHEMA_VERSION = 1;

/** A result as the one JSON document of a command. `indent` 0: on one line, where several follow each other. */
export const jsonDocument = (value: object, indent = 2): string =>
  jsonText({ schemaVersion: SCHEMA_VERSION, ...value }, indent);

/** Beyond what JSON escapes itself: control characters that a terminal obeys, and marks that turn a line around. */
const UNSEEN = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** JSON that is safe on a screen: the same value, with what is not seen escaped. */
export const jsonText = (value: object, indent = 0): string =>
  JSON.stringify(value, withoutTranslations, indent).replace(
    UNSEEN,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** What a screen shows in other languages (`translated`, `translatedNext`) is not for programs. */
const withoutTranslations = (key: string, value: unknown): unknown => (/^translated/.test(key) ? undefined : value);

/** No cell of ours is longer; a foreign one may be. */
const MAX_CELL = 4000;

/** RFC 4180, but for the line's end; a spreadsheet takes no cell for a formula. */
export const csvLine = (cells: readonly string[]): string => cells.map(csvCell).join(',');

function csvCell(given: string): string {
  const text = printable(given, MAX_CELL);
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export type MonitoringStatus = {
  /** 0 to 3, as the exit code will be. */
  readonly exit: number;
  readonly text: string;
  /** By label. */
  readonly measured: Readonly<Record<string, string | number>>;
  readonly more: readonly string[];
};

const WORDS = ['OK', 'WARNING', 'CRITICAL', 'UNKNOWN'];

/** The output of a monitoring plugin: one line with performance data, and more lines below it. */
export function monitoringLines({ exit, text, measured, more }: MonitoringStatus): readonly string[] {
  const word = WORDS[exit] ?? WORDS[EXIT.unknown];
  const perf = Object.entries(measured).map(([label, value]) => `${label}=${value}`);
  const data = perf.length === 0 ? '' : ` | ${perf.join(' ')}`;
  return [`POSTWATCH ${word} - ${barless(text)}${data}`, ...more.map(barless)];
}

/** What follows a bar is performance data. */
const barless = (text: string): string => printable(text, 1000).replaceAll('|', '/');

/** A plugin's lines all go to standard output: complaints are kept for its end. Other forms keep standard error. */
export function terminalFor(format: OutputFormat, terminal: Terminal): { on: Terminal; kept: readonly string[] } {
  const kept: string[] = [];
  if (format !== 'nagios') return { on: terminal, kept };
  return { on: { ...terminal, complain: (line) => void kept.push(line), progress: () => {} }, kept };
}
