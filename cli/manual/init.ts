import type { Command } from '../command.ts';

export const initManual: Command = {
  name: 'init',
  summary: 'write a settings file (postwatch.json) from a few questions',
  about: [
    'Asks for the addresses that send your mail, the domains they send for and where notices go. Writes the answers to postwatch.json, which only you can read. Sends nothing anywhere. Keeps an existing file, unless you give --force.',
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
      line: "printf '203.0.113.25\\nexample.com\\nmail.example.com\\n\\n\\n' | postwatch init",
      does: 'Give the answers in a script, one a line.',
    },
  ],
  load: async () => (await import('../commands/init.ts')).init,
};
