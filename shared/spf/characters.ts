/**
 * Characters that do not belong in an SPF record and where they come from: a word processor (curly quotes, dashes, spaces
 * that do not break), an input method (fullwidth forms), a zone file or a control panel (quotes and backslashes that were
 * meant for its own syntax). Each is replaced by what was meant, and named as a cause.
 */
import { printable } from '../model/text.ts';
import type { Slip } from './slip.ts';
import { BACKSLASHES, DASHES, FULLWIDTH, INVISIBLE, ODD_SPACES, ODD_TILDES, QUOTATION_MARKS } from './words/slip.ts';

/** A record is read one character an octet; what is not ASCII in it was most likely UTF-8. */
export function asText(octets: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(octets, 'latin1'));
  } catch {
    return octets;
  }
}

/** As it is shown to people. */
export const shownTerm = (octets: string): string => `"${printable(asText(octets), 80)}"`;

type Replacement = readonly [pattern: RegExp, to: string | ((...found: string[]) => string), slip: Slip];

const octet = (_: string, code = ''): string => String.fromCharCode(Number(code) & 127);

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: control characters are among what is replaced
const REPLACEMENTS: readonly Replacement[] = [
  [/\\(\d{3})/g, octet, BACKSLASHES],
  [/\\/g, '', BACKSLASHES],
  [/["'`\u00b4\u00ab\u00bb\u2018-\u201f\u2039\u203a\uff02\uff07]/g, '', QUOTATION_MARKS],
  [/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '', INVISIBLE],
  [/[\u0000-\u001f\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g, ' ', ODD_SPACES],
  [/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g, '-', DASHES],
  [/[\u02dc\u223c\uff5e]/g, '~', ODD_TILDES],
  [/[\uff01-\uff5d]/g, (found = '') => String.fromCharCode(found.charCodeAt(0) - 0xfee0), FULLWIDTH],
];
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: see above

export type Cleaned = { readonly text: string; readonly slips: readonly Slip[] };

/** The text in ASCII as far as what was meant is plain. */
export function cleaned(octets: string): Cleaned {
  const slips: Slip[] = [];
  let text = asText(octets);
  for (const [pattern, to, slip] of REPLACEMENTS) {
    const next = typeof to === 'string' ? text.replace(pattern, to) : text.replace(pattern, to);
    if (next !== text && !slips.includes(slip)) slips.push(slip);
    text = next;
  }
  return { text, slips };
}
