/**
 * Bounces on their way to the function that reads them: from a topic that SES notifications go to already, from addresses that
 * SES receives mail for, or both; and a daily call for the counts of the day before. A rule set of SES works only once it is
 * the active one, of which a Region has one: CloudFormation cannot activate it, so a person does.
 *
 * A mail goes to the bucket, and EventBridge tells of it: through a topic SES bounces what has more than 150 KB, and to a bucket it
 * takes 40 MB (SES API, SNSAction and S3Action). SES writes with a role of ours, so that a key of the settings needs no policy for SES.
 */
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import {
  ContextAttribute,
  type IScheduleTarget,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import { ReceiptRuleSet } from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { FailedEvents } from './failed-events.ts';
import { FILES, type Files } from './files.ts';
import type { PostwatchFunction } from './function.ts';
import { serviceHere } from './trust.ts';

export type InboxProps = {
  readonly topicArn?: string;
  readonly addresses?: readonly string[];
  readonly reader: PostwatchFunction;
  readonly files: Files;
  readonly failed: FailedEvents;
};

/** UTC: the day before is over everywhere but for late bounces. */
const DAILY = ScheduleExpression.cron({ minute: '0', hour: '6' });

export class Inbox extends Construct {
  readonly reader: PostwatchFunction;
  /** Undefined without addresses. SES writes an object into the bucket when a rule is made. */
  readonly rules: ReceiptRuleSet | undefined;

  constructor(scope: Construct, id: string, props: InboxProps) {
    super(scope, id);
    const { topicArn, addresses, reader, failed } = props;
    this.reader = reader;
    failed.ofFunction(reader);
    if (topicArn !== undefined)
      Topic.fromTopicArn(this, 'Notifications', topicArn).addSubscription(
        new LambdaSubscription(reader.lambda, { deadLetterQueue: failed.queue }),
      );
    if (addresses !== undefined) this.rules = this.receive(addresses, props);
    this.daily(props);
  }

  private receive(addresses: readonly string[], { reader, files, failed }: InboxProps): ReceiptRuleSet {
    const { bucket } = files;
    files.allow(reader, FILES.mail, ['s3:GetObject', 's3:DeleteObject']);
    const arrived = new Rule(this, 'Arrived', {
      description: 'Postwatch: SES has received a mail',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [bucket.bucketName] }, object: { key: [{ prefix: FILES.mail }] } },
      },
    });
    const target = new LambdaFunction(reader.lambda).bind(arrived);
    arrived.addTarget({ bind: () => ({ ...target, ...failed.ofRule(arrived) }) });
    const writer = this.writer(files);
    const rules = new ReceiptRuleSet(this, 'Rules', {
      rules: [
        {
          recipients: [...addresses],
          actions: [
            {
              bind: () => ({
                s3Action: {
                  bucketName: bucket.bucketName,
                  objectKeyPrefix: FILES.mail,
                  iamRoleArn: writer.roleArn,
                },
              }),
            },
          ],
          scanEnabled: true,
        },
      ],
    });
    // SES writes an object when a rule is made, to see whether it may.
    rules.node.addDependency(writer);
    return rules;
  }

  private writer(files: Files): Role {
    const writer = new Role(this, 'WriterRole', { assumedBy: serviceHere(this, 'ses') });
    for (const statement of files.statements(FILES.mail, ['s3:PutObject'])) writer.addToPolicy(statement);
    files.acknowledge(writer, FILES.mail);
    return writer;
  }

  private daily({ reader: { lambda }, failed }: InboxProps): void {
    const role = new Role(this, 'DailyRole', {
      assumedBy: serviceHere(this, 'scheduler'),
    });
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [lambda.functionArn] }));
    const toQueue = failed.ofSchedule(role);
    const target: IScheduleTarget = {
      bind: () => ({
        arn: lambda.functionArn,
        role,
        input: ScheduleTargetInput.fromObject({ at: ContextAttribute.scheduledTime }),
        ...toQueue,
      }),
    };
    new Schedule(this, 'Daily', {
      description: 'Postwatch: sends the bounce counts of the day before',
      schedule: DAILY,
      target,
    });
  }
}
