/** How far the reading of a refusal can be trusted, where that is worth a word to a person. */
import { RULES } from './rules.ts';

const OLD = 'This is an old wording. The receiver may no longer write it, so check that the advice still fits.';
const GENERAL =
  'These words are general, and they may mean something else here. Read the whole refusal before you act.';

const REMARKS: ReadonlyMap<string, string> = new Map(
  RULES.flatMap(({ id, legacy, confidence }) => {
    if (legacy === true) return [[id, OLD]];
    return confidence === 'low' ? [[id, GENERAL]] : [];
  }),
);

/** By the rule's id; undefined where there is nothing to doubt. */
export const remarkOn = (rule: string): string | undefined => REMARKS.get(rule);
