/**
 * A rule as data: what a refusal says, and what that means. How it is recognised decides how much it weighs: a provider's tag
 * more than a sentence only that provider writes, that more than an enhanced code (RFC 3463), that more than a sentence
 * anyone may write, that more than a word of refusal, and the class of a code alone least. Among equals the first in the table
 * wins. The texts for which a rule must win are in `test/bounce/texts/`, under its id.
 */
import type { Cause, CheckName, Retry, Side } from './diagnosis.ts';
import { type Phrase, phrase, type Tag, tag } from './phrase.ts';
import type { BounceRemedyId } from './remedies.ts';

export type RuleEntry = {
  readonly id: string;
  readonly cause: Cause;
  /** Whole words that mean this alone: mostly the codes of a provider. See `phrase.ts`. */
  readonly tags?: readonly string[];
  /** Phrases, any one of which is enough. See `phrase.ts`. */
  readonly says?: readonly string[];
  /** Enhanced codes that mean this and nothing else; `5.7.6xx` covers a hundred. */
  readonly enhanced?: readonly string[];
  /** Enhanced codes, or reply codes, that point here where nothing else is known. */
  readonly hints?: readonly string[];
  /** Reply codes it comes with, by their beginning: `4`, `55`, `421`. Not tested where the text has none. */
  readonly reply?: readonly string[];
  readonly unless?: readonly string[];
  /** Only when the text names a receiver under one of these domains: the sentence is too common to be alone. */
  readonly hosts?: readonly string[];
  /** Where they differ from what the cause implies (`causes.ts`). */
  readonly side?: Side;
  readonly retry?: Retry;
  readonly retryAfterMinutes?: number;
  readonly checks?: readonly CheckName[];
  readonly remedy?: BounceRemedyId;
  /** The list it speaks of, where the text does not name one. */
  readonly listedBy?: string;
  /** Words so general that the reading may be wrong; `diagnose` says so. */
  readonly confidence?: 'low';
  /** It only hears that something was refused: the text counts as one that no rule knew. */
  readonly vague?: true;
  /** The receiver has stopped writing it; old logs have it. `diagnose` says so. */
  readonly legacy?: true;
  readonly checkedOn?: string;
};

export type Rule = RuleEntry & {
  readonly provider: string;
  /** The day on which it was last compared with its sources. */
  readonly checkedOn: string;
  readonly match: {
    readonly tags: readonly Tag[];
    readonly says: readonly Phrase[];
    readonly unless: readonly Phrase[];
    readonly enhanced: readonly string[];
    readonly hints: readonly string[];
  };
};

const CHECKED = '2026-11-24';

/** The rules of one provider, in the order in which they are tried. */
export function rulesOf(provider: string, entries: readonly RuleEntry[]): Rule[] {
  return entries.map((entry) => ({
    ...entry,
    provider,
    checkedOn: entry.checkedOn ?? CHECKED,
    match: {
      tags: (entry.tags ?? []).map(tag),
      says: (entry.says ?? []).map(phrase),
      unless: (entry.unless ?? []).map(phrase),
      enhanced: entry.enhanced ?? [],
      hints: entry.hints ?? [],
    },
  }));
}
