import type { Command } from '../command.ts';
import { ENDPOINT_FLAG, USAGE_EXIT } from './shared.ts';

export const noticesManual: Command = {
  name: 'notices',
  summary: 'send a test notice through every channel, and show the results',
  about: [
    'Sends a test message through every channel of the settings, and shows what each one answered. With --endpoint it uses the channels of a deployed API. Mail that SNS has accepted may still be on its way. The result does not say whether anybody has confirmed a subscription.',
  ],
  positionals: [{ name: 'test', about: 'The word "test".', offers: ['test'] }],
  flags: [ENDPOINT_FLAG],
  exits: [
    { code: 0, when: 'Every channel accepted it.' },
    { code: 1, when: 'A channel did not accept it.' },
    { code: 2, when: 'The API refused to try.' },
    { code: 3, when: 'The API could not be reached.' },
    USAGE_EXIT,
  ],
  examples: [
    { line: 'postwatch notices test', does: 'Test the channels of the settings.' },
    {
      line: 'postwatch notices test --endpoint https://abc.execute-api.eu-west-1.amazonaws.com/',
      does: 'Test the channels of a deployment.',
    },
  ],
  load: async () => (await import('../commands/notices.ts')).notices,
};
