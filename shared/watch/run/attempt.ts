/** One try of one channel, whatever it does. Apart from the outbox, since the API's test needs nothing else of it. */
import type { Channel, PublishOutcome } from '../../channels/core/channel.ts';
import { channelFailed } from '../../channels/core/words.ts';
import type { Digest } from '../../notices/digest.ts';

/** A channel that throws (a pipe that was closed, a bug) has failed like any other, and the next one is tried. */
export async function attempt({ publish }: Channel, message: Digest): Promise<PublishOutcome> {
  try {
    return await publish(message);
  } catch (error) {
    return { ok: false, why: channelFailed(error instanceof Error ? error.message : String(error)) };
  }
}
