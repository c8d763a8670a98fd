import type { Command } from '../command.ts';
import { INCIDENTS_POSITIONAL, MEMORY_EXITS, MEMORY_FLAGS } from './shared.ts';

export const unackManual: Command = {
  name: 'unack',
  summary: 'take the acknowledgement of incidents back',
  usage: ['unack <incident>... [options]', 'unack --all --target <t> [options]'],
  about: [
    'Reminders are sent again, and the incident is shown as open. Its history shows who took the acknowledgement back, and when. It may run beside the watch. With --endpoint, the deployed API must be of this version or newer.',
  ],
  positionals: [INCIDENTS_POSITIONAL],
  flags: [
    { flag: 'all', about: 'With --target: everything that is acknowledged there.' },
    { flag: 'target', value: 't', about: 'With --all: an address, a domain or a group.' },
    ...MEMORY_FLAGS,
  ],
  exits: MEMORY_EXITS,
  examples: [
    { line: 'postwatch unack 0123456789ab', does: 'Take back the acknowledgement of one incident.' },
    { line: 'postwatch unack --all --target 203.0.113.25', does: 'Take back all of an address.' },
  ],
  load: async () => (await import('../commands/unack.ts')).unack,
};
