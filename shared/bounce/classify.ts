/** Which rule a text falls under. */
import type { Codes } from './codes.ts';
import { normalise, says, tokens } from './phrase.ts';
import type { Rule } from './rule.ts';
import { RULES } from './rules.ts';

export type Evidence = {
  readonly text: string;
  readonly codes: Codes;
  /** Hosts of the receiving side, in lower case. */
  readonly receivers: readonly string[];
};

type Prepared = Evidence & { readonly normal: string; readonly words: readonly string[] };

/** How a rule is recognised, from the most telling to the least. */
const GROUNDS = {
  tag: ({ match }: Rule, { words }: Prepared) => match.tags.some((tag) => words.some(tag.matches)),
  provider: (rule: Rule, { normal }: Prepared) => rule.provider !== 'generic' && isSaid(rule, normal),
  code: ({ match }: Rule, { codes }: Prepared) => match.enhanced.some((code) => sameCode(code, codes.enhanced)),
  sentence: (rule: Rule, { normal }: Prepared) => rule.provider === 'generic' && isSaid(rule, normal),
  'code-class': ({ match }: Rule, { codes: { enhanced, smtp } }: Prepared) =>
    match.hints.some((code) => sameCode(code, enhanced) || sameCode(code, smtp?.toString())),
};
export type Ground = keyof typeof GROUNDS;

const ORDER = Object.keys(GROUNDS) as readonly Ground[];

export type Ruling = { readonly rule: Rule; readonly ground: Ground };

/** Whether a sentence or a tag was recognised, and not a code alone. */
export const isTold = (ruling: Ruling | undefined): boolean => ruling !== undefined && ruling.ground !== 'code-class';

/** The ruling that rests on more; the first of equals. */
export function stronger(one: Ruling | undefined, other: Ruling | undefined): Ruling | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return ORDER.indexOf(other.ground) < ORDER.indexOf(one.ground) ? other : one;
}

export function classify(evidence: Evidence): Ruling | undefined {
  const normal = normalise(evidence.text);
  const prepared = { ...evidence, normal, words: [...tokens(normal)] };
  const rules = RULES.filter((rule) => mayApply(rule, prepared));
  for (const ground of ORDER) {
    const holds = GROUNDS[ground];
    // What must not stand there is only looked for where the rule would apply.
    const rule = rules.find((one) => holds(one, prepared) && !one.match.unless.some((phrase) => says(normal, phrase)));
    if (rule !== undefined) return { rule, ground };
  }
  return undefined;
}

const isSaid = ({ match }: Rule, normal: string): boolean => match.says.some((phrase) => says(normal, phrase));

function mayApply({ reply, hosts }: Rule, { codes: { smtp }, receivers, normal }: Prepared): boolean {
  if (smtp !== undefined && reply !== undefined && !reply.some((start) => String(smtp).startsWith(start))) return false;
  if (hosts === undefined) return true;
  const isReceiver = (host: string): boolean => receivers.some((name) => name === host || name.endsWith(`.${host}`));
  return hosts.some((host) => isReceiver(host) || normal.includes(host));
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
