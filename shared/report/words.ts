/** What every page says, in each language: its frame, its states and its times. What one page alone says is beside that page. */
import type { Severity } from '../model/finding.ts';
import type { Language, Text } from '../model/language.ts';
import { count } from '../model/text.ts';
import { roughly } from '../notices/times.ts';

/** What can be known of one subject. `not`: nothing has been looked at yet, or not for days. `na`: there is nothing to look at. */
export type CellState = 'ok' | 'warn' | 'bad' | 'none' | 'not' | 'na';

export type PageWords = {
  readonly overview: string;
  readonly addresses: string;
  readonly lists: string;
  readonly bounces: string;
  readonly lookUp: string;
  readonly skip: string;
  readonly navigation: string;
  readonly otherLanguage: string;
  readonly checked: (ago: string) => string;
  readonly checking: (ago: string) => string;
  readonly neverChecked: string;
  readonly next: (time: string) => string;
  readonly overdue: (time: string) => string;
  readonly ago: (ms: number) => string;
  readonly lasting: (ms: number) => string;
  readonly since: (time: string, lasting: string) => string;
  readonly cell: Readonly<Record<CellState, string>>;
  readonly severity: Readonly<Record<Severity, string>>;
  readonly reverseDns: string;
  readonly sawWhat: string;
  readonly nextStep: string;
  readonly allSteps: (count: number) => string;
  readonly timesIn: (zone: string) => string;
  readonly readOnly: string;
  readonly token: string;
  readonly unlock: string;
};

const UNIT_KO = { day: '일', hour: '시간', minute: '분' } as const;

/** Less than a minute is not told apart. */
const isNow = (ms: number): boolean => ms < 60_000;

const spanEn = (ms: number): string => count(...roughly(ms));
const spanKo = (ms: number): string => {
  const [n, unit] = roughly(ms);
  return `${n}${UNIT_KO[unit]}`;
};

export const PAGE_WORDS: Readonly<Record<Language, PageWords>> = {
  en: {
    overview: 'Overview',
    addresses: 'Addresses',
    lists: 'Lists',
    bounces: 'Bounces',
    lookUp: 'Look up',
    skip: 'Skip to the content',
    navigation: 'Pages',
    otherLanguage: '한국어',
    checked: (ago) => `Checked ${ago}`,
    checking: (ago) => `A check that began ${ago} has not finished`,
    neverChecked: 'Not checked yet',
    next: (time) => `next check ${time}`,
    overdue: (time) => `a check was due at ${time}: is the watch running?`,
    ago: (ms) => (isNow(ms) ? 'just now' : `${spanEn(ms)} ago`),
    lasting: spanEn,
    since: (time, lasting) => `since ${time}, ${lasting}`,
    cell: {
      ok: 'in order',
      warn: 'needs a look',
      bad: 'problem',
      none: 'unknown: could not be checked',
      not: 'not looked at yet',
      na: 'does not apply',
    },
    severity: { critical: 'critical', major: 'major', minor: 'minor', info: 'info' },
    reverseDns: 'Reverse DNS',
    sawWhat: 'What we saw',
    nextStep: 'Next:',
    allSteps: (steps) => `All ${steps} steps`,
    timesIn: (zone) => `Times are in ${zone}.`,
    readOnly: 'This page is read-only until you open the one-time link or enter the token.',
    token: 'Token',
    unlock: 'Unlock',
  },
  ko: {
    overview: '개요',
    addresses: '발송 IP',
    lists: '차단 목록',
    bounces: '반송',
    lookUp: '조회',
    skip: '본문으로 이동',
    navigation: '페이지',
    otherLanguage: 'English',
    checked: (ago) => `점검: ${ago}`,
    checking: (ago) => `점검을 아직 마치지 못했습니다(시작: ${ago})`,
    neverChecked: '아직 점검하지 않음',
    next: (time) => `다음 점검: ${time}`,
    overdue: (time) => `예정된 점검 시각이 지났습니다: ${time}. 감시가 실행 중인지 확인하세요.`,
    ago: (ms) => (isNow(ms) ? '방금' : `${spanKo(ms)} 전`),
    lasting: spanKo,
    since: (time, lasting) => `${time}부터, ${lasting}째`,
    cell: { ok: '정상', warn: '주의', bad: '문제', none: '확인 불가', not: '아직 점검하지 않음', na: '해당 없음' },
    severity: { critical: '심각', major: '주요', minor: '경미', info: '참고' },
    reverseDns: '역방향 DNS(PTR)',
    sawWhat: '확인 내용',
    nextStep: '다음 조치:',
    allSteps: (steps) => `조치 ${steps}단계 모두 보기`,
    timesIn: (zone) => `시간대: ${zone}`,
    readOnly: '일회용 링크를 열거나 토큰을 입력하기 전까지는 읽기 전용입니다.',
    token: '토큰',
    unlock: '잠금 해제',
  },
};

/** The shapes: color alone distinguishes no state. */
export const MARKS: Readonly<Record<CellState, string>> = {
  ok: '✓',
  warn: '!',
  bad: '✕',
  none: '?',
  not: '·',
  na: '–',
};

export const NO_PAGE: Text = { en: 'There is no such page', ko: '없는 페이지' };
