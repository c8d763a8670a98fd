import type { Command } from '../command.ts';
import { USAGE_EXIT } from './shared.ts';

export const completionManual: Command = {
  name: 'completion',
  summary: 'print a script with which your shell completes commands, flags and values',
  about: [
    'Prints the script and changes nothing. Load it in the start file of your shell. "postwatch" must be on your PATH.',
  ],
  positionals: [{ name: 'shell', about: 'bash, zsh or fish.', offers: ['bash', 'zsh', 'fish'] }],
  flags: [],
  exits: [{ code: 0, when: 'Done.' }, USAGE_EXIT],
  examples: [
    { line: 'source <(postwatch completion bash)', does: 'bash: add this line to ~/.bashrc.' },
    {
      line: 'source <(postwatch completion zsh)',
      does: 'zsh: add this line to ~/.zshrc, after compinit.',
    },
    {
      line: 'postwatch completion fish > ~/.config/fish/completions/postwatch.fish',
      does: 'fish: run this once.',
    },
  ],
  load: async () => (await import('../commands/completion.ts')).completion,
};
