/**
 * The last step: what was decided goes out. Until somebody has confirmed a subscription nothing is published, since SNS
 * would take it and tell nobody; it waits in the outbox. The first thing that people get is the first report.
 */
import { type FirstReport, firstReport } from '../../shared/notices/first-report.ts';
import { ENGLISH } from '../../shared/notices/wording.ts';
import { type ChannelOutcome, notify } from '../../shared/watch/notify.ts';
import { CHANNEL } from './outbox.ts';
import { type Publisher, publisherTo } from './publisher.ts';
import type { Base } from './runtime.ts';

export type Told = { readonly published: number; readonly held: boolean };

/** Throws when the topic does not take it: the step is tried again, and in the end the run fails loudly. */
export async function tell(base: Base): Promise<Told> {
  const { memory, clock, telemetry, environment } = base;
  const publisher = publisherTo(environment.alertsTopic, ENGLISH);
  const subscribers = await publisher.subscribers();
  if (!subscribers.ok) telemetry.log('error', 'subscribers cannot be counted', { why: subscribers.why });
  const held = subscribers.ok && subscribers.confirmed === 0;
  let outcomes: readonly ChannelOutcome[] = [];
  if (held) telemetry.log('warn', 'nobody has confirmed a subscription: notices wait');
  else {
    await reportFirst(publisher, base);
    outcomes = await notify(memory, [publisher.channel], ENGLISH, clock);
  }
  const oldest = await memory.oldest(CHANNEL);
  telemetry.metrics({
    OutboxOldestSeconds: oldest === null ? 0 : Math.max(0, Math.round((clock.now() - Date.parse(oldest)) / 1000)),
    ...(subscribers.ok ? { ConfirmedSubscribers: subscribers.confirmed } : {}),
  });
  for (const { outcome } of outcomes) if (!outcome.ok) throw new Error(outcome.why);
  return { published: outcomes.reduce((sum, { notices }) => sum + notices, 0), held };
}

/** What `close` writes of a run, as far as it is told here. */
type LastRun = { readonly silent: FirstReport['silent'] };

/** Once, after the first run that finished. */
async function reportFirst({ channel }: Publisher, { memory, clock, telemetry }: Base): Promise<void> {
  if ((await memory.fact('REPORTED')) !== null) return;
  const [report, finished] = [await memory.fact<FirstReport>('FIRST-REPORT'), await memory.fact<LastRun>('LAST-RUN')];
  if (report === null || finished === null) return;
  const waiting = await memory.waiting(CHANNEL);
  const open = new Set(waiting.filter(({ transition }) => transition === 'opened').map(({ incident }) => incident));
  for (const { transition, incident } of waiting)
    if (transition === 'cleared' || transition === 'ended') open.delete(incident);
  const outcome = await channel.publish(firstReport({ ...report, silent: finished.silent }, open.size, ENGLISH));
  if (!outcome.ok) throw new Error(outcome.why);
  await memory.saveFact('REPORTED', { at: clock.now() });
  telemetry.log('info', 'first report sent');
}
