import type { Command } from '../command.ts';
import { formatFlag, STATUS_EXITS } from './shared.ts';

export const checkManual: Command = {
  name: 'check',
  summary: 'check reverse DNS, blocklists and SPF of addresses and domains, now',
  about: [
    'For an address, looks up its reverse DNS and looks it up on the address lists. With --domain it also evaluates whether the SPF record of that domain allows the address. For a domain, looks it up on the domain lists and examines its SPF record.',
    'An address that the settings name is checked with its domains and its HELO name, unless you give others.',
  ],
  positionals: [
    {
      name: 'address|domain',
      about:
        'What to check. Also a network up to /22, @file for the targets in a file, and "-" for those on standard input. Without one, everything that the settings name is checked.',
      isOptional: true,
      multiple: true,
    },
  ],
  flags: [
    {
      flag: 'domain',
      value: 'name',
      about: 'A domain that the addresses send for. May be given several times.',
      multiple: true,
    },
    {
      flag: 'helo',
      value: 'name',
      about: 'The name the server greets with (HELO). It is compared with the reverse name.',
    },
    {
      flag: 'only',
      value: 'checks',
      about: 'Run only these checks, separated by commas: ptr, dnsbl, spf.',
      offers: ['ptr', 'dnsbl', 'spf'],
    },
    {
      flag: 'require',
      value: 'what',
      about:
        'critical: exit with 3 if no critical list gave a verdict and nothing failed. none: do not, even if the settings say so.',
      values: ['critical', 'none'],
    },
    {
      flag: 'verbose',
      short: 'v',
      about: 'Show every query with the "dig" line that repeats it, and what is in order.',
    },
    formatFlag('target', 'finding'),
  ],
  exits: STATUS_EXITS,
  examples: [
    { line: 'postwatch check', does: 'Check everything that the settings name.' },
    { line: 'postwatch check 203.0.113.25', does: 'Check one address.' },
    {
      line: 'postwatch check 203.0.113.25 --domain example.com --helo mail.example.com',
      does: 'Check whether it may send for a domain, too.',
    },
    { line: 'postwatch check example.com 2001:db8::25 --json', does: 'Check a domain and an address, as JSON.' },
    { line: 'postwatch check 203.0.113.0/28 --only dnsbl', does: 'Look up 16 addresses on the blocklists.' },
    {
      line: 'postwatch check @targets.txt --format csv > result.csv',
      does: 'Check the targets in a file, for a spreadsheet.',
    },
    { line: 'postwatch check 203.0.113.25 --format nagios', does: 'Check as a monitoring plugin.' },
    {
      line: 'postwatch check 203.0.113.25 --only ptr --resolver 9.9.9.9:53',
      does: 'Check only the reverse name, through another resolver.',
    },
  ],
  load: async () => (await import('../commands/check.ts')).check,
};
