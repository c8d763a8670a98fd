/**
 * One word of a record that is not a term: what it was meant to be. Only what is plain is corrected (a dot for the colon, an
 * address under the wrong name, two terms without a space between them); of anything else there is a guess.
 */
import type { Text } from '../model/language.ts';
import type { MacroString } from './macro.ts';
import { parseIp4, parseIp6, parsePrefix } from './network.ts';
import { parseTerm } from './record.ts';
import { A_RANGE, mayMeanOneOf, NO_IP4, WRONG_PREFIX, withoutZeros } from './words/slip.ts';

/** Terms as they were meant; null where that is not known. */
export type Meant = readonly string[] | null;

/** A host name, as far as one can tell without asking. */
const HOST = /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+[a-z](?:[a-z0-9-]*[a-z0-9])?\.?$/i;
export const isHost = (text: string): boolean => HOST.test(text) && !/-all\.?$/i.test(text);

/** Nothing may be wrong with it: also not what the grammar allows and nobody means, such as `include:a.example,b.example`. */
export function isSoundTerm(text: string): boolean {
  if (!/^[\x21-\x7e]+$/.test(text)) return false;
  const term = parseTerm(text);
  if (term.kind === 'bad') return false;
  if (term.kind === 'modifier') {
    if (term.name === 'redirect' || term.name === 'exp') return isTarget(term.value);
    // Receivers ignore what they do not know (RFC 7208 section 6): a mechanism with "=" for ":" was meant.
    return term.name !== 'all' && mechanismNamed(term.name) === null && !/^v=spf/i.test(text);
  }
  const { mechanism } = term;
  return !('target' in mechanism) || mechanism.target === null || isTarget(mechanism.target);
}

function isTarget({ text, tokens }: MacroString): boolean {
  if (!text.includes('%')) return isHost(text);
  return tokens.every((token) => token.kind === 'expansion' || /^[a-z0-9._-]*$/i.test(token.text));
}

/** Names that people write, without marks between, and the mechanism they mean. */
const ALIASES: Readonly<Record<string, string>> = {
  ip: 'ip4',
  ip4: 'ip4',
  ip4v: 'ip4',
  ipv4: 'ip4',
  ipaddress: 'ip4',
  ip6: 'ip6',
  ip6v: 'ip6',
  ipv6: 'ip6',
  a: 'a',
  mx: 'mx',
  ptr: 'ptr',
  exp: 'exp',
  exists: 'exists',
  include: 'include',
  redirect: 'redirect',
};

function mechanismNamed(given: string): string | null {
  const name = given.toLowerCase().replace(/[-_]/g, '');
  return ALIASES[name] ?? ['include', 'redirect', 'exists'].find((known) => isOneSlipAway(name, known)) ?? null;
}

/** One letter too many, too few, wrong, or two that changed places. */
function isOneSlipAway(given: string, known: string): boolean {
  if (Math.abs(given.length - known.length) > 1) return false;
  let at = 0;
  while (at < given.length && given[at] === known[at]) at++;
  const [one, other] = [given.slice(at), known.slice(at)];
  const swapped = one.length > 1 && `${one[1]}${one[0]}${one.slice(2)}` === other;
  return swapped || one.slice(1) === other || one === other.slice(1) || one.slice(1) === other.slice(1);
}

type Spelled = { readonly qualifier: string; readonly name: string; readonly rest: string };

/** `include.host`, `include=host`, `include::host`, `ipv4:...`: a name, something in place of the colon, and the rest. */
function spelled(word: string): Spelled | null {
  const [, qualifier = '', given = '', mark = '', rest = ''] =
    /^([+\-~?]?)([a-z][a-z0-9_-]*?)(::?=?|==?|\.|\/|[-_](?=[a-z0-9_-]+\.))(.+)$/i.exec(word) ?? [];
  const name = mechanismNamed(given);
  if (name === null) return null;
  // `a.example.com` and `mx.example.com` are host names by themselves, and `a/24` is a term.
  const isColon = mark.startsWith(':') || mark.startsWith('=');
  if (!isColon && !isPlainWithout(given.toLowerCase(), rest)) return null;
  // `ip6::1` is an address that begins with two colons.
  const colons = mark === '::' && name === 'ip6' && parseIp6(`::${rest.split('/', 1)[0] ?? ''}`) !== null;
  return { qualifier, name, rest: colons ? `::${rest}` : rest };
}

/** What a dot or a hyphen cuts off may be the first label of a host: only whole names count, and an address behind "ip". */
const isPlainWithout = (name: string, rest: string): boolean =>
  name === 'include' || name === 'exists' || (/^ip(?:v?[46])?$/.test(name) && networkTerm(rest) !== null);

/** Repeated: `ip4:ip4:203.0.113.25`. */
function unrepeated({ qualifier, name, rest }: Spelled): Spelled {
  const inner = spelled(rest);
  const isSame = inner !== null && inner.qualifier === '' && inner.name === name && !isHost(rest);
  return isSame ? { qualifier, name, rest: inner.rest } : { qualifier, name, rest };
}

/** `255.255.255.0` -> 24; null for what is not a mask. */
function prefixOfMask(text: string): number | null {
  const bits = parseIp4(text)
    ?.map((byte) => byte.toString(2).padStart(8, '0'))
    .join('');
  return bits !== undefined && /^1*0*$/.test(bits) ? (bits.indexOf('0') === -1 ? 32 : bits.indexOf('0')) : null;
}

/** `ip4:203.0.113.0/24` for a literal network; null for anything else. */
function networkTerm(text: string): string | null {
  const bare = text.replace(/[[\]]/g, '').replace(/\.$/, '');
  const slash = bare.indexOf('/');
  const given = slash < 0 ? bare : bare.slice(0, slash);
  const family = parseIp4(given) !== null ? 4 : parseIp6(given) !== null ? 6 : null;
  if (family === null) return null;
  if (slash < 0) return `ip${family}:${given}`;
  const length = bare.slice(slash + 1).replace(/^\//, '');
  const prefix = parsePrefix(length, family === 4 ? 32 : 128) ?? (family === 4 ? prefixOfMask(length) : null);
  return prefix === null ? null : `ip${family}:${given}/${prefix}`;
}

const WORD_QUALIFIER = /^([+\-~?]?)(.*)$/s;
const TAKES_ADDRESS = /^(?:a|mx|ptr|ip4|ip6|include|exists)$/;

/** The one term that the word was meant to be. */
function oneTerm(given: string): string | null {
  const word = given.replace(/[<>()]/g, '').replace(/^([+\-~?])\1+/, '$1');
  const trimmed = /^[+\-~?]?all[.:]*$/i.test(word) ? word.replace(/[.:]+$/, '') : word;
  if (isSoundTerm(trimmed)) return trimmed;
  const all = /^([+\-~?])(?:al|alll|aall|a11|a1l|al1)$/i.exec(trimmed)?.[1];
  if (all !== undefined) return `${all}all`;
  // The mechanism first: "a:2001:db8::1" could be read as an address that begins with the group "a".
  const found = spelled(trimmed);
  const term = found === null ? null : rewritten(unrepeated(found));
  if (term !== null) return term;
  const [, qualifier = '', bare = ''] = WORD_QUALIFIER.exec(trimmed) ?? [];
  const address = networkTerm(bare);
  return address === null ? null : qualifier + address;
}

function rewritten({ qualifier, name, rest }: Spelled): string | null {
  const network = TAKES_ADDRESS.test(name) ? networkTerm(rest) : null;
  if (network !== null) return qualifier + network;
  const isModifier = name === 'redirect' || name === 'exp';
  // A host name under "ip4:" means the addresses of the host.
  const meant = (name === 'ip4' || name === 'ip6') && isHost(rest) ? 'a' : name;
  const text = isModifier ? `${name}=${rest}` : `${qualifier}${meant}:${rest}`;
  return isSoundTerm(text) && (qualifier === '' || !isModifier) ? text : null;
}

/**
 * Where a second term may begin inside a word. A host name holds no colon, so a name with one is never a part of the host
 * before it, save `a:` and `mx:`, of which it may be the end.
 */
const BEGINNING =
  /[+\-~?]?(?:include|exists|ip[46]|ipv[46])[:=]|redirect[=:]|exp=|[+\-~?](?:a|mx|ptr)(?=[:/]|$)|(?<=[\d/])(?:a|mx):|[+\-~?]all$|[+\-~?]all(?=[+\-~?]|include:|ip[46]:|a:|mx)|v=spf1/gi;
const MOST_PARTS = 20;

/** A word as the terms it was meant to be. */
export function meantBy(word: string, depth = 0): Meant {
  if (IS_VERSION.test(word)) return [];
  const one = oneTerm(word);
  if (one !== null) return [one];
  if (depth >= MOST_PARTS || word.length > 2000) return null;
  for (const { index } of word.matchAll(BEGINNING)) {
    const first = index === 0 ? null : firstPart(word.slice(0, index));
    const others = first === null ? null : meantBy(word.slice(index), depth + 1);
    if (first !== null && others !== null) return [...first, ...others];
  }
  return /^v=spf1(?=.)/i.test(word) ? meantBy(word.slice('v=spf1'.length), depth + 1) : null;
}

const IS_VERSION = /^v=spf1?$/i;

const firstPart = (text: string): Meant => (IS_VERSION.test(text) ? [] : termsOf(oneTerm(text)));

const termsOf = (term: string | null): Meant => (term === null ? null : [term]);

/** What a word may have meant that is not plain enough to be corrected; null where it is not known. */
export function guessFor(word: string): Text | null {
  const bare = word.replace(/^[+\-~?]/, '');
  const rest = bare.replace(/^[a-z0-9_-]+[:=]/i, '');
  if (isHost(bare)) return mayMeanOneOf([`include:${bare}`, `a:${bare}`, `mx:${bare}`]);
  const octets = rest.split('/', 1)[0]?.split('.') ?? [];
  if (octets.length === 4 && octets.every((part) => /^\d{1,4}$/.test(part)) && octets.some((part) => /^0\d/.test(part)))
    return withoutZeros(`ip4:${octets.map(Number).join('.')}`);
  if (/^\d+\.\d+\.\d+\.\d+-[\d.]+$/.test(rest)) return A_RANGE;
  const [, three = ''] = /^((?:\d{1,3}\.){2}\d{1,3})(?:\.[*x]?)?$/i.exec(rest) ?? [];
  if (three !== '' && parseIp4(`${three}.0`) !== null) return mayMeanOneOf([`ip4:${three}.0/24`]);
  if (/^[\d.]+\/\d+$/.test(rest)) return WRONG_PREFIX;
  return /^ip[46][:=]/i.test(bare) ? NO_IP4 : null;
}
