import type { Command } from '../command.ts';
import { MEMORY_EXITS, MEMORY_FLAGS } from './shared.ts';

export const incidentsManual: Command = {
  name: 'incidents',
  summary: 'show the open problems that the watch knows',
  about: [
    'Shows the open incidents that nobody has acknowledged, the worst of each target first. It makes no queries: it knows only what the watch knows. An empty list does not prove that all is well; "postwatch check" looks. It may run beside the watch.',
  ],
  positionals: [],
  flags: [{ flag: 'all', about: 'Show acknowledged incidents, too.' }, ...MEMORY_FLAGS],
  exits: MEMORY_EXITS,
  examples: [
    { line: 'postwatch incidents', does: 'Show what is open and not acknowledged.' },
    {
      line: 'postwatch incidents --all --endpoint https://abcdef1234.execute-api.eu-west-1.amazonaws.com',
      does: 'Show everything that a deployed watch has open.',
    },
  ],
  load: async () => (await import('../commands/incidents.ts')).incidents,
};
