/** What is said of an address's reverse DNS, a whole sentence in every language. */
import type { Failed } from '../dns/answer.ts';
import { failureText } from '../dns/failure-text.ts';
import { josaOr } from '../model/josa.ts';
import type { Text } from '../model/language.ts';

export const reverseNotLookedUp = (address: string, failure: Failed): Text => {
  const why = failureText(failure);
  return {
    en: `The reverse DNS of ${address} could not be looked up: ${why.en}.`,
    ko: `${address}의 역방향 DNS를 조회하지 못했습니다. ${why.ko}.`,
  };
};

export const noReverseName = (address: string): Text => ({
  en: `${address} has no reverse DNS.`,
  ko: `${address}의 역방향 DNS가 없습니다.`,
});

export const nothingAt = (asked: string, reason: 'nxdomain' | 'nodata'): Text =>
  reason === 'nxdomain'
    ? { en: `${asked} does not exist (NXDOMAIN).`, ko: `${asked} 이름이 존재하지 않습니다(NXDOMAIN).` }
    : { en: `${asked} has no PTR record (NODATA).`, ko: `${asked}에 PTR 레코드가 없습니다(NODATA).` };

export const DELEGATED: Text = {
  en: 'The reverse zone delegates to that name with a CNAME (RFC 2317).',
  ko: '역방향 존이 CNAME으로 위임한 이름까지 조회했습니다(RFC 2317).',
};

export const looksBack = (address: string, names: readonly string[]): Text => ({
  en: `The reverse DNS of ${address} is ${names.join(', ')}, which ${names.length === 1 ? 'resolves' : 'resolve'} back.`,
  ko: `${address}의 역방향 DNS는 ${names.join(', ')}입니다. 정방향 조회와 일치합니다.`,
});

export const otherNames = (where: Text): Text => ({
  en: `Other names: ${where.en}.`,
  ko: `다른 이름의 조회 결과입니다. ${where.ko}.`,
});

export const looksElsewhere = (address: string): Text => ({
  en: `The reverse DNS of ${address} does not resolve back.`,
  ko: `${address}의 역방향 DNS가 정방향 조회와 일치하지 않습니다.`,
});

export const backUnknown = (address: string): Text => ({
  en: `Whether the reverse DNS of ${address} resolves back could not be checked.`,
  ko: `${address}의 역방향 DNS가 정방향 조회와 일치하는지 확인하지 못했습니다.`,
});

/** Receivers and we look up ten names at most (RFC 7208 section 5.5); what the others are is not known. */
export const onlySomeChecked = (checked: number, all: number): Text => ({
  en: `We checked ${checked} of its ${all} names, as many as receivers check.`,
  ko: `이름 ${all}개 중 ${checked}개만 조회했습니다. 수신 서버도 ${checked}개까지만 조회합니다.`,
});

export const dotMissing = (meant: string): Text => ({
  en: `The final dot of ${meant} is missing, so the zone was appended.`,
  ko: `${meant} 끝의 점이 빠져 존 이름이 뒤에 붙었습니다.`,
});

/** What several names resolve to, as one sentence of English. */
export const joinedWhere = (parts: readonly Text[]): Text => ({
  en: parts.map(({ en }) => en).join('; '),
  ko: parts.map(({ ko }) => ko).join('. '),
});

/** Without its full stop, so that several can be joined. */
export const WHERE = {
  invalid: (name: string): Text => ({
    en: `"${name}" is not a host name`,
    ko: `"${name}" 값은 호스트 이름이 아닙니다`,
  }),
  confirmed: (name: string): Text => ({ en: `${name} resolves back`, ko: `${name} 이름은 정방향 조회와 일치합니다` }),
  failed: (name: string, failure: Failed): Text => {
    const why = failureText(failure);
    return {
      en: `${name} could not be looked up (${why.en})`,
      ko: `${name} 이름을 조회하지 못했습니다(${why.ko})`,
    };
  },
  elsewhere: (name: string, type: string, addresses: string): Text => ({
    en: `${name} resolves to ${addresses}`,
    ko: `${name}의 ${type} 레코드는 ${addresses}입니다`,
  }),
  absent: (name: string, type: string, rcode: string): Text => ({
    en: `${name} has no ${type} record (${rcode})`,
    ko: `${name}에 ${type} 레코드가 없습니다(${rcode})`,
  }),
} as const;

export const severalNames = (address: string, count: number, names: string): Text => ({
  en: `${address} has ${count} PTR records: ${names}.`,
  ko: `${address}에 PTR 레코드가 ${count}개 있습니다: ${names}.`,
});

/** `why`: whole sentences. */
export const genericName = (address: string, name: string, why: Text): Text => ({
  en: `${address} has the generic reverse name ${name}. ${why.en}`,
  ko: `${address}의 역방향 DNS는 ${name}입니다. ${why.ko}`,
});

export const heloDiffers = (helo: string, address: string, names: string): Text => ({
  en: `The HELO name ${helo} is not the reverse DNS of ${address} (${names}).`,
  ko: `HELO 이름은 ${helo}인데, ${address}의 역방향 DNS는 ${names}입니다.`,
});

export const heloWithoutAddress = (helo: string, address: string): Text => ({
  en: `The HELO name ${helo} is a reverse name of ${address} that does not resolve back.`,
  ko: `HELO 이름 ${helo}의 정방향 조회 결과가 ${josaOr(address, '과/와', 'IP')} 일치하지 않습니다.`,
});

export const aliasName = (address: string, name: string, end: string): Text => ({
  en: `The reverse name ${name} of ${address} is an alias (CNAME) of ${end}, which RFC 2181 section 10.2 forbids.`,
  ko: `${address}의 PTR 레코드가 별칭(CNAME)을 가리킵니다: ${name} → ${end}. RFC 2181(10.2절)은 이를 허용하지 않습니다.`,
});

/** `has`: the names in DNS; null where there is none. */
export const tagDiffers = (address: string, wanted: string, has: string | null): Text => ({
  en: `The tag postwatch:ptr of ${address} says ${wanted}, but DNS has ${has ?? 'no reverse name'}.`,
  ko: `${address}의 postwatch:ptr 태그에 지정한 이름은 ${wanted}인데, ${inDns(has)}`,
});

export const ec2Differs = (address: string, recorded: string, has: string | null): Text => ({
  en: `EC2 has recorded ${recorded} for ${address}, but DNS has ${has ?? 'no reverse name'}.`,
  ko: `${address}에 대해 EC2에 기록된 이름은 ${recorded}인데, ${inDns(has)}`,
});

const inDns = (has: string | null): string =>
  has === null ? 'DNS에는 역방향 DNS가 없습니다.' : `DNS에는 ${has} 이름이 등록되어 있습니다.`;
