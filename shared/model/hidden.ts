/**
 * Secrets in wrong places: a complaint that quotes what it found, or a name that is a value, may print a webhook's address or a key.
 * How long or how random it is says nothing: so nothing is quoted but what plainly is no secret.
 */
import { eachText, type Text } from './language.ts';
import { nearestWord } from './nearest-word.ts';
import { printable } from './text.ts';

export const MASK = '****';

/** All of an address after its host. */
const ADDRESS = /(https?:\/\/)(?:[^\s"/?#@]*@)?([^\s"/?#]*)[/?#][^\s"]+/gi;

/** Letters and digits without a dot, longer than words are: an access key, a token, a UUID. */
const KEY = /(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{20,}(?![\w-]|\.\w)/gi;

const withoutSecrets = (text: string): string => text.replace(ADDRESS, `$1$2/${MASK}`).replace(KEY, MASK);

export const textWithoutSecrets = (text: Text): Text => eachText(text, withoutSecrets);

/** A value that should be a name, as it may be shown: where it is one of those that are known, or nearly one. */
const shownOf = (value: string, known: readonly string[]): string =>
  known.includes(value) || nearestWord(value, known) !== null ? printable(value, 60) : MASK;

/** As ids of lists are spelled: short words of small letters, and numbers of one or two digits, with hyphens between. A key is one long word. */
const LIST_ID = /^(?=.{2,40}$)[a-z]{2,14}(?:[-_](?:[a-z]{1,12}|\d{1,2})){0,3}$/;

/** The id of a list, as it may be shown: a key may have been put in its place. */
export const shownListId = (value: string, known: readonly string[]): string =>
  LIST_ID.test(value) ? value : shownOf(value, known);

/** Words that someone made up, as settings are called: keys have digits in them, or capitals anywhere. */
const WORDS = /^(?=.{2,24}$)[a-z]+(?:[A-Z][a-z]+)*$/;

/** The name of an entry: where a value belongs beside it, hardly anyone puts it there. */
export const shownName = (name: string, known: readonly string[]): string =>
  WORDS.test(name) ? name : shownOf(name, known);

/** Spelled as an address or as a domain in small letters: nobody's key is. */
const IPV4 = /^\d{1,5}(?:\.\d{1,5}){2,4}(?:\/\d{1,3})?$/;
const IPV6 = /^(?=[^:]*:[^:]*:)[\da-f:.]{3,45}(?:\/\d{1,3})?$/i;
const DOMAIN = /^(?:[a-z0-9_-]{1,19}\.){1,5}[a-z]{2,12}$/;

export const isPlainAddress = (value: string): boolean => IPV4.test(value) || IPV6.test(value);

const isPlain = (value: string): boolean => isPlainAddress(value) || DOMAIN.test(value);

/** As much of a value as messages quote. */
const CUTS = [1000, 300, 100, 80, 60, 40, 20];
/** As much of a value as is in no sentence by chance. */
const PIECE = { least: 6, most: 12 };

/** What is said of a value, without the value; null where it cannot be taken out. */
export function withoutValue(text: Text, value: unknown, isShown: (value: string) => boolean = isPlain): Text | null {
  if (typeof value !== 'string' || isShown(value)) return text;
  const quotes = [value, ...CUTS.map((most) => printable(value, most))].map((one) => `"${one}"`);
  const hidden = eachText(text, (one) => quotes.reduce((said, quote) => said.replaceAll(quote, `"${MASK}"`), one));
  const piece = value.slice(0, PIECE.most).toLowerCase();
  const isLeft = piece.length >= PIECE.least && Object.values(hidden).some((one) => one.toLowerCase().includes(piece));
  return isLeft ? null : hidden;
}
