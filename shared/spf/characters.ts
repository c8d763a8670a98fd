/**
 * Characters that do not belong into an SPF record and come from somewhere: a word processor (curly quotes, dashes, blanks
 * that do not break), an input method (fullwidth forms), a zone file or a control panel (quotes and backslashes that were
 * meant for its own syntax). Each is replaced by what was meant, and named as a cause.
 */
import { printable } from '../model/text.ts';

export type Slip = {
  /** What is wrong, and what is right: a clause without a full stop. */
  readonly cause: string;
  /** What was done about it, for the list of a proposal's changes. */
  readonly change: string;
};

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
  [
    /\\(\d{3})/g,
    octet,
    { cause: 'backslashes stand in the string itself: enter it without them', change: 'backslashes taken out' },
  ],
  [
    /\\/g,
    '',
    { cause: 'backslashes stand in the string itself: enter it without them', change: 'backslashes taken out' },
  ],
  [
    /["'`\u00b4\u00ab\u00bb\u2018-\u201f\u2039\u203a\uff02\uff07]/g,
    '',
    { cause: 'quotation marks stand in the string itself: enter it without them', change: 'quotation marks taken out' },
  ],
  [
    /[\u00ad\u200b-\u200f\u2060\ufeff]/g,
    '',
    { cause: 'invisible characters stand in it', change: 'invisible characters taken out' },
  ],
  [
    /[\u0000-\u001f\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g,
    ' ',
    {
      cause: 'a blank in it is none of ASCII: only the plain blank parts terms',
      change: 'terms parted by plain spaces',
    },
  ],
  [
    /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g,
    '-',
    { cause: 'a dash of a word processor stands where a hyphen belongs', change: 'dashes written as hyphens' },
  ],
  [/[\u02dc\u223c\uff5e]/g, '~', { cause: 'a tilde in it is none of ASCII', change: 'tildes written in ASCII' }],
  [
    /[\uff01-\uff5d]/g,
    (found = '') => String.fromCharCode(found.charCodeAt(0) - 0xfee0),
    {
      cause: 'fullwidth characters stand in it: SPF takes ASCII only',
      change: 'fullwidth characters written in ASCII',
    },
  ],
];
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: see above

export type Cleaned = { readonly text: string; readonly slips: readonly Slip[] };

/** The text in ASCII as far as what was meant is plain. */
export function cleaned(octets: string): Cleaned {
  const slips: Slip[] = [];
  let text = asText(octets);
  for (const [pattern, to, slip] of REPLACEMENTS) {
    const next = typeof to === 'string' ? text.replace(pattern, to) : text.replace(pattern, to);
    if (next !== text && !slips.some(({ change }) => change === slip.change)) slips.push(slip);
    text = next;
  }
  return { text, slips };
}
