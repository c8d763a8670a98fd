/** What many lookups say, in every language. Each is a whole sentence. */
import type { Absent, Failed } from '../../dns/answer.ts';
import { failureText } from '../../dns/failure-text.ts';
import type { Text } from '../../model/language.ts';
import { printable } from '../../model/text.ts';

export function notLookedUp(answer: Failed): Text {
  const why = failureText(answer);
  const [type, name] = [answer.trace.type, printable(answer.trace.name, 100)];
  return {
    en: `We could not look up the ${type} record of ${name}: ${why.en}.`,
    ko: `${name}의 ${type} 레코드를 조회하지 못했습니다. 사유: ${why.ko}.`,
  };
}

/** That the name does not exist (NXDOMAIN), or has no such record (NODATA); where it is an alias, that of its target. */
export function absence({ reason, trace, chain }: Absent): Text {
  const [name, type] = [printable(trace.name, 100), trace.type];
  const end = chain.at(-1);
  if (end === undefined)
    return reason === 'nxdomain'
      ? { en: `${name} does not exist (NXDOMAIN).`, ko: `${name} 이름이 존재하지 않습니다(NXDOMAIN).` }
      : { en: `${name} has no ${type} record (NODATA).`, ko: `${name}에 ${type} 레코드가 없습니다(NODATA).` };
  const target = printable(end, 100);
  const alias = `${name} 이름은 ${target}의 별칭(CNAME)인데`;
  return reason === 'nxdomain'
    ? {
        en: `${name} is an alias (CNAME) of ${target}, which does not exist (NXDOMAIN).`,
        ko: `${alias}, 그 이름이 존재하지 않습니다(NXDOMAIN).`,
      }
    : {
        en: `${name} is an alias (CNAME) of ${target}, which has no ${type} record (NODATA).`,
        ko: `${alias}, 그 이름에 ${type} 레코드가 없습니다(NODATA).`,
      };
}

/** What there may be more of than was looked at. */
export type Counted = 'addresses' | 'mail-hosts' | 'name-servers' | 'server-addresses';

const COUNTED: Readonly<Record<Counted, Text>> = {
  addresses: { en: 'addresses', ko: 'IP 주소' },
  'mail-hosts': { en: 'mail hosts', ko: '메일 서버' },
  'name-servers': { en: 'name servers', ko: '네임서버' },
  'server-addresses': { en: 'name server addresses', ko: '네임서버 IP 주소' },
};

export const onlySome = (seen: number, all: number, of: Counted, name: string): Text => ({
  en: `We looked at only ${seen} of the ${all} ${COUNTED[of].en} of ${printable(name, 100)}.`,
  ko: `${printable(name, 100)}의 ${COUNTED[of].ko} ${all}개 중 ${seen}개만 확인했습니다.`,
});

export const zoneTwice = (host: string, meant: string): Text => ({
  en: `${host} ends with its zone twice because a final dot is missing in the zone file: ${meant} was meant.`,
  ko: `존 파일에서 이름 끝의 점이 빠져 ${host} 이름에 존이 두 번 붙었습니다. 원래 이름은 ${meant}입니다.`,
});

export const zonePerhapsAppended = (meant: string): Text => ({
  en: `A final dot may be missing in the zone file, so that the zone was appended to ${meant}.`,
  ko: `존 파일에서 이름 끝의 점이 빠져 ${meant} 뒤에 존이 붙은 것일 수 있습니다.`,
});

export const addressInNamesPlace = (owner: string, type: string, address: string): Text => ({
  en: `The ${type} record of ${owner} holds the IP address ${address}, with the zone appended to it.`,
  ko: `${owner}의 ${type} 레코드에 IP 주소 ${address} 값이 들어 있고, 그 뒤에 존이 붙었습니다.`,
});

/** `noun`: `DMARC record`. */
export const atDoubledName = (noun: Text, at: string): Text => ({
  en: `The ${noun.en} is at ${at}, where nobody looks it up: the zone was appended twice.`,
  ko: `${noun.ko}가 ${at}에 있어 아무도 조회하지 않습니다. 이름에 존이 두 번 붙었습니다.`,
});

export const recordNoun = (type: string): Text => ({ en: `${type} record`, ko: `${type} 레코드` });

/** `range`: one that is kept for manuals or benchmarks, such as `documentation range (RFC 5737)`. */
export const fromDocumentation = (address: string, range: Text): Text => ({
  en: `${address} lies in a ${range.en}`,
  ko: `${address}: ${range.ko}`,
});
