import type { Command } from '../command.ts';

export const diagnoseManual: Command = {
  name: 'diagnose',
  group: 'now',
  summary: {
    en: 'explain why mail bounced, whether that is still true, and what to do',
    ko: '메일이 반송된 원인과 조치 방법 진단',
  },
  about: [
    {
      en: 'Reads bounce messages, SMTP replies, mail-log lines (Postfix, Exim, Sendmail), SES notifications or pasted text. For each recipient it shows the cause, whose side it is on, whether to send again, what is true today, and the next step.',
      ko: '반송 메일, SMTP 응답, 메일 로그(Postfix, Exim, Sendmail), SES 알림, 붙여 넣은 글을 읽습니다. 수신자마다 원인, 책임 구분, 재발송 여부, 현재 상태, 조치를 보여 줍니다.',
    },
    {
      en: 'It reads a log of any length, also packed with gzip or exported with "journalctl -o json". It groups what it finds: cause, receiver and sending address, with counts. The most damaging comes first.',
      ko: '길이에 상관없이 로그 전체를 읽습니다. gzip으로 압축한 로그와 "journalctl -o json"으로 내보낸 로그도 읽습니다. 원인, 수신 측, 발송 IP별로 묶어 건수를 세고 피해가 큰 것부터 보여 줍니다.',
    },
    {
      en: 'Of anything else it reads the first 1 MiB, and at most 100 refusals in it. It sends no mail. It makes at most 500 DNS queries. To prepare a request, it connects to the mail host of your own domain (at most 5 domains).',
      ko: '그 밖의 파일은 앞 1 MiB와 그 안의 거부 메시지를 100건까지 읽습니다. 메일은 보내지 않습니다. DNS는 500회까지 조회합니다. 요청서를 준비할 때는 자체 도메인의 메일 서버에 접속합니다(도메인 5개까지).',
    },
  ],
  positionals: [
    {
      name: 'file',
      about: {
        en: 'What to read. "-", or no file at all, is standard input.',
        ko: '읽을 파일입니다. "-"를 쓰거나 생략하면 표준 입력을 읽습니다.',
      },
      isOptional: true,
      multiple: true,
      isFile: true,
    },
  ],
  flags: [
    {
      flag: 'verbose',
      short: 'v',
      about: {
        en: 'Show everything: the whole reply, every check with its DNS queries, what a form asks for.',
        ko: '응답 전문, 모든 점검과 DNS 조회, 신청서에 필요한 내용까지 모두 보여 줍니다.',
      },
    },
    {
      flag: 'request',
      about: {
        en: 'Print the prepared requests to receivers and list operators in full.',
        ko: '수신 서버와 목록 운영자에게 보낼 요청서 전문을 출력합니다.',
      },
    },
    {
      flag: 'offline',
      about: {
        en: 'Use the text alone. Nothing is looked up.',
        ko: '본문만 분석합니다. 아무것도 조회하지 않습니다.',
      },
    },
    {
      flag: 'ip',
      value: 'address',
      about: {
        en: 'The address that sent the mail, instead of the one in the text.',
        ko: '본문에 있는 IP 대신 사용할 발송 IP입니다.',
      },
    },
    {
      flag: 'domain',
      value: 'name',
      about: {
        en: 'The domain that the mail was sent for, instead of the one in the text.',
        ko: '본문에 있는 도메인 대신 사용할 발송 도메인입니다.',
      },
    },
    {
      flag: 'dkim-selector',
      value: 'name',
      about: {
        en: 'The selector of your DKIM key. A log or a single reply does not show it.',
        ko: '발송에 쓰는 DKIM 키의 셀렉터입니다. 로그나 응답 한 줄에는 나오지 않습니다.',
      },
    },
    {
      flag: 'export-unmatched',
      value: 'file',
      about: {
        en: 'Write the refusals that no rule matches to a file, as JSON. Mail addresses are masked.',
        ko: '알려진 유형이 아닌 거부 메시지를 JSON 파일로 저장합니다. 이메일 주소는 가립니다.',
      },
      isFile: true,
    },
  ],
  exits: [
    {
      code: 0,
      when: { en: 'Done, also if nothing was recognized.', ko: '완료했습니다. 알려진 유형이 없을 때도 포함합니다.' },
    },
    {
      code: 3,
      when: {
        en: 'No resolver answered, so nothing could be confirmed.',
        ko: '응답하는 DNS 리졸버가 없어 아무것도 확인하지 못했습니다.',
      },
    },
    {
      code: 64,
      when: {
        en: 'Usage error, or a file could not be read. The other files are still diagnosed.',
        ko: '사용법 오류이거나 파일을 읽지 못했습니다. 나머지 파일은 진단합니다.',
      },
    },
  ],
  examples: [
    {
      line: 'postwatch diagnose bounce.eml',
      does: { en: 'Explain a bounce message.', ko: '반송 메일 한 통을 진단합니다.' },
    },
    {
      line: 'postwatch diagnose bounces/*.eml --offline --json',
      does: {
        en: 'Explain many without DNS queries, as JSON.',
        ko: 'DNS 조회 없이 여러 통을 진단하고 JSON으로 출력합니다.',
      },
    },
    {
      line: "echo '421 Temporarily rejected. Reverse DNS for 203.0.113.9 failed.' | postwatch diagnose",
      does: { en: 'Explain one reply.', ko: '응답 한 줄을 진단합니다.' },
    },
    {
      line: 'postwatch diagnose /var/log/mail.log.1.gz --domain example.com',
      does: { en: 'Explain all bounces in a mail log.', ko: '메일 로그 전체의 반송을 진단합니다.' },
    },
    {
      line: 'journalctl -u postfix -o json --since yesterday | postwatch diagnose',
      does: { en: 'Explain the bounces in the journal.', ko: 'journal에 남은 반송을 진단합니다.' },
    },
  ],
  load: async () => (await import('../commands/diagnose.ts')).diagnoseCommand,
};
