/** What is said of MTA-STS (RFC 8461) and of reports about TLS (RFC 8460). */
import type { Text } from '../../model/language.ts';

export const notAWebDomain = (text: string): Text => ({
  en: `"${text}" cannot be the name of a web server.`,
  ko: `웹 서버의 이름으로 쓸 수 없는 도메인입니다: "${text}".`,
});

export const severalRua = (count: number): Text => ({
  en: `There are ${count} rua= tags, and which one counts is up to each sender.`,
  ko: `rua= 태그가 ${count}개 있습니다. 어느 것을 쓸지는 발송 서버마다 다릅니다.`,
});

/** `isMistyped`: it says `rua:`. */
export const noTlsReports = (isMistyped: boolean): Text =>
  isMistyped
    ? {
        en: 'The record names no address for reports: it says rua: instead of rua=.',
        ko: '보고서를 받을 주소가 없습니다. rua= 자리에 rua: 값이 적혀 있습니다.',
      }
    : {
        en: 'The record names no address for reports (rua=).',
        ko: '보고서를 받을 주소(rua=)가 없습니다.',
      };

export const reportsGoTo = (addresses: string): Text => ({
  en: `Reports go to ${addresses}.`,
  ko: `보고서를 다음 주소로 받습니다: ${addresses}`,
});

export const hasId = (id: string): Text => ({
  en: `The record has the id ${id}.`,
  ko: `레코드의 id 값은 ${id}입니다.`,
});

export const BAD_ID: Text = {
  en: 'The id is missing, or is not 1 to 32 letters and digits.',
  ko: 'id 값이 없거나 1~32자의 영문자와 숫자가 아닙니다.',
};

export const policyNotServed = (url: string, status: number): Text => ({
  en: `${url} answers ${status}. Senders follow no redirect and need status 200 (RFC 8461).`,
  ko: `${url} 주소의 응답이 ${status}입니다. 발송 서버는 리디렉션을 따르지 않으며 상태 코드 200만 인정합니다(RFC 8461).`,
});

export const policyOfType = (type: string): Text => ({
  en: `The policy is served as ${type} instead of text/plain. Senders may refuse it (RFC 8461).`,
  ko: `정책 파일의 콘텐츠 유형이 text/plain이 아니라 ${type}입니다. 발송 서버가 거부할 수 있습니다(RFC 8461).`,
});

/** What an editor did to the file as a whole, as part of a sentence. */
export const ENCODING = {
  oldMac: {
    en: 'lines that end in CR alone (they must end in CRLF or LF)',
    ko: 'CR만으로 끝나는 줄(CRLF나 LF로 끝나야 함)',
  },
  utf16: { en: 'UTF-16 text with a byte order mark (BOM)', ko: '바이트 순서 표시(BOM)가 있는 UTF-16 텍스트' },
  mark: { en: 'a byte order mark (BOM) before its first line', ko: '첫 줄 앞의 바이트 순서 표시(BOM)' },
} as const satisfies Readonly<Record<string, Text>>;

export const oddEncoding = (slip: Text): Text => ({
  en: `The policy file holds ${slip.en}, so senders do not find version: STSv1 in it.`,
  ko: `정책 파일의 인코딩이 잘못되어 발송 서버가 version: STSv1 줄을 찾지 못합니다. 원인: ${slip.ko}.`,
});

export const fieldTwice = (field: string): Text => ({
  en: `The field ${field} is there more than once. Senders ignore all but the first.`,
  ko: `${field} 항목이 여러 번 있습니다. 발송 서버는 첫 번째만 읽습니다.`,
});

export const fieldInCapitals = (written: string, meant: string): Text => ({
  en: `"${written}" is written with capitals, but senders look for ${meant}.`,
  ko: `"${written}" 항목에 대문자가 있습니다. 발송 서버는 ${meant} 항목을 찾습니다.`,
});

export const oddLine = (line: string): Text => ({
  en: `The line "${line}" does not have the form "key: value".`,
  ko: `"키: 값" 형식이 아닌 줄이 있습니다: "${line}".`,
});

export const dottedMx = (pattern: string): Text => ({
  en: `mx: ${pattern} has a final dot. Senders compare names without it, so it matches no host.`,
  ko: `mx: ${pattern} 값의 끝에 점이 있습니다. 발송 서버는 점 없이 비교하므로 어느 메일 서버와도 일치하지 않습니다.`,
});

export const mxList = (value: string): Text => ({
  en: `mx: ${value} names more than one host in a line, so it matches none.`,
  ko: `mx: ${value} 줄에 호스트가 둘 이상 있어 어느 메일 서버와도 일치하지 않습니다.`,
});

export const NO_STS_VERSION: Text = {
  en: 'The policy does not say version: STSv1.',
  ko: '정책에 version: STSv1 줄이 없습니다.',
};

export const notAMode = (mode: string): Text => ({
  en: `The mode "${mode}" is not valid: it must be enforce, testing or none, in small letters.`,
  ko: `올바른 mode 값이 아닙니다: "${mode}". 소문자로 enforce, testing, none 중 하나를 써야 합니다.`,
});

export const mildMode = (mode: string): Text => ({
  en: `The mode is ${mode}, so senders deliver mail without TLS all the same.`,
  ko: `mode 값이 ${mode}이므로 발송 서버는 TLS 없이도 메일을 전달합니다.`,
});

export const BAD_AGE: Text = {
  en: 'max_age is missing, or more than a year.',
  ko: 'max_age 값이 없거나 1년을 넘습니다.',
};

export const shortAge = (seconds: number): Text => ({
  en: `max_age is ${seconds} s: an attacker only has to hide the policy for that long.`,
  ko: `max_age 값이 ${seconds}초입니다. 공격자가 이 시간만 정책을 숨기면 암호화를 막을 수 있습니다.`,
});

export const policyFits = (seconds: string): Text => ({
  en: `The policy is enforced for ${seconds} s and names all mail hosts.`,
  ko: `정책이 모든 메일 서버를 포함하며 ${seconds}초 동안 강제 적용됩니다.`,
});

export const hostsLeftOut = (hosts: string): Text => ({
  en: `The policy leaves out a mail host, and senders that follow it do not deliver there: ${hosts}.`,
  ko: `정책에 없는 메일 서버가 있습니다. 정책을 따르는 발송 서버는 이 서버로 전달하지 않습니다: ${hosts}`,
});
