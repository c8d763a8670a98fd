/** The words of every finding that can be in a notice. Apart from the table, since only notices need them. */
import { DNSBL_WORDS } from './dnsbl.ts';
import type { FindingWords } from './entry.ts';
import type { NotifiedFindingId } from './index.ts';
import { PTR_WORDS } from './ptr.ts';
import { SENDER_WORDS } from './sender.ts';
import { SPF_WORDS } from './spf.ts';

type Words = Readonly<Record<NotifiedFindingId, FindingWords>>;

/** Made when it is called, so that a function that sends no notices is bundled without it. */
const allWords = (): Words => ({ ...PTR_WORDS, ...DNSBL_WORDS, ...SPF_WORDS, ...SENDER_WORDS });

/** The words of one. */
export const noticeWords = (id: NotifiedFindingId): FindingWords => allWords()[id];

export const isNotified = (id: string): id is NotifiedFindingId =>
  [PTR_WORDS, DNSBL_WORDS, SPF_WORDS, SENDER_WORDS].some((words) => Object.hasOwn(words, id));

/** One piece of the words of every finding, such as its headline in English; `other`: of a finding that is not known. */
export function wordsOfAll(
  piece: (words: FindingWords) => string,
  other: string,
): Readonly<Record<NotifiedFindingId | 'other', string>> {
  const pieces = Object.entries(allWords()).map(([id, words]) => [id, piece(words)] as const);
  return Object.fromEntries([...pieces, ['other', other]]) as Record<NotifiedFindingId | 'other', string>;
}
