import type { Command } from '../command.ts';
import { INCIDENTS_POSITIONAL, MEMORY_EXITS, MEMORY_FLAGS } from './shared.ts';

export const ackManual: Command = {
  name: 'ack',
  summary: 'acknowledge incidents',
  usage: ['ack <incident>... --why text [options]', 'ack --all --target <t> --why text [options]'],
  about: [
    'An acknowledged incident sends no more reminders until the time you give, or until it ends or gets worse. Its history shows who acknowledged it, when and why. A second acknowledgement replaces the first. It may run beside the watch.',
    'With --json, one incident is answered as {"incident": ...} and several as {"incidents": [...]}.',
  ],
  positionals: [INCIDENTS_POSITIONAL],
  flags: [
    { flag: 'why', value: 'text', about: 'The reason, for whoever asks later. Required.' },
    { flag: 'all', about: 'With --target: acknowledge all that is open there and not acknowledged.' },
    { flag: 'target', value: 't', about: 'With --all: an address, a domain or a group.' },
    {
      flag: 'until',
      value: 'when',
      about: 'A duration or a time. For example, 3d, 2026-12-27 or 2026-12-27T09:00+09:00.',
      default: 'until it ends',
    },
    ...MEMORY_FLAGS,
  ],
  exits: MEMORY_EXITS,
  examples: [
    {
      line: 'postwatch ack 0123456789ab --why "the provider has a ticket" --until 3d',
      does: 'Send no reminders for three days.',
    },
    {
      line: 'postwatch ack 0123 89ab --why "ticket 7"',
      does: 'Acknowledge two incidents by the beginnings of their ids.',
    },
    {
      line: 'postwatch ack --all --target 203.0.113.25 --why "moving to a new range"',
      does: 'Acknowledge all that is open for an address.',
    },
  ],
  load: async () => (await import('../commands/ack.ts')).ack,
};
