import type { Command } from '../command.ts';
import { STATUS_EXITS } from './shared.ts';

export const lookupManual: Command = {
  name: 'lookup',
  summary: 'look up one thing, for example mx:example.com or whois:203.0.113.25',
  usage: ['lookup <command>:<argument>', 'lookup help'],
  about: [
    'Shows the records, what is right, what is wrong and what could not be looked up. Connections go only to public addresses, on known ports.',
  ],
  positionals: [
    {
      name: 'command:argument',
      about: 'What to look up. "help" lists the commands, each with an example.',
      offers: 'lookups',
    },
  ],
  flags: [],
  exits: STATUS_EXITS,
  examples: [
    { line: 'postwatch lookup help', does: 'List all lookups.' },
    { line: 'postwatch lookup mx:example.com', does: 'Look up the mail hosts of a domain.' },
    { line: 'postwatch lookup smtp:mail.example.com:587', does: 'Connect to a mail server and examine its TLS.' },
    {
      line: 'postwatch lookup spf:example.com:203.0.113.25,2001:db8::25 --json',
      does: 'Look up whether SPF allows two addresses, as JSON.',
    },
  ],
  load: async () => (await import('../commands/lookup.ts')).lookupCommand,
};
