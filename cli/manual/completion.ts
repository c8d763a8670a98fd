import type { Command } from '../command.ts';
import { DONE_EXIT, USAGE_EXIT } from './shared.ts';

export const completionManual: Command = {
  name: 'completion',
  group: 'other',
  summary: {
    en: 'print a script with which your shell completes commands, flags and values',
    ko: '셸에서 명령어, 옵션, 값을 자동 완성하는 스크립트 출력',
  },
  about: [
    {
      en: 'Prints the script and changes nothing. Load it in the start file of your shell. "postwatch" must be on your PATH.',
      ko: '스크립트를 출력하기만 하고 아무것도 바꾸지 않습니다. 셸의 시작 파일에서 불러오세요. "postwatch" 명령이 PATH에 있어야 합니다.',
    },
  ],
  positionals: [
    {
      name: 'shell',
      about: { en: 'bash, zsh or fish.', ko: 'bash, zsh, fish 중 하나입니다.' },
      offers: ['bash', 'zsh', 'fish'],
    },
  ],
  flags: [],
  exits: [DONE_EXIT, USAGE_EXIT],
  examples: [
    {
      line: 'source <(postwatch completion bash)',
      does: { en: 'bash: add this line to ~/.bashrc.', ko: 'bash는 ~/.bashrc 파일에 이 줄을 추가합니다.' },
    },
    {
      line: 'source <(postwatch completion zsh)',
      does: {
        en: 'zsh: add this line to ~/.zshrc, after compinit.',
        ko: 'zsh는 ~/.zshrc 파일의 compinit 다음에 이 줄을 추가합니다.',
      },
    },
    {
      line: 'postwatch completion fish > ~/.config/fish/completions/postwatch.fish',
      does: { en: 'fish: run this once.', ko: 'fish는 이 명령을 한 번만 실행합니다.' },
    },
  ],
  load: async () => (await import('../commands/completion.ts')).completion,
};
