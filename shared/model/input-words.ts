/** What is wrong with what a person or a program gave, one line each: the same on the command line and over HTTP. */
import type { Text } from './language.ts';

export const notAddress = (shown: string): Text => ({
  en: `"${shown}" is not an IPv4 or IPv6 address`,
  ko: `IPv4나 IPv6 주소가 아닙니다: "${shown}"`,
});

export const notDomain = (shown: string): Text => ({
  en: `"${shown}" is not a domain name`,
  ko: `도메인 이름이 아닙니다: "${shown}"`,
});

export const notFullDomain = (shown: string): Text => ({
  en: `"${shown}" is not a full domain name (for example, example.com)`,
  ko: `전체 도메인 이름이 아닙니다: "${shown}". 예: example.com`,
});

export const notNameServer = (shown: string): Text => ({
  en: `"${shown}" is not a name server (for example, 192.0.2.53, 192.0.2.53:53 or [2001:db8::53]:53)`,
  ko: `DNS 서버의 주소가 아닙니다: "${shown}". 예: 192.0.2.53, 192.0.2.53:53, [2001:db8::53]:53`,
});

export const notListId = (shown: string): Text => ({
  en: `"${shown}" is not a list id (for example, spamcop; "postwatch lists" shows them)`,
  ko: `차단 목록의 ID가 아닙니다: "${shown}". 예: spamcop(postwatch lists에서 확인)`,
});

export const notFindingId = (shown: string): Text => ({
  en: `"${shown}" is not a finding id (for example, ptr.generic)`,
  ko: `점검 결과의 ID가 아닙니다: "${shown}". 예: ptr.generic`,
});

export const notDuration = (shown: string): Text => ({
  en: `"${shown}" is not a valid duration (for example, 30m, 2h, 3d or 1w)`,
  ko: `올바른 기간이 아닙니다: "${shown}". 예: 30m, 2h, 3d, 1w`,
});

export const notTime = (shown: string): Text => ({
  en: `"${shown}" is not a valid time (for example, 2h or 2026-12-01T09:00Z)`,
  ko: `올바른 시각이나 기간이 아닙니다: "${shown}". 예: 2h, 3d, 2026-12-01T09:00+09:00`,
});

export const invalidOffset = (shown: string): Text => ({
  en: `"${shown}" has an invalid offset from UTC (at most 14 hours)`,
  ko: `UTC와의 시차가 올바르지 않습니다(14시간까지): "${shown}"`,
});

export const timeWithoutZone = (shown: string): Text => ({
  en: `"${shown}" has no time zone (add Z or +09:00 to it, or give a zone)`,
  ko: `시각에 시간대가 없습니다: "${shown}". 끝에 Z나 +09:00을 붙이거나 시간대를 지정하세요.`,
});

export const notZone = (shown: string): Text => ({
  en: `"${shown}" is not a time zone (for example, Asia/Seoul)`,
  ko: `없는 시간대입니다: "${shown}". 예: Asia/Seoul`,
});

/** `why`: a clause of English, and what it is in Korean. */
export const notCheckable = (address: string, why: Text): Text => ({
  en: `${address} cannot be checked: ${why.en}`,
  ko: `점검하지 않는 IP입니다: ${address}(${why.ko}). 인터넷에서 보이는 발송 IP를 입력하세요.`,
});

export const notTarget = (shown: string): Text => ({
  en: `"${shown}" is neither an address (203.0.113.25, 2001:db8::25) nor a domain (example.com)`,
  ko: `IP 주소나 도메인이 아닙니다: "${shown}". 예: 203.0.113.25, 2001:db8::25, example.com`,
});

export const noCheckNamed = (known: string): Text => ({
  en: `no check is named; there are ${known}`,
  ko: `점검을 하나 이상 지정하세요: ${known}`,
});

export const unknownCheck = (shown: string, known: string): Text => ({
  en: `unknown check "${shown}"; there are ${known}`,
  ko: `없는 점검입니다: "${shown}". 가능한 값: ${known}`,
});

/** `range`: a label. */
export const exampleAddress = (range: Text): Text => ({
  en: `${range.en}: checked all the same`,
  ko: `${range.ko}: 그래도 점검했습니다.`,
});
