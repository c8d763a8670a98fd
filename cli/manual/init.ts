import type { Command } from '../command.ts';

export const initManual: Command = {
  name: 'init',
  group: 'setup',
  summary: {
    en: 'write a settings file (postwatch.json) from a few questions',
    ko: '질문에 답해 설정 파일(postwatch.json) 만들기',
  },
  about: [
    {
      en: 'Asks for the language, the time zone, the addresses that send your mail, the domains they send for, the resolvers, where notices go and the keys of lists. Shows what an empty answer means, and asks again after a wrong one. Keys and secrets are hidden while you type.',
      ko: '언어, 시간대, 메일을 보내는 IP, 발송 도메인, DNS 리졸버, 알림 받을 곳, 차단 목록의 키를 차례로 묻습니다. 빈 답의 뜻을 보여 주고, 답이 올바르지 않으면 다시 묻습니다. 키와 비밀 값은 입력하는 동안 표시하지 않습니다.',
    },
    {
      en: 'Writes the answers to postwatch.json, which only you can read, and offers a first check. Sends nothing before that. Keeps an existing file, unless you give --force.',
      ko: '답을 postwatch.json 파일에 저장한 뒤 첫 점검을 할지 묻습니다. 파일은 본인만 읽을 수 있고, 점검 전에는 아무것도 보내지 않습니다. --force를 붙이지 않으면 이미 있는 파일을 그대로 둡니다.',
    },
  ],
  positionals: [],
  instead: { en: 'it asks questions', ko: '질문에 답하면 됩니다' },
  flags: [{ flag: 'force', about: { en: 'Replace an existing file.', ko: '이미 있는 파일을 덮어씁니다.' } }],
  exits: [
    { code: 0, when: { en: 'The file is written.', ko: '파일을 저장했습니다.' } },
    {
      code: 64,
      when: {
        en: 'Usage error, a wrong answer, or a file that exists or cannot be written.',
        ko: '사용법 오류이거나 답이 올바르지 않습니다. 파일이 이미 있거나 저장하지 못할 때도 포함합니다.',
      },
    },
  ],
  examples: [
    { line: 'postwatch init', does: { en: 'Answer the questions.', ko: '질문에 답합니다.' } },
    {
      line: "printf '\\n203.0.113.25\\nexample.com\\nmail.example.com\\n' | postwatch init --language en",
      does: {
        en: 'Give the first answers in a script, one a line: the time zone (empty: that of this machine), addresses, domains, HELO.',
        ko: '스크립트에서 처음 답을 한 줄에 하나씩 입력합니다. 시간대(비우면 이 컴퓨터의 시간대), 발송 IP, 도메인, HELO 이름 순서입니다.',
      },
    },
  ],
  load: async () => (await import('../commands/init.ts')).init,
};
