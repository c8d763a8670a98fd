import type { Command } from '../command.ts';
import { INCIDENTS_POSITIONAL, MEMORY_EXITS, MEMORY_FLAGS } from './shared.ts';

export const unackManual: Command = {
  name: 'unack',
  group: 'watch',
  summary: { en: 'take the acknowledgement of incidents back', ko: '인시던트 확인 처리 취소' },
  usage: ['unack <incident>... [options]', 'unack --all --target <t> [options]'],
  about: [
    {
      en: 'Reminders are sent again, and the incident is shown as open. Its history shows who took the acknowledgement back, and when. It may run beside the watch. With --endpoint, the deployed API must be of this version or newer.',
      ko: '재알림을 다시 보내고 인시던트를 미해소로 표시합니다. 취소한 사람과 시각은 이력에 남습니다. 감시가 실행 중일 때도 사용할 수 있습니다. --endpoint를 쓰려면 배포한 API가 이 버전 이상이어야 합니다.',
    },
  ],
  positionals: [INCIDENTS_POSITIONAL],
  flags: [
    {
      flag: 'all',
      about: {
        en: 'With --target: everything that is acknowledged there.',
        ko: '--target과 함께 쓰며, 그 대상의 확인 처리를 모두 취소합니다.',
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
    ...MEMORY_FLAGS,
  ],
  exits: MEMORY_EXITS,
  examples: [
    {
      line: 'postwatch unack 0123456789ab',
      does: {
        en: 'Take back the acknowledgement of one incident.',
        ko: '인시던트 1건의 확인 처리를 취소합니다.',
      },
    },
    {
      line: 'postwatch unack --all --target 203.0.113.25',
      does: { en: 'Take back all of an address.', ko: '한 발송 IP의 확인 처리를 모두 취소합니다.' },
    },
  ],
  load: async () => (await import('../commands/unack.ts')).unack,
};
