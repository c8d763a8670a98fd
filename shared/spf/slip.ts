import type { Text } from '../model/language.ts';

/** What went wrong when a record was written, and what was done about it. */
export type Slip = {
  /** What is wrong and what is right: a sentence. */
  readonly cause: Text;
  /** What was done about it, an item for the list of a proposal's changes. */
  readonly change: Text;
};
