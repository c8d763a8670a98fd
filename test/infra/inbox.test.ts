import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { defined } from '../../shared/model/defined.ts';
import { templateOf, withAws } from '../support/stack.ts';
import { rightsOf } from './rights.ts';

const RECEIVING = withAws({ inbox: { addresses: ['bounces@example.com'] } });
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/0aa0';
const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:ses-bounces';

describe('the inbox of bounces in the stack', () => {
  it('is not there unless the settings ask for it', () => {
    const none = templateOf();
    none.resourceCountIs('AWS::SES::ReceiptRuleSet', 0);
    none.resourceCountIs('AWS::Scheduler::Schedule', 1);
    none.resourcePropertiesCountIs('AWS::SNS::Subscription', { Protocol: 'lambda' }, 0);
    expect(Object.keys(none.findOutputs('*'))).not.toContain('ReceiptRuleSet');
  });

  it('listens to an existing topic, and makes neither topic nor rule', () => {
    const template = templateOf(withAws({ inbox: { topicArn: TOPIC } }));
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'lambda', TopicArn: TOPIC });
    template.hasResourceProperties('AWS::Lambda::Permission', { Principal: 'sns.amazonaws.com', SourceArn: TOPIC });
    template.resourceCountIs('AWS::SES::ReceiptRuleSet', 0);
    template.resourceCountIs('AWS::SNS::Topic', 2);
  });

  it('receives for addresses into the bucket, with a role of SES that may write there, and names the rule set to activate', () => {
    const template = templateOf(RECEIVING);
    const [bucket] = Object.keys(template.findResources('AWS::S3::Bucket'));
    template.hasResourceProperties('AWS::SES::ReceiptRule', {
      Rule: {
        Recipients: ['bounces@example.com'],
        Actions: [
          {
            S3Action: {
              BucketName: { Ref: bucket },
              ObjectKeyPrefix: 'mail/',
              IamRoleArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('BouncesWriterRole'), 'Arn'] },
            },
          },
        ],
        Enabled: true,
        ScanEnabled: true,
      },
    });
    const rights = rightsOf(template).filter(({ who }) => who === 'BouncesWriter');
    expect(rights.map(({ action, resource }) => `${action} ${resource}`)).toEqual([
      `s3:PutObject {"Fn::Join":["",[{"Fn::GetAtt":["${bucket}","Arn"]},"/mail/*"]]}`,
    ]);
    template.hasOutput('ReceiptRuleSet', {
      Description: Match.stringLikeRegexp('aws ses set-active-receipt-rule-set'),
    });
  });

  it('is invoked by EventBridge for each mail, and of nothing else in the bucket', () => {
    const template = templateOf(RECEIVING);
    const [bucket] = Object.keys(template.findResources('AWS::S3::Bucket'));
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: { bucket: { name: [{ Ref: bucket }] }, object: { key: [{ prefix: 'mail/' }] } },
      },
      Targets: [
        Match.objectLike({ Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^PostwatchInboxFunction'), 'Arn'] } }),
      ],
    });
    template.hasResourceProperties('AWS::Lambda::Permission', {
      Principal: 'events.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('BouncesArrived'), 'Arn'] },
    });
  });

  it.each([
    ['without a key of its own', undefined, []],
    ['with one', KEY, ['kms:Decrypt']],
  ])('reads and deletes the mails, and has no other right on the bucket, %s', (_what, kmsKeyArn, ofKey) => {
    const template = templateOf(withAws({ ...RECEIVING.aws, ...defined({ kmsKeyArn }) }));
    const own = rightsOf(template).filter(({ who }) => who === 'Inbox');
    const ofBucket = own.filter(({ action }) => action.startsWith('s3:'));
    expect(ofBucket.map(({ action }) => action).sort()).toEqual(['s3:DeleteObject', 's3:GetObject']);
    for (const { resource } of ofBucket) expect(resource).toContain('"/mail/*"');
    const decrypts = own.filter(({ action }) => action === 'kms:Decrypt').map(({ action }) => action);
    expect(decrypts.slice(0, 1)).toEqual(ofKey);
  });

  it.each([
    ['S3 keys', undefined, { SSEAlgorithm: 'AES256' }],
    ['the key of the settings', KEY, { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY }],
  ])('keeps mails in a bucket that is closed, encrypted with %s, and empty after a week', (_what, kmsKeyArn, by) => {
    const template = templateOf(withAws({ ...RECEIVING.aws, ...defined({ kmsKeyArn }) }));
    template.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: {
        BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: by }] },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        LifecycleConfiguration: { Rules: [Match.objectLike({ Status: 'Enabled', ExpirationInDays: 7 })] },
        NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
      },
    });
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: 'Deny', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ],
      },
    });
  });

  it('is called every morning, by a schedule that may call it and nothing else', () => {
    const template = templateOf(withAws({ inbox: { topicArn: TOPIC } }));
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'cron(0 6 * * ? *)',
      Target: { Input: '{"at":"<aws.scheduler.scheduled-time>"}' },
    });
  });
});
