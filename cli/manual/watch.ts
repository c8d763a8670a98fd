import type { Command } from '../command.ts';

export const watchManual: Command = {
  name: 'watch',
  summary: 'check on a schedule, and notify when a problem opens and when it clears',
  about: [
    'Checks what the settings name and remembers the results in an SQLite file. "postwatch init" writes the settings. You get one notice when a problem opens and one when it clears: on the console, and through the other channels that the settings name.',
    'You can stop it at any moment. The next start resumes. Two watches cannot run on one memory at the same time.',
  ],
  positionals: [],
  instead: 'the settings name what is watched',
  flags: [
    {
      flag: 'once',
      about:
        'Make one pass over what is due, then stop (for cron or a systemd timer). It takes as long as a polite pace needs, unless you give --timeout.',
    },
    {
      flag: 'now',
      about:
        'With --once: check everything, due or not. If something is repaired, the pass looks again a minute later. The problem clears if both looks agree.',
    },
  ],
  exits: [
    { code: 0, when: '--once: the pass is done, whatever it found, and its notices went out.' },
    { code: 1, when: '--once: a channel refused notices. They go out with the next pass.' },
    { code: 3, when: '--once: not one query was answered.' },
    { code: 64, when: 'Usage error, or wrong settings.' },
  ],
  examples: [
    { line: 'postwatch watch', does: 'Stay and check on the schedule of the settings.' },
    { line: 'postwatch watch --once --json', does: 'Make one pass over what is due, as JSON.' },
    { line: 'postwatch watch --once --now', does: 'After a repair: check everything now.' },
  ],
  load: async () => (await import('../commands/watch.ts')).watch,
};
