/** What the page of an address says, and that of the lists. */
import type { Language } from '../model/language.ts';
import { count } from '../model/text.ts';

export type AddressWords = {
  readonly problems: (count: number) => string;
  readonly inOrder: string;
  readonly unknown: string;
  readonly sendsFor: (domains: string) => string;
  readonly role: Readonly<Record<'sender' | 'candidate', string>>;
  readonly watchedSince: (time: string) => string;
  readonly greets: (name: string) => string;
  readonly allocation: (id: string) => string;
  readonly memberOf: (home: string) => string;
  readonly resolvesBack: string;
  readonly notBack: string;
  readonly noName: string;
  readonly noNameKnown: string;
  readonly unknownLoop: string;
  readonly loop: (address: string, name: string | null, state: 'ok' | 'bad' | 'none') => string;
  readonly looked: (ago: string) => string;
  readonly notLooked: string;
  readonly spf: string;
  readonly noDomain: string;
  readonly spfTree: string;
  readonly blocklists: string;
  readonly verdicts: (given: number, all: number) => string;
  readonly listed: string;
  readonly open: string;
  readonly notListed: (count: number) => string;
  readonly notConfirmed: string;
  readonly noVerdict: string;
  readonly notLookedAt: string;
  readonly happened: string;
  readonly changeName: string;
  readonly checkNow: string;
  readonly notKept: string;
  readonly notWatched: (address: string) => string;
  readonly lookItUp: string;
};

export const ADDRESS_WORDS: Readonly<Record<Language, AddressWords>> = {
  en: {
    problems: (n) => count(n, 'open problem'),
    inOrder: 'in order',
    unknown: 'not all is known',
    sendsFor: (domains) => `sends for ${domains}`,
    role: { sender: 'sender', candidate: 'candidate: not known to send mail' },
    watchedSince: (time) => `watched since ${time}`,
    greets: (name) => `greets as ${name}`,
    allocation: (id) => `Elastic IP ${id}`,
    memberOf: (home) => `Part of one incident of ${home}.`,
    resolvesBack: 'resolves back',
    notBack: 'does not resolve back',
    noName: 'no name',
    noNameKnown: 'not known',
    unknownLoop: 'unknown',
    loop: (address, name, state) =>
      name === null
        ? `${address}: ${state === 'bad' ? 'it has no reverse name' : 'its reverse name is not known'}`
        : `${address} has the name ${name}, which ${state === 'ok' ? `resolves back to ${address}` : state === 'bad' ? 'does not resolve back' : 'has no verdict now'}`,
    looked: (ago) => `Looked up ${ago}.`,
    notLooked: 'Not looked at yet.',
    spf: 'SPF',
    noDomain: 'No domain is known that this address sends for, so SPF was not looked at.',
    spfTree: 'Look up the record with its costs',
    blocklists: 'Blocklists',
    verdicts: (given, all) => `${given} of ${all} gave a verdict`,
    listed: 'listed',
    open: 'open problem',
    notListed: (n) => `Not listed on ${n}:`,
    notConfirmed: 'Seen, but no incident is open: it was seen once so far, or is only worth knowing.',
    noVerdict: 'No verdict, so neither listed nor clear:',
    notLookedAt: 'Not looked at yet, or not in the last two days:',
    happened: 'What happened',
    changeName: 'Plan or set the name',
    checkNow: 'Check now (JSON)',
    notKept: 'DKIM and receivers are not on this page: the watch does not look at them yet.',
    notWatched: (address) => `${address} is not watched, or has not been checked yet`,
    lookItUp: 'Look it up now',
  },
  ko: {
    problems: (n) => `미해소 문제 ${n}건`,
    inOrder: '정상',
    unknown: '일부 확인 불가',
    sendsFor: (domains) => `발송 도메인: ${domains}`,
    role: { sender: '발송 IP', candidate: '후보 IP(메일 발송 여부를 알 수 없음)' },
    watchedSince: (time) => `감시 시작: ${time}`,
    greets: (name) => `HELO 이름: ${name}`,
    allocation: (id) => `Elastic IP ${id}`,
    memberOf: (home) => `다음 인시던트의 일부입니다: ${home}`,
    resolvesBack: '정방향 조회와 일치',
    notBack: '정방향 조회와 불일치',
    noName: '이름 없음',
    noNameKnown: '알 수 없음',
    unknownLoop: '확인 불가',
    loop: (address, name, state) =>
      name === null
        ? `${address}: ${state === 'bad' ? '역방향 DNS 없음' : '역방향 DNS를 알 수 없음'}`
        : `${address}의 역방향 DNS: ${name}, ${state === 'ok' ? '정방향 조회와 일치' : state === 'bad' ? '정방향 조회와 불일치' : '지금은 확인 불가'}`,
    looked: (ago) => `조회: ${ago}`,
    notLooked: '아직 점검하지 않았습니다.',
    spf: 'SPF',
    noDomain: '이 IP의 발송 도메인을 알 수 없어 SPF를 점검하지 않았습니다.',
    spfTree: '레코드와 DNS 조회 횟수 보기',
    blocklists: '차단 목록(RBL)',
    verdicts: (given, all) => `목록 ${all}개 중 ${given}개 확인`,
    listed: '등재',
    open: '미해소 문제',
    notListed: (n) => `등재되지 않은 목록 ${n}개:`,
    notConfirmed: '확인되었지만 인시던트는 없습니다. 한 번만 확인되었거나 참고할 내용입니다.',
    noVerdict: '등재 여부를 확인하지 못한 목록:',
    notLookedAt: '아직 점검하지 않았거나 최근 이틀 동안 점검하지 않은 목록:',
    happened: '일어난 일',
    changeName: '이름 계획·설정',
    checkNow: '지금 점검(JSON)',
    notKept: 'DKIM과 수신 서버는 아직 감시하지 않아 이 페이지에 없습니다.',
    notWatched: (address) => `${address}: 감시 대상이 아니거나 아직 점검하지 않음`,
    lookItUp: '지금 조회',
  },
};
