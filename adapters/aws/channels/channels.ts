/**
 * The channels of a deployment: the alerts topic always, a topic for chat and a webhook where they were asked for. Each has
 * an outbox of its own, so one that fails keeps its notices and no other waits for it.
 */
import { chatForm } from '../../../shared/channels/chat/form.ts';
import type { Channel } from '../../../shared/channels/core/channel.ts';
import { WEBHOOK_BACK_OFF_MS } from '../../../shared/channels/webhook/form.ts';
import { isLanguage, type Wording, wordingOf } from '../../../shared/notices/wording.ts';
import { systemClock } from '../../local/clock.ts';
import { webhookChannel } from '../../local/webhook.ts';
import type { Environment } from '../settings/environment.ts';
import { CHAT, WEBHOOK } from '../table/outbox.ts';
import { type Publisher, publisherTo, type TopicForm, topicFor } from './publisher.ts';

export type ChannelOptions = {
  /** Where somebody waits for the outcome: one try. */
  readonly once?: boolean;
};

export function wordingIn({ language = 'en', zone = 'UTC', endpoint }: Environment): Wording {
  const wording = wordingOf({ language: isLanguage(language) ? language : 'en', zone });
  return endpoint === undefined ? wording : { ...wording, endpoint };
}

/** The alerts topic first. */
export function publishersIn(environment: Environment, { once = false }: ChannelOptions = {}): readonly Publisher[] {
  const { alertsTopic, chatTopic, webhook } = environment;
  const wording = wordingIn(environment);
  return [
    publisherTo(alertsTopic, wording),
    ...(chatTopic === undefined ? [] : [topicFor(CHAT, chatTopic, chatTo(wording))]),
    ...(webhook ? [{ channel: webhookFromSecrets(wording, once) }] : []),
  ];
}

const chatTo =
  (wording: Wording): TopicForm =>
  (digest) => {
    const { message, carried } = chatForm(digest, wording);
    return { input: { Message: message }, carried };
  };

/** The address is read when something is to be told: an alarm about a missing one repeats until it is stored. */
const webhookFromSecrets = (wording: Wording, once: boolean): Channel => ({
  id: WEBHOOK,
  backOffMs: WEBHOOK_BACK_OFF_MS,
  publish: async (digest) => {
    const { readWebhook } = await import('../settings/secrets.ts');
    const read = await readWebhook();
    if (!read.ok) return { ok: false, why: read.problem };
    const tries = once ? { retryMs: [] } : {};
    return webhookChannel({ ...read.value, wording, clock: systemClock, ...tries }).publish(digest);
  },
});
