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
      en: 'Asks for the addresses that send your mail, the domains they send for and where notices go. Writes the answers to postwatch.json, which only you can read. Sends nothing anywhere. Keeps an existing file, unless you give --force.',
      ko: '메일을 보내는 IP, 발송 도메인, 알림 받을 곳을 묻고 postwatch.json 파일에 저장합니다. 파일은 본인만 읽을 수 있으며, 입력한 내용은 어디에도 보내지 않습니다. --force를 붙이지 않으면 이미 있는 파일을 그대로 둡니다.',
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
      line: "printf '203.0.113.25\\nexample.com\\nmail.example.com\\n\\n\\n' | postwatch init",
      does: {
        en: 'Give the answers in a script, one a line.',
        ko: '스크립트에서 한 줄에 하나씩 답을 입력합니다.',
      },
    },
  ],
  load: async () => (await import('../commands/init.ts')).init,
};
