import { verbatim } from '../../shared/model/language.ts';
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
    {
      en: 'With --serve it prints the address of the page that "postwatch serve" has, with some days of the simulated watch behind it, and stays until you press Ctrl-C.',
      ko: '--serve 옵션을 붙이면 "postwatch serve"와 같은 웹 페이지의 주소를 출력하고, Ctrl-C를 누를 때까지 실행합니다. 페이지에는 모의 감시 며칠 치 기록이 있습니다.',
    },
  ],
  positionals: [],
  flags: [
    { flag: 'serve', about: { en: 'Show the page and stay.', ko: '웹 페이지를 보여 주며 계속 실행합니다.' } },
    {
      flag: 'port',
      value: 'n',
      about: {
        en: 'With --serve: the port. 0 takes a free one.',
        ko: '--serve와 함께 쓰는 포트 번호입니다. 0이면 비어 있는 포트를 사용합니다.',
      },
      default: verbatim('8025'),
    },
    {
      flag: 'open',
      about: {
        en: 'With --serve: open the page in your browser.',
        ko: '--serve와 함께 쓰며, 브라우저로 웹 페이지를 엽니다.',
      },
    },
  ],
  exits: [
    DONE_EXIT,
    { code: 3, when: { en: 'With --serve: it could not listen.', ko: '--serve: 포트를 열지 못했습니다.' } },
    USAGE_EXIT,
  ],
  examples: [
    { line: 'postwatch sandbox', does: { en: 'Play it.', ko: '모의 환경을 재생합니다.' } },
    {
      line: 'postwatch sandbox --serve --open',
      does: { en: 'Look at its page.', ko: '모의 환경의 웹 페이지를 봅니다.' },
    },
  ],
  load: async () => (await import('../commands/sandbox.ts')).sandbox,
};
