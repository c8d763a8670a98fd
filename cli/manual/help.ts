import type { Command } from '../command.ts';
import { USAGE_EXIT } from './shared.ts';

export const helpManual: Command = {
  name: 'help',
  summary: 'explain a command',
  about: ['The same as --help after the command.'],
  positionals: [
    {
      name: 'command',
      about: 'The command to explain. Without one, all commands are listed.',
      isOptional: true,
      offers: 'commands',
    },
  ],
  flags: [],
  exits: [{ code: 0, when: 'Done.' }, USAGE_EXIT],
  examples: [{ line: 'postwatch help check', does: 'Explain "check".' }],
  load: async () => (await import('../commands/help.ts')).help,
};
