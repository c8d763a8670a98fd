/**
 * Letters ready to send: to AWS, for its form that removes an account's sending limits and sets reverse DNS, and to a provider or
 * ISP that routes an address which is not an Elastic IP. What DNS says now is filled in; what only the sender knows is in
 * brackets. Each value that comes from outside becomes one bounded, printable line, so that none can begin a line or a header
 * of its own.
 */
import { evidenceOf, type Resolver } from '../dns/answer.ts';
import { type Address, reverseName } from '../model/address.ts';
import type { Evidence } from '../model/finding.ts';
import type { Language, Text } from '../model/language.ts';
import { printable } from '../model/text.ts';
import { awsLetterEn, ispLetterEn } from './letters/en.ts';
import { awsLetterKo, ispLetterKo } from './letters/ko.ts';
import { forwardSeen, forwardType, type LetterFacts } from './letters/letter.ts';

export type { LetterFacts };

const LETTER_TEXTS = {
  aws: { en: awsLetterEn, ko: awsLetterKo },
  isp: { en: ispLetterEn, ko: ispLetterKo },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, (facts: LetterFacts) => readonly string[]>>>>;

/** Whom a letter is for. */
export type Letter = keyof typeof LETTER_TEXTS;

export const LETTERS = Object.keys(LETTER_TEXTS) as readonly Letter[];

/** The forward and the reverse name as they are now. */
export async function lookForLetter(
  address: Address,
  hostname: string,
  resolver: Resolver,
): Promise<readonly Evidence[]> {
  const type = address.family === 4 ? 'A' : 'AAAA';
  const [forward, reverse] = await Promise.all([
    resolver.ask({ name: hostname, type, fresh: true }),
    resolver.ask({ name: reverseName(address), type: 'PTR', fresh: true }),
  ]);
  return [evidenceOf(forward), evidenceOf(reverse)];
}

/**
 * Why the letter should wait: anyone who gets it checks the forward record first (EC2 refuses without it, providers ask back).
 * Null where the name resolves to the address.
 */
export function beforeSending(facts: LetterFacts): Text | null {
  const { address, hostname } = facts;
  const seen = forwardSeen(facts);
  if (seen?.resolves === true) return null;
  if (seen === null)
    return {
      en: `We could not look up ${hostname}. Check that it resolves to ${address.text} before you send the letter.`,
      ko: `${hostname} 이름을 조회하지 못했습니다. 정방향 조회 결과가 ${address.text}인지 확인한 뒤 보내세요.`,
    };
  const type = forwardType(facts);
  const record = `"${hostname}. 300 IN ${type} ${address.text}"`;
  const there = seen.answers
    .slice(0, 3)
    .map((one) => printable(one, 60))
    .join(', ');
  return seen.answers.length === 0
    ? {
        en: `Do not send the letter yet: ${hostname} has no ${type} record. Publish ${record} first. The receiver of the letter checks it.`,
        ko: `아직 요청서를 보내지 마세요. ${hostname} 이름에 ${type} 레코드가 없습니다. 먼저 등록하세요: ${record}. 받는 쪽에서 이 레코드를 확인합니다.`,
      }
    : {
        en: `Do not send the letter yet: ${hostname} resolves to ${there}. Publish ${record} first, or choose a name of its own for this address. The receiver of the letter checks it.`,
        ko: `아직 요청서를 보내지 마세요. ${hostname}의 정방향 조회 결과는 ${there}입니다. 먼저 등록하거나 이 IP에 쓸 이름을 따로 정하세요: ${record}. 받는 쪽에서 이 레코드를 확인합니다.`,
      };
}

/** Plain text, its lines at most some 300 characters long. */
export const requestText = (letter: Letter, language: Language, facts: LetterFacts): string =>
  `${LETTER_TEXTS[letter][language](facts).join('\n')}\n`;
