/**
 * A record that its owner mistyped: its words, each corrected where the slip is plain. What cannot be read stays open, and
 * then nothing may be proposed in the record's place: a word that is left out can be a server that loses its right to send.
 */
import type { Text } from '../model/language.ts';
import { cleaned, shownTerm } from './characters.ts';
import type { Slip } from './slip.ts';
import { guessFor, isHost, isSoundTerm, meantBy } from './spelling.ts';
import {
  misspelled,
  modifierAgain,
  onlyOneOf,
  SEPARATORS,
  spaceInside,
  spaceMissing,
  TOO_LONG_TO_READ,
  versionAgain,
} from './words/slip.ts';

/** `guess`: what it may mean; null where it is not known. */
export type OpenWord = { readonly text: string; readonly guess: Text | null };

export type MendedRecord = {
  readonly terms: readonly string[];
  readonly slips: readonly Slip[];
  /** Words that cannot be read. */
  readonly open: readonly OpenWord[];
};

const ALL = /^[+\-~?]?all$/i;
const MOST_WORDS = 2000;

/** `body`: the record behind its version, one character an octet. */
export function mendRecord(body: string): MendedRecord {
  const words = body.split(' ').filter((word) => word !== '');
  if (words.every(isSoundTerm)) return distinctModifiers(words, []);
  if (words.length > MOST_WORDS) return { terms: words, slips: [], open: [{ text: body, guess: TOO_LONG_TO_READ }] };
  const plain = cleaned(body);
  const parted = separated(plain.text);
  const whole = blanksInside(parted.words);
  const read = whole.words.map(readWord);
  const slips = [...plain.slips, ...parted.slips, ...whole.slips, ...read.flatMap(({ slip }) => slip)];
  const terms = read.flatMap((word) => word.terms);
  const isTwice = whole.words.some((word) => /v=spf1/i.test(word));
  const single = distinctModifiers(isTwice ? allLast(terms) : terms, slips);
  return { ...single, open: [...read.flatMap(({ open }) => open), ...single.open] };
}

type ReadWord = {
  readonly terms: readonly string[];
  readonly slip: readonly Slip[];
  readonly open: readonly OpenWord[];
};

function readWord(word: string): ReadWord {
  if (isSoundTerm(word)) return { terms: [word], slip: [], open: [] };
  const meant = meantBy(word);
  return meant === null
    ? { terms: [], slip: [], open: [{ text: word, guess: guessFor(word) }] }
    : { terms: meant, slip: [slipOf(word, meant)], open: [] };
}

type Parted = { readonly words: readonly string[]; readonly slips: readonly Slip[] };

/** Outside macros, where they may be delimiters. */
const SEPARATOR = /[,;|](?![^{]*\})/;

/** At commas and semicolons. */
function separated(text: string): Parted {
  const found = new Set<Slip>();
  const words = text.split(' ').flatMap((word) => {
    const [mark] = isSoundTerm(word) ? [] : (SEPARATOR.exec(word) ?? []);
    if (mark === undefined) return [word];
    const slip = SEPARATORS[mark];
    if (slip !== undefined) found.add(slip);
    return word.split(SEPARATOR);
  });
  return { words: words.filter((word) => word !== ''), slips: [...found] };
}

const NAME = '[+\\-~?]?(?:include|exists|redirect|exp|ip[46]|ipv[46])';
const ENDS_OPEN = new RegExp(`^(?:${NAME}|[+\\-~?]?(?:a|mx|ptr))[:=]$`, 'i');
const IS_NAME = new RegExp(`^${NAME}$`, 'i');
const HOSTS_NAME = /^[+\-~?]?(?:a|mx|ptr)$/i;
const NETWORK = /^[\d.]+(?:\/\d*)?$|^[\da-f:]*:[\da-f:.]*(?:\/\d*)?$/i;

/** What belongs between two words that were meant as one; null where they are two. */
function glueBetween(one: string, other: string): string | null {
  const isTarget = isHost(other) || (NETWORK.test(other) && /[.:]/.test(other));
  const isName = IS_NAME.test(one);
  if (isName && isTarget) return /^(?:redirect|exp)$/i.test(one) ? '=' : ':';
  const isOne =
    (/^[+\-~?]$/.test(one) && /^[a-z]/i.test(other)) ||
    (ENDS_OPEN.test(one) && isTarget) ||
    ((isName || HOSTS_NAME.test(one)) && /^[:=]/.test(other)) ||
    isPrefixApart(one, other);
  return isOne ? '' : null;
}

/** `ip4:203.0.113.0 /24` or `ip4:203.0.113.0/ 24`. */
const isPrefixApart = (one: string, other: string): boolean =>
  (/^\/\d+$/.test(other) && /[\d.a-z]$/i.test(one) && !one.includes('/')) || (/\/$/.test(one) && /^\d+$/.test(other));

function blanksInside(words: readonly string[]): Parted {
  const whole: string[] = [];
  const slips: Slip[] = [];
  for (const word of words) {
    const before = whole.at(-1);
    const glue = before === undefined ? null : glueBetween(before, word);
    if (before === undefined || glue === null) {
      whole.push(word);
      continue;
    }
    const joined = `${before}${glue}${word}`;
    const meant = isSoundTerm(joined) ? joined : (meantBy(joined)?.join(' ') ?? joined);
    whole[whole.length - 1] = joined;
    slips.push(spaceInside(shownTerm(`${before} ${word}`), shownTerm(meant), shownTerm(joined)));
  }
  return { words: whole, slips };
}

function slipOf(word: string, meant: readonly string[]): Slip {
  if (meant.length === 0) return versionAgain(shownTerm(word));
  const text = shownTerm(meant.join(' '));
  return meant.length > 1 ? spaceMissing(shownTerm(word), text) : misspelled(shownTerm(word), text);
}

/** Two records in one string: what comes after the first "all" was meant to count. */
function allLast(terms: readonly string[]): readonly string[] {
  const alls = terms.filter((term) => ALL.test(term));
  return alls.length < 2 ? terms : [...terms.filter((term) => !ALL.test(term)), mildest(alls)];
}

/** Of several "all", the one that refuses least: a sender that passed with one of them must not be refused. */
export const mildest = (alls: readonly string[]): string =>
  ['+all', 'all', '?all', '~all', '-all'].find((one) => alls.some((all) => all.toLowerCase() === one)) ?? '~all';

/** A modifier may occur once (RFC 7208 section 6). An equal second one is dropped; of two different ones, only the owner can choose. */
function distinctModifiers(terms: readonly string[], slips: readonly Slip[]): MendedRecord {
  const kept: string[] = [];
  const more: Slip[] = [];
  const open: OpenWord[] = [];
  for (const term of terms) {
    const [start] = /^(?:redirect|exp)=/i.exec(term) ?? [];
    const before = start && kept.find((other) => other.toLowerCase().startsWith(start.toLowerCase()));
    if (!before) kept.push(term);
    else if (before.toLowerCase() === term.toLowerCase()) more.push(modifierAgain(shownTerm(term)));
    else open.push({ text: term, guess: onlyOneOf(shownTerm(before), shownTerm(term)) });
  }
  return { terms: kept, slips: [...slips, ...more], open };
}
