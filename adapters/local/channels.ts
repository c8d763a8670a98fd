/** The laptop's channels: the console, and a webhook where the settings name one. */

import type { Channel, PublishOutcome } from '../../shared/channels/core/channel.ts';
import type { Clock } from '../../shared/model/clock.ts';
import type { Digest } from '../../shared/notices/digest.ts';
import { wordingOf } from '../../shared/notices/wording.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import { webhookChannel } from './webhook.ts';

export type LocalChannelOptions = {
  readonly notices: Pick<Settings['notices'], 'webhook' | 'webhookSecret' | 'language' | 'zone'>;
  /** `POSTWATCH_WEBHOOK_SECRET` signs where the settings hold no secret. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly print: (line: string) => void;
  /** Waits until it is written. */
  readonly flushed?: () => Promise<void>;
  /** Where somebody waits for the outcome: one try. */
  readonly once?: boolean;
};

export function localChannels(options: LocalChannelOptions): readonly Channel[] {
  const { notices, environment, clock, print, flushed, once = false } = options;
  if (notices.webhook === undefined) return [consoleChannel(print, flushed)];
  const given = environment['POSTWATCH_WEBHOOK_SECRET'];
  const secret = notices.webhookSecret ?? (given === '' ? undefined : given);
  const tries = once ? { retryMs: [] } : {};
  const webhook = webhookChannel({ url: notices.webhook, wording: wordingOf(notices), secret, clock, ...tries });
  return [consoleChannel(print, flushed), webhook];
}

/** What was not written was not told: a full disk or a closed pipe leaves the notices to the next pass. */
export function consoleChannel(print: (line: string) => void, flushed = async (): Promise<void> => {}): Channel {
  const publish = async ({ subject, text, notices }: Digest): Promise<PublishOutcome> => {
    print(subject);
    print(text);
    await flushed();
    return { ok: true, carried: notices.map(({ id }) => id) };
  };
  return { id: 'console', publish };
}
