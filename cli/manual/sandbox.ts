import type { Command } from '../command.ts';
import { DONE_EXIT, USAGE_EXIT } from './shared.ts';

export const sandboxManual: Command = {
  name: 'sandbox',
  group: 'other',
  summary: {
    en: 'see the watch at work on a small simulated internet: no network, no account',
    ko: '네트워크와 계정 없이 모의 환경(sandbox)에서 체험',
  },
  about: [
    {
      en: 'Starts a simulated internet on loopback, with eight senders and ten lists, healthy and otherwise. Checks it and plays five hours of the watch on a clock of its own: a listing opens an incident and clears it. Then an Elastic IP of a simulated EC2 gets its reverse name. Nothing leaves this machine.',
      ko: '발송 IP 8개와 차단 목록 10개가 있는 모의 인터넷을 이 컴퓨터 안에서 시작합니다. 먼저 점검하고, 자체 시계로 감시 5시간을 재생해 등재로 인시던트가 발생하고 해소되는 과정을 보여 줍니다. 이어서 모의 EC2의 Elastic IP에 역방향 DNS를 설정합니다. 이 컴퓨터 밖으로는 아무것도 보내지 않습니다.',
    },
  ],
  positionals: [],
  flags: [],
  exits: [DONE_EXIT, USAGE_EXIT],
  examples: [{ line: 'postwatch sandbox', does: { en: 'Play it.', ko: '모의 환경을 재생합니다.' } }],
  load: async () => (await import('../commands/sandbox.ts')).sandbox,
};
