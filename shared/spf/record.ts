/**
 * An SPF record as text: which TXT record it is (RFC 7208 sections 3.2, 3.3 and 4.5) and what its terms are (sections 4.6,
 * 5, 6 and 12). Terms are separated by spaces and by nothing else. The syntax of the whole record is judged before
 * anything is evaluated: one bad term anywhere makes the record a "permerror". Parsing keeps each term's own text, good or
 * bad, so that the tree and the remedy can show it.
 */
import type { Txt } from '../dns/answer.ts';
import type { Text } from '../model/language.ts';
import { type Parsed, parsed, problem } from '../model/parsed.ts';
import { printable } from '../model/text.ts';
import { type MacroString, parseDomainSpec, parseMacroString } from './macro.ts';
import { type Network, parseIp4, parseIp6, parsePrefix } from './network.ts';
import {
  ALL_TAKES_NO_VALUE,
  NO_TERM,
  needsDomain,
  needsNetwork,
  noIpAddress,
  noPrefixLength,
  notPrintable,
  ONLY_A_DOMAIN_FOLLOWS,
  occursAgain,
  ofTerm,
  takesHostName,
  unknownMechanism,
} from './words/syntax.ts';

export type Qualifier = '+' | '-' | '~' | '?';

/** A missing target means the domain under evaluation. */
export type Mechanism =
  | { readonly name: 'all' }
  | { readonly name: 'include' | 'exists'; readonly target: MacroString }
  | { readonly name: 'ptr'; readonly target: MacroString | null }
  | {
      readonly name: 'a' | 'mx';
      readonly target: MacroString | null;
      readonly prefix4: number;
      readonly prefix6: number;
    }
  | { readonly name: 'ip4' | 'ip6'; readonly network: Network };

export type Directive = {
  readonly kind: 'directive';
  readonly text: string;
  readonly qualifier: Qualifier;
  readonly mechanism: Mechanism;
};
export type Modifier = {
  readonly kind: 'modifier';
  readonly text: string;
  /** In lower case: `redirect`, `exp`, or one that receivers ignore (RFC 7208 section 6). */
  readonly name: string;
  readonly value: MacroString;
};
type BadTerm = { readonly kind: 'bad'; readonly text: string; readonly problem: Text };
export type Term = Directive | Modifier | BadTerm;

export type SpfRecord = {
  readonly text: string;
  readonly terms: readonly Term[];
  readonly redirect: Modifier | null;
  readonly exp: Modifier | null;
  /** Why the record is a "permerror" as it is; null when its syntax is sound. */
  readonly problem: Text | null;
};

/** Strings joined without anything between them, one octet a character: non-ASCII stays visible as such. */
export const joined = ({ strings }: Pick<Txt, 'strings'>): string =>
  strings.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('latin1')).join('');

/**
 * The same with a space where a whole term ends one string and a whole term begins the next: what was meant by
 * `"v=spf1 include:a.example" "include:b.example -all"`. A string cut inside a term stays joined.
 */
export function spaced({ strings }: Txt): string {
  const parts = strings.map((part) => joined({ strings: [part] }));
  return parts.reduce((text, part) => {
    const last = text.slice(text.lastIndexOf(' ') + 1);
    const first = part.split(' ', 1)[0] ?? '';
    return isWhole(last) && isWhole(first) ? `${text} ${part}` : `${text}${part}`;
  }, '');
}

const isWhole = (text: string): boolean => text !== '' && parseTerm(text).kind !== 'bad';

const VERSION = /^v=spf1(?: |$)/i;

/** The texts of all SPF records among a name's TXT records: more than one is a "permerror". */
export const selectRecords = (records: readonly Txt[]): readonly string[] =>
  records.map(joined).filter((text) => VERSION.test(text));

/** The terms' texts, in order. */
export const termTexts = (record: string): readonly string[] =>
  record
    .slice('v=spf1'.length)
    .split(' ')
    .filter((term) => term !== '');

// RFC 7208 section 4.6.1: a name, then "=" before any ":" or "/".
const MODIFIER = /^([a-z][a-z0-9\-_.]*)=/i;
const DIRECTIVE = /^([+\-~?]?)([a-z][a-z0-9\-_.]*)/i;

export function parseRecord(text: string): SpfRecord {
  const terms = termTexts(text).map(parseTerm);
  const modifiers = terms.filter((term) => term.kind === 'modifier');
  const [redirect = null, secondRedirect] = modifiers.filter(({ name }) => name === 'redirect');
  const [exp = null, secondExp] = modifiers.filter(({ name }) => name === 'exp');
  return { text, terms, redirect, exp, problem: problemOf(text, terms, secondRedirect ?? secondExp) };
}

function problemOf(text: string, terms: readonly Term[], repeated: Modifier | undefined): Text | null {
  const foreign = /[^\x20-\x7e]/.exec(text);
  if (foreign !== null) {
    const code = foreign[0].charCodeAt(0).toString(16).padStart(2, '0');
    return notPrintable(foreign.index + 1, code);
  }
  const bad = terms.find((term) => term.kind === 'bad');
  if (bad !== undefined) return ofTerm(printable(bad.text, 80), bad.problem);
  return repeated === undefined ? null : occursAgain(repeated.name);
}

export function parseTerm(text: string): Term {
  const result = parseModifier(text) ?? parseDirective(text);
  return result.ok ? result.value : { kind: 'bad', text, problem: result.problem };
}

function parseModifier(text: string): Parsed<Modifier> | null {
  const match = MODIFIER.exec(text);
  if (match === null) return null;
  const name = (match[1] ?? '').toLowerCase();
  const given = text.slice(match[0].length);
  const known = name === 'redirect' || name === 'exp';
  const value = known ? parseDomainSpec(given) : parseMacroString(given, 'unknown-modifier');
  return value.ok ? parsed({ kind: 'modifier', text, name, value: value.value }) : value;
}

function parseDirective(text: string): Parsed<Directive> {
  const match = DIRECTIVE.exec(text);
  if (match === null) return problem(NO_TERM);
  const qualifier = (match[1] === '' ? '+' : match[1]) as Qualifier;
  const mechanism = parseMechanism((match[2] ?? '').toLowerCase(), text.slice(match[0].length));
  return mechanism.ok ? parsed({ kind: 'directive', text, qualifier, mechanism: mechanism.value }) : mechanism;
}

function parseMechanism(name: string, rest: string): Parsed<Mechanism> {
  switch (name) {
    case 'all':
      return rest === '' ? parsed({ name }) : problem(ALL_TAKES_NO_VALUE);
    case 'include':
    case 'exists': {
      const target = rest.startsWith(':') ? parseDomainSpec(rest.slice(1)) : problem(needsDomain(name));
      return target.ok ? parsed({ name, target: target.value }) : target;
    }
    case 'ptr': {
      const target = parseTarget(rest);
      return target.ok ? parsed({ name, target: target.value }) : target;
    }
    case 'a':
    case 'mx':
      return parseHosts(name, rest);
    case 'ip4':
    case 'ip6':
      return parseNetwork(name, rest);
    default:
      return problem(unknownMechanism(printable(name, 40)));
  }
}

/** `[ ":" domain-spec ]` */
function parseTarget(rest: string): Parsed<MacroString | null> {
  if (rest === '') return parsed(null);
  return rest.startsWith(':') ? parseDomainSpec(rest.slice(1)) : problem(ONLY_A_DOMAIN_FOLLOWS);
}

/** `[ ":" domain-spec ] [ "/" ip4-cidr-length ] [ "//" ip6-cidr-length ]`, read from the end: a domain-spec may hold "/". */
function parseHosts(name: 'a' | 'mx', rest: string): Parsed<Mechanism> {
  const six = cutPrefix(rest, '//');
  const four = cutPrefix(six.before, '/');
  const prefix6 = six.length === null ? 128 : parsePrefix(six.length, 128);
  const prefix4 = four.length === null ? 32 : parsePrefix(four.length, 32);
  if (prefix4 === null) return problem(noPrefixLength(`/${printable(four.length ?? '', 20)}`, 32));
  if (prefix6 === null) return problem(noPrefixLength(`//${printable(six.length ?? '', 20)}`, 128));
  const target = parseTarget(four.before);
  if (target.ok) return parsed({ name, target: target.value, prefix4, prefix6 });
  const family = parseIp4(four.before.slice(1)) !== null ? 'ip4' : 'ip6';
  const literal = family === 'ip4' || parseIp6(four.before.slice(1)) !== null;
  return literal ? problem(takesHostName(name, family)) : target;
}

function cutPrefix(text: string, mark: '/' | '//'): { readonly before: string; readonly length: string | null } {
  const at = text.lastIndexOf(mark);
  const length = at < 0 ? '' : text.slice(at + mark.length);
  return /^\d+$/.test(length) ? { before: text.slice(0, at), length } : { before: text, length: null };
}

/** `":" network [ "/" cidr-length ]` */
function parseNetwork(name: 'ip4' | 'ip6', rest: string): Parsed<Mechanism> {
  if (!rest.startsWith(':')) return problem(needsNetwork(name));
  const slash = rest.indexOf('/');
  const given = slash < 0 ? rest.slice(1) : rest.slice(1, slash);
  const max = name === 'ip4' ? 32 : 128;
  const bytes = name === 'ip4' ? parseIp4(given) : parseIp6(given);
  if (bytes === null) return problem(noIpAddress(printable(given, 50), name));
  const prefix = slash < 0 ? max : parsePrefix(rest.slice(slash + 1), max);
  if (prefix === null) return problem(noPrefixLength(printable(rest.slice(slash), 20), max));
  return parsed({ name, network: { family: name === 'ip4' ? 4 : 6, bytes, prefix } });
}
