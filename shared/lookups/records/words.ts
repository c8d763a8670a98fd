/** What the lookups of records say. */

import type { Text } from '../../model/language.ts';
import { sentences } from '../../model/sentence.ts';

export const resolvesTo = (name: string, addresses: string): Text => ({
  en: `${name} resolves to ${addresses}.`,
  ko: `${name}의 조회 결과는 ${addresses}입니다.`,
});

export const resolvesToHidden = (name: string, addresses: string): Text => ({
  en: `${name} resolves to addresses that cannot be reached from the internet: ${addresses}.`,
  ko: `${name}의 조회 결과에 인터넷에서 접근할 수 없는 IP가 있습니다: ${addresses}`,
});

export const saysWhoIssues = (name: string): Text => ({
  en: `The CAA records of ${name} say which authorities may issue certificates.`,
  ko: `${name}의 CAA 레코드에 인증서를 발급할 수 있는 인증 기관이 지정되어 있습니다.`,
});

export const unknownCritical = (tag: string): Text => ({
  en: `The CAA tag "${tag}" is marked critical and is not a known tag, so no authority may issue a certificate (RFC 8659).`,
  ko: `알려지지 않은 CAA 태그 "${tag}"에 critical 표시가 있어 어느 인증 기관도 인증서를 발급할 수 없습니다(RFC 8659).`,
});

export const nowhereCaa = (name: string): Text => ({
  en: `${name} does not exist (NXDOMAIN), and there is no CAA record above it.`,
  ko: `${name} 이름이 존재하지 않으며(NXDOMAIN), 상위 이름에도 CAA 레코드가 없습니다.`,
});

export const everyAuthority = (name: string): Text => ({
  en: `There is no CAA record at ${name} or above it, so every authority may issue certificates for it. That is allowed.`,
  ko: `${name} 이름과 그 상위 이름에 CAA 레코드가 없어 모든 인증 기관이 인증서를 발급할 수 있습니다. 문제는 아닙니다.`,
});

export const aliasOf = (name: string, target: string): Text => ({
  en: `${name} is an alias of ${target}.`,
  ko: `${name} 이름은 ${target}의 별칭(CNAME)입니다.`,
});

export const noAlias = (name: string): Text => ({
  en: `${name} has no CNAME record (NODATA), so it is not an alias.`,
  ko: `${name}에 CNAME 레코드가 없습니다(NODATA). 별칭이 아닙니다.`,
});

export const ANYONE_MAY_TAKE_IT: Text = {
  en: 'If someone else can register that name, they answer for yours.',
  ko: '다른 사람이 그 이름을 등록할 수 있다면 이 이름의 응답까지 가로챌 수 있습니다.',
};

export const mailGoesTo = (name: string, hosts: string): Text => ({
  en: `Mail for ${name} goes to ${hosts}.`,
  ko: `${name}의 메일은 다음 서버가 받습니다: ${hosts}`,
});

export const mailGoesToItself = (address: string): Text => ({
  en: `Mail goes to the address of the domain itself, ${address} (RFC 5321).`,
  ko: `메일은 도메인 자체의 IP 주소(${address})로 전달됩니다(RFC 5321).`,
});

export const noIpv4 = (hosts: string): Text => ({
  en: `No mail host has an IPv4 address (${hosts}). Many senders have no IPv6, so their mail does not arrive.`,
  ko: `IPv4 주소가 있는 메일 서버가 없습니다(${hosts}). IPv6를 쓰지 않는 발송 서버의 메일은 도착하지 않습니다.`,
});

export const takesNoMail = (name: string): Text => ({
  en: `${name} takes no mail (null MX, RFC 7505).`,
  ko: `${name} 도메인은 메일을 받지 않습니다(null MX, RFC 7505).`,
});

export const NULL_MX_AND_OTHERS: Text = {
  en: 'There is a null MX record beside other MX records, which RFC 7505 forbids. Some senders give up.',
  ko: 'null MX 레코드가 다른 MX 레코드와 함께 있습니다. RFC 7505에서 금지하며, 발송을 포기하는 서버가 있습니다.',
};

export const addressAsHost = (address: string): Text => ({
  en: `${address} is an IP address where the MX record needs a host name, so no sender can use it.`,
  ko: `MX 레코드에 호스트 이름이 아니라 IP 주소(${address})가 들어 있어 발송 서버가 사용할 수 없습니다.`,
});

export const mxIsAlias = (host: string, target: string): Text => ({
  en: `${host} is an alias (CNAME) of ${target}. An MX record must not name an alias (RFC 2181).`,
  ko: `${host} 이름은 ${target}의 별칭(CNAME)입니다. MX 레코드에는 별칭을 쓸 수 없습니다(RFC 2181).`,
});

export const noMailWithoutAddress = (host: string): Text => ({
  en: `${host} has no address, so no mail can go there.`,
  ko: `${host}의 IP 주소가 없어 메일을 받을 수 없습니다.`,
});

const hasAddress = (name: string): Text => ({
  en: `${name} has an address.`,
  ko: `${name}에는 IP 주소가 있습니다.`,
});

/** `why`: what the name was meant to be; `meant`: that name, where it has proved to have an address. */
export const undottedHost = (host: string, why: Text, meant: string | null): Text =>
  sentences(noMailWithoutAddress(host), why, ...(meant === null ? [] : [hasAddress(meant)]));

export const hasTexts = (name: string, records: number): Text => ({
  en: `${name} has ${records} TXT ${records === 1 ? 'record' : 'records'}.`,
  ko: `${name}에 TXT 레코드가 ${records}개 있습니다.`,
});
