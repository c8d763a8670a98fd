/** Channels that are SNS topics, and whether they have subscribers. */
import {
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  type PublishCommandInput,
  SNSClient,
} from '@aws-sdk/client-sns';
import type { Channel } from '../../../shared/channels/core/channel.ts';
import type { ChannelByTopic, TopicMessage, TopicPort } from '../../../shared/channels/core/kind.ts';
import { notAcceptedBySns } from '../../../shared/channels/core/words.ts';
import { defined } from '../../../shared/model/defined.ts';
import { printable } from '../../../shared/model/text.ts';
import type { Wording } from '../../../shared/notices/wording.ts';
import { CLIENT, errorLine } from '../account/client.ts';

export type Publisher = {
  readonly channel: Channel;
  /** Where it is known whether there are any. */
  readonly subscribers?: () => Promise<Subscribers>;
};

/** Confirmed ones; why they cannot be counted is a value. */
export type Subscribers =
  | { readonly ok: true; readonly confirmed: number }
  | { readonly ok: false; readonly why: string };

/** Pages of 100; more subscribers than that are as good as many. */
const MAX_PAGES = 10;

export function publisherTo(
  open: ChannelByTopic['open'],
  topic: string,
  wording: Wording,
  client = new SNSClient(CLIENT),
): Publisher {
  const channel = open(wording, { account: topic.split(':')[4] ?? '', publish: publishing(topic, client) });
  return { channel, subscribers: () => countConfirmed(topic, client) };
}

const publishing =
  (topic: string, client: SNSClient): TopicPort['publish'] =>
  async (message) => {
    try {
      await client.send(new PublishCommand({ TopicArn: topic, ...inputOf(message) }));
      return { ok: true };
    } catch (error) {
      return { ok: false, why: notAcceptedBySns(printable(errorLine(error))) };
    }
  };

const inputOf = ({ subject, message, structure, attributes }: TopicMessage): Omit<PublishCommandInput, 'TopicArn'> => ({
  Message: message,
  ...defined({
    Subject: subject,
    MessageStructure: structure,
    MessageAttributes: attributes && Object.fromEntries(Object.entries(attributes).map(attributeOf)),
  }),
});

const attributeOf = ([name, values]: readonly [string, readonly string[]]) =>
  [name, { DataType: 'String.Array', StringValue: JSON.stringify(values) }] as const;

async function countConfirmed(topic: string, client: SNSClient): Promise<Subscribers> {
  let confirmed = 0;
  let NextToken: string | undefined;
  try {
    for (let page = 0; page < MAX_PAGES; page++) {
      const answer = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn: topic, NextToken }));
      // Until then the ARN is the word "PendingConfirmation", and "Deleted" after an unsubscription.
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
