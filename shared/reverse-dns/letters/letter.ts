/** What a letter about a reverse name is made of. Each value that comes from outside becomes one bounded, printable line. */
import { type Address, parseAddress, reverseName } from '../../model/address.ts';
import type { Evidence } from '../../model/finding.ts';
import { printable } from '../../model/text.ts';

export type LetterFacts = {
  readonly address: Address;
  /** The reverse name that is wanted. */
  readonly hostname: string;
  /** What DNS answers now (`lookForLetter`): the forward name, then the reverse name. */
  readonly evidence: readonly Evidence[];
  /** Where it is an Elastic IP. */
  readonly elasticIp?: { readonly allocationId: string; readonly region: string; readonly account: string };
};

export const letterLine = (text: string): string => printable(text, 250).trim();

export const forwardType = ({ address }: LetterFacts): 'A' | 'AAAA' => (address.family === 4 ? 'A' : 'AAAA');

/** Null: it could not be looked up. */
export function forwardSeen(
  facts: LetterFacts,
): { readonly resolves: boolean; readonly answers: readonly string[] } | null {
  const type = forwardType(facts);
  const forward = facts.evidence.find((one) => one.type === type && one.question === facts.hostname);
  if (forward === undefined || forward.ttl === null) return null;
  const read = forward.answers.map((text) => parseAddress(text));
  return {
    resolves: read.some((one) => one.ok && one.value.text === facts.address.text),
    answers: forward.answers,
  };
}

/** The reverse names of now; null: they could not be looked up. */
export function reverseSeen({ evidence }: LetterFacts): readonly string[] | null {
  const reverse = evidence.find(({ type }) => type === 'PTR');
  return reverse === undefined || reverse.ttl === null ? null : reverse.answers;
}

export const ptrRecord = ({ address, hostname }: LetterFacts): string =>
  letterLine(`${reverseName(address)}. IN PTR ${hostname}.`);

export const forwardRecord = (facts: LetterFacts): string =>
  letterLine(`${facts.hostname}. IN ${forwardType(facts)} ${facts.address.text}`);

/** When DNS was looked at, in milliseconds. */
export const seenAt = ({ evidence }: LetterFacts): number | null => {
  const at = Date.parse(evidence[0]?.at ?? '');
  return Number.isNaN(at) ? null : at;
};
