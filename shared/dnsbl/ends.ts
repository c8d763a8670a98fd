/** When lists shut down, and what their zones do now: in Korean by the English words of `lists.ts`. */
import type { Text } from '../model/language.ts';
import { inTable } from './meanings.ts';

/** Sentences without their full stop. */
const ENDS: Readonly<Record<string, string>> = {
  'emptied by its operator': '운영자가 목록을 비웠습니다',
  'emptied by its operator: every answer is absent': '운영자가 목록을 비워, 모든 조회에 없다고 응답합니다',
  'its name servers point nowhere since 2025-10: time-outs': '2025-10부터 네임서버가 응답하지 않습니다',
  "a squatter's wildcard lists everyone since 2024-01": '2024-01부터 남의 손에 넘어가 모든 조회에 등재로 응답합니다',
  'lists everyone on purpose since 2015-01-01': '2015-01-01부터 일부러 모든 조회에 등재로 응답합니다',
  'name servers in unroutable space since 2009; reported to list everyone from 2012-08-20':
    '2009년부터 네임서버에 연결할 수 없고, 2012-08-20부터 모든 조회에 등재로 응답했다고 합니다',
  'lists everyone since 2008-03-25, after 15 months of time-outs':
    '15개월 동안 응답하지 않다가 2008-03-25부터 모든 조회에 등재로 응답합니다',
  'shut down under attack, and listed everyone': '공격을 받아 종료하면서 모든 조회에 등재로 응답했습니다',
  'parked: every name answers since the domain lapsed': '도메인이 만료된 뒤로 모든 이름에 응답합니다',
  'domain resold: every name answers': '도메인이 팔려 모든 이름에 응답합니다',
  'domain for sale: every name answers': '도메인이 매물로 나와 모든 이름에 응답합니다',
  'its operator lists everyone on purpose since 2007-01': '운영자가 2007-01부터 일부러 모든 조회에 등재로 응답합니다',
  'answers 127.0.0.2 for everything since 2011-01': '2011-01부터 모든 조회에 127.0.0.2로 응답합니다',
  'answers 127.0.0.2 for everything on purpose': '일부러 모든 조회에 127.0.0.2로 응답합니다',
  'offline, and reported to list everyone': '운영을 멈췄고, 모든 조회에 등재로 응답했다고 합니다',
  'answers outside 127.0.0.0/8': '127.0.0.0/8 밖의 값으로 응답합니다',
  'answers 216.120.147.200 for everything': '모든 조회에 216.120.147.200으로 응답합니다',
  'switched off by its operator': '운영자가 껐습니다',
  'ended by its operator': '운영자가 종료했습니다',
  'does not answer': '응답하지 않습니다',
  'merged into Spamhaus XBL; answers from the same data with the same refusals':
    'Spamhaus XBL에 합쳐졌습니다. 같은 자료로 응답하고 같은 조건으로 거부합니다',
  'no longer supported (an allow-list)': '더는 지원하지 않는 허용 목록입니다',
  'never existed: a mistyped zone': '존재한 적이 없는, 잘못 적힌 존 이름입니다',
  SERVFAIL: 'SERVFAIL로 응답합니다',
  'shut down; the domain is not delegated': '운영을 멈췄고 도메인이 위임되어 있지 않습니다',
  'shut down': '운영을 멈췄습니다',
  'gives broken answers': '올바르지 않은 값으로 응답합니다',
  gone: '사라졌습니다',
  'gone (an allow-list)': '사라진 허용 목록입니다',
  'no longer passes a test': '시험용 항목에 더는 응답하지 않습니다',
  'answers REFUSED': 'REFUSED로 응답합니다',
  offline: '운영을 멈췄습니다',
  'named a fake by Spamhaus: resold data and charged for removal':
    'Spamhaus가 가짜 목록으로 지목했습니다. 남의 자료를 되팔고 해제 비용을 받았습니다',
  'named fraudulent by Spamhaus': 'Spamhaus가 사기 목록으로 지목했습니다',
  'reported down in 2018': '2018년에 운영을 멈췄다고 합니다',
};

export const listEnd = (english: string): Text => inTable(ENDS, english);

/** A day, a month, a year, or the time between two of them. */
export function endTime(english: string): Text {
  const [, kind, from, to] = /^(before|by|between) ([\d-]+)(?: and ([\d-]+))?$/.exec(english) ?? [];
  if (kind === undefined || from === undefined) return { en: english, ko: english };
  if (kind === 'between') return { en: english, ko: `${from}~${to ?? ''} 사이` };
  return { en: english, ko: kind === 'before' ? `${from} 이전` : `늦어도 ${from}` };
}
