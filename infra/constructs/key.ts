/**
 * The policy that a key of the settings needs (`aws.kmsKeyArn`). An imported key can be neither read nor changed by CDK: without
 * these statements alarms are dropped without a word, and log groups cannot be made. So they are printed at synth, ready to be
 * added, with the command that shows what the key has.
 * Sources, as of 2026-12-01: SNS developer guide, "Enabling compatibility between event sources from AWS services and encrypted
 * topics"; CloudWatch Logs user guide, "Encrypt log data"; DynamoDB developer guide, "Encryption at rest: key policy".
 */
import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

type KeyStatement = {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal: { readonly Service: string | readonly string[] } | { readonly AWS: string };
  readonly Action: readonly string[];
  readonly Resource: '*';
  readonly Condition: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
};

const PUBLISH = ['kms:Decrypt', 'kms:GenerateDataKey*'];
const ALL = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];

/** Of the account and the Region of the key, in which the topics, the table, the logs, the bucket and the queue have to be. */
export function keyPolicy(keyArn: string): readonly KeyStatement[] {
  const [, partition = '', , region = '', account = ''] = keyArn.split(':');
  const arn = (service: string, rest: string): string => `arn:${partition}:${service}:${region}:${account}:${rest}`;
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  const allow = (
    Sid: string,
    Principal: KeyStatement['Principal'],
    Action: readonly string[],
    Condition: KeyStatement['Condition'],
  ): KeyStatement => ({ Sid, Effect: 'Allow', Principal, Action, Resource: '*', Condition });
  const here = { 'aws:SourceAccount': account };
  const via = ['sns', 's3', 'sqs'].map((service) => `${service}.${region}.amazonaws.com`);
  return [
    allow('PostwatchAlarms', { Service: 'cloudwatch.amazonaws.com' }, PUBLISH, {
      StringEquals: here,
      ArnLike: { 'aws:SourceArn': arn('cloudwatch', 'alarm:*') },
    }),
    // EventBridge sends no source to KMS: a condition on it would drop the message that an alarm is over.
    allow('PostwatchAlarmsOver', { Service: 'events.amazonaws.com' }, PUBLISH, {
      ArnLike: { 'kms:EncryptionContext:aws:sns:topicArn': arn('sns', '*') },
    }),
    // What a rule or a topic could not deliver goes to an encrypted queue.
    allow('PostwatchFailedEvents', { Service: ['events.amazonaws.com', 'sns.amazonaws.com'] }, PUBLISH, {
      ArnLike: { 'kms:EncryptionContext:aws:sqs:arn': arn('sqs', '*') },
    }),
    allow('PostwatchLogs', { Service: `logs.${region}.${suffix}` }, ALL, {
      ArnLike: { 'kms:EncryptionContext:aws:logs:arn': arn('logs', 'log-group:*') },
    }),
    allow('PostwatchTable', { AWS: `arn:${partition}:iam::${account}:root` }, [...ALL, 'kms:CreateGrant'], {
      StringEquals: { 'kms:CallerAccount': account, 'kms:ViaService': `dynamodb.${region}.amazonaws.com` },
    }),
    allow('PostwatchFunctions', { AWS: `arn:${partition}:iam::${account}:root` }, PUBLISH, {
      StringEquals: { 'kms:CallerAccount': account, 'kms:ViaService': via },
    }),
  ];
}

export function warnOfKey(scope: IConstruct, keyArn: string): void {
  Annotations.of(scope).addWarningV2(
    'postwatch:key-policy',
    `aws.kmsKeyArn: CDK can neither read nor change the policy of this key. Before you deploy, see that it allows this (an account other than the key's needs its own id in it): ${JSON.stringify(keyPolicy(keyArn))}. To see what it allows now: aws kms get-key-policy --key-id ${keyArn} --policy-name default --query Policy --output text.`,
  );
}
