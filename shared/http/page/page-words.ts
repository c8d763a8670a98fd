/** What the page says of a request: what was done, and why something was not. */
import type { Text } from '../../model/language.ts';

export const DONE: Readonly<Record<string, Text>> = {
  acknowledge: {
    en: 'Acknowledged. There are no reminders until it gets worse or ends.',
    ko: '확인 처리했습니다. 악화되거나 해소될 때까지 재알림을 보내지 않습니다.',
  },
  snooze: {
    en: 'Snoozed. Checks continue, and what is still open at the end is notified then.',
    ko: '알림을 일시 중지했습니다. 점검은 계속하며, 끝날 때까지 해소되지 않은 문제는 그때 알립니다.',
  },
  requested: {
    en: 'Marked: removal is requested. There are no reminders for a week, unless it gets worse.',
    ko: '해제 신청 완료로 표시했습니다. 악화되지 않으면 일주일 동안 재알림을 보내지 않습니다.',
  },
  'set-reverse-dns': {
    en: 'The change has begun. It continues by itself, and this page shows how far it is.',
    ko: '변경을 시작했습니다. 나머지는 자동으로 진행되며, 진행 상황은 이 페이지에 표시됩니다.',
  },
  open: {
    en: 'You can act now: check, acknowledge, snooze, set reverse DNS.',
    ko: '이제 점검, 확인 처리, 알림 일시 중지, 역방향 DNS 설정을 할 수 있습니다.',
  },
};

export const NOT_ALLOWED: Text = {
  en: 'Open the one-time link that "postwatch serve" printed when it started, or enter its token below.',
  ko: '"postwatch serve"가 시작할 때 출력한 일회용 링크를 열거나, 아래에 토큰을 입력하세요.',
};

export const LINK_IS_SPENT: Text = {
  en: 'This link is wrong or was used already. Enter the token that "postwatch serve" printed when it started.',
  ko: '링크가 잘못되었거나 이미 사용되었습니다. "postwatch serve"가 시작할 때 출력한 토큰을 입력하세요.',
};

export const WRONG_TOKEN: Text = {
  en: 'This is not the token that "postwatch serve" printed when it started.',
  ko: '"postwatch serve"가 시작할 때 출력한 토큰이 아닙니다.',
};

export const NOT_A_FORM: Text = {
  en: 'This path takes a form of this page.',
  ko: '이 경로는 이 페이지의 입력 양식만 받습니다.',
};

export const CHECK_IS_UNDER_WAY: Text = {
  en: 'Another check is under way. Only one runs at a time: try again in half a minute.',
  ko: '다른 점검이 진행 중입니다. 한 번에 하나만 점검합니다. 30초 뒤에 다시 시도하세요.',
};

/** The reason of the acknowledgement. */
export const REMOVAL_REQUESTED: Text = { en: 'Removal is requested.', ko: '해제를 신청했습니다.' };

export const NO_PLAN: Text = {
  en: 'Reverse names can be set from here, but not planned.',
  ko: '여기서는 역방향 DNS를 설정할 수 있지만 계획은 볼 수 없습니다.',
};

export const NO_BOUNCE: Text = { en: 'Paste a text first.', ko: '먼저 텍스트를 붙여 넣으세요.' };
