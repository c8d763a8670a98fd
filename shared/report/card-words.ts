/** What a problem's card says besides the finding's own words, and what the forms on it say. */
import type { Language } from '../model/language.ts';
import { count } from '../model/text.ts';

export type CardWords = {
  readonly many: (count: number) => string;
  readonly andMore: (count: number) => string;
  readonly acknowledged: (by: string, until: string | null) => string;
  readonly snoozed: string;
  readonly flapping: string;
  readonly resolver: string;
  readonly noAnswer: string;
  readonly noEvidence: string;
  readonly acknowledge: string;
  readonly requested: string;
  readonly why: string;
  readonly whyExample: string;
  readonly snooze: string;
  readonly forHowLong: string;
  readonly durations: Readonly<Record<'4h' | '1d' | '3d' | '7d', string>>;
  readonly noSteps: string;
};

export const CARD_WORDS: Readonly<Record<Language, CardWords>> = {
  en: {
    many: (n) => count(n, 'address', 'addresses'),
    andMore: (n) => `and ${n} more`,
    acknowledged: (by, until) => `acknowledged by ${by}${until === null ? '' : ` until ${until}`}`,
    snoozed: 'snoozed',
    flapping: 'opens and clears repeatedly',
    resolver: 'resolver',
    noAnswer: 'no answer',
    noEvidence: 'The watch has kept no evidence of this problem.',
    acknowledge: 'Acknowledge',
    requested: 'I have requested removal',
    why: 'Why',
    whyExample: 'for example, a ticket number',
    snooze: 'Snooze',
    forHowLong: 'For',
    durations: { '4h': '4 hours', '1d': '1 day', '3d': '3 days', '7d': '7 days' },
    noSteps: 'The watch has kept no steps for this problem. Look at the address again with "postwatch check".',
  },
  ko: {
    many: (n) => `발송 IP ${n}개`,
    andMore: (n) => `외 ${n}개`,
    acknowledged: (by, until) => `담당자 확인: ${by}${until === null ? '' : `, ${until}까지`}`,
    snoozed: '알림 일시 중지 중',
    flapping: '발생과 해소를 반복함',
    resolver: '리졸버',
    noAnswer: '응답 없음',
    noEvidence: '이 문제의 확인 내용이 저장되어 있지 않습니다.',
    acknowledge: '확인 처리(ack)',
    requested: '해제 신청 완료로 표시',
    why: '사유',
    whyExample: '예: 작업 번호',
    snooze: '알림 일시 중지(snooze)',
    forHowLong: '기간',
    durations: { '4h': '4시간', '1d': '1일', '3d': '3일', '7d': '7일' },
    noSteps: '이 문제의 조치 방법이 저장되어 있지 않습니다. "postwatch check" 명령으로 다시 점검하세요.',
  },
};
