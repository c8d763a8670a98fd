import type { Command } from '../command.ts';
import { MEMORY_EXITS, MEMORY_FLAGS, WHY_FLAG } from './shared.ts';

export const ackManual: Command = {
  name: 'ack',
  summary: 'acknowledge an incident',
  about: [
    'An acknowledged incident sends no more reminders until the time you give, or until it ends or gets worse. Its history shows who acknowledged it, when and why. A second acknowledgement replaces the first. It may run beside the watch.',
  ],
  positionals: [{ name: 'incident', about: 'Its id, as "postwatch incidents" shows it.' }],
  flags: [
    WHY_FLAG,
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
  ],
  load: async () => (await import('../commands/ack.ts')).ack,
};
