/** Terms that find nothing, and what that means for the record. */
import { joinedTexts, type Text } from '../../model/language.ts';
import { count, printable } from '../../model/text.ts';

const named = (name: string): string => printable(name, 80);

export const noAddressRecord = (name: string): Text => ({
  en: `${named(name)} has no A or AAAA record.`,
  ko: `${named(name)}에 A 레코드도 AAAA 레코드도 없습니다.`,
});

export const noSuchName = (name: string): Text => ({
  en: `${named(name)} does not exist.`,
  ko: `${named(name)} 이름이 존재하지 않습니다.`,
});

/** `meantHost`: it has an address, so the host itself was meant. */
export const noMxRecord = (name: string, meantHost: boolean): Text => ({
  en: `${named(name)} has no MX record.${meantHost ? ` It has an address, so "a:${named(name)}" was probably meant.` : ''}`,
  ko: `${named(name)}에 MX 레코드가 없습니다.${meantHost ? ` 주소 레코드가 있으므로 "a:${named(name)}" 항목을 뜻한 것으로 보입니다.` : ''}`,
});

export const mxNamesNoHost = (name: string): Text => ({
  en: `The MX record of ${named(name)} names no host.`,
  ko: `${named(name)}의 MX 레코드에 호스트가 없습니다.`,
});

export const tooManyMxHosts = (name: string, hosts: number, most: number): Text => ({
  en: `${named(name)} has ${count(hosts, 'MX host')}. SPF allows ${most}.`,
  ko: `${named(name)}에 MX 호스트가 ${hosts}개 있습니다. SPF의 허용 개수는 ${most}개입니다.`,
});

/** `shown`: some of the terms. */
export const tooManyVoids = (voids: number, shown: readonly string[], most: number): Text => ({
  en: `${voids} of its terms find nothing (${shown.join(', ')}). Receivers allow ${most} such lookups (void lookups).`,
  ko: `결과가 없는 항목이 ${voids}개입니다(${shown.join(', ')}). 결과가 없는 DNS 조회(void lookup)는 ${most}회까지 허용됩니다.`,
});

const OTHERS_GET_PERMERROR: Text = {
  en: 'Senders that match no earlier term get permerror.',
  ko: '앞의 항목과 일치하지 않는 발송 IP의 판정은 permerror입니다.',
};

export const overLimit = (domain: string, cost: number, limit: number): Text =>
  joinedTexts(
    [
      {
        en: `Evaluating the SPF record of ${domain} takes ${cost} DNS lookups. Only ${limit} are allowed.`,
        ko: `${domain}의 SPF 레코드를 평가하려면 DNS 조회가 ${cost}회 필요합니다. 허용 횟수는 ${limit}회입니다.`,
      },
      OTHERS_GET_PERMERROR,
    ],
    ' ',
  );

export const deadEnd = (domain: string, term: string, why: Text | null): Text =>
  joinedTexts(
    [
      {
        en: `"${term}" in the SPF record of ${domain} has no usable record behind it.`,
        ko: `${domain}의 SPF 레코드에 적힌 "${term}" 항목이 가리키는 곳에 쓸 수 있는 레코드가 없습니다.`,
      },
      ...(why === null ? [] : [why]),
      OTHERS_GET_PERMERROR,
    ],
    ' ',
  );

export const failsWhenStrict = (domain: string, why: Text): Text =>
  joinedTexts(
    [
      {
        en: `The SPF record of ${domain} fails at strict receivers.`,
        ko: `엄격한 수신 서버에서는 ${domain}의 SPF 레코드가 오류로 처리됩니다.`,
      },
      why,
      OTHERS_GET_PERMERROR,
    ],
    ' ',
  );
