/**
 * The last step: what was decided goes out, through each channel by itself. Until someone has confirmed a subscription
 * nothing is published to a topic, since SNS would take it and notify nobody; it waits in the outbox. The first thing that
 * people get by mail is the first report.
 */
import type { Channel, ChannelOutcome } from '../../../shared/channels/core/channel.ts';
import { FOLLOWS_FIRST_REPORT } from '../../../shared/channels/core/words.ts';
import { CHANNELS } from '../../../shared/channels/index.ts';
import { isoTime } from '../../../shared/model/clock.ts';
import { translatedOf } from '../../../shared/model/language.ts';
import { type FirstReport, firstReport } from '../../../shared/notices/first-report.ts';
import { attempt } from '../../../shared/watch/run/attempt.ts';
import { deliveryFailure, LEASE, notify } from '../../../shared/watch/run/notify.ts';
import { publishersIn } from '../channels/channels.ts';
import type { Publisher } from '../channels/publisher.ts';
import { wordingIn } from '../channels/wording.ts';
import type { StepPorts } from './runtime.ts';

/** The alerts topic, to which everyone subscribes. */
const ALERTS = CHANNELS.sns.id;

/** `held`: nobody listens to the alerts topic. */
export type NotifyOutcome = { readonly published: number; readonly held: boolean };

/** Throws when a channel does not take it, after all have been tried: the run tries again, and in the end fails loudly. */
export async function notifyStep(base: StepPorts): Promise<NotifyOutcome> {
  const { memory, clock, telemetry, environment } = base;
  const outcomes: ChannelOutcome[] = [];
  const waiting: number[] = [];
  let held = false;
  for (const publisher of publishersIn(environment)) {
    const { id } = publisher.channel;
    if (await nobodyListens(publisher, base)) held ||= id === ALERTS;
    else outcomes.push(...(await publishThrough(publisher, base)));
    const oldest = await memory.oldest(id);
    waiting.push(oldest === null ? 0 : Math.max(0, Math.round((clock.now() - Date.parse(oldest)) / 1000)));
  }
  telemetry.metrics({ OutboxOldestSeconds: Math.max(...waiting) });
  const undelivered = outcomes.flatMap(({ channel, notices, outcome }) =>
    outcome.ok ? [] : [{ channel, notices, why: outcome.why.en, translated: translatedOf(outcome.why) }],
  );
  // For anyone who asks the API about the latest run.
  await memory.saveFact('UNDELIVERED', undelivered);
  if (undelivered.length > 0) throw new Error(undelivered.map(({ channel, why }) => `${channel}: ${why}`).join('; '));
  return { published: outcomes.reduce((sum, { notices }) => sum + notices, 0), held };
}

async function nobodyListens({ channel, subscribers }: Publisher, { telemetry }: StepPorts): Promise<boolean> {
  if (subscribers === undefined) return false;
  const counted = await subscribers();
  // A topic that cannot be looked at may well have listeners.
  if (!counted.ok) telemetry.log('error', 'subscribers cannot be counted', { channel: channel.id, why: counted.why });
  else if (channel.id === ALERTS) telemetry.metrics({ ConfirmedSubscribers: counted.confirmed });
  const nobody = counted.ok && counted.confirmed === 0;
  if (nobody) telemetry.log('warn', 'nobody has confirmed a subscription: notices wait', { channel: channel.id });
  return nobody;
}

async function publishThrough({ channel }: Publisher, base: StepPorts): Promise<readonly ChannelOutcome[]> {
  const { memory, clock, environment } = base;
  const first = channel.id === ALERTS ? await reportFirst(channel, base) : [];
  if (first.some(({ outcome }) => !outcome.ok)) return first;
  return [...first, ...(await notify(memory, [channel], wordingIn(environment), clock))];
}

/** What `close` writes of a run, as far as it is reported here. */
type LastRun = { readonly silent: FirstReport['silent'] };

/**
 * Once, after the first run that finished, with all that waits: what was open already needs no message of its own. What the report
 * has no room for is given back, and goes out right after it.
 */
async function reportFirst(channel: Channel, base: StepPorts): Promise<readonly ChannelOutcome[]> {
  const { id } = channel;
  const { memory, clock, telemetry, environment } = base;
  if ((await memory.fact('REPORTED')) !== null) return [];
  const [report, finished] = [await memory.fact<FirstReport>('FIRST-REPORT'), await memory.fact<LastRun>('LAST-RUN')];
  if (report === null || finished === null) return [];
  const notices = await memory.claim(id, clock.now(), clock.now() + LEASE);
  // Who claimed it was killed: without it the report would say that all is well. The lease runs out before the next run.
  if (notices.length === 0 && (await memory.waiting(id)).length > 0) return [];
  const message = firstReport({ ...report, silent: finished.silent }, notices, wordingIn(environment));
  const published = await attempt(channel, message);
  if (!published.ok) {
    await memory.release(id, notices, published.why.en);
    return [{ channel: id, ...deliveryFailure(published, notices.length) }];
  }
  const taken = new Set(published.carried);
  const carried = notices.filter((notice) => taken.has(notice.id));
  const left = notices.filter((notice) => !taken.has(notice.id));
  // In this order: a kill between the two repeats notices under their ids, and never the report without them.
  await memory.saveFact('REPORTED', { at: clock.now() });
  if (carried.length > 0) await memory.markSent(id, carried, isoTime(clock.now()));
  if (left.length > 0) await memory.release(id, left, FOLLOWS_FIRST_REPORT.en);
  telemetry.log('info', 'first report sent');
  return [{ channel: id, notices: carried.length, outcome: { ok: true } }];
}
