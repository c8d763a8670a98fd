/** A key of the settings: what is encrypted with it, and what its policy has to allow, which CDK can neither read nor change. */
import { describe, expect, it } from 'vitest';
import { keyPolicy } from '../../infra/constructs/key.ts';
import type { SettingsInput } from '../../infra/index.ts';
import { SETTINGS, stackOf, templateOf, withAws } from '../support/stack.ts';
import { list, type Statement } from './rights.ts';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/0aa0';
const WITH_KEY = withAws({
  kmsKeyArn: KEY,
  apiAuth: { type: 'token' },
  chat: true,
  inbox: { addresses: ['bounces@example.com'] },
});
const template = templateOf(WITH_KEY);

const warningsOf = (settings: SettingsInput) =>
  stackOf(settings)
    .node.findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === 'aws:cdk:warning')
    .map(({ data }) => String(data));

/** As it is printed at synth, ready to be pasted. */
const printed = (): readonly Statement[] => {
  const [line = ''] = warningsOf(WITH_KEY).filter((one) => one.startsWith('aws.kmsKeyArn: '));
  return JSON.parse(/\[\{.*\}\]/.exec(line)?.[0] ?? '[]');
};

const servicesOf = ({ Principal }: Statement): readonly string[] => {
  const { Service = [] } = Principal as { readonly Service?: string | readonly string[] };
  return list(Service);
};

describe('a key of the settings encrypts', () => {
  it('the topics of the channels and the health topic', () => {
    const topics = Object.values(template.findResources('AWS::SNS::Topic')).map((one) => one['Properties']);
    expect(topics).toHaveLength(3);
    for (const { KmsMasterKeyId } of topics) expect(KmsMasterKeyId).toBe(KEY);
  });

  it('the table', () => {
    template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      Replicas: [{ SSESpecification: { KMSMasterKeyId: KEY } }],
    });
  });

  it('the bucket and the queue of what failed', () => {
    template.hasResourceProperties('AWS::SQS::Queue', { KmsMasterKeyId: KEY });
    template.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY } },
        ],
      },
    });
  });

  it('every log', () => {
    const groups = Object.values(template.findResources('AWS::Logs::LogGroup')).map((one) => one['Properties']);
    expect(groups.length).toBeGreaterThan(9);
    for (const { KmsKeyId } of groups) expect(KmsKeyId).toBe(KEY);
  });

  it('nothing where the settings name none', () => {
    const bare = templateOf(SETTINGS);
    expect(JSON.stringify(bare.toJSON())).not.toMatch(/KmsKeyId|KmsMasterKeyId|KMSMasterKeyId/);
    expect(warningsOf(SETTINGS)).toEqual([]);
  });
});

describe('the policy that the key needs', () => {
  it('is printed at synth, with the command that shows what the key allows', () => {
    expect(warningsOf(WITH_KEY)).toContainEqual(
      expect.stringContaining(`aws kms get-key-policy --key-id ${KEY} --policy-name default`),
    );
    expect(printed()).toEqual(keyPolicy(KEY));
  });

  it('lets every service use the key that may publish to a topic under it', () => {
    const policies = Object.values(template.findResources('AWS::SNS::TopicPolicy')).map((one) => one['Properties']);
    const publishers = policies
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement as Statement[])
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap(servicesOf);
    expect(publishers).toEqual(expect.arrayContaining(['cloudwatch.amazonaws.com', 'events.amazonaws.com']));
    const allowed = printed()
      .filter(({ Action }) => list(Action).includes('kms:GenerateDataKey*') && list(Action).includes('kms:Decrypt'))
      .flatMap(servicesOf);
    for (const one of publishers) expect(allowed).toContain(one);
  });

  it('binds each service to this account, and EventBridge by the topic, since it sends KMS no source', () => {
    const statements = printed();
    for (const one of statements) expect(JSON.stringify(one.Condition), JSON.stringify(one)).toContain('111122223333');
    const ofEvents = statements.filter((one) => servicesOf(one).includes('events.amazonaws.com'));
    expect(ofEvents.map(({ Condition }) => Condition)).toEqual([
      { ArnLike: { 'kms:EncryptionContext:aws:sns:topicArn': 'arn:aws:sns:eu-west-1:111122223333:*' } },
      { ArnLike: { 'kms:EncryptionContext:aws:sqs:arn': 'arn:aws:sqs:eu-west-1:111122223333:*' } },
    ]);
  });

  it('lets our own roles use it through each service that keeps something under it for them', () => {
    const via = keyPolicy(KEY).flatMap(({ Condition }) => list(Condition['StringEquals']?.['kms:ViaService'] ?? []));
    expect(via.map((one) => one.split('.')[0]).sort()).toEqual(['dynamodb', 's3', 'sns', 'sqs']);
  });

  it('is of the partition of the key', () => {
    const text = JSON.stringify(keyPolicy('arn:aws-cn:kms:cn-north-1:111122223333:key/0aa0'));
    expect(text).toContain('"logs.cn-north-1.amazonaws.com.cn"');
    expect(text).not.toMatch(/arn:aws:/);
  });
});
