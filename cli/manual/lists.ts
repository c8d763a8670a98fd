import type { Command } from '../command.ts';
import { USAGE_EXIT } from './shared.ts';

export const listsManual: Command = {
  name: 'lists',
  summary: 'show the blocklists, and with --health whether each works from here',
  about: [
    'Shows the lists that are queried, and those that would be with a key.',
    '--health queries the controls of each list (RFC 5782). Its test entry must be listed, and what nobody can list must not be. A list that fails them is never believed: neither a listing nor its silence.',
  ],
  positionals: [],
  flags: [
    { flag: 'health', about: 'Query the controls of each list from here.' },
    { flag: 'all', about: 'Show the whole table, with lists that have shut down or are off by default.' },
  ],
  exits: [
    { code: 0, when: 'Done. With --health: all lists are healthy.' },
    { code: 1, when: 'With --health: some lists are not healthy.' },
    { code: 3, when: 'With --health: no list is healthy.' },
    USAGE_EXIT,
  ],
  examples: [
    { line: 'postwatch lists', does: 'Show the lists that are queried.' },
    { line: 'postwatch lists --health', does: 'Test each list from here.' },
    {
      line: 'postwatch lists --health --resolver 127.0.0.1:53',
      does: 'Test each list through the resolver on this machine.',
    },
  ],
  load: async () => (await import('../commands/lists.ts')).lists,
};
