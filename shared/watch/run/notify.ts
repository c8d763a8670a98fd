/**
 * The outbox: claim with a lease, publish, mark. A notice is lost in no case, since it stays in the outbox until a channel
 * has taken a message with it: a channel says which notices were in the message, only those are marked, and the others go
 * out in further messages of the same pass. It is repeated only if the process is killed between publishing and marking, and then
 * with the same id. Each channel has an outbox of its own: one that fails neither loses its notices nor makes another repeat them.
 */
import type { Channel, ChannelOutcome, Delivery, PublishOutcome } from '../../channels/core/channel.ts';
import { leftAlone, NO_NOTICE_CARRIED, PASS_TIME_OVER } from '../../channels/core/words.ts';
import { type Clock, isoTime } from '../../model/clock.ts';
import { HOUR, MINUTE } from '../../model/duration.ts';
import type { Notice } from '../../model/incident.ts';
import { translatedOf, verbatim } from '../../model/language.ts';
import { type Digest, digest } from '../../notices/digest.ts';
import { timeText } from '../../notices/times.ts';
import type { Wording } from '../../notices/wording.ts';
import { attempt } from './attempt.ts';
import type { Memory } from './memory.ts';

/** Milliseconds for which a claim is the claimer's alone. */
export const LEASE = 2 * MINUTE;
/** Claims go on until nothing waits, and messages until all is reported; after so long the rest is the next run's. */
const GO_ON_MS = MINUTE;
/** However long a receiver asks to be left alone: nobody waits for a critical notice for a day. */
const LONGEST_HOLD_MS = 2 * HOUR;

export async function notify(
  memory: Memory,
  channels: readonly Channel[],
  wording: Wording,
  clock: Clock,
  /** When this pass began: what failed since is tried once more, and is counted as one failure. */
  since = clock.now(),
): Promise<readonly ChannelOutcome[]> {
  const outcomes: ChannelOutcome[] = [];
  for (const channel of channels) {
    const held = await heldBack(channel, since, memory, { clock, zone: wording.zone });
    const delivered = held ?? (await notifyThrough(channel, memory, wording, clock));
    if (held === null) await remember(channel, delivered, since, memory, clock);
    outcomes.push(...delivered.map(({ notices, outcome }) => ({ channel: channel.id, notices, outcome })));
  }
  return outcomes;
}

async function notifyThrough(
  channel: Channel,
  memory: Memory,
  wording: Wording,
  clock: Clock,
): Promise<readonly Delivered[]> {
  const delivering: Delivering = { channel, memory, clock, until: clock.monotonic() + GO_ON_MS };
  const all: Delivered[] = [];
  let delivered: readonly Delivered[];
  do {
    delivered = await deliverClaimed(delivering, wording);
    all.push(...delivered);
    // What was refused waits again: claimed at once it would be refused at once.
  } while (
    delivered.length > 0 &&
    delivered.every(({ outcome }) => outcome.ok) &&
    clock.monotonic() < delivering.until
  );
  return all;
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

export type Delivering = {
  readonly channel: Channel;
  readonly memory: Memory;
  readonly clock: Clock;
  /** By the monotonic clock: no message is begun later. The lease of what was claimed is longer. */
  readonly until: number;
};

export type Delivered = {
  readonly notices: number;
  readonly outcome: Delivery;
  /** Where it failed, and the receiver has said so. */
  readonly retryAfterMs?: number;
};

/** One claim; nothing where nothing waits. */
async function deliverClaimed(delivering: Delivering, wording: Wording): Promise<readonly Delivered[]> {
  const { channel, memory, clock } = delivering;
  const claimed = await memory.claim(channel.id, clock.now(), clock.now() + LEASE);
  const delivered: Delivered[] = [];
  for (const notices of Map.groupBy(claimed, channel.groupOf ?? (() => '')).values())
    delivered.push(...(await deliver(delivering, notices, (left) => digest(left, wording))));
  return delivered;
}

/** Message by message, until each of them was in one that was taken. What is not reported is given back, with the reason. */
async function deliver(
  { channel, memory, clock, until }: Delivering,
  notices: readonly Notice[],
  compose: (left: readonly Notice[]) => Digest,
): Promise<readonly Delivered[]> {
  const delivered: Delivered[] = [];
  let left = notices;
  while (left.length > 0) {
    if (clock.monotonic() >= until) {
      await memory.release(channel.id, left, PASS_TIME_OVER.en);
      break;
    }
    const published = await attempt(channel, compose(left));
    const taken = new Set(published.ok ? published.carried : []);
    const carried = left.filter(({ id }) => taken.has(id));
    if (!published.ok || carried.length === 0) {
      const failure = deliveryFailure(published, left.length);
      await memory.release(channel.id, left, failure.outcome.why.en);
      delivered.push(failure);
      break;
    }
    await memory.markSent(channel.id, carried, isoTime(clock.now()));
    delivered.push({ notices: carried.length, outcome: { ok: true } });
    left = left.filter(({ id }) => !taken.has(id));
  }
  return delivered;
}

export function deliveryFailure(published: PublishOutcome, notices: number) {
  if (published.ok) return { notices, outcome: { ok: false, why: NO_NOTICE_CARRIED } } as const;
  const { why, retryAfterMs } = published;
  const failure = { notices, outcome: { ok: false, why } } as const;
  return retryAfterMs === undefined ? failure : { ...failure, retryAfterMs };
}

/** What is known of a channel that is left alone for now: it is still one that did not take its notices. */
async function heldBack(
  { id, backOffMs }: Channel,
  since: number,
  memory: Memory,
  { clock, zone }: { readonly clock: Clock; readonly zone: string },
): Promise<readonly Delivered[] | null> {
  if (backOffMs === undefined) return null;
  const hold = await memory.hold(id);
  const ms = hold === null ? 0 : hold.until - clock.now();
  // Of a clock that was put back since, nobody waits longer than was meant.
  if (hold === null || hold.at >= since || ms <= 0 || ms > LONGEST_HOLD_MS) return null;
  const { why, translated, until, failures, notices } = hold;
  const when = leftAlone({ ...verbatim(why), ...translated }, failures, timeText(isoTime(until), zone));
  return [{ notices, outcome: { ok: false, why: when } }];
}

async function remember(
  { id, backOffMs }: Channel,
  delivered: readonly Delivered[],
  since: number,
  memory: Memory,
  clock: Clock,
): Promise<void> {
  if (delivered.length === 0) return;
  const before = await memory.hold(id);
  const failed = delivered.filter(({ outcome }) => !outcome.ok);
  const [first] = failed;
  if (first === undefined || first.outcome.ok) {
    if (before !== null) await memory.saveHold(id, null);
    return;
  }
  const isSamePass = before !== null && before.at >= since;
  const failures = (before?.failures ?? 0) + (isSamePass ? 0 : 1);
  // Without a back-off the next pass tries again; its reason is kept all the same, in every language.
  const own = backOffMs?.[Math.min(failures, backOffMs.length) - 1] ?? 0;
  const pause = backOffMs === undefined ? 0 : Math.min(LONGEST_HOLD_MS, Math.max(own, first.retryAfterMs ?? 0));
  const notices = failed.reduce((sum, one) => sum + one.notices, 0);
  const at = clock.now();
  const { why } = first.outcome;
  await memory.saveHold(id, { failures, at, until: at + pause, why: why.en, translated: translatedOf(why), notices });
}
