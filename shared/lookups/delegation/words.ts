/** What the lookups of a zone's servers say. `place`: a server's name and address. */
import type { Text } from '../../model/language.ts';
import { count } from '../../model/text.ts';

export const hasServers = (zone: string, servers: number): Text => ({
  en: `${zone} has ${count(servers, 'name server')}.`,
  ko: `${zone}의 네임서버는 ${servers}개입니다.`,
});

export const TWO_AT_LEAST: Text = {
  en: 'RFC 1034 asks for at least two.',
  ko: 'RFC 1034에 따르면 2개 이상이어야 합니다.',
};

export const serverIsAlias = (host: string, target: string): Text => ({
  en: `The name server ${host} is an alias (CNAME) of ${target}. A name server must not be an alias (RFC 2181).`,
  ko: `네임서버 ${host} 이름은 ${target}의 별칭(CNAME)입니다. 네임서버 이름으로 별칭을 쓸 수 없습니다(RFC 2181).`,
});

export const serverWithoutAddress = (host: string): Text => ({
  en: `The name server ${host} has no address.`,
  ko: `네임서버 ${host}의 IP 주소가 없습니다.`,
});

export const soaSound = (name: string, serial: number | undefined): Text => ({
  en: `The SOA record of ${name} is sound: serial ${serial}.`,
  ko: `${name}의 SOA 레코드는 정상입니다. 일련번호는 ${serial}입니다.`,
});

export const SOA_WITHOUT_PRIMARY: Text = {
  en: 'The SOA record names no primary server.',
  ko: 'SOA 레코드에 주 네임서버(mname) 이름이 없습니다.',
};

export const SOA_WITHOUT_MAILBOX: Text = {
  en: 'The SOA record names no mailbox in the form hostmaster.example.com.',
  ko: 'SOA 레코드에 담당자 메일 주소(rname)가 hostmaster.example.com 형식으로 적혀 있지 않습니다.',
};

export const oddRefresh = (seconds: number): Text => ({
  en: `The refresh time of the SOA record is ${seconds} s. It should be between 20 minutes and a day.`,
  ko: `SOA 레코드의 refresh 값이 ${seconds}초입니다. 20분~1일이어야 합니다.`,
});

export const longRetry = (retry: number, refresh: number): Text => ({
  en: `The retry time of the SOA record (${retry} s) is not shorter than its refresh time (${refresh} s).`,
  ko: `SOA 레코드의 retry 값(${retry}초)이 refresh 값(${refresh}초)보다 짧지 않습니다.`,
});

export const shortExpire = (seconds: number): Text => ({
  en: `The expire time of the SOA record is ${seconds} s: secondary servers drop the zone after that long without the primary. It should be at least a week, and longer than refresh and retry together.`,
  ko: `SOA 레코드의 expire 값이 ${seconds}초입니다. 보조 네임서버는 주 서버와 이 시간 동안 연결되지 않으면 존을 버립니다. 1주 이상이고 refresh와 retry의 합보다 길어야 합니다.`,
});

export const longMinimum = (seconds: number): Text => ({
  en: `Resolvers may keep the absence of a record for ${seconds} s (minimum of the SOA record). It should be a day at most, and an hour is better.`,
  ko: `레코드가 없다는 응답이 ${seconds}초 동안 캐시됩니다(SOA 레코드의 minimum 값). 1일 이하여야 하며 1시간을 권장합니다.`,
});

export const parentSilent = (zone: string): Text => ({
  en: `We could not find out to which servers the zone above delegates ${zone}.`,
  ko: `상위 존에서 ${zone} 존을 어느 네임서버에 위임했는지 확인하지 못했습니다.`,
});

export const lameServer = (place: string, zone: string, rcode: string, isAuthoritative: boolean): Text =>
  isAuthoritative
    ? {
        en: `${place} has no SOA record of ${zone} (${rcode}).`,
        ko: `${place} 네임서버에 ${zone} 존의 SOA 레코드가 없습니다(${rcode}).`,
      }
    : {
        en: `${place} does not answer for ${zone}: ${rcode}, not authoritative.`,
        ko: `${place} 네임서버에서 ${zone} 존을 제공하지 않습니다(${rcode}, 권한 없는 응답).`,
      };

export const nothingSentTo = (place: string, why: string): Text => ({
  en: `We sent nothing to ${place}: ${why}.`,
  ko: `${place} 네임서버에는 조회를 보내지 않았습니다. 인터넷에서 접근할 수 있는 IP가 아닙니다.`,
});

const SILENCE: Readonly<Record<'timeout' | 'network' | 'malformed', string>> = {
  timeout: '제한 시간 안에 응답이 없었습니다',
  network: '서버에 연결하지 못했습니다',
  malformed: '올바른 DNS 응답이 아니었습니다',
};

export const silentServer = (place: string, reason: keyof typeof SILENCE, detail: string): Text => ({
  en: `We could not query ${place}: ${detail}.`,
  ko: `${place} 네임서버를 조회하지 못했습니다. ${SILENCE[reason]}.`,
});

export const openResolver = (place: string): Text => ({
  en: `${place} resolves any name for anyone. It can be abused for attacks, and its cache can be poisoned.`,
  ko: `${place} 네임서버에서 누구에게나 재귀 조회를 허용합니다. 공격에 악용되거나 캐시가 오염될 수 있습니다.`,
});

export const serversDiffer = (one: string, its: string, other: string, others: string): Text => ({
  en: `The name servers do not agree: ${one} names ${its}, and ${other} names ${others}.`,
  ko: `네임서버마다 NS 레코드가 다릅니다. ${one}: ${its}. ${other}: ${others}.`,
});

export const delegatedAlike = (zone: string, servers: string): Text => ({
  en: `${zone} is delegated to ${servers}, and those servers name the same.`,
  ko: `${zone} 존의 위임과 NS 레코드가 일치합니다: ${servers}`,
});

export const delegatedOtherwise = (zone: string, above: string, own: string): Text => ({
  en: `The zone above delegates ${zone} to ${above}, but its own servers name ${own}.`,
  ko: `${zone} 존의 위임과 NS 레코드가 다릅니다. 상위 존의 위임: ${above}. 존의 NS 레코드: ${own}.`,
});

export const sameSerial = (zone: string, servers: number, serial: number | undefined): Text => ({
  en: `${count(servers, 'server address answers', 'server addresses answer')} for ${zone}, all with serial ${serial}.`,
  ko: `${zone} 존의 네임서버 IP ${servers}개가 모두 같은 일련번호(${serial})를 응답합니다.`,
});

/** `serials`: `ns1.example.com 2026113001, ...`. */
export const serialsDiffer = (serials: string): Text => ({
  en: `The name servers hold different versions of the zone: ${serials}.`,
  ko: `네임서버마다 존의 일련번호가 다릅니다: ${serials}`,
});
