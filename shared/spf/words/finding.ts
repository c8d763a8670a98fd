/** The facts of SPF's findings. Their remedies are in `shared/remedies/`. */
import { josaOr } from '../../model/josa.ts';
import { joinedTexts, type Text } from '../../model/language.ts';
import { count } from '../../model/text.ts';
import type { SpfWord } from '../tree.ts';

/** The term that decided, and the record it is in where that is another one. */
export type Decisive = { readonly term: string; readonly elsewhere: string | null };

const decisiveIn = (decisive: Decisive | null): Text => {
  if (decisive === null) return { en: 'no term matched', ko: '일치한 항목 없음' };
  const { term, elsewhere } = decisive;
  return elsewhere === null
    ? { en: `matched term: ${term}`, ko: `일치한 항목: ${term}` }
    : { en: `matched term: ${term} in the record of ${elsewhere}`, ko: `일치한 항목: ${elsewhere}의 ${term}` };
};

type Verdict = {
  readonly address: string;
  readonly domain: string;
  readonly reason: Text;
  readonly decisive: Decisive | null;
};

const decided =
  (en: (verdict: Verdict, by: string) => string, ko: (verdict: Verdict, by: string) => string) =>
  (verdict: Verdict): Text => {
    const by = decisiveIn(verdict.decisive);
    return { en: en(verdict, by.en), ko: ko(verdict, by.ko) };
  };

const because =
  (make: (verdict: Verdict) => Text) =>
  (verdict: Verdict): Text =>
    joinedTexts([make(verdict), verdict.reason], ' ');

const SENDER: Readonly<Record<SpfWord, (verdict: Verdict) => Text>> = {
  pass: decided(
    ({ address, domain }, by) => `${address} may send for ${domain} (SPF pass, ${by}).`,
    ({ address, domain }, by) => `${domain}의 SPF 레코드가 ${josaOr(address, '을/를', 'IP')} 허용합니다(pass, ${by}).`,
  ),
  fail: decided(
    ({ address, domain }, by) => `The SPF record of ${domain} does not allow ${address} (SPF fail, ${by}).`,
    ({ address, domain }, by) =>
      `${domain}의 SPF 레코드가 ${josaOr(address, '을/를', 'IP')} 허용하지 않습니다(fail, ${by}).`,
  ),
  softfail: decided(
    ({ address, domain }, by) => `The SPF record of ${domain} does not list ${address} (SPF softfail, ${by}).`,
    ({ address, domain }, by) =>
      `${domain}의 SPF 레코드에 ${josaOr(address, '이/가', 'IP')} 없습니다(softfail, ${by}).`,
  ),
  neutral: decided(
    ({ address, domain }, by) =>
      `The SPF record of ${domain} does not say whether ${address} may send (SPF neutral, ${by}).`,
    ({ address, domain }, by) => `${domain}의 SPF 레코드가 ${address}의 허용 여부를 정하지 않았습니다(neutral, ${by}).`,
  ),
  none: ({ reason }) => reason,
  permerror: because(({ domain }) => ({
    en: `SPF of ${domain} cannot be evaluated (permerror).`,
    ko: `${domain}의 SPF를 평가할 수 없습니다(permerror).`,
  })),
  temperror: because(({ address, domain }) => ({
    en: `SPF of ${domain} could not be checked for ${address} (temperror).`,
    ko: `${domain} 도메인의 SPF를 확인하지 못했습니다(temperror, 발송 IP ${address}).`,
  })),
};

export const senderSummary = (word: SpfWord, verdict: Verdict): Text => SENDER[word](verdict);

export const recordIsValid = (domain: string, bytes: number, cost: number, limit: number): Text => ({
  en: `The SPF record of ${domain} is valid: ${bytes} bytes, ${cost} of ${limit} DNS lookups.`,
  ko: `${domain}의 SPF 레코드는 올바릅니다(${bytes}바이트, DNS 조회 ${limit}회 중 ${cost}회).`,
});

export const recordUnread = (domain: string, why: Text): Text =>
  joinedTexts(
    [
      {
        en: `The SPF record of ${domain} could not be read completely.`,
        ko: `${domain}의 SPF 레코드를 끝까지 조회하지 못했습니다.`,
      },
      why,
    ],
    ' ',
  );

export const nearTheLimit = (domain: string, cost: number, limit: number): Text => ({
  en: `Evaluating the SPF record of ${domain} takes ${cost} of ${limit} DNS lookups.`,
  ko: `${domain}의 SPF 레코드는 DNS 조회를 ${cost}회 사용합니다. 허용 횟수는 ${limit}회입니다.`,
});

/** `share`: 0 to 1. */
export function opensWide(domain: string, share: number, family: 4 | 6, terms: string): Text {
  const percent = `${Math.round(share * 100)}%`;
  const whole = share >= 0.999;
  return {
    en: `The SPF record of ${domain} allows ${whole ? 'all' : `${percent} of all`} IPv${family} addresses (${terms}).`,
    ko: `${domain}의 SPF 레코드가 ${whole ? `모든 IPv${family} 주소` : `IPv${family} 주소의 ${percent}`}를 허용합니다(${terms}).`,
  };
}

/** `within`: the included record that the term is in. */
const placeOf = (term: string, within: string | null): Text =>
  within === null
    ? { en: `"${term}"`, ko: `"${term}"` }
    : { en: `"${term}" in the record of ${within}`, ko: `${within}의 "${term}"` };

export function allowsEverybody(domain: string, term: string, within: string | null): Text {
  const place = placeOf(term, within);
  return {
    en: `The SPF record of ${domain} allows every address on the internet (${place.en}).`,
    ko: `${domain}의 SPF 레코드가 인터넷의 모든 IP를 허용합니다(${place.ko}).`,
  };
}

export function decidesNothing(domain: string, term: string, within: string | null): Text {
  const place = placeOf(term, within);
  return {
    en: `The SPF record of ${domain} decides nothing about addresses that it does not list (${place.en}).`,
    ko: `${domain}의 SPF 레코드가 적혀 있지 않은 IP의 허용 여부를 정하지 않았습니다(${place.ko}).`,
  };
}

export const usesPtr = (domain: string, term: string): Text => ({
  en: `The SPF record of ${domain} uses "${term}". RFC 7208, section 5.5, advises against it.`,
  ko: `${domain}의 SPF 레코드에 사용을 권하지 않는 "${term}" 항목이 있습니다(RFC 7208 5.5절).`,
});

export const isLong = (domain: string, bytes: number, most: number): Text => ({
  en: `The SPF record of ${domain} has ${bytes} bytes. Above ${most}, an answer may not fit into one UDP packet.`,
  ko: `${domain}의 SPF 레코드가 ${bytes}바이트입니다. ${most}바이트를 넘으면 UDP 응답이 잘릴 수 있습니다.`,
});

export const spaceLost = (domain: string, around: string): Text => ({
  en: `Two strings of the SPF record of ${domain} are joined without a space ("${around}").`,
  ko: `${domain}의 SPF 레코드에서 둘로 나뉜 TXT 문자열이 공백 없이 이어집니다("${around}").`,
});

export const deadIncludes = (domain: string, each: readonly Text[]): Text =>
  joinedTexts(
    [
      {
        en: `The SPF record of ${domain} includes what has no usable record. Receivers that get there answer permerror.`,
        ko: `${domain}의 SPF 레코드가 포함하는 곳에 쓸 수 있는 레코드가 없습니다. permerror의 원인이 됩니다.`,
      },
      ...each,
    ],
    ' ',
  );

export const deadTerms = (domain: string, terms: number, each: readonly Text[]): Text =>
  joinedTexts(
    [
      {
        en: `${count(terms, 'term')} in the SPF record of ${domain} ${terms === 1 ? 'matches' : 'match'} nobody.`,
        ko: `${domain}의 SPF 레코드에 어떤 IP와도 일치하지 않는 항목이 ${terms}개 있습니다.`,
      },
      ...each,
    ],
    ' ',
  );

export const partsIgnored = (domain: string, each: readonly Text[]): Text =>
  joinedTexts(
    [
      {
        en: `Receivers ignore a part of the SPF record of ${domain}.`,
        ko: `수신 서버가 ${domain}의 SPF 레코드 일부를 무시합니다.`,
      },
      ...each,
    ],
    ' ',
  );

export const behindAll = (terms: readonly string[]): Text => ({
  en: `What comes after "all" has no effect (${terms.join(', ')}).`,
  ko: `all 항목 뒤에 적은 것은 적용되지 않습니다(${terms.join(', ')}).`,
});

export const redirectBesideAll = (term: string): Text => ({
  en: `${term} has no effect in a record with "all".`,
  ko: `${term} 항목은 all 항목이 있는 레코드에서 적용되지 않습니다.`,
});

/** `meant`: null where it is not known. */
export const unknownModifier = (term: string, meant: string | null): Text => ({
  en: `${term} is an unknown modifier.${meant === null ? '' : ` "${meant}" was probably meant.`}`,
  ko: `${term} 항목은 알려지지 않은 수식어입니다.${meant === null ? '' : ` "${meant}" 항목을 뜻한 것으로 보입니다.`}`,
});

export const obsoleteType = (domain: string, records: number): Text => ({
  en: `${domain} still has ${count(records, 'record')} of the obsolete type SPF (99).`,
  ko: `${domain}에 폐지된 SPF 유형(type 99) 레코드가 ${records}개 남아 있습니다.`,
});

export const includesChanged = (domain: string, names: readonly string[], changed: number): Text => ({
  en: `${count(changed, 'record')} that the SPF record of ${domain} includes ${changed === 1 ? 'has' : 'have'} changed since the last check (${names.join(', ')}).`,
  ko: `${domain}의 SPF 레코드가 포함하는 레코드 ${changed}개의 내용이 바뀌었습니다(${names.join(', ')}).`,
});
