import type { Command } from '../command.ts';

export const settingsManual: Command = {
  name: 'settings',
  summary: 'check the settings file, or show the settings that apply and where each comes from',
  usage: ['settings check [<file>]', 'settings show [<file>]'],
  about: [
    'check says whether the file is valid; if it is not, where and why. It explains each value that is not the default, and names keys and secrets that other users of this machine can read.',
    'show prints every setting that applies, and whether it comes from the file, from an environment variable or from the defaults. A secret is shown as ****.',
    'Neither sends anything.',
  ],
  positionals: [
    { name: 'check|show', about: 'What to do.', offers: ['check', 'show'] },
    {
      name: 'file',
      about: 'The settings file. Without it, the one that --settings names, or postwatch.json in this folder.',
      isOptional: true,
      isFile: true,
    },
  ],
  flags: [],
  exits: [
    { code: 0, when: 'The file is valid.' },
    { code: 64, when: 'The file is not valid or not there, or a usage error.' },
  ],
  examples: [
    { line: 'postwatch settings check', does: 'Check postwatch.json in this folder.' },
    { line: 'postwatch settings check /etc/postwatch.json', does: 'Check another file.' },
    { line: 'postwatch settings show', does: 'Show where each value comes from.' },
    { line: 'postwatch settings show --json', does: 'The same as JSON.' },
  ],
  load: async () => (await import('../commands/settings.ts')).settingsCommand,
};
