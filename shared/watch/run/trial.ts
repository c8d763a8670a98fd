/** A test of the way notices go: the real channels, all of them, each with what became of it. */
import type { Channel, ChannelOutcome } from '../../channels/core/channel.ts';
import type { Language } from '../../model/language.ts';
import type { Digest } from '../../notices/digest.ts';
import { attempt } from './attempt.ts';

export type Trial = Pick<ChannelOutcome, 'channel' | 'outcome'>;

export const tryChannels = (channels: readonly Channel[], digest: Digest): Promise<readonly Trial[]> =>
  Promise.all(
    channels.map(async (channel) => {
      const published = await attempt(channel, digest);
      return { channel: channel.id, outcome: published.ok ? { ok: true } : { ok: false, why: published.why } };
    }),
  );

/** As JSON has it: in one language. */
export const publishedTrial = <T extends Trial>({ outcome, ...rest }: T, language: Language = 'en') => ({
  ...rest,
  outcome: outcome.ok ? outcome : { ok: false, why: outcome.why[language] },
});
