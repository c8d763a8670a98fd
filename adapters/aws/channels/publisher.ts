/** Channels that are SNS topics, and whether anybody listens to them. */
import {
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  type PublishCommandInput,
  SNSClient,
} from '@aws-sdk/client-sns';
import type { Channel } from '../../../shared/channels/core/channel.ts';
import { snsForm } from '../../../shared/channels/sns/form.ts';
import type { Digest } from '../../../shared/notices/digest.ts';
import type { Wording } from '../../../shared/notices/wording.ts';
import { CLIENT, errorLine } from '../account/client.ts';
import { CHANNEL } from '../table/outbox.ts';

export type Publisher = {
  readonly channel: Channel;
  /** Where it is known whether anybody listens. */
  readonly subscribers?: () => Promise<Subscribers>;
};

/** Confirmed ones; why they cannot be counted is a value. */
export type Subscribers =
  | { readonly ok: true; readonly confirmed: number }
  | { readonly ok: false; readonly why: string };

/** Pages of 100; more subscribers than that are as good as many. */
const MAX_PAGES = 10;

/** The alerts topic: mail for people, JSON for machines, attributes for filters. */
export function publisherTo(topic: string, wording: Wording, client?: SNSClient): Publisher {
  const form: TopicForm = (digest) => {
    const { subject, message, attributes, carried } = snsForm(digest, wording);
    const MessageAttributes = Object.fromEntries(
      Object.entries(attributes).map(([name, values]) => [
        name,
        { DataType: 'String.Array', StringValue: JSON.stringify(values) },
      ]),
    );
    return { input: { Subject: subject, Message: message, MessageStructure: 'json', MessageAttributes }, carried };
  };
  const { channel, ...rest } = topicFor(CHANNEL, topic, form, client);
  // One digest an account; domains and lists belong to the topic's own.
  const groupOf: Channel['groupOf'] = ({ elasticIp }) => elasticIp?.account ?? topic.split(':')[4] ?? '';
  return { ...rest, channel: { ...channel, groupOf } };
}

/** One message, and the ids of the notices that are in it. */
export type TopicForm = (digest: Digest) => {
  readonly input: Omit<PublishCommandInput, 'TopicArn'>;
  readonly carried: readonly string[];
};

export function topicFor(id: string, topic: string, form: TopicForm, client = new SNSClient(CLIENT)): Publisher {
  const publish: Channel['publish'] = async (digest) => {
    try {
      const { input, carried } = form(digest);
      await client.send(new PublishCommand({ TopicArn: topic, ...input }));
      return { ok: true, carried };
    } catch (error) {
      return { ok: false, why: `SNS did not take it: ${errorLine(error)}` };
    }
  };
  return { channel: { id, publish }, subscribers: () => countConfirmed(topic, client) };
}

async function countConfirmed(topic: string, client: SNSClient): Promise<Subscribers> {
  let confirmed = 0;
  let NextToken: string | undefined;
  try {
    for (let page = 0; page < MAX_PAGES; page++) {
      const answer = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn: topic, NextToken }));
      // Until then the ARN is the word "PendingConfirmation", and "Deleted" after somebody left.
      confirmed += (answer.Subscriptions ?? []).filter(({ SubscriptionArn }) =>
        SubscriptionArn?.startsWith('arn:'),
      ).length;
      NextToken = answer.NextToken;
      if (NextToken === undefined) break;
    }
    return { ok: true, confirmed };
  } catch (error) {
    return { ok: false, why: errorLine(error) };
  }
}
