/** What a lookup says about registrations, and about registries that do not answer. */
import type { Text } from '../../model/language.ts';
import { count } from '../../model/text.ts';
import type { Krnic } from './krnic.ts';

/** A name such as `Example Inc.` brings the full stop along. */
const endOf = (name: string): string => (name.endsWith('.') ? '' : '.');

export const notRegistered = (subject: string): Text => ({
  en: `${subject} is not registered.`,
  ko: `${subject}의 등록 정보가 없습니다(미등록).`,
});

const behind = (range: string | null): string => (range === null ? '' : ` (${range})`);

export const belongsTo = (subject: string, holder: string | null, range: string | null): Text =>
  holder === null
    ? {
        en: `${subject} is registered${behind(range)}, but the registry does not name the holder.`,
        ko: `${subject}의 등록 정보에 보유자가 없습니다${range === null ? '' : `(${range})`}.`,
      }
    : {
        en: `${subject} belongs to ${holder}${behind(range)}${range === null ? endOf(holder) : '.'}`,
        ko: `${subject}의 보유자는 ${holder}입니다${range === null ? '' : `(${range})`}.`,
      };

/** `why`: a sentence. */
export const noRegistryAnswered = (subject: string, why: Text | null): Text => ({
  en: `No registry gave an answer for ${subject}.${why === null ? '' : ` ${why.en}`}`,
  ko: `${subject}의 등록 정보를 응답한 등록 기관이 없습니다.${why === null ? '' : ` ${why.ko}`}`,
});

export const registrationEnded = (on: string): Text => ({
  en: `The registration ended on ${on}.`,
  ko: `등록 기간이 ${on}에 끝났습니다.`,
});

export const registrationEnds = (on: string, days: number): Text => ({
  en: `The registration ends in ${count(days, 'day')}, on ${on}.`,
  ko: `등록 기간이 ${days}일 뒤(${on})에 끝납니다.`,
});

export const domainOnHold = (status: string): Text => ({
  en: `The registry has taken the domain out of DNS (${status}).`,
  ko: `등록 기관이 이 도메인을 DNS에서 제외했습니다(${status}).`,
});

export const holderSetsReverse = (address: string, holder: string | null): Text => ({
  en: `The PTR record of ${address} is set by the holder of its range${holder === null ? '' : `, ${holder}`}${endOf(holder ?? '')}`,
  ko: `${address}의 PTR 레코드는 IP 대역의 보유자가 설정합니다${holder === null ? '' : `: ${holder}`}.`,
});

export const krnicSilent = (server: string, address: string): Text => ({
  en: `KRNIC (${server}) did not say which ISP manages ${address}.`,
  ko: `KRNIC(${server})에서 ${address}의 관리대행자를 확인하지 못했습니다.`,
});

export const managedInKorea = (address: string, { english, korean }: Krnic): Text => ({
  en: `In Korea, ${address} is managed by ${english.isp} (${korean.isp})${english.user === null ? '' : ` and used by ${english.user}`}${endOf(english.user ?? '')}`,
  ko: `${address}의 IP주소 관리대행자는 ${korean.isp}입니다.${korean.user === null ? '' : ` 사용 기관: ${korean.user}`}`,
});

export const notEncrypted: Text = { en: 'it came unencrypted', ko: '암호화되지 않은 응답' };

export const otherCertificate: Text = { en: 'its certificate is for another name', ko: '다른 이름의 인증서' };

export const untrustedCertificate = (distrust: string): Text => ({
  en: `its certificate is not trusted (${distrust})`,
  ko: `신뢰할 수 없는 인증서(${distrust})`,
});

export const notBelieved = (host: string, why: Text): Text => ({
  en: `${host} answered, but ${why.en}, so the answer does not count.`,
  ko: `${host}의 응답을 믿을 수 없습니다: ${why.ko}`,
});

/** `wait`: the seconds after which it may be queried again, where it says so. */
export function registryAnswered(host: string, status: number, wait: string | undefined): Text {
  const then = {
    en: wait === undefined ? '' : ` It may be queried again after ${wait} s.`,
    ko: wait === undefined ? '' : ` ${wait}초 뒤에 다시 조회할 수 있습니다.`,
  };
  return status === 429
    ? {
        en: `${host} answers 429: it was queried too often from here (rate limit).${then.en}`,
        ko: `${host}에서 429로 응답했습니다. 이곳의 조회가 속도 제한을 넘었습니다.${then.ko}`,
      }
    : { en: `${host} answers ${status}.${then.en}`, ko: `${host}의 응답 상태는 ${status}입니다.${then.ko}` };
}

export const notRdap = (host: string, isTooLong: boolean): Text =>
  isTooLong
    ? {
        en: `${host} answers with something that is not RDAP: it is too long.`,
        ko: `${host}의 응답이 너무 길어 RDAP로 읽을 수 없습니다.`,
      }
    : { en: `${host} answers with something that is not RDAP.`, ko: `${host}의 응답이 RDAP 형식이 아닙니다.` };

export const registryLimited = (server: string, answer: string): Text => ({
  en: `${server} does not answer now: "${answer}".`,
  ko: `${server}에서 지금은 응답하지 않습니다: "${answer}"`,
});

export const notAsNumber = (digits: string): Text => ({
  en: `"${digits}" is not a valid AS number.`,
  ko: `올바른 AS 번호가 아닙니다: "${digits}".`,
});

export const noDomainsAtArin: Text = {
  en: 'ARIN registers addresses and AS numbers, not domains.',
  ko: 'ARIN에는 IP와 AS 번호만 등록되며 도메인은 없습니다.',
};
