/** Why an address is watched as a sender. */
import type { FindingTable, WordsOf } from './entry.ts';

export const SENDER_FINDINGS = {
  'sender.ground-gone': { check: 'sender', status: 'warn', severity: 'major', opens: true, better: [] },
  'sender.grounded': { check: 'sender', status: 'pass', severity: 'info' },
  'sender.group-over': { check: 'sender', status: 'pass', severity: 'info' },
} as const satisfies FindingTable;

export const SENDER_WORDS: WordsOf<typeof SENDER_FINDINGS> = {
  'sender.ground-gone': {
    en: {
      headline: 'what made it a sender is gone',
      why: 'No record names it as a sender any more. We keep watching it, because a broken record looks the same.',
    },
    ko: {
      headline: '발송 IP로 지정한 레코드가 없어짐',
      why: '이 IP를 발송 IP로 지정했던 레코드에 더 이상 이 IP가 없습니다. 레코드가 깨졌을 때도 같은 모습이므로 감시를 계속합니다.',
    },
  },
};
