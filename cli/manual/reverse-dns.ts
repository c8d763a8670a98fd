import type { Command } from '../command.ts';
import { ENDPOINT_FLAG, USAGE_EXIT } from './shared.ts';

export const reverseDnsManual: Command = {
  name: 'reverse-dns',
  summary: 'show, set or remove the reverse name of an Elastic IP, and wait for the proof in DNS',
  usage: ['reverse-dns <ip>', 'reverse-dns <ip> <hostname> [options]', 'reverse-dns <ip> --reset [options]'],
  about: [
    'Without a host name it shows what EC2 has recorded and what DNS answers. With one it adds the forward record, requests the reverse name, waits, and proves the result. --reset removes the reverse name: an address needs that before you can release it.',
    'It uses the AWS credentials of this shell (environment, profile, SSO) and finds the Region itself. It adds the forward record if the zone is a public hosted zone of the account. It never drops other records of the name. This takes minutes. After Ctrl-C, run the same command again to resume.',
  ],
  positionals: [
    { name: 'ip', about: 'The Elastic IP.' },
    { name: 'hostname', about: 'Its new reverse name.', isOptional: true },
  ],
  flags: [
    { flag: 'reset', about: 'Remove the reverse name.' },
    { flag: 'dry-run', about: 'Print the calls and change batches. Nothing is sent.' },
    { flag: 'merge', about: 'Allow adding the address to a name that has other addresses.' },
    { flag: 'replace', about: 'Allow replacing another reverse name.' },
    { flag: 'hosted-zone', value: 'id', about: 'The zone to write to, if several match.' },
    { flag: 'region', value: 'name', about: 'Look in this Region only.' },
    {
      flag: ENDPOINT_FLAG.flag,
      value: 'URL',
      about:
        'Let a deployed API do it, with its own permissions. The address needs the tag postwatch:manage=true. Calls are signed as whoever is logged in to AWS here, or carry the token in POSTWATCH_TOKEN.',
    },
    {
      flag: 'request-text',
      value: 'to',
      about: 'Print a letter to AWS (sending limits), or to the provider of an address that is not an Elastic IP.',
      values: ['aws', 'isp'],
    },
  ],
  exits: [
    { code: 0, when: 'Confirmed, or nothing to do.' },
    { code: 1, when: 'Not finished: it took too long, or you pressed Ctrl-C.' },
    { code: 2, when: 'Blocked. The output says what to do.' },
    { code: 3, when: 'No answer from AWS or DNS.' },
    USAGE_EXIT,
  ],
  examples: [
    { line: 'postwatch reverse-dns 203.0.113.25', does: 'Show the reverse name.' },
    {
      line: 'postwatch reverse-dns 203.0.113.25 mail.example.com --dry-run',
      does: 'Show what would be sent to set it.',
    },
    { line: 'postwatch reverse-dns 203.0.113.25 mail.example.com', does: 'Set it.' },
    { line: 'postwatch reverse-dns 203.0.113.25 --reset', does: 'Remove it.' },
    {
      line: 'postwatch reverse-dns 203.0.113.25 mail.example.com --request-text isp --language ko',
      does: 'Print a letter to the provider, in Korean.',
    },
  ],
  load: async () => (await import('../commands/reverse-dns.ts')).reverseDns,
};
