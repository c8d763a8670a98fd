/** Which rule a text falls under. */
import type { Codes } from './codes.ts';
import { normalise, says, tokens } from './phrase.ts';
import type { Rule } from './rule.ts';
import { RULES } from './rules.ts';

/** How a rule was recognised, from the least telling to the most. */
const WEIGHTS = ['code-class', 'sentence', 'code', 'provider', 'tag'] as const;
export type Ground = (typeof WEIGHTS)[number];

export type Ruling = { readonly rule: Rule; readonly ground: Ground };

export type Evidence = {
  readonly text: string;
  readonly codes: Codes;
  /** Hosts of the receiving side, in lower case. */
  readonly receivers: readonly string[];
};

const weight = (ruling: Ruling | undefined): number => (ruling === undefined ? -1 : WEIGHTS.indexOf(ruling.ground));

/** Whether a sentence or a tag was recognised, and not a code alone. */
export const isTold = (ruling: Ruling | undefined): boolean => weight(ruling) >= WEIGHTS.indexOf('sentence');

/** The ruling that rests on more; the first of equals. */
export const stronger = (one: Ruling | undefined, other: Ruling | undefined): Ruling | undefined =>
  weight(other) > weight(one) ? other : one;

export function classify({ text, codes, receivers }: Evidence): Ruling | undefined {
  const normal = normalise(text);
  const words = tokens(normal);
  let best: Ruling | undefined;
  for (const rule of RULES) {
    if (!mayApply(rule, codes, receivers, normal)) continue;
    const ground = groundOf(rule, normal, words, codes);
    if (ground !== undefined) best = stronger(best, { rule, ground });
    if (best?.ground === 'tag') return best;
  }
  return best;
}

function mayApply({ reply, hosts }: Rule, { smtp }: Codes, receivers: readonly string[], normal: string): boolean {
  if (smtp !== undefined && reply !== undefined && !reply.some((start) => String(smtp).startsWith(start))) return false;
  if (hosts === undefined) return true;
  return hosts.some(
    (host) => receivers.some((name) => name === host || name.endsWith(`.${host}`)) || normal.includes(host),
  );
}

function groundOf(rule: Rule, normal: string, words: ReadonlySet<string>, codes: Codes): Ground | undefined {
  const ground = positive(rule, normal, words, codes);
  // What must not stand there is only looked for where the rule would apply.
  return ground === undefined || rule.match.unless.some((phrase) => says(normal, phrase)) ? undefined : ground;
}

function positive(
  { match, provider }: Rule,
  normal: string,
  words: ReadonlySet<string>,
  codes: Codes,
): Ground | undefined {
  if (match.tags.some((tag) => hasToken(words, tag.matches))) return 'tag';
  const isSaid = match.says.some((phrase) => says(normal, phrase));
  if (isSaid && provider !== 'generic') return 'provider';
  if (match.enhanced.some((code) => sameCode(code, codes.enhanced))) return 'code';
  if (isSaid) return 'sentence';
  const written = [codes.enhanced, codes.smtp === undefined ? undefined : String(codes.smtp)];
  return match.hints.some((code) => written.some((one) => sameCode(code, one))) ? 'code-class' : undefined;
}

function hasToken(words: ReadonlySet<string>, matches: (word: string) => boolean): boolean {
  for (const word of words) if (matches(word)) return true;
  return false;
}

/** `5.7.60x` and `45x`: each `x` stands for one digit; a last `.x` for any number. */
function sameCode(pattern: string, code: string | undefined): boolean {
  if (code === undefined) return false;
  if (!pattern.includes('x')) return pattern === code;
  const parts = pattern.split('.');
  const given = code.split('.');
  return parts.length === given.length && parts.every((part, index) => samePart(part, given[index] ?? ''));
}

function samePart(part: string, given: string): boolean {
  if (part === 'x') return true;
  return part.length === given.length && [...part].every((sign, index) => sign === 'x' || sign === given[index]);
}
