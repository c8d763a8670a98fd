import type { Command } from '../command.ts';
import { MEMORY_EXITS, MEMORY_FLAGS } from './shared.ts';

export const snoozeManual: Command = {
  name: 'snooze',
  group: 'watch',
  summary: {
    en: 'send no notices about a target, a list or a finding for a while',
    ko: '알림 일시 중지(작업 시간 등록)',
  },
  usage: [
    'snooze [--target t] [--list l] [--finding f] --for duration --why text',
    'snooze [--target t] [--list l] [--finding f] --until time --why text',
    'snooze',
    'snooze --end <id>',
  ],
  about: [
    {
      en: 'What happens meanwhile is remembered. If a problem is still open when the snooze ends, you are notified then. If you give several scopes, all of them must match. Without flags it shows the snoozes that are not over. It may run beside the watch.',
      ko: '지정한 기간에는 점검과 기록만 하고 알림을 보내지 않습니다. 기간이 끝났을 때 남아 있는 문제만 알립니다. 조건을 여러 개 지정하면 모두 맞는 대상에만 적용합니다. 옵션 없이 실행하면 끝나지 않은 알림 일시 중지를 보여 줍니다. 감시가 실행 중일 때도 사용할 수 있습니다.',
    },
  ],
  positionals: [],
  instead: { en: 'use a flag, for example --target', ko: '--target 같은 옵션을 사용하세요' },
  flags: [
    { flag: 'target', value: 't', about: { en: 'An address or a domain.', ko: '발송 IP나 도메인입니다.' } },
    { flag: 'list', value: 'l', about: { en: 'The id of a list.', ko: '차단 목록의 ID입니다.' } },
    {
      flag: 'finding',
      value: 'f',
      about: { en: 'The id of a finding. For example, ptr.generic.', ko: '점검 결과의 ID입니다. 예: ptr.generic' },
    },
    {
      flag: 'for',
      value: 'duration',
      about: { en: 'How long. For example, 30m, 2h, 3d or 1w.', ko: '중지할 기간입니다. 예: 30m, 2h, 3d, 1w' },
    },
    {
      flag: 'until',
      value: 'time',
      about: {
        en: 'When it ends. For example, 2026-12-27T06:00Z, or a duration.',
        ko: '끝나는 시각이나 기간입니다. 예: 2026-12-27T06:00Z',
      },
    },
    {
      flag: 'from',
      value: 'time',
      about: {
        en: 'When it begins, for planned maintenance.',
        ko: '시작 시각입니다. 작업 시간을 미리 등록할 때 사용합니다.',
      },
      default: { en: 'now', ko: '지금' },
    },
    {
      flag: 'why',
      value: 'text',
      about: {
        en: 'The reason, for others who ask later. Required for a new snooze.',
        ko: '나중에 다른 사람이 볼 사유입니다. 새로 등록할 때 반드시 적어야 합니다.',
      },
    },
    { flag: 'end', value: 'id', about: { en: 'End a snooze early.', ko: '알림 일시 중지를 먼저 끝냅니다.' } },
    ...MEMORY_FLAGS,
  ],
  exits: MEMORY_EXITS,
  examples: [
    {
      line: 'postwatch snooze',
      does: { en: 'Show the snoozes that are not over.', ko: '끝나지 않은 알림 일시 중지를 봅니다.' },
    },
    {
      line: 'postwatch snooze --target 203.0.113.25 --finding ptr.generic --for 3d --why "ticket 7"',
      does: {
        en: 'Send no notices about one finding of one address for three days.',
        ko: '한 발송 IP의 점검 결과 하나에 대해 3일 동안 알림을 보내지 않습니다.',
      },
    },
    {
      line: 'postwatch snooze --list spamcop --from 2026-12-28T22:00Z --for 4h --why "ticket 8"',
      does: {
        en: 'Plan four hours without notices about one list.',
        ko: '차단 목록 하나의 작업 시간 4시간을 미리 등록합니다.',
      },
    },
  ],
  load: async () => (await import('../commands/snooze.ts')).snooze,
};
