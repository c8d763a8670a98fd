/** What a report over a span of time says. */
import type { Language } from '../model/language.ts';

export type PeriodWords = {
  readonly title: string;
  readonly titleOf: (target: string) => string;
  readonly span: (from: string, to: string) => string;
  readonly made: (at: string) => string;
  readonly opened: string;
  readonly cleared: string;
  readonly stillOpen: string;
  readonly listed: string;
  readonly toClear: (longest: string) => string;
  readonly noneCleared: string;
  readonly hours: (hours: number) => string;
  readonly problems: string;
  readonly none: string;
  readonly nothingChecked: string;
  readonly columns: readonly string[];
  readonly isOpen: string;
  readonly ended: string;
  readonly notCovered: string;
  readonly coverage: string;
  readonly happened: string;
  readonly noEvents: string;
  readonly cutEvents: (shown: number, all: number) => string;
  readonly noFinding: string;
  readonly raw: string;
  readonly cutRaw: string;
  readonly problem: (incident: string) => string;
};

/** Under an hour in minutes; not less than one where it is more than nothing. */
const isMinutes = (hours: number): boolean => hours > 0 && hours < 1;
const minutes = (hours: number): number => Math.max(1, Math.round(hours * 60));

export const PERIOD_WORDS: Readonly<Record<Language, PeriodWords>> = {
  en: {
    title: 'Report on the sending addresses',
    titleOf: (target) => `Report on ${target}`,
    span: (from, to) => `From ${from} to ${to}.`,
    made: (at) => `Made ${at}.`,
    opened: 'problems opened',
    cleared: 'problems cleared',
    stillOpen: 'still open at the end',
    listed: 'on blocklists, added up',
    toClear: (longest) => `median time to clear, the longest ${longest}`,
    noneCleared: 'no problem cleared, so no time to clear is known',
    hours: (hours) => (isMinutes(hours) ? `${minutes(hours)} min` : `${Math.round(hours).toLocaleString('en-US')} h`),
    problems: 'Problems',
    none: 'The watch saw no problem in this time.',
    nothingChecked: 'Nothing was checked in this time, so nothing is known.',
    columns: ['Severity', 'Target', 'Problem', 'Opened', 'Cleared', 'In this time'],
    isOpen: 'still open',
    ended: 'no longer watched',
    notCovered: 'What was not covered',
    coverage: 'These lists gave no verdict in the last run. Nobody knows whether you are listed there.',
    happened: 'What happened',
    noEvents: 'The history has nothing in this time.',
    cutEvents: (shown, all) => `Only ${shown} of ${all} are shown. The JSON and CSV reports have all of them.`,
    noFinding: 'The history holds no evidence of this problem.',
    raw: 'The answer as we keep it, on one line:',
    cutRaw: 'This line is cut here. The hash is of the whole line, which is in the JSON report.',
    problem: (incident) => `incident ${incident}`,
  },
  ko: {
    title: '발송 IP 보고서',
    titleOf: (target) => `${target} 보고서`,
    span: (from, to) => `기간: ${from} ~ ${to}.`,
    made: (at) => `작성: ${at}.`,
    opened: '발생한 문제',
    cleared: '해소된 문제',
    stillOpen: '기간 말 미해소 문제',
    listed: '차단 목록(RBL)에 등재된 시간의 합',
    toClear: (longest) => `해소까지 걸린 시간(중앙값), 최장 ${longest}`,
    noneCleared: '해소된 문제가 없어 해소 시간을 알 수 없음',
    hours: (hours) => (isMinutes(hours) ? `${minutes(hours)}분` : `${Math.round(hours).toLocaleString('en-US')}시간`),
    problems: '문제',
    none: '이 기간에 확인된 문제가 없습니다.',
    nothingChecked: '이 기간에 점검하지 않아 알 수 없습니다.',
    columns: ['심각도', '대상', '문제', '발생', '해소', '기간 내 지속'],
    isOpen: '미해소',
    ended: '감시 종료',
    notCovered: '확인하지 못한 것',
    coverage: '마지막 점검에서 등재 여부를 확인하지 못한 목록입니다. 등재되어 있는지 알 수 없습니다.',
    happened: '일어난 일',
    noEvents: '이 기간의 이력이 없습니다.',
    cutEvents: (shown, all) => `${all}건 중 ${shown}건만 표시합니다. 전체는 JSON과 CSV 보고서에 있습니다.`,
    noFinding: '이 문제의 확인 내용이 저장되어 있지 않습니다.',
    raw: '저장된 응답 원문(한 줄):',
    cutRaw: '길어서 여기서 잘랐습니다. 해시는 JSON 보고서에 있는 전체 줄의 값입니다.',
    problem: (incident) => `인시던트 ${incident}`,
  },
};
