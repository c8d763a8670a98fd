/** The terminal as a port: what a person sees, plain when piped, in color and with a progress line when not. */
import { styleText } from 'node:util';
import type { Status } from '../shared/model/finding.ts';
import type { Language, Text } from '../shared/model/language.ts';
import { columns, padded } from '../shared/model/text.ts';
import { wrapWhole } from './wrap-whole.ts';

export type Terminal = {
  /** Standard output, one line. */
  readonly print: (line: string) => void;
  /** Waits until what was printed is written; where it cannot be, the process ends instead. */
  readonly flushed: () => Promise<void>;
  /** Standard error, one line. */
  readonly complain: (line: string) => void;
  /** Standard output and standard error are the same screen: what is on one need not be said on the other. */
  readonly isOneScreen: boolean;
  /** A line that the next one replaces; nothing where standard error is not a terminal. */
  readonly progress: (line: string) => void;
  readonly colour: boolean;
  /** In which the screens are written. */
  readonly language: Language;
  /** Columns; 100 where there is no terminal. */
  readonly width: number;
  /**
   * Asks one question and returns the line that comes; null at the end of the input. An empty question ends the asking. What is hidden
   * is not shown while it is typed.
   */
  readonly question: (text: string, how?: { readonly isHidden?: boolean }) => Promise<string | null>;
  /** What is piped in or typed until Ctrl-D: the beginning, at most so many octets. */
  readonly input: (most: number) => Promise<Uint8Array>;
  /** The same, all of it, piece by piece. */
  readonly stream: () => AsyncIterable<Uint8Array>;
  /** IANA name of the zone of the clock on this machine. */
  readonly zone: () => string;
  /** The user's name on this machine. */
  readonly user: string;
  /** Calls back at the first request to stop (Ctrl-C, SIGTERM). */
  readonly onStop: (stop: () => void) => void;
};

/** The zone of times: of the settings, and where they name none, of this machine. */
export const screenZone = (zone: string, terminal: Pick<Terminal, 'zone'>): string =>
  zone === 'UTC' ? terminal.zone() : zone;

/** How notices are written here: in the language of the screens, by the clock of the settings or of this machine. */
export const wordedHere = <N extends { readonly zone: string }>(
  notices: N,
  terminal: Pick<Terminal, 'language' | 'zone'>,
) => ({
  ...notices,
  language: terminal.language,
  zone: screenZone(notices.zone, terminal),
});

/** What is known of a stream that may be a terminal, and the environment that says what it can do. */
export type Screen = { readonly isTTY?: boolean; readonly columns?: number };
export type ScreenEnvironment = Readonly<Partial<Record<'TERM' | 'NO_COLOR' | 'COLUMNS', string>>>;

const MIN_WIDTH = 40;
const MAX_WIDTH = 120;

/**
 * Columns to write in. A terminal that nobody has given a size (a serial console, a container, `script`) reports 0: then what
 * COLUMNS says (POSIX, "Environment Variables"), or 80.
 */
export function screenWidth({ isTTY, columns }: Screen, { COLUMNS = '' }: ScreenEnvironment): number {
  const given = [columns ?? 0, isTTY === true && /^\d{1,4}$/.test(COLUMNS) ? Number(COLUMNS) : 0].find(
    (one) => one > 0,
  );
  return Math.min(Math.max(given ?? (isTTY === true ? 80 : 100), MIN_WIDTH), MAX_WIDTH);
}

/** Whether it understands escape sequences: not `TERM=dumb` (an editor's shell, a serial line), nor one that says nothing. */
export function isPaintable({ isTTY }: Screen, { TERM = '' }: ScreenEnvironment, platform: string): boolean {
  return isTTY === true && (platform === 'win32' ? TERM !== 'dumb' : !/^(dumb|unknown|)$/.test(TERM));
}

/** The beginning of a text, at most so many columns wide. */
export function cutToColumns(text: string, most: number): string {
  let used = 0;
  let end = 0;
  for (const one of text) {
    used += columns(one);
    if (used > most) return text.slice(0, end);
    end += one.length;
  }
  return text;
}

type Style = Parameters<typeof styleText>[0];

const STATUS_STYLE: Readonly<Record<Status, Style>> = {
  pass: 'green',
  warn: 'yellow',
  fail: 'red',
  unknown: 'magenta',
};

/**
 * One line on standard error, for whom reads only that. `isShown`: standard output says it in words, so where both are one
 * screen it would be read twice.
 */
export function complainOnce(
  text: Text | null,
  isShown: boolean,
  { isOneScreen, complain, language }: Pick<Terminal, 'complain' | 'isOneScreen' | 'language'>,
): void {
  if (text !== null && !(isShown && isOneScreen)) complain(`postwatch: ${text[language]}`);
}

export const paint = (terminal: Pick<Terminal, 'colour'>, style: Style, text: string): string =>
  terminal.colour ? styleText(style, text, { validateStream: false }) : text;

export const paintStatus = (terminal: Pick<Terminal, 'colour'>, status: Status, text: string = status): string =>
  paint(terminal, STATUS_STYLE[status], text);

/** A text behind its head, all of it `indent` columns from the left. */
export function hanging(
  head: string,
  text: string,
  indent: number,
  { width }: Pick<Terminal, 'width'>,
): readonly string[] {
  const [first = '', ...rest] = wrapWhole(text, width, ' '.repeat(indent));
  return [padded(head, indent) + first.slice(indent), ...rest];
}

/** A word, and behind it what it is about; `label`, `text`: the columns in which they begin. */
export const labelled = (
  word: string,
  about: string,
  { label, text }: { readonly label: number; readonly text: number },
  terminal: Terminal,
): readonly string[] => hanging(' '.repeat(label) + paint(terminal, 'cyan', word), about, text, terminal);

/** Rows in columns as wide as their widest cell; `styles` paints a cell after it was padded. */
export function table(
  rows: readonly (readonly string[])[],
  style: (cell: string, column: number, row: number) => string = (cell) => cell,
): string[] {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, columns(cell));
    });
  return rows.map((row, index) =>
    row
      .map((cell, column) => style(column === row.length - 1 ? cell : padded(cell, widths[column] ?? 0), column, index))
      .join('  ')
      .trimEnd(),
  );
}
