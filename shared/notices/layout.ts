/**
 * The look of a notice: a head, then labels in one column and what they say in the other. Mail is read in windows of 80 columns.
 * Commands, links and DNS queries have a line of their own and stay whole, so that they can be copied.
 */
import { columns, padded, printable, wrap } from '../model/text.ts';
import type { Label, Texts } from './texts/texts.ts';

export const WIDTH = 76;

/** Between two causes in one message. */
export const ENTRY_BREAK = `\n\n${'-'.repeat(WIDTH)}\n\n`;

export type Row = {
  /** Null: it continues below the row above. */
  readonly label: Label | null;
  readonly value: string;
  /** Lines above what a paragraph may have. */
  readonly more?: number;
  /** `1. `: further lines of it begin below the text behind it. */
  readonly step?: string;
  /** Below the text of a step. */
  readonly indent?: number;
  /** It is copied: on one line, never cut, whatever it begins with. */
  readonly isWhole?: true;
};

/** Nothing where there is nothing to say. */
export const row = (label: Label | null, value: string | undefined): readonly Row[] =>
  value === undefined || value === '' ? [] : [{ label, value }];

/** Lines above what a paragraph may have: the next step is what a notice is for, and names are few already. */
export const STEP_LINES = 3;
const MORE: Partial<Readonly<Record<Label, number>>> = { todo: STEP_LINES, joined: 20, left: 20 };

/** `most`: lines a paragraph. */
export const rowLines = (rows: readonly Row[], texts: Texts, most: number): readonly string[] =>
  rows.flatMap((one) => linesOf(one, texts, most));

/** What a turn means, from the first column on. */
export const paragraph = (text: string, most: number): readonly string[] =>
  text === '' ? [] : wrapped(text, most, '');

/** The first line of a notice; what has no room in it continues further in. */
export function headLines(text: string, most: number): readonly string[] {
  const [first = '', ...rest] = wrapped(text, most, '  ');
  return [first.trimStart(), ...rest];
}

const wrapped = (text: string, most: number, indent: string): readonly string[] =>
  clipped(wrap(printable(text, (most + 2) * WIDTH), WIDTH, indent), most);

/** A command, an address of a page, a record as a zone file has it. */
const VERBATIM = /^(?:(?:aws|dig|npx|postwatch|https?:) ?|\S+ \d+ IN [A-Z]+ )/;

/** Whether the line is one to copy. */
export const isCopied = (line: string): boolean => VERBATIM.test(line.trimStart());

function linesOf(
  { label, value, more, step = '', indent = 0, isWhole }: Row,
  texts: Texts,
  most: number,
): readonly string[] {
  const name = label === null ? '' : texts.label[label];
  const room = most + (more ?? (label === null ? 0 : (MORE[label] ?? 0)));
  const margin = ' '.repeat(texts.labelWidth + indent + step.length);
  // What is to be copied stays whole; of the rest no more is read than can be shown.
  const isVerbatim = isWhole === true || (step === '' && VERBATIM.test(value));
  const shown = printable(value, isVerbatim ? value.length : (room + 2) * WIDTH);
  const lines = isVerbatim ? [margin + shown] : wrap(shown, WIDTH, margin);
  const [first = '', ...rest] = clipped(lines, room);
  const head = padded(name, texts.labelWidth) + ' '.repeat(indent) + step;
  return [`${head}${first.slice(margin.length)}`.trimEnd(), ...rest];
}

function clipped(lines: readonly string[], most: number): readonly string[] {
  if (lines.length <= most) return lines;
  const last = lines[most - 1] ?? '';
  return [...lines.slice(0, most - 1), `${columns(last) < WIDTH ? last : last.slice(0, -1)}…`];
}
