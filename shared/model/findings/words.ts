/** The words of every finding that can be in a notice. Apart from the table, since only notices need them. */
import { DNSBL_WORDS } from './dnsbl.ts';
import type { FindingWords } from './entry.ts';
import type { NotifiedFindingId } from './index.ts';
import { PTR_WORDS } from './ptr.ts';
import { SENDER_WORDS } from './sender.ts';
import { SPF_WORDS } from './spf.ts';

const WORDS: Readonly<Record<NotifiedFindingId, FindingWords>> = {
  ...PTR_WORDS,
  ...DNSBL_WORDS,
  ...SPF_WORDS,
  ...SENDER_WORDS,
};

export const isNotified = (id: string): id is NotifiedFindingId => Object.hasOwn(WORDS, id);

/** One piece of the words of every finding, such as its headline in English. */
export const wordsOfAll = (piece: (words: FindingWords) => string): Readonly<Record<NotifiedFindingId, string>> =>
  // The ids are those of the table above.
  Object.fromEntries(Object.entries(WORDS).map(([id, words]) => [id, piece(words)])) as Record<
    NotifiedFindingId,
    string
  >;
