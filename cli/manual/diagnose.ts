import type { Command } from '../command.ts';

export const diagnoseManual: Command = {
  name: 'diagnose',
  summary: 'explain why mail bounced, whether that is still true, and what to do',
  about: [
    'Reads bounce messages, SMTP replies, mail-log lines (Postfix, Exim, Sendmail), SES notifications or pasted text. For each recipient it shows the cause, whose side it is on, whether to send again, what is true today, and the next step.',
    'It reads the first 1 MiB of a file, and at most 100 refusals in it. It sends no mail. It makes at most 500 DNS queries. To prepare a request, it connects to the mail host of your own domain (at most 5 domains).',
  ],
  positionals: [
    {
      name: 'file',
      about: 'What to read. "-", or no file at all, is standard input.',
      isOptional: true,
      multiple: true,
      isFile: true,
    },
  ],
  flags: [
    {
      flag: 'verbose',
      short: 'v',
      about: 'Show everything: the whole reply, every check with its DNS queries, what a form asks for.',
    },
    { flag: 'request', about: 'Print the prepared requests to receivers and list operators in full.' },
    { flag: 'offline', about: 'Use the text alone. Nothing is looked up.' },
    { flag: 'ip', value: 'address', about: 'The address that sent the mail, instead of the one in the text.' },
    {
      flag: 'domain',
      value: 'name',
      about: 'The domain that the mail was sent for, instead of the one in the text.',
    },
    {
      flag: 'export-unmatched',
      value: 'file',
      about: 'Write the refusals that no rule matches to a file, as JSON. Mail addresses are masked.',
      isFile: true,
    },
  ],
  exits: [
    { code: 0, when: 'Done, also if nothing was recognized.' },
    { code: 3, when: 'No resolver answered, so nothing could be confirmed.' },
    { code: 64, when: 'Usage error, or a file could not be read. The other files are still diagnosed.' },
  ],
  examples: [
    { line: 'postwatch diagnose bounce.eml', does: 'Explain a bounce message.' },
    {
      line: 'postwatch diagnose bounces/*.eml --offline --json',
      does: 'Explain many without DNS queries, as JSON.',
    },
    {
      line: "echo '421 Temporarily rejected. Reverse DNS for 203.0.113.9 failed.' | postwatch diagnose",
      does: 'Explain one reply.',
    },
    {
      line: 'grep status=bounced /var/log/mail.log | postwatch diagnose --domain example.com',
      does: 'Explain the bounces in a mail log.',
    },
  ],
  load: async () => (await import('../commands/diagnose.ts')).diagnoseCommand,
};
