/**
 * The outbox: claim with a lease, publish, mark. A notice is lost in no case, since it stays in the outbox until a channel
 * has taken it; it is repeated only if the process is killed between publishing and marking, and then with the same id.
 */

import { type Clock, isoTime } from '../model/clock.ts';
import type { Notice } from '../model/incident.ts';
import { type Digest, digest } from '../notices/digest.ts';
import type { Wording } from '../notices/wording.ts';
import type { Memory } from './memory.ts';

/** What a channel made of a digest. A refusal is a value: one failing channel never stops another. */
export type Published = { readonly ok: true } | { readonly ok: false; readonly why: string };

export type Channel = {
  readonly id: string;
  readonly publish: (digest: Digest) => Promise<Published>;
  /** Notices with different groups go out as digests of their own; without it there is one digest. */
  readonly groupOf?: (notice: Notice) => string;
};

export type ChannelOutcome = { readonly channel: string; readonly notices: number; readonly outcome: Published };

/** Milliseconds for which a claim is the claimer's alone. */
export const LEASE = 2 * 60_000;
/** A claim is bounded, so claims go on until nothing waits; after so long the rest is the next run's. */
const GO_ON_MS = 60_000;

export async function notify(
  memory: Memory,
  channels: readonly Channel[],
  wording: Wording,
  clock: Clock,
): Promise<readonly ChannelOutcome[]> {
  const outcomes: ChannelOutcome[] = [];
  for (const channel of channels) {
    const began = clock.monotonic();
    let told: readonly ChannelOutcome[];
    do {
      told = await tellOnce(memory, channel, wording, clock);
      outcomes.push(...told);
      // What was refused waits again: claimed at once it would be refused at once.
    } while (told.length > 0 && told.every(({ outcome }) => outcome.ok) && clock.monotonic() - began < GO_ON_MS);
  }
  return outcomes;
}

/** All that waits for a channel, as one piece: for a channel whose output is one document. It is marked when `show` is done. */
export async function showAll(
  memory: Memory,
  channel: string,
  show: (notices: readonly Notice[]) => Promise<void>,
  clock: Clock,
): Promise<void> {
  const waiting: Notice[] = [];
  const claim = () => memory.claim(channel, clock.now(), clock.now() + LEASE);
  for (let claimed = await claim(); claimed.length > 0; claimed = await claim()) waiting.push(...claimed);
  await show(waiting);
  await memory.markSent(channel, waiting, isoTime(clock.now()));
}

/** One claim; no outcome where nothing waits. */
async function tellOnce(
  memory: Memory,
  channel: Channel,
  wording: Wording,
  clock: Clock,
): Promise<readonly ChannelOutcome[]> {
  const outcomes: ChannelOutcome[] = [];
  const claimed = await memory.claim(channel.id, clock.now(), clock.now() + LEASE);
  for (const notices of Map.groupBy(claimed, channel.groupOf ?? (() => '')).values()) {
    const outcome = await channel.publish(digest(notices, wording));
    if (outcome.ok) await memory.markSent(channel.id, notices, isoTime(clock.now()));
    else await memory.release(channel.id, notices, outcome.why);
    outcomes.push({ channel: channel.id, notices: notices.length, outcome });
  }
  return outcomes;
}
