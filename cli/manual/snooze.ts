import type { Command } from '../command.ts';
import { MEMORY_EXITS, MEMORY_FLAGS } from './shared.ts';

export const snoozeManual: Command = {
  name: 'snooze',
  summary: 'send no notices about a target, a list or a finding for a while',
  usage: [
    'snooze [--target t] [--list l] [--finding f] --for duration --why text',
    'snooze [--target t] [--list l] [--finding f] --until time --why text',
    'snooze',
    'snooze --end <id>',
  ],
  about: [
    'What happens meanwhile is remembered. If a problem is still open when the snooze ends, you are notified then. If you give several scopes, all of them must match. Without flags it shows the snoozes that are not over. It may run beside the watch.',
  ],
  positionals: [],
  instead: 'use a flag, for example --target',
  flags: [
    { flag: 'target', value: 't', about: 'An address or a domain.' },
    { flag: 'list', value: 'l', about: 'The id of a list.' },
    { flag: 'finding', value: 'f', about: 'The id of a finding. For example, ptr.generic.' },
    { flag: 'for', value: 'duration', about: 'How long. For example, 30m, 2h, 3d or 1w.' },
    { flag: 'until', value: 'time', about: 'When it ends. For example, 2026-12-27T06:00Z, or a duration.' },
    { flag: 'from', value: 'time', about: 'When it begins, for planned maintenance.', default: 'now' },
    { flag: 'why', value: 'text', about: 'The reason, for whoever asks later. Required for a new snooze.' },
    { flag: 'end', value: 'id', about: 'End a snooze early.' },
    ...MEMORY_FLAGS,
  ],
  exits: MEMORY_EXITS,
  examples: [
    { line: 'postwatch snooze', does: 'Show the snoozes that are not over.' },
    {
      line: 'postwatch snooze --target 203.0.113.25 --finding ptr.generic --for 3d --why "ticket 7"',
      does: 'Send no notices about one finding of one address for three days.',
    },
    {
      line: 'postwatch snooze --list spamcop --from 2026-12-28T22:00Z --for 4h --why "ticket 8"',
      does: 'Plan four hours without notices about one list.',
    },
  ],
  load: async () => (await import('../commands/snooze.ts')).snooze,
};
