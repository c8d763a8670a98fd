/**
 * What an evaluation leaves behind: one node for each record read and one for each of its terms, in order, with what was
 * asked, what it cost and where the evaluation stopped. It holds the answers whole; `cli/views/spf.ts` makes the view.
 */
import type { Answer } from '../dns/answer.ts';
import type { Text } from '../model/language.ts';

/** The seven results of RFC 7208 section 2.6. */
export type SpfWord = 'none' | 'neutral' | 'pass' | 'fail' | 'softfail' | 'temperror' | 'permerror';

export type TermOutcome =
  | 'match'
  | 'no-match'
  | 'permerror'
  | 'temperror'
  /** A modifier that took effect: the redirect was followed, the explanation asked for. */
  | 'used'
  /** A modifier without effect here. */
  | 'unused'
  /** Behind the term that decided, or in a record whose syntax stopped everything. */
  | 'not-reached';

export type TermNode = {
  /** As published: hostile text. */
  readonly text: string;
  readonly outcome: TermOutcome;
  /** What a match means by its qualifier. */
  readonly result: SpfWord | null;
  readonly why: Text | null;
  /** The name after macro expansion. */
  readonly target: string | null;
  readonly answers: readonly Answer[];
  /** Lookups of this term, with everything below it. */
  readonly cost: number;
  /** Lookups of the whole evaluation up to and with this term. */
  readonly total: number;
  readonly isVoid: boolean;
  /** The record of an include or redirect. */
  readonly record: RecordNode | null;
};

const STOPPING: readonly TermOutcome[] = ['match', 'permerror', 'temperror'];

/** Whether the evaluation of its record ended with this term; an `exp` is only used after the decision. */
export const decides = ({ outcome, record }: TermNode): boolean =>
  STOPPING.includes(outcome) || (outcome === 'used' && record !== null);

export type RecordNode = {
  readonly domain: string;
  /** The TXT answer; null where the name cannot be looked up. */
  readonly answer: Answer<'TXT'> | null;
  readonly text: string | null;
  readonly result: SpfWord;
  readonly reason: Text;
  /** At most 100; the term that decided is always among them. */
  readonly terms: readonly TermNode[];
  readonly omitted: number;
};

export type SpfResult = {
  readonly result: SpfWord;
  /** One sentence: what decided. */
  readonly reason: Text;
  /** The publisher's own words for a "fail", printable. */
  readonly explanation?: string;
  /** Terms that cost a lookup, never more than the limit: the one too many is not carried out. */
  readonly lookups: number;
  readonly voidLookups: number;
  /**
   * Set when a question failed where RFC 7208 section 5.5 says "does not match" (`ptr`, `%{p}`): the result is the RFC's, but
   * another one was possible, so it proves nothing.
   */
  readonly doubt: Text | null;
  readonly tree: RecordNode;
};
