import type { Command } from '../command.ts';
import { USAGE_EXIT } from './shared.ts';

export const spfManual: Command = {
  name: 'spf',
  summary: 'evaluate whether a domain lets an address send (RFC 7208), and what it costs',
  about: [
    'Evaluates SPF as a receiver does. Shows each term with its result and the queries it costs, the running total of the ten that are allowed, and where the evaluation stopped.',
  ],
  positionals: [
    { name: 'ip', about: 'The address that sends.' },
    { name: 'mail-from|domain', about: "The sender. An empty one ('') means the HELO identity." },
  ],
  flags: [{ flag: 'helo', value: 'name', about: 'The name the server greets with (HELO).' }],
  exits: [
    { code: 0, when: 'pass.' },
    { code: 1, when: 'softfail, neutral or none.' },
    { code: 2, when: 'fail or permerror.' },
    { code: 3, when: 'temperror, or no resolver that can be trusted.' },
    USAGE_EXIT,
  ],
  examples: [
    { line: 'postwatch spf 203.0.113.25 example.com', does: 'Evaluate for a domain.' },
    {
      line: 'postwatch spf 203.0.113.25 news@example.com --helo mail.example.com --json',
      does: 'Evaluate for one sender and HELO name, as JSON.',
    },
    { line: "postwatch spf 203.0.113.25 '' --helo mail.example.com", does: 'Evaluate the HELO identity.' },
  ],
  load: async () => (await import('../commands/spf.ts')).spfCommand,
};
