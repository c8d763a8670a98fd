import type { Command } from '../command.ts';
import { INCIDENTS_POSITIONAL, MEMORY_EXITS, MEMORY_FLAGS } from './shared.ts';

export const ackManual: Command = {
  name: 'ack',
  group: 'watch',
  summary: { en: 'acknowledge incidents', ko: '인시던트 확인 처리' },
  usage: ['ack <incident>... --why text [options]', 'ack --all --target <t> --why text [options]'],
  about: [
    {
      en: 'An acknowledged incident sends no more reminders until the time you give, or until it ends or gets worse. Its history shows who acknowledged it, when and why. A second acknowledgement replaces the first. It may run beside the watch.',
      ko: '확인 처리한 인시던트는 재알림을 보내지 않습니다. --until을 지정하면 그때까지, 지정하지 않으면 해소되거나 악화될 때까지 적용합니다. 처리한 사람, 시각, 사유는 이력에 남습니다. 다시 확인 처리하면 앞의 것을 대신합니다. 감시가 실행 중일 때도 사용할 수 있습니다.',
    },
    {
      en: 'With --json, one incident is answered as {"incident": ...} and several as {"incidents": [...]}.',
      ko: '--json을 붙이면 인시던트가 하나일 때는 {"incident": ...}, 여러 개일 때는 {"incidents": [...]} 형식으로 출력합니다.',
    },
  ],
  positionals: [INCIDENTS_POSITIONAL],
  flags: [
    {
      flag: 'why',
      value: 'text',
      about: {
        en: 'The reason, for others who ask later. Required.',
        ko: '나중에 다른 사람이 볼 사유입니다. 반드시 적어야 합니다.',
      },
    },
    {
      flag: 'all',
      about: {
        en: 'With --target: acknowledge all that is open there and not acknowledged.',
        ko: '--target과 함께 쓰며, 그 대상의 미해소 인시던트 가운데 확인 처리하지 않은 것을 모두 확인 처리합니다.',
      },
    },
    {
      flag: 'target',
      value: 't',
      about: {
        en: 'With --all: an address, a domain or a group.',
        ko: '--all과 함께 쓰는 발송 IP, 도메인 또는 묶음입니다.',
      },
    },
    {
      flag: 'until',
      value: 'when',
      about: {
        en: 'A duration or a time. For example, 3d, 2026-12-27 or 2026-12-27T09:00+09:00.',
        ko: '확인 처리를 적용할 기간이나 끝나는 시각입니다. 예: 3d, 2026-12-27, 2026-12-27T09:00+09:00',
      },
      default: { en: 'until it ends', ko: '해소될 때까지' },
    },
    ...MEMORY_FLAGS,
  ],
  exits: MEMORY_EXITS,
  examples: [
    {
      line: 'postwatch ack 0123456789ab --why "the provider has a ticket" --until 3d',
      does: { en: 'Send no reminders for three days.', ko: '3일 동안 재알림을 보내지 않습니다.' },
    },
    {
      line: 'postwatch ack 0123 89ab --why "ticket 7"',
      does: {
        en: 'Acknowledge two incidents by the beginnings of their ids.',
        ko: 'ID의 앞부분만 적어 인시던트 2건을 확인 처리합니다.',
      },
    },
    {
      line: 'postwatch ack --all --target 203.0.113.25 --why "moving to a new range"',
      does: {
        en: 'Acknowledge all that is open for an address.',
        ko: '한 발송 IP의 미해소 인시던트를 모두 확인 처리합니다.',
      },
    },
  ],
  load: async () => (await import('../commands/ack.ts')).ack,
};
