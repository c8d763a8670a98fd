/** What a control panel, a zone file or a hurried hand did to a record. A cause is a sentence, a change an item of a list. */
import { joinedTexts, type Text } from '../../model/language.ts';
import { count } from '../../model/text.ts';
import type { Slip } from '../slip.ts';

export const BACKSLASHES: Slip = {
  cause: {
    en: 'The string itself contains backslashes, which do not belong in it.',
    ko: '문자열 안에 불필요한 역슬래시(\\)가 들어 있습니다.',
  },
  change: { en: 'backslashes removed', ko: '역슬래시 제거' },
};

export const QUOTATION_MARKS: Slip = {
  cause: {
    en: 'The string itself contains quotation marks, which do not belong in it.',
    ko: '문자열 안에 불필요한 따옴표가 들어 있습니다.',
  },
  change: { en: 'quotation marks removed', ko: '따옴표 제거' },
};

export const INVISIBLE: Slip = {
  cause: { en: 'The record contains invisible characters.', ko: '레코드에 보이지 않는 문자가 들어 있습니다.' },
  change: { en: 'invisible characters removed', ko: '보이지 않는 문자 제거' },
};

export const ODD_SPACES: Slip = {
  cause: {
    en: 'The record contains a space that is not ASCII. Only plain spaces separate terms.',
    ko: '레코드에 ASCII가 아닌 공백이 들어 있습니다. 항목은 일반 공백으로만 나뉩니다.',
  },
  change: { en: 'terms separated by plain spaces', ko: '항목 사이를 일반 공백으로 변경' },
};

export const DASHES: Slip = {
  cause: {
    en: 'The record contains a typographic dash instead of a hyphen.',
    ko: '레코드에 하이픈(-) 대신 다른 줄표가 들어 있습니다.',
  },
  change: { en: 'dashes replaced with hyphens', ko: '줄표를 하이픈(-)으로 변경' },
};

export const ODD_TILDES: Slip = {
  cause: {
    en: 'The record contains a tilde that is not ASCII.',
    ko: '레코드에 ASCII가 아닌 물결표가 들어 있습니다.',
  },
  change: { en: 'tildes replaced with ASCII', ko: '물결표를 ASCII(~)로 변경' },
};

export const FULLWIDTH: Slip = {
  cause: {
    en: 'The record contains fullwidth characters. SPF allows ASCII only.',
    ko: '레코드에 전각 문자가 들어 있습니다. SPF에는 ASCII 문자만 쓸 수 있습니다.',
  },
  change: { en: 'fullwidth characters replaced with ASCII', ko: '전각 문자를 ASCII로 변경' },
};

export const SEPARATORS: Readonly<Record<string, Slip>> = {
  ',': {
    cause: {
      en: 'A comma is used where a space belongs. Only spaces separate SPF terms.',
      ko: '항목 사이에 쉼표가 있습니다. SPF 항목은 공백으로만 나뉩니다.',
    },
    change: { en: 'commas replaced with spaces', ko: '쉼표를 공백으로 변경' },
  },
  ';': {
    cause: {
      en: 'A semicolon is used where a space belongs. Only spaces separate SPF terms.',
      ko: '항목 사이에 세미콜론이 있습니다. SPF 항목은 공백으로만 나뉩니다.',
    },
    change: { en: 'semicolons replaced with spaces', ko: '세미콜론을 공백으로 변경' },
  },
  '|': {
    cause: {
      en: 'A vertical bar is used where a space belongs. Only spaces separate SPF terms.',
      ko: '항목 사이에 세로줄(|)이 있습니다. SPF 항목은 공백으로만 나뉩니다.',
    },
    change: { en: 'vertical bars replaced with spaces', ko: '세로줄(|)을 공백으로 변경' },
  },
};

/** The arguments are shown as terms are, in quotation marks. */
const writtenAs = (before: string, after: string): Text => ({
  en: `${before} written as ${after}`,
  ko: `${before} → ${after}`,
});

const removed = (shown: string): Text => ({ en: `${shown} removed`, ko: `${shown} 제거` });

export const spaceInside = (given: string, meant: string, written: string): Slip => ({
  cause: {
    en: `There is a space inside ${given}. It should be ${meant}.`,
    ko: `${given} 안에 공백이 있습니다. 올바른 표기는 ${meant}입니다.`,
  },
  change: writtenAs(given, written),
});

export const spaceMissing = (given: string, meant: string): Slip => ({
  cause: {
    en: `A space is missing in ${given}. It should be ${meant}.`,
    ko: `${given} 안에 공백이 빠져 있습니다. 올바른 표기는 ${meant}입니다.`,
  },
  change: writtenAs(given, meant),
});

export const misspelled = (given: string, meant: string): Slip => ({
  cause: { en: `${given} should be ${meant}.`, ko: `${given} 항목의 올바른 표기는 ${meant}입니다.` },
  change: writtenAs(given, meant),
});

export const versionAgain = (given: string): Slip => ({
  cause: {
    en: `${given} occurs again inside the record.`,
    ko: `레코드 중간에 ${given} 표기가 다시 나옵니다.`,
  },
  change: removed(given),
});

export const modifierAgain = (given: string): Slip => ({
  cause: { en: `${given} occurs twice.`, ko: `${given} 항목이 두 번 나옵니다.` },
  change: { en: `the second ${given} removed`, ko: `두 번째 ${given} 제거` },
});

export const onlyOneOf = (one: string, other: string): Text => ({
  en: `Only one of ${one} and ${other} is allowed. Keep the one that you mean.`,
  ko: `다음 두 항목 중 하나만 쓸 수 있습니다: ${one}, ${other}.`,
});

export const TOO_LONG_TO_READ: Text = {
  en: 'The record is too long to be read.',
  ko: '레코드가 너무 길어 해석하지 못했습니다.',
};

export const mayMeanOneOf = (terms: readonly string[]): Text => ({
  en: `It may mean ${terms.map((term) => `"${term}"`).join(' or ')}.`,
  ko: `다음 항목을 뜻하는 것으로 보입니다: ${terms.map((term) => `"${term}"`).join(' 또는 ')}.`,
});

export const withoutZeros = (meant: string): Text =>
  joinedTexts(
    [
      mayMeanOneOf([meant]),
      { en: 'An address has no leading zeros.', ko: 'IP 주소의 숫자 앞에는 0을 붙이지 않습니다.' },
    ],
    ' ',
  );

export const A_RANGE: Text = {
  en: 'It may mean a range of addresses. SPF takes networks, for example "ip4:203.0.113.0/29", or single addresses.',
  ko: 'IP 범위를 뜻하는 것으로 보입니다. SPF에는 "ip4:203.0.113.0/29" 같은 대역이나 IP를 하나씩 적습니다.',
};

export const WRONG_PREFIX: Text = {
  en: 'The part after "/" must be a prefix length from 0 to 32.',
  ko: '"/" 뒤에는 0~32 사이의 프리픽스 길이를 적습니다.',
};

export const NO_IP4: Text = {
  en: 'An IPv4 address is four numbers from 0 to 255, for example "ip4:203.0.113.25".',
  ko: 'IPv4 주소는 0~255 사이의 숫자 4개입니다. 예를 들어 "ip4:203.0.113.25"처럼 적습니다.',
};

export const SPACE_FIRST: Text = { en: 'There is a space before "v=spf1".', ko: '"v=spf1" 앞에 공백이 있습니다.' };

export const NO_VERSION_FIRST: Text = {
  en: 'The first term is not "v=spf1".',
  ko: '첫 항목이 "v=spf1"이 아닙니다.',
};

export const NO_SPACE_BEHIND_VERSION: Text = {
  en: 'A space is missing after "v=spf1".',
  ko: '"v=spf1" 뒤에 공백이 빠져 있습니다.',
};

export const beginsWith = (start: string): Text => ({
  en: `It begins with "${start}". An SPF record begins with "v=spf1" and a space.`,
  ko: `"${start}" 표기로 시작합니다. SPF 레코드는 "v=spf1"과 공백으로 시작해야 합니다.`,
});

export const stringsJoined = (strings: number): Text => ({
  en: `Its ${count(strings, 'string')} are joined without a space. Each but the last must end with a space.`,
  ko: `나뉜 문자열 ${strings}개가 공백 없이 이어집니다. 마지막을 제외한 문자열은 공백으로 끝나야 합니다.`,
});

export const unrecognizedByReceivers = (shown: string, cause: Text): Text =>
  joinedTexts(
    [
      {
        en: `Receivers do not recognize "${shown}" as an SPF record.`,
        ko: `수신 서버는 "${shown}" 값을 SPF 레코드로 인식하지 않습니다.`,
      },
      cause,
    ],
    ' ',
  );

export const publishedElsewhere = (domain: string, name: string): Text => ({
  en: `The SPF record of ${domain} is published at ${name}. The zone was appended twice: the DNS panel adds it to a name that contained it already.`,
  ko: `${domain}의 SPF 레코드가 ${name}에 등록되어 있습니다. 전체 이름을 입력하여 DNS 관리 화면이 존(zone) 이름을 한 번 더 붙인 것으로 보입니다.`,
});
