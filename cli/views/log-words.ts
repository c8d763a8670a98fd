/** The words for a whole log on the screen, in every language. */
import type { Language } from '../../shared/model/language.ts';
import { count } from '../../shared/model/text.ts';

type Head = {
  readonly count: number;
  readonly code: string | undefined;
  readonly receiver: string | undefined;
  readonly ip: string | undefined;
};

type Summary = {
  readonly lines: number;
  readonly refusals: number;
  readonly groups: number;
  readonly delivered: number;
};

export type LogWords = {
  readonly summary: (of: Summary) => string;
  readonly head: (of: Head) => string;
  readonly seen: (first: string, last: string, attempts: number) => string;
  readonly deliveredLater: (n: number) => string;
  readonly recipients: (some: string) => string;
  readonly refusedBy: (n: number, names: string) => string;
  readonly deliveredElsewhere: (n: number) => string;
  readonly more: (n: number) => string;
};

const thousands = (n: number): string => n.toLocaleString('en-US');

const EN: LogWords = {
  summary: ({ lines, refusals, groups, delivered }) =>
    `The log has ${thousands(lines)} lines. ${thousands(refusals)} messages were refused or put off, in ${count(groups, 'group')}. ${thousands(delivered)} were delivered.`,
  head: ({ count: n, code, receiver, ip }) =>
    [
      `${thousands(n)} x ${code ?? 'no code'}`,
      ...(receiver === undefined ? [] : [`at ${receiver}`]),
      ...(ip === undefined ? [] : [`for ${ip}`]),
    ].join(' '),
  seen: (first, last, attempts) => `First seen ${first}, last seen ${last}, in ${count(attempts, 'line')} of the log.`,
  deliveredLater: (n) => `${thousands(n)} of them were delivered later.`,
  recipients: (some) => `For example: ${some}`,
  refusedBy: (n, names) =>
    `${n} receivers refuse this address (${names}). The address itself is the reason, so check the blocklists first.`,
  deliveredElsewhere: (n) =>
    `The same log shows ${thousands(n)} messages delivered elsewhere, so your server and its connection work.`,
  more: (n) => `and ${count(n, 'more group', 'more groups')} (all of them: --json)`,
};

const KO: LogWords = {
  summary: ({ lines, refusals, groups, delivered }) =>
    `로그 ${thousands(lines)}줄을 읽었습니다. 거부되거나 지연된 메일은 ${thousands(refusals)}통이며 ${groups}개 묶음입니다. 전달된 메일은 ${thousands(delivered)}통입니다.`,
  head: ({ count: n, code, receiver, ip }) =>
    [
      ...(receiver === undefined ? [] : [receiver]),
      ...(ip === undefined ? [] : [`발송 IP ${ip}`]),
      `${code ?? '코드 없음'} ${thousands(n)}건`,
    ].join(', '),
  seen: (first, last, attempts) => `최초 ${first}, 최근 ${last}, 로그 ${thousands(attempts)}줄.`,
  deliveredLater: (n) => `그중 ${thousands(n)}건은 나중에 전달되었습니다.`,
  recipients: (some) => `수신자 예시: ${some}`,
  refusedBy: (n, names) =>
    `수신 측 ${n}곳이 이 발송 IP를 거부합니다(${names}). 발송 IP 자체가 원인이니 차단 목록부터 확인하세요.`,
  deliveredElsewhere: (n) =>
    `같은 로그에서 다른 곳으로는 ${thousands(n)}통이 전달되었습니다. 발송 서버와 연결은 정상입니다.`,
  more: (n) => `외 ${n}개 묶음(전체 보기: --json)`,
};

export const LOG_WORDS: Readonly<Record<Language, LogWords>> = { en: EN, ko: KO };
