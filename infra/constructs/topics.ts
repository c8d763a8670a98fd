/**
 * The topics of the channels that have one (`alerts` for notices about addresses, and `chat` in the schema of AWS's chat
 * applications), and `health` for the alarms about Postwatch itself.
 */
import { Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { CHANNELS } from '../../shared/channels/index.ts';
import { defined } from '../../shared/model/defined.ts';
import type { DeployedChannel } from '../settings.ts';

export type TopicsProps = {
  readonly emails: readonly string[];
  readonly kmsKeyArn: string | undefined;
  readonly channels: readonly DeployedChannel[];
};

export class Topics extends Construct {
  readonly alerts: Topic;
  readonly health: Topic;
  /** By the id of their channel. */
  readonly ofChannels: ReadonlyMap<string, Topic>;
  /** What each channel's variable says. */
  readonly variables: Readonly<Record<string, string>>;
  /** What to do with each of the channels. */
  readonly outputs: readonly { readonly output: string; readonly about: string; readonly arn: string }[];
  readonly key: IKey | undefined;

  constructor(scope: Construct, id: string, { emails, kmsKeyArn, channels }: TopicsProps) {
    super(scope, id);
    this.key = kmsKeyArn === undefined ? undefined : Key.fromKeyArn(this, 'Key', kmsKeyArn);
    const common = { enforceSSL: true, ...defined({ masterKey: this.key }) };
    const made = channels.flatMap(({ kind, aws }) => {
      if (aws.topic === undefined) return [];
      const { construct, displayName } = aws.topic;
      return [[kind.id, new Topic(this, construct, { displayName, ...common })] as const];
    });
    this.ofChannels = new Map(made);
    this.variables = Object.fromEntries(
      channels.map(({ kind, aws, value }) => [aws.variable, this.ofChannels.get(kind.id)?.topicArn ?? value]),
    );
    this.outputs = channels.flatMap(({ kind, aws: { topic } }) => {
      const arn = this.ofChannels.get(kind.id)?.topicArn;
      return topic === undefined || arn === undefined ? [] : [{ ...topic, arn }];
    });
    const alerts = this.ofChannels.get(CHANNELS.sns.id);
    if (alerts === undefined) throw new Error('The alerts topic is missing, although its channel is always on.');
    this.alerts = alerts;
    this.health = new Topic(this, 'Health', { displayName: 'Postwatch health', ...common });
    // enforceSSL gives a topic a policy of its own, and with it AWS's default policy is gone, which let alarms publish.
    for (const service of ['cloudwatch', 'events'])
      this.health.grantPublish(
        new ServicePrincipal(`${service}.amazonaws.com`).withConditions({
          StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
        }),
      );
    for (const topic of [this.alerts, this.health])
      for (const email of emails) topic.addSubscription(new EmailSubscription(email));
  }
}
