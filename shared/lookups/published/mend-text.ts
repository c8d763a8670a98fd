/**
 * What panels, zone files and editors do to the text of a record on its way into a zone: quotation marks and backslashes of the
 * zone file (RFC 1035 section 5.1) end up inside, a whole line is pasted, an editor adds a byte order mark, strings are joined
 * where a semicolon was due. Each slip can be undone, so the record that was meant can be named.
 */
import type { Txt } from '../../dns/answer.ts';
import { parseDomain } from '../../model/domain.ts';
import type { Text } from '../../model/language.ts';
import { SLIP } from './words.ts';

export type MendedText = {
  /** As it was probably meant. */
  readonly text: string;
  /** What was found inside, in words for a list; empty where the text is sound. */
  readonly slips: readonly Text[];
};

/** A record of DNS has 65,535 octets at most; a real record of tags has far fewer. */
const MAX_TEXT = 20_000;

/** Blanks that the grammars of these records know (WSP, CRLF). A no-break space or a byte order mark is none of them. */
export const trimBlanks = (text: string): string => trimEndBlanks(text.replace(/^[ \t\r\n]+/, ''));

/** As `trimBlanks`, at the end alone: what is before the version tag is not for us to overlook. */
export function trimEndBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t\r\n'.includes(text[end - 1] ?? '')) end -= 1;
  return text.slice(0, end);
}

type Slip = { readonly what: Text; readonly undo: (text: string) => string };

/** In the order in which they are undone: the outermost first. */
const SLIPS: readonly Slip[] = [
  { what: SLIP.mark, undo: (text) => text.replace(/^(?:\ufeff|ï»¿)+/, '') },
  {
    what: SLIP.spaces,
    undo: (text) =>
      text.replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ').replace(/[\u200b-\u200f\u2060\ufeff]/g, ''),
  },
  // A key may be folded: CRLF and a blank (RFC 6376 section 2.8).
  { what: SLIP.lines, undo: (text) => text.replace(/(?:\r\n|\r|\n)(?![ \t\r\n])/g, ' ') },
  { what: SLIP.line, undo: withoutLine },
  { what: SLIP.parentheses, undo: (text) => withoutEnds(text, '(', ')') },
  { what: SLIP.backslashes, undo: withoutBackslashes },
  { what: SLIP.quotes, undo: withoutQuotes },
  { what: SLIP.parentheses, undo: (text) => withoutEnds(text, '(', ')') },
];

export function mendText({ text, strings }: Txt): MendedText {
  if (text.length > MAX_TEXT) return { text, slips: [] };
  const joined = joinTags(strings.map((part) => Buffer.from(part).toString('utf8')));
  const start = joined ?? text;
  const slips = new Set<Text>(joined === null ? [] : [SLIP.joint]);
  // A note is for people (RFC 6376 section 3.6.1) and may hold whatever it likes.
  let [mended, core] = [start, start.replace(/((?:^|;)[ \t]*n[ \t]*=)[^;]*/g, '$1')];
  for (const { what, undo } of SLIPS) {
    const undone = undo(core);
    if (undone === core) continue;
    slips.add(what);
    [mended, core] = [undo(mended), undone];
  }
  return { text: slips.size === 0 ? text : trimBlanks(mended), slips: [...slips] };
}

/** Tags of the records that are read here: at a joint these begin a new tag, and anything else continues the old one. */
const TAG_AT_START = /^[ \t]*(?:v|k|p|h|s|t|n|sp|np|psd|rua|ruf|adkim|aspf|fo|pct|id|l|a|avp)[ \t]*=[^=\s;]/;

/** Strings are joined without anything between (RFC 6376 section 3.6.2.2): where a tag begins, a semicolon is missing. */
function joinTags(strings: readonly string[]): string | null {
  let [text, isMended] = ['', false];
  for (const part of strings) {
    const isMissing = TAG_AT_START.test(part) && isWholeTag(text);
    isMended ||= isMissing;
    text += isMissing ? `; ${part}` : part;
  }
  return isMended ? text : null;
}

/** Whether a tag ends with its value here: half a name has no sign yet, and a query in an address continues. */
function isWholeTag(text: string): boolean {
  const written = trimEndBlanks(text.slice(-MAX_STRING));
  const [last = ''] = written.split(';').slice(-1);
  return /[\w+/=]$/.test(written) && /^[^=]*=[ \t]*\S/.test(last);
}

/** A key may go on from one string to the next, so its sign is further back. */
const MAX_STRING = 2000;

/** `_dmarc 3600 IN TXT "v=DMARC1; ..."` -> from the quotation mark on. */
function withoutLine(text: string): string {
  if (/^[ \t]*v[ \t]*=/i.test(text)) return text;
  const line = /^[ \t]*(?:[^\s"=;]{1,255}[ \t]+)?(?:\d{1,10}[ \t]+)?(?:IN[ \t]+)?TXT[ \t]+/i.exec(text.slice(0, 400));
  return line === null ? text : text.slice(line[0].length);
}

function withoutEnds(text: string, open: string, close: string): string {
  const inner = trimBlanks(text);
  return inner.startsWith(open) ? trimBlanks(inner.slice(1, inner.endsWith(close) ? -1 : undefined)) : text;
}

/** `\;`, `\"` and `\059` of a zone file; no value of these records holds a backslash of its own. */
function withoutBackslashes(text: string): string {
  return text
    .replace(/\\(\d{3})/g, (whole, digits: string) =>
      Number(digits) < 127 ? String.fromCharCode(Number(digits)) : whole,
    )
    .replaceAll('\\', '');
}

/** What is between two strings goes with their quotation marks. Single ones only around the whole. */
function withoutQuotes(text: string): string {
  const bare = text.replace(/["“”„‟][ \t]*["“”„‟]/g, '').replace(/["“”„‟«»]/g, '');
  const inner = trimBlanks(bare);
  return /^['‘’`]/.test(inner) ? inner.replace(/^['‘’`]+/, '').replace(/['‘’`]+$/, '') : bare;
}

/** The host name that a text is as a whole, with or without CNAME before it, or null: that is what a CNAME record holds. */
export function hostNameIn(text: string): string | null {
  const word = text.replace(/^(?:IN[ \t]+)?CNAME[ \t]+/i, '');
  if (word.length > 255 || !/^[\w.-]+\.[a-z][a-z0-9-]*\.?$/i.test(word)) return null;
  const name = parseDomain(word);
  return name.ok ? name.value : null;
}
