import { SEVERITIES, SORTS } from '../choices.ts';
import type { Command } from '../command.ts';
import { formatFlag, MEMORY_EXITS, MEMORY_FLAGS } from './shared.ts';

export const incidentsManual: Command = {
  name: 'incidents',
  summary: 'show the open problems that the watch knows',
  about: [
    'Shows the open incidents that nobody has acknowledged, the worst of each target first. It makes no queries: it knows only what the watch knows. An empty list does not prove that all is well; "postwatch check" looks. It may run beside the watch.',
  ],
  positionals: [],
  flags: [
    { flag: 'all', about: 'Show acknowledged incidents, too.' },
    { flag: 'target', value: 't', about: 'Show only those of an address, a domain or a group they belong to.' },
    { flag: 'finding', value: 'f', about: 'Show only those with this finding. For example, ptr.generic.' },
    { flag: 'severity', value: 's', about: 'Show only those that are at least this severe.', values: SEVERITIES },
    {
      flag: 'sort',
      value: 'by',
      about: 'target: by target. severity: the worst first. since: the newest first.',
      default: 'target',
      values: SORTS,
    },
    formatFlag('incident', 'incident'),
    ...MEMORY_FLAGS,
  ],
  exits: [
    ...MEMORY_EXITS,
    { code: 1, when: 'Only with --format nagios: the worst open incident is a warning. 2 is a failure, 3 unknown.' },
  ].toSorted((a, b) => a.code - b.code),
  examples: [
    { line: 'postwatch incidents', does: 'Show what is open and not acknowledged.' },
    {
      line: 'postwatch incidents --severity major --sort severity',
      does: 'Show what is major or critical, the worst first.',
    },
    { line: 'postwatch incidents --format nagios', does: 'Report as a monitoring plugin.' },
    {
      line: 'postwatch incidents --all --endpoint https://abcdef1234.execute-api.eu-west-1.amazonaws.com',
      does: 'Show everything that a deployed watch has open.',
    },
  ],
  load: async () => (await import('../commands/incidents.ts')).incidents,
};
