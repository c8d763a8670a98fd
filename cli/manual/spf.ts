import type { Command } from '../command.ts';
import { USAGE_EXIT } from './shared.ts';

export const spfManual: Command = {
  name: 'spf',
  group: 'now',
  summary: {
    en: 'evaluate whether a domain lets an address send (RFC 7208), and what it costs',
    ko: '도메인이 IP의 발송을 허용하는지 평가(RFC 7208)',
  },
  about: [
    {
      en: 'Evaluates SPF as a receiver does. Shows each term with its result and the queries it costs, the running total of the ten that are allowed, and where the evaluation stopped.',
      ko: '수신 서버와 같은 방법으로 SPF를 평가합니다. 항목마다 결과와 DNS 조회 횟수, 제한(10회) 안에서의 누계, 평가가 끝난 곳을 보여 줍니다.',
    },
  ],
  positionals: [
    { name: 'ip', about: { en: 'The address that sends.', ko: '메일을 보내는 IP입니다.' } },
    {
      name: 'mail-from|domain',
      about: {
        en: "The sender. An empty one ('') means the HELO identity.",
        ko: "발신자 주소나 도메인입니다. 빈 값('')을 쓰면 HELO 이름으로 평가합니다.",
      },
    },
  ],
  flags: [
    {
      flag: 'helo',
      value: 'name',
      about: { en: 'The name the server greets with (HELO).', ko: '서버의 HELO 이름입니다.' },
    },
  ],
  exits: [
    { code: 0, when: { en: 'pass.', ko: 'pass일 때입니다.' } },
    { code: 1, when: { en: 'softfail, neutral or none.', ko: 'softfail, neutral, none일 때입니다.' } },
    { code: 2, when: { en: 'fail or permerror.', ko: 'fail, permerror일 때입니다.' } },
    {
      code: 3,
      when: {
        en: 'temperror, or no resolver that can be trusted.',
        ko: 'temperror이거나 믿을 수 있는 DNS 리졸버가 없을 때입니다.',
      },
    },
    USAGE_EXIT,
  ],
  examples: [
    {
      line: 'postwatch spf 203.0.113.25 example.com',
      does: { en: 'Evaluate for a domain.', ko: '도메인의 SPF를 평가합니다.' },
    },
    {
      line: 'postwatch spf 203.0.113.25 news@example.com --helo mail.example.com --json',
      does: {
        en: 'Evaluate for one sender and HELO name, as JSON.',
        ko: '발신자 주소와 HELO 이름으로 평가하고 JSON으로 출력합니다.',
      },
    },
    {
      line: "postwatch spf 203.0.113.25 '' --helo mail.example.com",
      does: { en: 'Evaluate the HELO identity.', ko: 'HELO 이름으로 평가합니다.' },
    },
  ],
  load: async () => (await import('../commands/spf.ts')).spfCommand,
};
