/** What a letter to a receiver or to the operator of a list is made of. Every value is one printable line, cut to size. */
import type { RequestTo } from '../requests.ts';

export type RequestFacts = {
  readonly ip: string | undefined;
  readonly domain: string | undefined;
  /** The reverse name that resolves back. */
  readonly hostname: string | undefined;
  readonly isSpfPass: boolean;
  /** The domain of the DKIM signature (`d=`) whose key is published. */
  readonly dkim: string | undefined;
  /** Of the domain in From. */
  readonly hasDmarc: boolean;
  /** The name of the list, where others than the receiver can query it. */
  readonly list: string | undefined;
  /** A mailbox of the sending domain that is known to accept mail. */
  readonly mailbox: string | undefined;
  /** The only mailboxes whose requests are processed; none: any mailbox. */
  readonly onlyFrom: readonly string[];
  /** The domain of the recipient. */
  readonly receiver: string | undefined;
  readonly refusal: string;
  /** Under which the receiver has it. */
  readonly caseId: string | undefined;
  readonly now: number;
};

export type RequestLetter = {
  readonly subject: (what: string, about: RequestTo['about'], facts: RequestFacts) => string;
  readonly lines: (about: RequestTo['about'], facts: RequestFacts) => readonly string[];
};

/** The lines whose value is known. */
export type LetterRow = readonly [label: string, value: string | undefined];

export const knownRows = (...rows: readonly LetterRow[]): readonly string[] =>
  rows.flatMap(([label, value]) => (value === undefined ? [] : [`${label}: ${value}`]));
