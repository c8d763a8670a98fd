/** Of a long refusal, the words that decide: its codes and the sentence by which the rule was recognized. */
import type { Diagnosis } from './diagnosis.ts';
import { normalise, says, tokens } from './phrase.ts';
import type { Rule } from './rule.ts';
import { RULES } from './rules.ts';

const BY_ID = new Map(RULES.map((rule) => [rule.id, rule]));
const CODES = /^\s{0,8}[45]\d\d(?:[ -]#?[45]\.\d{1,3}\.\d{1,3})?(?=[ -]|$)/;
/** Where a sentence or a part of one ends, without what a host name or an address is made of. */
const PART_END = /(?<=[.;!?]) |(?<=\.) {0,1}\/ /;

/** The whole text where it is no longer than `most` characters, or where no sentence of it decides. */
export function decidingWords({ rule: id, text }: Pick<Diagnosis, 'rule' | 'text'>, most: number): string {
  const rule = BY_ID.get(id);
  if (text.length <= most || rule === undefined) return text;
  const parts = text.split(PART_END);
  const at = parts.findIndex((part) => decides(part, rule));
  const words = parts[at];
  if (words === undefined) return text;
  const codes = at === 0 ? '' : (CODES.exec(text)?.[0].trim() ?? '');
  const before = at === 0 ? '' : codes === '' ? '... ' : `${codes} ... `;
  return `${before}${words}${at === parts.length - 1 ? '' : ' ...'}`;
}

/** The receiver's own code by which the rule was recognized, as it writes it: `S3140`. */
export function tagIn({ rule: id, text }: Pick<Diagnosis, 'rule' | 'text'>): string | undefined {
  const tags = BY_ID.get(id)?.match.tags ?? [];
  return text
    .split(/[\s()[\],;:"'<>]{1,20}/)
    .find((word) => {
      const [token = ''] = tokens(normalise(word.replace(/[.]$/, '')));
      return token !== '' && tags.some((tag) => tag.matches(token));
    })
    ?.replace(/[.]$/, '');
}

function decides(part: string, { match }: Rule): boolean {
  const normal = normalise(part);
  const words = [...tokens(normal)];
  return match.tags.some((tag) => words.some(tag.matches)) || match.says.some((phrase) => says(normal, phrase));
}
