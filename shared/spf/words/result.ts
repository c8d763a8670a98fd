/** What decided an evaluation, and what it came upon on the way. All are sentences. */
import type { Failed } from '../../dns/answer.ts';
import { failureText } from '../../dns/failure-text.ts';
import { eachText, joinedTexts, type Text } from '../../model/language.ts';
import { printable } from '../../model/text.ts';

const domainIn = (name: string): string => printable(name, 80);

export const noSpfDomain = (name: string): Text => ({
  en: `"${domainIn(name)}" is not a domain that can publish SPF.`,
  ko: `"${domainIn(name)}" 값은 SPF 레코드를 등록할 수 있는 도메인이 아닙니다.`,
});

export const noDnsName = (name: string): Text => ({
  en: `"${domainIn(name)}" is not a valid DNS name.`,
  ko: `"${domainIn(name)}" 값은 올바른 DNS 이름이 아닙니다.`,
});

export const noSpfRecord = (name: string): Text => ({
  en: `${domainIn(name)} has no SPF record.`,
  ko: `${domainIn(name)}에 SPF 레코드가 없습니다.`,
});

export const severalSpfRecords = (records: number, name: string): Text => ({
  en: `${domainIn(name)} has ${records} SPF records. Only one is allowed.`,
  ko: `${domainIn(name)}에 SPF 레코드가 ${records}개 있습니다. 하나만 있어야 합니다.`,
});

export const notValid = (name: string, fault: Text, causes: readonly Text[]): Text =>
  joinedTexts(
    [
      {
        en: `The SPF record of ${domainIn(name)} is not valid.`,
        ko: `${domainIn(name)}의 SPF 레코드 형식이 잘못되었습니다.`,
      },
      fault,
      ...causes,
    ],
    ' ',
  );

export const loopOf = (name: string, way: readonly string[]): Text => ({
  en: `The SPF record of ${domainIn(name)} includes itself (a loop: ${way.join(' -> ')}).`,
  ko: `${domainIn(name)}의 SPF 레코드가 자기 자신을 다시 포함합니다(순환: ${way.join(' -> ')}).`,
});

export const moreRecordsThan = (most: number): Text => ({
  en: `The record includes more than ${most} records.`,
  ko: `이 레코드가 포함하는 레코드가 ${most}개를 넘습니다.`,
});

export const TIME_IS_OVER: Text = {
  en: 'The time allowed for the evaluation is over.',
  ko: '평가의 제한 시간이 지났습니다.',
};

export const nothingMatches = (name: string): Text => ({
  en: `No term in the SPF record of ${domainIn(name)} matches.`,
  ko: `${domainIn(name)}의 SPF 레코드에 일치하는 항목이 없습니다.`,
});

const termIn = (term: string): string => printable(term, 100);

/** `below`: what decided in the record that the term includes. */
export const termMatches = (term: string, name: string, below: Text | null): Text =>
  joinedTexts(
    [
      {
        en: `"${termIn(term)}" in the SPF record of ${domainIn(name)} matches.`,
        ko: `${domainIn(name)}의 SPF 레코드에서 "${termIn(term)}" 항목이 일치합니다.`,
      },
      ...(below === null ? [] : [below]),
    ],
    ' ',
  );

export const termFails = (term: string, name: string, why: Text | null): Text =>
  joinedTexts(
    [
      {
        en: `"${termIn(term)}" in the SPF record of ${domainIn(name)} cannot be evaluated.`,
        ko: `${domainIn(name)}의 SPF 레코드에서 "${termIn(term)}" 항목을 평가할 수 없습니다.`,
      },
      ...(why === null ? [] : [why]),
    ],
    ' ',
  );

export const moreLookupsThan = (limit: number): Text => ({
  en: `The evaluation takes more than the ${limit} DNS lookups that SPF allows.`,
  ko: `평가에 필요한 DNS 조회가 허용 횟수인 ${limit}회를 넘습니다.`,
});

export const moreVoidsThan = (limit: number): Text => ({
  en: `More than ${limit} DNS lookups found nothing (void lookups).`,
  ko: `결과가 없는 DNS 조회(void lookup)가 허용 횟수인 ${limit}회를 넘습니다.`,
});

export const LOCAL_PART_IN_NAME: Text = {
  en: 'The local part of the sender cannot be part of a DNS name.',
  ko: '발신자 주소의 @ 앞부분을 DNS 이름에 쓸 수 없습니다.',
};

export const noRecordOfType = (type: string, name: string): Text => ({
  en: `${domainIn(name)} has no ${type} record.`,
  ko: `${domainIn(name)}에 ${type} 레코드가 없습니다.`,
});

export const moreMxThan = (most: number, name: string): Text => ({
  en: `${domainIn(name)} has more than ${most} MX hosts.`,
  ko: `${domainIn(name)}의 MX 호스트가 ${most}개를 넘습니다.`,
});

export const includedGives = (word: string): Text => ({
  en: `The included record gives ${word}.`,
  ko: `포함된 레코드의 결과는 ${word}입니다.`,
});

export const NO_POINTER: Text = { en: 'The address has no PTR record.', ko: '이 IP에 PTR 레코드가 없습니다.' };

export const POINTERS_UNKNOWN: Text = {
  en: 'The reverse DNS of the address could not be looked up.',
  ko: '이 IP의 역방향 DNS를 조회하지 못했습니다.',
};

export const NO_EXPLANATION: Text = {
  en: 'There is no usable explanation.',
  ko: '사용할 수 있는 설명문이 없습니다.',
};

/** A question that has no answer. */
export function lookupFailed(answer: Failed): Text {
  const { name, type } = answer.trace;
  const why = eachText(failureText(answer), (text) => printable(text, 120).replace(/\.$/, ''));
  return {
    en: `The lookup of ${type} ${domainIn(name)} failed: ${why.en}.`,
    ko: `${domainIn(name)}의 ${type} 레코드를 조회하지 못했습니다. ${why.ko}.`,
  };
}

/** `also`: a name above it that does not exist either. */
export const missingDomain = (name: string, also: string | null): Text => ({
  en:
    also === null
      ? `${domainIn(name)} does not exist (NXDOMAIN).`
      : `${domainIn(name)} does not exist (NXDOMAIN), and neither does ${domainIn(also)}.`,
  ko:
    also === null
      ? `${domainIn(name)} 도메인이 존재하지 않습니다(NXDOMAIN).`
      : `${domainIn(name)} 도메인이 존재하지 않습니다(NXDOMAIN). 상위 도메인 ${domainIn(also)}도 존재하지 않습니다.`,
});

/** `states`: each resolver with what is wrong with it. */
export const spfWithoutResolver = (states: string): Text => ({
  en: `No resolver could be trusted, so there is no result (${states}).`,
  ko: `믿을 수 있는 리졸버가 없어 판정하지 않았습니다(${states}).`,
});

export const EMPTY_SENDER: Text = {
  en: 'An empty mail-from means the HELO identity, so give the HELO name too (helo, or --helo).',
  ko: 'mail-from 값이 비어 있으면 HELO 이름으로 평가하므로 HELO 이름이 필요합니다(helo, --helo).',
};

export const tooLongFor = (given: string, what: 'mail-from' | 'HELO'): Text => ({
  en: `"${printable(given, 40)}" is too long for a ${what === 'HELO' ? 'HELO name' : what}.`,
  ko: `"${printable(given, 40)}" 값은 ${what === 'HELO' ? 'HELO 이름' : what} 값으로는 너무 깁니다.`,
});
