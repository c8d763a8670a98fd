/**
 * `alerts` tells people about their addresses, `health` tells them when the watch itself fails; `chat`, where it was asked
 * for, says what `alerts` says in the schema of AWS's chat applications, which take nothing else.
 */
import { Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { defined } from '../../shared/model/defined.ts';

export type TopicsProps = {
  readonly emails: readonly string[];
  readonly kmsKeyArn: string | undefined;
  readonly chat: boolean;
};

export class Topics extends Construct {
  readonly alerts: Topic;
  readonly health: Topic;
  readonly chat: Topic | undefined;
  readonly key: IKey | undefined;

  constructor(scope: Construct, id: string, { emails, kmsKeyArn, chat }: TopicsProps) {
    super(scope, id);
    this.key = kmsKeyArn === undefined ? undefined : Key.fromKeyArn(this, 'Key', kmsKeyArn);
    const common = { enforceSSL: true, ...defined({ masterKey: this.key }) };
    this.alerts = new Topic(this, 'Alerts', { displayName: 'Postwatch', ...common });
    this.health = new Topic(this, 'Health', { displayName: 'Postwatch health', ...common });
    this.chat = chat ? new Topic(this, 'Chat', { displayName: 'Postwatch chat', ...common }) : undefined;
    // enforceSSL gives a topic a policy of its own, and with it AWS's default policy is gone, which let alarms publish.
    const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com');
    this.health.grantPublish(
      cloudWatch.withConditions({ StringEquals: { 'aws:SourceAccount': Stack.of(this).account } }),
    );
    for (const topic of [this.alerts, this.health])
      for (const email of emails) topic.addSubscription(new EmailSubscription(email));
  }
}
