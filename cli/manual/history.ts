import type { Command } from '../command.ts';
import { MEMORY_EXITS, MEMORY_FLAGS } from './shared.ts';

const [done, ...others] = MEMORY_EXITS;

export const historyManual: Command = {
  name: 'history',
  group: 'watch',
  summary: {
    en: 'show what happened to an address, a domain or a list in 400 days',
    ko: 'IP, 도메인, 목록의 이력(400일)',
  },
  about: [
    {
      en: 'Newest first, at most 1000 entries: the notices that were sent, those that were not and why, and what people did. It may run beside the watch.',
      ko: '보낸 알림, 보내지 않은 알림과 그 이유, 사람이 한 일을 최근 것부터 1,000건까지 보여 줍니다. 감시가 실행 중일 때도 사용할 수 있습니다.',
    },
  ],
  positionals: [
    {
      name: 'address|domain|list:id',
      about: {
        en: 'What to show. For example, 203.0.113.25 or list:spamcop.',
        ko: '이력을 볼 대상입니다. 예: 203.0.113.25, list:spamcop',
      },
    },
  ],
  flags: MEMORY_FLAGS,
  exits: [
    ...(done === undefined ? [] : [done]),
    { code: 1, when: { en: 'Nothing is known about it.', ko: '기록이 없습니다.' } },
    ...others,
  ],
  examples: [
    {
      line: 'postwatch history 203.0.113.25',
      does: { en: 'Show the history of an address.', ko: '발송 IP의 이력을 봅니다.' },
    },
    {
      line: 'postwatch history list:spamcop --json',
      does: { en: 'Show the history of a list, as JSON.', ko: '차단 목록의 이력을 JSON으로 봅니다.' },
    },
  ],
  load: async () => (await import('../commands/history.ts')).history,
};
