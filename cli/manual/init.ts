import type { Command } from '../command.ts';

export const initManual: Command = {
  name: 'init',
  summary: 'write a settings file (postwatch.json) from a few questions',
  about: [
    'Asks for the language, the time zone, the addresses that send your mail, the domains they send for, the resolvers, where notices go and the keys of lists. Shows what an empty answer means, and asks again after a wrong one. Keys and secrets are hidden while you type.',
    'Writes the answers to postwatch.json, which only you can read, and offers a first check. Sends nothing before that. Keeps an existing file, unless you give --force.',
  ],
  positionals: [],
  instead: 'it asks questions',
  flags: [{ flag: 'force', about: 'Replace an existing file.' }],
  exits: [
    { code: 0, when: 'The file is written.' },
    { code: 64, when: 'Usage error, a wrong answer, or a file that exists or cannot be written.' },
  ],
  examples: [
    { line: 'postwatch init', does: 'Answer the questions.' },
    {
      line: "printf '\\n203.0.113.25\\nexample.com\\nmail.example.com\\n' | postwatch init --language en",
      does: 'Give the first answers in a script, one a line: the time zone (empty: that of this machine), addresses, domains, HELO.',
    },
  ],
  load: async () => (await import('../commands/init.ts')).init,
};
