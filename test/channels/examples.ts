/** For each channel, settings that switch it on; those that are not deployed hold the word that may be seen nowhere. */
import type { CHANNELS } from '../../shared/channels/index.ts';
import type { SettingsInput } from '../../shared/settings/settings.ts';

/** Stands in each secret of the examples. */
export const SECRET_WORD = 'correct-horse-battery';

type Example = Pick<SettingsInput, 'notices' | 'aws'>;

export const CHANNEL_EXAMPLES: Readonly<Record<keyof typeof CHANNELS, Example>> = {
  console: {},
  sns: { aws: { alertEmails: ['ops@example.com'] } },
  chat: { aws: { chat: true } },
  webhook: { notices: { webhook: `https://hooks.example.com/${SECRET_WORD}`, webhookSecret: SECRET_WORD } },
};
