import type { Command } from '../command.ts';
import { USAGE_EXIT } from './shared.ts';

export const sandboxManual: Command = {
  name: 'sandbox',
  summary: 'see the watch at work on a small simulated internet: no network, no account',
  about: [
    'Starts a simulated internet on loopback, with eight senders and ten lists, sound and otherwise. Checks it and plays five hours of the watch on a clock of its own: a listing opens an incident and clears it. Then an Elastic IP of a simulated EC2 gets its reverse name. Nothing leaves this machine.',
  ],
  positionals: [],
  flags: [],
  exits: [{ code: 0, when: 'Done.' }, USAGE_EXIT],
  examples: [{ line: 'postwatch sandbox', does: 'Play it.' }],
  load: async () => (await import('../commands/sandbox.ts')).sandbox,
};
