/** What the overview alone says. */
import type { Transition } from '../model/incident.ts';
import type { Language } from '../model/language.ts';
import { count } from '../model/text.ts';

export type OverviewWords = {
  readonly title: (problems: number) => string;
  readonly summary: string;
  readonly openProblems: (open: number, critical: number) => string;
  readonly inOrder: (all: number) => string;
  readonly inOrderUnknown: string;
  readonly unseenLists: (unseen: number) => string;
  readonly notKnown: (addresses: number) => string;
  readonly problems: string;
  readonly worstFirst: string;
  readonly noProblems: string;
  readonly noProblemsYet: string;
  readonly moreProblems: (count: number) => string;
  readonly senders: string;
  readonly addresses: (shown: number, all: number) => string;
  readonly onlyProblems: string;
  readonly all: string;
  readonly find: string;
  readonly findLabel: string;
  readonly address: string;
  readonly spf: string;
  readonly blocklists: string;
  readonly moreLists: (count: number) => string;
  readonly lastDays: string;
  readonly nextPage: string;
  readonly previousPage: string;
  readonly pageOf: (page: number, pages: number) => string;
  readonly any: string;
  readonly facets: Readonly<Record<'domain' | 'region' | 'label' | 'status', string>>;
  readonly statuses: Readonly<Record<'bad' | 'warn' | 'unknown' | 'ok', string>>;
  readonly nobody: string;
  readonly noMatch: string;
  readonly verdictsMissing: string;
  readonly cannotSee: string;
  readonly seeAll: string;
  readonly silentTag: string;
  readonly lately: string;
  readonly nothingLately: string;
  readonly turned: Readonly<Record<Transition, string>>;
  /** Of an acknowledgement. */
  readonly takenBack: string;
  readonly notNotified: string;
  readonly lastRun: (time: string, answered: number, batches: number) => string;
  readonly listAnswers: (answered: number, asked: number) => string;
  readonly undelivered: (channel: string, notices: number) => string;
};

export const OVERVIEW_WORDS: Readonly<Record<Language, OverviewWords>> = {
  en: {
    title: (n) => (n === 0 ? 'No open problems' : count(n, 'open problem')),
    summary: 'Summary',
    openProblems: (n, critical) => `open ${n === 1 ? 'problem' : 'problems'}, ${critical} critical`,
    inOrder: (all) => `of ${count(all, 'address', 'addresses')} in order`,
    inOrderUnknown: 'in order: not known, no verdicts are kept yet',
    unseenLists: (n) => `${n === 1 ? 'list' : 'lists'} we cannot see`,
    notKnown: (n) => `${n === 1 ? 'address' : 'addresses'} with something unknown`,
    problems: 'Open problems',
    worstFirst: 'worst first',
    noProblems: 'No problem is open.',
    noProblemsYet: 'Nothing has been checked yet, so nothing is known. Start the watch: postwatch watch',
    moreProblems: (n) => `${n} more, by address below`,
    senders: 'Senders',
    addresses: (shown, all) => (shown === all ? count(all, 'address', 'addresses') : `${shown} of ${all} addresses`),
    onlyProblems: 'only problems',
    all: 'all',
    find: 'Find',
    findLabel: 'Find an address, a name or a domain',
    address: 'Address',
    spf: 'SPF',
    blocklists: 'Blocklists',
    moreLists: (n) => `${n} more`,
    lastDays: 'Last 90 days',
    nextPage: 'Next addresses',
    previousPage: 'Previous addresses',
    pageOf: (page, pages) => `Page ${page} of ${pages}`,
    any: 'any',
    facets: { domain: 'Domain', region: 'Region', label: 'Label', status: 'Status' },
    statuses: { bad: 'problem', warn: 'needs a look', unknown: 'unknown', ok: 'in order' },
    nobody: 'No address is watched yet.',
    noMatch: 'No address matches.',
    verdictsMissing:
      'This memory says only what is wrong: the watch that wrote it keeps no verdicts. They appear after the next run of this version.',
    cannotSee: 'What we cannot see',
    seeAll: 'Every list that is queried gave a verdict in the last run.',
    silentTag: 'no verdict',
    lately: 'Lately',
    nothingLately: 'Nothing has happened yet.',
    turned: {
      opened: 'opened',
      worsened: 'got worse',
      improved: 'improved',
      flapping: 'comes and goes',
      members: 'targets changed',
      reminder: 'reminder',
      acknowledged: 'acknowledged',
      cleared: 'cleared',
      blind: 'no verdict',
      ended: 'ended',
    },
    takenBack: 'no longer acknowledged',
    notNotified: 'no notice was sent',
    lastRun: (time, answered, batches) =>
      `Last run ${time}: ${answered === batches ? 'complete' : `${answered} of ${batches} parts done, the rest was not checked`}.`,
    listAnswers: (answered, asked) =>
      `${answered.toLocaleString('en-US')} of ${asked.toLocaleString('en-US')} list queries gave a verdict.`,
    undelivered: (channel, n) =>
      `${count(n, 'notice')} could not be delivered through ${channel} and will be sent again.`,
  },
  ko: {
    title: (n) => (n === 0 ? '미해소 문제 없음' : `미해소 문제 ${n}건`),
    summary: '요약',
    openProblems: (_, critical) => `미해소 문제, 그중 심각 ${critical}건`,
    inOrder: (all) => `정상(발송 IP ${all}개 중)`,
    inOrderUnknown: '정상 여부를 알 수 없음(저장된 점검 결과 없음)',
    unseenLists: () => '확인할 수 없는 목록',
    notKnown: () => '확인 불가 항목이 있는 발송 IP',
    problems: '미해소 문제',
    worstFirst: '심각한 순서',
    noProblems: '미해소 문제가 없습니다.',
    noProblemsYet: '아직 점검하지 않아 알 수 없습니다. 감시를 시작하세요: postwatch watch',
    moreProblems: (n) => `그 밖의 ${n}건은 아래 표에서 확인하세요`,
    senders: '발송 IP',
    addresses: (shown, all) => (shown === all ? `${all}개` : `${all}개 중 ${shown}개`),
    onlyProblems: '문제만',
    all: '전체',
    find: '찾기',
    findLabel: 'IP, 이름, 도메인으로 찾기',
    address: '발송 IP',
    spf: 'SPF',
    blocklists: '차단 목록(RBL)',
    moreLists: (n) => `외 ${n}개`,
    lastDays: '최근 90일',
    nextPage: '다음 발송 IP',
    previousPage: '이전 발송 IP',
    pageOf: (page, pages) => `${pages}쪽 중 ${page}쪽`,
    any: '전체',
    facets: { domain: '도메인', region: '리전', label: '태그', status: '상태' },
    statuses: { bad: '문제', warn: '주의', unknown: '확인 불가', ok: '정상' },
    nobody: '감시 중인 발송 IP가 없습니다.',
    noMatch: '일치하는 발송 IP가 없습니다.',
    verdictsMissing:
      '지금은 문제가 있는 항목만 저장되어 있습니다. 이 버전으로 다음 점검을 마치면 정상 여부도 표시됩니다.',
    cannotSee: '확인할 수 없는 것',
    seeAll: '마지막 점검에서 조회한 목록이 모두 응답했습니다.',
    silentTag: '확인 불가',
    lately: '최근 일어난 일',
    nothingLately: '아직 일어난 일이 없습니다.',
    turned: {
      opened: '발생',
      worsened: '악화',
      improved: '완화',
      flapping: '반복 발생',
      members: '대상 변경',
      reminder: '재알림',
      acknowledged: '담당자 확인',
      cleared: '해소',
      blind: '확인 불가',
      ended: '감시 종료',
    },
    takenBack: '담당자 확인 취소',
    notNotified: '알림을 보내지 않음',
    lastRun: (time, answered, batches) =>
      `마지막 점검: ${time}, ${answered === batches ? '모두 마침' : `${batches}개 부분 중 ${answered}개만 점검함`}.`,
    listAnswers: (answered, asked) =>
      `차단 목록 조회 ${asked.toLocaleString('en-US')}회 중 ${answered.toLocaleString('en-US')}회 확인.`,
    undelivered: (channel, n) => `${channel} 채널로 보내지 못한 알림이 ${n}건 있습니다. 다시 보냅니다.`,
  },
};
