/**
 * Bounces on their way to the function that reads them: from a topic that SES notifications go to already, from addresses that
 * SES receives mail for, or both; and a daily call for the counts of the day before. A rule set of SES works only once it is
 * the active one, of which a Region has one: CloudFormation cannot activate it, so a person does.
 */
import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ContextAttribute,
  type IScheduleTarget,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import { ReceiptRuleSet } from 'aws-cdk-lib/aws-ses';
import { EmailEncoding, Sns } from 'aws-cdk-lib/aws-ses-actions';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { PostwatchFunction } from './function.ts';
import { serviceHere } from './trust.ts';

export type InboxProps = {
  readonly topicArn?: string;
  readonly addresses?: readonly string[];
  readonly reader: PostwatchFunction;
};

/** UTC: the day before is over everywhere but for late bounces. */
const DAILY = ScheduleExpression.cron({ minute: '0', hour: '6' });

export class Inbox extends Construct {
  readonly reader: PostwatchFunction;
  /** Undefined without addresses. */
  readonly ruleSetName: string | undefined;

  constructor(scope: Construct, id: string, { topicArn, addresses, reader }: InboxProps) {
    super(scope, id);
    this.reader = reader;
    if (topicArn !== undefined) subscribe(Topic.fromTopicArn(this, 'Notifications', topicArn), reader);
    if (addresses !== undefined) this.ruleSetName = this.receive(addresses, reader);
    this.daily(reader);
  }

  private receive(addresses: readonly string[], reader: PostwatchFunction): string {
    const topic = new Topic(this, 'Mail', { displayName: 'Postwatch bounces', enforceSSL: true });
    const { account } = Stack.of(this);
    topic.grantPublish(
      new ServicePrincipal('ses.amazonaws.com').withConditions({ StringEquals: { 'aws:SourceAccount': account } }),
    );
    subscribe(topic, reader);
    const rules = new ReceiptRuleSet(this, 'Rules', {
      rules: [
        {
          recipients: [...addresses],
          // Octets that are no UTF-8 would be lost otherwise.
          actions: [new Sns({ topic, encoding: EmailEncoding.BASE64 })],
          scanEnabled: true,
        },
      ],
    });
    // SES tries the topic when a rule is made.
    rules.node.addDependency(topic);
    return rules.receiptRuleSetName;
  }

  private daily({ lambda }: PostwatchFunction): void {
    const role = new Role(this, 'DailyRole', {
      assumedBy: serviceHere(this, 'scheduler'),
    });
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [lambda.functionArn] }));
    const target: IScheduleTarget = {
      bind: () => ({
        arn: lambda.functionArn,
        role,
        input: ScheduleTargetInput.fromObject({ at: ContextAttribute.scheduledTime }),
      }),
    };
    new Schedule(this, 'Daily', {
      description: 'Postwatch: sends the bounce counts of the day before',
      schedule: DAILY,
      target,
    });
  }
}

const subscribe = (topic: ITopic, { lambda }: PostwatchFunction): void => {
  topic.addSubscription(new LambdaSubscription(lambda));
};
