/** What is known of the mailbox of a domain's postmaster: whole sentences in every language. */
import type { Text } from '../model/language.ts';

export const mxUnknown = (domain: string, why: Text): Text => ({
  en: `The MX record of ${domain} could not be looked up: ${why.en}.`,
  ko: `${domain}의 MX 레코드를 조회하지 못했습니다. ${why.ko}.`,
});
export const nullMx = (domain: string): Text => ({
  en: `${domain} has a null MX record: it accepts no mail (RFC 7505).`,
  ko: `${domain}에 널(null) MX 레코드가 있어 메일을 받지 않습니다(RFC 7505).`,
});
export const hostWithoutAddress = (domain: string, host: string): Text => ({
  en: `No mail reaches ${domain}: its mail host ${host} has no address.`,
  ko: `${domain} 도메인으로 메일이 도착하지 않습니다. 메일 서버 ${host}의 A, AAAA 레코드가 없습니다.`,
});
export const hostUnknown = (domain: string, host: string): Text => ({
  en: `The mail host ${host} of ${domain} could not be looked up.`,
  ko: `${domain}의 메일 서버 ${host} 이름을 조회하지 못했습니다.`,
});
export const noHostTalked = (domain: string): Text => ({
  en: `We connected to no mail host of ${domain}.`,
  ko: `${domain}의 메일 서버에 연결하지 못했습니다.`,
});
/** `why`: the server's words, or what the connection failed of. */
export const hostSilent = (host: string, why: Text, isServer: boolean): Text => ({
  en: `We could not ask the mail host ${host} from here: ${why.en}`,
  ko: isServer
    ? `메일 서버 ${host}에 확인하지 못했습니다. 서버의 응답: ${why.ko}`
    : `메일 서버 ${host}에 연결하지 못했거나 응답이 없었습니다(${why.ko}).`,
});
export const takesMail = (host: string, mailbox: string, reply: string): Text => ({
  en: `${host} accepts mail for ${mailbox} (${reply}).`,
  ko: `${host} 서버가 ${mailbox} 메일을 받습니다(${reply}).`,
});
export const refusesMailbox = (host: string, mailbox: string, reply: string): Text => ({
  en: `${host} does not accept mail for ${mailbox}: ${reply}`,
  ko: `${host} 서버가 ${mailbox} 메일을 받지 않습니다. 서버의 응답: ${reply}`,
});
export const takesUnclear = (host: string, mailbox: string, reply: string): Text => ({
  en: `${host} did not say whether it accepts mail for ${mailbox}: ${reply}`,
  ko: `${host} 서버가 ${mailbox} 메일을 받는지 알 수 없습니다. 서버의 응답: ${reply}`,
});
