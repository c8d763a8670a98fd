import type { Command } from '../command.ts';
import { DONE_EXIT, USAGE_EXIT } from './shared.ts';

export const helpManual: Command = {
  name: 'help',
  group: 'other',
  summary: { en: 'explain a command', ko: '명령어별 도움말' },
  about: [{ en: 'The same as --help after the command.', ko: '명령어 뒤에 --help를 붙인 것과 같습니다.' }],
  positionals: [
    {
      name: 'command',
      about: {
        en: 'The command to explain. Without one, all commands are listed.',
        ko: '도움말을 볼 명령어입니다. 생략하면 모든 명령어를 보여 줍니다.',
      },
      isOptional: true,
      offers: 'commands',
    },
  ],
  flags: [],
  exits: [DONE_EXIT, USAGE_EXIT],
  examples: [
    { line: 'postwatch help check', does: { en: 'Explain "check".', ko: '"check" 명령어의 도움말을 봅니다.' } },
  ],
  load: async () => (await import('../commands/help.ts')).help,
};
