import type { Command } from '../command.ts';
import { MEMORY_EXITS, MEMORY_FLAGS } from './shared.ts';

const [done, ...others] = MEMORY_EXITS;

export const historyManual: Command = {
  name: 'history',
  summary: 'show what happened to an address, a domain or a list in 400 days',
  about: [
    'Newest first, at most 1000 entries: the notices that went out, those that did not and why, and what people did. It may run beside the watch.',
  ],
  positionals: [{ name: 'address|domain|list:id', about: 'What to show. For example, 203.0.113.25 or list:spamcop.' }],
  flags: MEMORY_FLAGS,
  exits: [...(done === undefined ? [] : [done]), { code: 1, when: 'Nothing is known about it.' }, ...others],
  examples: [
    { line: 'postwatch history 203.0.113.25', does: 'Show the history of an address.' },
    { line: 'postwatch history list:spamcop --json', does: 'Show the history of a list, as JSON.' },
  ],
  load: async () => (await import('../commands/history.ts')).history,
};
