/**
 * Where events end that nobody could handle: what a function failed at after all its tries, and what a schedule, a rule or a topic
 * could not hand over. Without it AWS discards them in silence. `docs/operations.md` says what to do with one.
 *
 * Sources: docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html, .../scheduler/latest/UserGuide/configuring-schedule-dlq.html,
 * .../eventbridge/latest/userguide/eb-rule-dlq.html, .../sns/latest/dg/sns-dead-letter-queues.html.
 */
import { Duration } from 'aws-cdk-lib';
import type { Rule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, type Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { defined } from '../../shared/model/defined.ts';
import { acknowledge } from './acknowledge.ts';
import type { PostwatchFunction } from './function.ts';

/** SQS keeps no message longer. */
const KEPT = Duration.days(14);
/** Lambda's own values, written out: what is tried for longer is no news any more. */
const TRIES = { retryAttempts: 2, maxEventAge: Duration.hours(6) };
const SEND = 'sqs:SendMessage';
const KEY_USE = ['kms:Decrypt', 'kms:GenerateDataKey'];

export class FailedEvents extends Construct {
  readonly queue: Queue;
  private readonly key: IKey | undefined;

  constructor(scope: Construct, id: string, key: IKey | undefined) {
    super(scope, id);
    this.key = key;
    this.queue = new Queue(this, 'Queue', {
      retentionPeriod: KEPT,
      // One that looks at a message has time to read the runbook.
      visibilityTimeout: Duration.minutes(15),
      enforceSSL: true,
      encryption: key === undefined ? QueueEncryption.SQS_MANAGED : QueueEncryption.KMS,
      ...defined({ encryptionMasterKey: key }),
    });
    acknowledge(this.queue, 'SQS3', null, 'It is the queue for what failed: nothing reads it but people');
  }

  /** Of a function that is invoked asynchronously. Lambda sends with the function's own role. */
  ofFunction(one: PostwatchFunction): void {
    one.lambda.configureAsyncInvoke({
      ...TRIES,
      onFailure: { bind: () => ({ destination: this.queue.queueArn }) },
    });
    one.allow([SEND], this.queue.queueArn);
    if (this.key !== undefined) one.allow(KEY_USE, this.key.keyArn);
  }

  /** Of a schedule's target: the schedule sends with the role with which it calls. */
  ofSchedule(role: Role): { readonly deadLetterConfig: { readonly arn: string } } {
    role.addToPolicy(new PolicyStatement({ actions: [SEND], resources: [this.queue.queueArn] }));
    if (this.key !== undefined)
      role.addToPolicy(new PolicyStatement({ actions: KEY_USE, resources: [this.key.keyArn] }));
    return { deadLetterConfig: { arn: this.queue.queueArn } };
  }

  /** Of a rule's target. EventBridge comes as itself: the queue's policy names the rule. */
  ofRule(rule: Rule): { readonly deadLetterConfig: { readonly arn: string } } {
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        actions: [SEND],
        principals: [new ServicePrincipal('events.amazonaws.com')],
        resources: [this.queue.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': rule.ruleArn } },
      }),
    );
    return { deadLetterConfig: { arn: this.queue.queueArn } };
  }
}
