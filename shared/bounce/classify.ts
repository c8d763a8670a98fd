/** Which rule a text falls under. */
import type { Codes } from './codes.ts';
import { normalise, type Phrase, phraseIndex, says, tokens } from './phrase.ts';
import type { Rule } from './rule.ts';
import { RULES } from './rules.ts';

export type ReplyEvidence = {
  readonly text: string;
  readonly codes: Codes;
  /** Hosts of the receiving side, in lower case. */
  readonly receivers: readonly string[];
};

type Prepared = ReplyEvidence & {
  readonly normal: string;
  readonly words: readonly string[];
  /** The phrases that the text can hold at all, by how its words begin. */
  readonly candidates: ReadonlySet<Phrase>;
};

type Test = (rule: Rule, text: Prepared) => boolean;

const isPhraseFound: Test = ({ match }, { normal, candidates }) =>
  match.says.some((phrase) => candidates.has(phrase) && says(normal, phrase));
const isHinted: Test = ({ match }, { codes: { enhanced, smtp } }) =>
  match.hints.some((code) => sameCode(code, enhanced) || sameCode(code, smtp?.toString()));
const isGeneric = ({ provider }: Rule): boolean => provider === 'generic';
const hasPhrases = ({ match }: Rule): boolean => match.says.length > 0;
const hasHints = ({ match }: Rule): boolean => match.hints.length > 0;

/** How a rule is recognised, from the most telling to the least: the rules that can be, and whether one is. */
const GROUNDS = {
  tag: [
    RULES.filter(({ match }) => match.tags.length > 0),
    ({ match }, { words }) => match.tags.some((tag) => words.some(tag.matches)),
  ],
  provider: [RULES.filter((rule) => !isGeneric(rule) && hasPhrases(rule)), isPhraseFound],
  code: [
    RULES.filter(({ match }) => match.enhanced.length > 0),
    ({ match }, { codes }) => match.enhanced.some((code) => sameCode(code, codes.enhanced)),
  ],
  // "5.1.2 address unknown": the words alone may mean the mailbox, the code says that they mean the domain.
  'sentence-and-code': [
    RULES.filter((rule) => isGeneric(rule) && hasPhrases(rule) && hasHints(rule)),
    (rule, text) => isHinted(rule, text) && isPhraseFound(rule, text),
  ],
  sentence: [RULES.filter((rule) => isGeneric(rule) && hasPhrases(rule) && rule.vague !== true), isPhraseFound],
  refusal: [RULES.filter(({ vague }) => vague), isPhraseFound],
  'code-class': [RULES.filter(hasHints), isHinted],
} as const satisfies Readonly<Record<string, readonly [readonly Rule[], Test]>>;
export type ClassGround = keyof typeof GROUNDS;

const ORDER = Object.keys(GROUNDS) as readonly ClassGround[];
const CANDIDATES = phraseIndex(RULES.flatMap(({ match }) => match.says));

export type Ruling = { readonly rule: Rule; readonly ground: ClassGround };

/** Whether a sentence or a tag was recognised, and not only that something was refused, or a code. */
export const isUnderstood = (ruling: Ruling | undefined): boolean =>
  ruling !== undefined && ruling.ground !== 'refusal' && ruling.ground !== 'code-class';

/** The ruling that rests on more; the first of equals. */
export function stronger(one: Ruling | undefined, other: Ruling | undefined): Ruling | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return ORDER.indexOf(other.ground) < ORDER.indexOf(one.ground) ? other : one;
}

export function classify(evidence: ReplyEvidence): Ruling | undefined {
  const normal = withoutNames(normalise(evidence.text), evidence.receivers);
  const text: Prepared = { ...evidence, normal, words: [...tokens(normal)], candidates: CANDIDATES(normal) };
  for (const ground of ORDER) {
    const [rules, holds]: readonly [readonly Rule[], Test] = GROUNDS[ground];
    const rule = rules.find((one) => holds(one, text) && mayApply(one, text));
    if (rule !== undefined) return { rule, ground };
  }
  return undefined;
}

/** A server that is called `spam.example.net` says nothing by it. */
function withoutNames(normal: string, receivers: readonly string[]): string {
  const names = new Set(receivers);
  return normal.replace(/[a-z0-9.-]{3,253}/g, (word) => (names.has(word.replace(/\.$/, '')) ? '' : word));
}

/** Whether nothing contradicts it: another reply code, a sentence that makes it something else, another receiver. */
function mayApply({ reply, hosts, match }: Rule, { codes: { smtp }, receivers, text, normal }: Prepared): boolean {
  if (smtp !== undefined && reply !== undefined && !reply.some((start) => String(smtp).startsWith(start))) return false;
  if (match.unless.some((phrase) => says(normal, phrase))) return false;
  if (hosts === undefined) return true;
  const isReceiver = (host: string): boolean => receivers.some((name) => name === host || name.endsWith(`.${host}`));
  return hosts.some((host) => isReceiver(host) || text.toLowerCase().includes(host));
}

/** `5.7.60x` and `45x`: each `x` means one digit, a last `.x` any number. */
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
