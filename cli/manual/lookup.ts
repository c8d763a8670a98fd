import type { Command } from '../command.ts';
import { STATUS_EXITS } from './shared.ts';

export const lookupManual: Command = {
  name: 'lookup',
  group: 'now',
  summary: {
    en: 'look up one thing, for example mx:example.com or whois:203.0.113.25',
    ko: '개별 조회(mx:example.com, whois:203.0.113.25 등)',
  },
  usage: ['lookup <command>:<argument>', 'lookup help'],
  about: [
    {
      en: 'Shows the records, what is right, what is wrong and what could not be looked up. Connections go only to public addresses, on known ports.',
      ko: '레코드와 정상인 점, 잘못된 점, 조회하지 못한 점을 보여 줍니다. 공개 IP의 알려진 포트에만 접속합니다.',
    },
  ],
  positionals: [
    {
      name: 'command:argument',
      about: {
        en: 'What to look up. "help" lists the commands, each with an example.',
        ko: '조회할 내용입니다. "help"를 입력하면 조회 명령을 예와 함께 보여 줍니다.',
      },
      offers: ['help'],
    },
  ],
  flags: [],
  exits: STATUS_EXITS,
  examples: [
    { line: 'postwatch lookup help', does: { en: 'List all lookups.', ko: '조회 명령을 모두 봅니다.' } },
    {
      line: 'postwatch lookup mx:example.com',
      does: { en: 'Look up the mail hosts of a domain.', ko: '도메인의 수신 서버를 조회합니다.' },
    },
    {
      line: 'postwatch lookup smtp:mail.example.com:587',
      does: {
        en: 'Connect to a mail server and examine its TLS.',
        ko: '메일 서버에 접속해 TLS를 확인합니다.',
      },
    },
    {
      line: 'postwatch lookup spf:example.com:203.0.113.25,2001:db8::25 --json',
      does: {
        en: 'Look up whether SPF allows two addresses, as JSON.',
        ko: 'SPF가 IP 2개를 허용하는지 조회하고 JSON으로 출력합니다.',
      },
    },
  ],
  load: async () => (await import('../commands/lookup.ts')).lookupCommand,
};
