/** What a pass of the watch says, in each language. Times are texts already. */
import type { Language } from '../../shared/model/language.ts';
import { count } from '../../shared/model/text.ts';

export type PassSum = {
  readonly at: string;
  readonly targets: number;
  readonly asked: number;
  readonly answered: number;
  readonly notCovered: number;
  readonly notices: number;
};

export type WatchWords = {
  readonly lookingAgain: (repaired: number) => string;
  readonly stopping: string;
  readonly failed: (why: string) => string;
  readonly refused: (channel: string, why: string) => string;
  readonly nothingDue: string;
  readonly next: (time: string) => string;
  readonly noVerdict: (lists: string) => string;
  readonly sum: (sum: PassSum) => string;
  readonly addresses: (count: number) => string;
  readonly targets: (count: number) => string;
  readonly forExample: (text: string) => string;
  readonly andMore: (names: string, more: number) => string;
};

export const WATCH_WORDS: Readonly<Record<Language, WatchWords>> = {
  en: {
    lookingAgain: (repaired) => `${count(repaired, 'target')} repaired; checking again in a minute …`,
    stopping: 'Stopping.',
    failed: (why) => `this pass failed and will be tried again: ${why}`,
    refused: (channel, why) => `${channel}: ${why}; the next pass sends its notices again`,
    nothingDue: 'Nothing is due.',
    next: (time) => `Next pass after ${time}.`,
    noVerdict: (lists) => `No verdict from ${lists} (neither clean nor listed; "postwatch lists --health" shows why).`,
    sum: ({ at, targets, asked, answered, notCovered, notices }) => {
      const lists = `${answered} of ${count(asked, 'list query', 'list queries')} had a verdict`;
      const left = `${count(notCovered, 'list')} not covered`;
      const sent = notices === 0 ? 'nothing changed' : count(notices, 'notice');
      return `${at}  ${count(targets, 'target')}${asked === 0 ? '' : `; ${lists}, ${left}`}; ${sent}.`;
    },
    addresses: (all) => count(all, 'address', 'addresses'),
    targets: (all) => count(all, 'target'),
    forExample: (text) => `for example: ${text}`,
    andMore: (names, more) => `${names} and ${more} more`,
  },
  ko: {
    lookingAgain: (repaired) => `대상 ${repaired}개가 고쳐졌습니다. 1분 뒤에 다시 점검합니다 …`,
    stopping: '중단합니다.',
    failed: (why) => `이번 점검이 실패했습니다. 다시 시도합니다: ${why}`,
    refused: (channel, why) => `${channel} 전송 실패: ${why}. 다음 점검 때 다시 보냅니다.`,
    nothingDue: '점검할 때가 된 항목이 없습니다.',
    next: (time) => `다음 점검: ${time} 이후`,
    noVerdict: (lists) =>
      `등재 여부를 확인하지 못한 목록: ${lists}. 이유는 "postwatch lists --health"로 볼 수 있습니다.`,
    sum: ({ at, targets, asked, answered, notCovered, notices }) => {
      const lists = `목록 조회 ${asked}회 중 ${answered}회 확인, 조회하지 않은 목록 ${notCovered}개`;
      const sent = notices === 0 ? '바뀐 것이 없어 알림을 보내지 않았습니다.' : `알림 ${notices}건.`;
      return `${at} 점검 완료: 대상 ${targets}개${asked === 0 ? '' : `, ${lists}`}. ${sent}`;
    },
    addresses: (all) => `IP ${all}개`,
    targets: (all) => `대상 ${all}개`,
    forExample: (text) => `예: ${text}`,
    andMore: (names, more) => `${names} 외 ${more}개`,
  },
};
