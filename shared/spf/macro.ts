/**
 * Macros (RFC 7208 section 7). `%{d2r-}` is the letter `d` (the domain under evaluation), split at "-", reversed, of which
 * the two right-hand parts are kept and joined with dots. An upper-case letter asks for URL escaping. `%%`, `%_` and `%-`
 * are "%", " " and "%20". Syntax is judged before expansion, never after: what a macro brings in (a HELO such as
 * "JUMPIN' JUPITER", a local part) may make a name that cannot be looked up, but not a syntax error.
 *
 * Expansion is the one place where a short record can grow, so both kinds are bounded: a name is built from its right
 * end, because all but the last 253 octets is cut off anyway (section 7.3), a text stops at its limit.
 */
import type { Address } from '../model/address.ts';
import { type Parsed, parsed, problem } from '../model/parsed.ts';
import { printable } from '../model/text.ts';
import {
  DOMAIN_MISSING,
  keepsNoPart,
  LONELY_PERCENT,
  noFullName,
  onlyInExplanation,
  unknownMacro,
} from './words/syntax.ts';

type Expansion = {
  readonly kind: 'expansion';
  readonly letter: string;
  readonly escape: boolean;
  /** Right-hand parts to keep; 0 keeps all. */
  readonly keep: number;
  readonly reverse: boolean;
  readonly delimiters: string;
};

/** `escaped`: from `%%`, `%_` or `%-`, which the grammar counts among the macros. */
type Literal = { readonly kind: 'literal'; readonly text: string; readonly escaped: boolean };
type Token = Literal | Expansion;

export type MacroString = { readonly text: string; readonly tokens: readonly Token[] };

export type MacroValues = {
  readonly local: string;
  readonly senderDomain: string;
  /** The domain under evaluation: an include or redirect changes it. */
  readonly domain: string;
  readonly address: Address;
  readonly helo: string;
  readonly receiver: string;
  readonly seconds: number;
  /** The validated name of the address (`%{p}`), or "unknown". */
  readonly validated: string;
};

/** Where a macro-string is used decides what it may hold (sections 7.1 and 7.2). */
type Place = 'domain' | 'unknown-modifier' | 'explanation';

const EXPANSION = /^([a-z])(\d*)(r?)([.\-+,/_=]*)$/i;
const EXPLANATION_ONLY = 'crt';
const ESCAPES: Readonly<Record<string, string>> = { '%': '%', _: ' ', '-': '%20' };
const TOP_LABEL = /^(?=.*[a-z-])[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;

function parseExpansion(body: string, place: Place): Parsed<Expansion> {
  const shown = `"%{${printable(body, 40)}}"`;
  const match = EXPANSION.exec(body);
  const [, given = '', digits = '', r = '', delimiters = ''] = match ?? [];
  const letter = given.toLowerCase();
  if (match === null || VALUES[letter] === undefined) return problem(unknownMacro(shown));
  if (place === 'domain' && EXPLANATION_ONLY.includes(letter)) {
    return problem(onlyInExplanation(shown));
  }
  if (digits !== '' && Number(digits) === 0) return problem(keepsNoPart(shown));
  const keep = digits === '' ? 0 : Math.min(Number(digits), 1000);
  return parsed({ kind: 'expansion', letter, escape: given !== letter, keep, reverse: r !== '', delimiters });
}

/** What a "%" begins, and where it ends. */
function parsePercent(text: string, at: number, place: Place): Parsed<{ readonly token: Token; readonly end: number }> {
  const next = text[at + 1] ?? '';
  const escaped = ESCAPES[next];
  if (escaped !== undefined) return parsed({ token: { kind: 'literal', text: escaped, escaped: true }, end: at + 2 });
  const close = next === '{' ? text.indexOf('}', at) : -1;
  if (close < 0) return problem(LONELY_PERCENT);
  const expansion = parseExpansion(text.slice(at + 2, close), place);
  return expansion.ok ? parsed({ token: expansion.value, end: close + 1 }) : expansion;
}

/** A macro-string; the characters are taken as checked to be ASCII without controls (section 3.1 does so for the record). */
export function parseMacroString(text: string, place: Place): Parsed<MacroString> {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const percent = text.indexOf('%', at);
    const end = percent < 0 ? text.length : percent;
    if (end > at) tokens.push({ kind: 'literal', text: text.slice(at, end), escaped: false });
    if (percent < 0) break;
    const result = parsePercent(text, percent, place);
    if (!result.ok) return result;
    tokens.push(result.value.token);
    at = result.value.end;
  }
  return parsed({ text, tokens });
}

/** domain-spec = macro-string domain-end: it ends in a macro, or in a dot and a top label that is not all digits. */
export function parseDomainSpec(text: string): Parsed<MacroString> {
  if (text === '') return problem(DOMAIN_MISSING);
  const result = parseMacroString(text, 'domain');
  const last = result.ok ? result.value.tokens.at(-1) : undefined;
  if (last?.kind !== 'literal' || last.escaped) return result;
  const end = last.text.endsWith('.') ? last.text.slice(0, -1) : last.text;
  const dot = end.lastIndexOf('.');
  if (dot >= 0 && TOP_LABEL.test(end.slice(dot + 1))) return result;
  return problem(noFullName(printable(text, 80)));
}

export const usesMacro = ({ tokens }: MacroString, letters: string): boolean =>
  tokens.some((token) => token.kind === 'expansion' && letters.includes(token.letter));

/** `%{i}` of IPv6: 32 nibbles between dots, upper case as in the RFC's test suite (DNS does not care). */
function dotted({ family, text, bytes }: Address): string {
  if (family === 4) return text;
  const hex = Buffer.from(bytes).toString('hex').toUpperCase();
  return [...hex].join('.');
}

const VALUES: Readonly<Record<string, (values: MacroValues) => string>> = {
  s: ({ local, senderDomain }) => `${local}@${senderDomain}`,
  l: ({ local }) => local,
  o: ({ senderDomain }) => senderDomain,
  d: ({ domain }) => domain,
  i: ({ address }) => dotted(address),
  p: ({ validated }) => validated,
  v: ({ address }) => (address.family === 4 ? 'in-addr' : 'ip6'),
  h: ({ helo }) => helo,
  c: ({ address }) => address.text,
  r: ({ receiver }) => receiver,
  t: ({ seconds }) => String(seconds),
};

function split(text: string, delimiters: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (!delimiters.includes(text.charAt(at))) continue;
    parts.push(text.slice(from, at));
    from = at + 1;
  }
  return [...parts, text.slice(from)];
}

/** Everything but the unreserved characters of RFC 3986. */
const urlEscape = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );

function expand(token: Token, values: MacroValues): string {
  if (token.kind === 'literal') return token.text;
  const value = VALUES[token.letter]?.(values) ?? '';
  const { keep, reverse, delimiters } = token;
  const plain = keep === 0 && !reverse && delimiters === '';
  const parts = plain ? [value] : split(value, delimiters === '' ? '.' : delimiters);
  const ordered = reverse ? parts.reverse() : parts;
  const text = (keep === 0 ? ordered : ordered.slice(-keep)).join('.');
  return token.escape ? urlEscape(text) : text;
}

const MAX_NAME = 253;

/**
 * The name to ask: expanded, one trailing dot dropped, whole labels cut off from the left until it fits in 253 octets. A
 * backslash is escaped, since the resolver takes names in the notation of zone files.
 */
export const expandName = (target: MacroString, values: MacroValues): string =>
  expandOctets(target, values).replaceAll('\\', '\\\\');

function expandOctets({ tokens }: MacroString, values: MacroValues): string {
  let name = '';
  for (let at = tokens.length - 1; at >= 0 && name.length <= MAX_NAME + 1; at--) {
    name = expand(tokens[at] as Token, values) + name;
  }
  if (name.endsWith('.')) name = name.slice(0, -1);
  if (name.length <= MAX_NAME) return name;
  const cut = name.indexOf('.', name.length - MAX_NAME - 1);
  return cut < 0 ? name : name.slice(cut + 1);
}

/** A text for people, at most `max` characters. */
export function expandText({ tokens }: MacroString, values: MacroValues, max: number): string {
  let text = '';
  for (const token of tokens) {
    if (text.length >= max) break;
    text += expand(token, values);
  }
  return text.slice(0, max);
}

/** Whether the name can be looked up in DNS: two labels or more, none empty or over 63 octets, printable ASCII throughout. */
export function canBeAsked(name: string): boolean {
  if (name.length > MAX_NAME || !/^[\x20-\x7e]+$/.test(name)) return false;
  const labels = name.split('.');
  return labels.length > 1 && labels.every((label) => label !== '' && label.length <= 63);
}
