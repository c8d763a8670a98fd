/** What is said of a record that is published, or almost. `noun`: `DMARC record`; its Korean ends in a vowel. */
import type { Text } from '../../model/language.ts';
import { printable } from '../../model/text.ts';

/** What panels and editors leave in a value, as parts of a list. */
export const SLIP = {
  mark: { en: 'a byte order mark (BOM) at its start', ko: '맨 앞의 바이트 순서 표시(BOM)' },
  spaces: {
    en: 'characters that only look like spaces, or like nothing (no-break or zero-width space)',
    ko: '공백처럼 보이거나 보이지 않는 특수 문자',
  },
  lines: { en: 'line breaks', ko: '줄바꿈' },
  line: { en: 'the rest of a line of a zone file (a name, IN, TXT)', ko: '존 파일 줄의 나머지(이름, IN, TXT)' },
  parentheses: { en: 'parentheses of a zone file', ko: '존 파일의 괄호' },
  backslashes: { en: 'backslashes', ko: '역슬래시' },
  quotes: { en: 'literal quotes (quotation marks)', ko: '따옴표' },
  joint: {
    en: 'two strings that were joined without a semicolon between them',
    ko: '세미콜론 없이 이어진 두 문자열',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** `isCounted`: receivers take it for a record all the same. */
export function holdsSlips(name: string, noun: Text, slips: readonly Text[], isCounted: boolean): Text {
  const shown = slips.slice(0, 4);
  const en = `The record at ${name} holds ${shown.map((one) => one.en).join(' and ')}`;
  const ko = `${name}의 레코드에 잘못 들어간 것이 있습니다(${shown.map((one) => one.ko).join(', ')}).`;
  return isCounted
    ? { en: `${en}, which receivers read as part of its values.`, ko: `${ko} 수신 서버는 이를 값의 일부로 읽습니다.` }
    : { en: `${en}, so receivers see no ${noun.en} in it.`, ko: `${ko} 수신 서버가 ${noun.ko}로 인식하지 못합니다.` };
}

export const notRecognized = (text: string, noun: Text): Text => ({
  en: `"${text}" is not a valid ${noun.en}.`,
  ko: `${noun.ko}로 인식되지 않는 값입니다: "${text}".`,
});

/** Why a text with a version in it is not recognised. */
export const WHY_NOT = {
  notFirst: (version: string): Text => ({
    en: `v=${version} is not its first tag.`,
    ko: `v=${version} 태그가 맨 앞에 있지 않습니다.`,
  }),
  noSemicolon: (version: string, instead: string): Text => ({
    en: `v=${version} is followed by "${instead}" instead of a semicolon.`,
    ko: `v=${version} 뒤에 세미콜론이 아니라 "${instead}" 문자가 있습니다.`,
  }),
  wrongCase: (version: string): Text => ({
    en: `v=${version} must be written in exactly these capital and small letters.`,
    ko: `v=${version} 값은 대소문자까지 똑같이 써야 합니다.`,
  }),
  otherStart: (version: string): Text => ({
    en: `It must begin with exactly "v=${version};".`,
    ko: `다음 값으로 시작해야 합니다: "v=${version};".`,
  }),
  noKey: { en: 'It holds no key (p=).', ko: '키(p=)가 없습니다.' },
};

export const hostInText = (name: string, host: string): Text => ({
  en: `A TXT record at ${name} holds the host name ${host}. A CNAME record to it was probably meant.`,
  ko: `${name}의 TXT 레코드에 호스트 이름(${host})이 들어 있습니다. CNAME 레코드를 만들려던 것으로 보입니다.`,
});

export const withoutUnderscore = (noun: Text, at: string): Text => ({
  en: `The ${noun.en} is at ${at}, without the underscore in its name, where nobody looks it up.`,
  ko: `${noun.ko}가 밑줄(_)이 빠진 이름 ${at}에 있어 아무도 조회하지 않습니다.`,
});

export const atWrongName = (noun: Text, at: string, right: string): Text => ({
  en: `The ${noun.en} is at ${at} itself, the wrong name: receivers look it up at ${right}.`,
  ko: `${noun.ko}가 ${at}에 있습니다. 수신 서버는 ${right}에서 조회합니다.`,
});

export const severalRecords = (noun: Text, count: number, name: string): Text => ({
  en: `There are ${count} ${noun.en}s at ${name}, where only one may be: receivers use none of them.`,
  ko: `${name}에 ${noun.ko}가 ${count}개 있습니다. 하나만 있어야 하므로 수신 서버는 모두 무시합니다.`,
});

export const noneAmongTexts = (noun: Text, name: string): Text => ({
  en: `No TXT record at ${name} is a valid ${noun.en}.`,
  ko: `${name}의 TXT 레코드 중에 올바른 ${noun.ko}가 없습니다.`,
});

export const domainMissing = (domain: string): Text => ({
  en: `The domain ${domain} does not exist (NXDOMAIN), so it has no such record either.`,
  ko: `${domain} 도메인이 존재하지 않습니다(NXDOMAIN). 레코드도 있을 수 없습니다.`,
});

export const BEGINS_WITH_SPACE: Text = {
  en: 'The record begins with a space instead of v=. Some receivers ignore it for that reason.',
  ko: '레코드가 v= 태그가 아니라 공백으로 시작합니다. 이 때문에 레코드를 무시하는 수신 서버가 있습니다.',
};

export const notATag = (text: string): Text => ({
  en: `"${printable(text, 60)}" is not a tag.`,
  ko: `태그가 아닌 부분이 있습니다: "${printable(text, 60)}".`,
});

export const tagTwice = (name: string): Text => ({
  en: `The tag "${name}" is there twice.`,
  ko: `"${name}" 태그가 두 번 있습니다.`,
});
