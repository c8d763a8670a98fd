/**
 * The bucket for what passes through: mails that SES received (`mail/`), until the inbox has read them, and what a large run has to
 * do (`runs/`). Nothing in it is worth keeping, so all of it expires. It stays when the stack is deleted, since CloudFormation deletes
 * no bucket with something in it; a week later it is empty.
 */
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct, type IConstruct } from 'constructs';
import { defined } from '../../shared/model/defined.ts';
import { acknowledge } from './acknowledge.ts';
import type { PostwatchFunction } from './function.ts';

/** Each of them has readers and writers of its own. */
export const FILES = { mail: 'mail/', runs: 'runs/' } as const;

export type FilesProps = {
  /** Of the settings; without it S3's own keys encrypt, which cost nothing. */
  readonly key: IKey | undefined;
};

/** A mail is deleted once it is read: so long lies one that could not be, for anyone who redrives its event. */
const KEPT = Duration.days(7);

export class Files extends Construct {
  readonly bucket: Bucket;
  private readonly key: IKey | undefined;

  constructor(scope: Construct, id: string, { key }: FilesProps) {
    super(scope, id);
    this.key = key;
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: key === undefined ? BucketEncryption.S3_MANAGED : BucketEncryption.KMS,
      ...defined({ encryptionKey: key, bucketKeyEnabled: key === undefined ? undefined : true }),
      enforceSSL: true,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [{ id: 'Short life', expiration: KEPT, abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      // A failed first deployment takes the bucket with it.
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    // CDK's own switch comes with a function that may change every bucket of the account.
    const resource = this.bucket.node.defaultChild as CfnBucket;
    resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
    acknowledge(
      this.bucket,
      'S1',
      null,
      'Objects live for days, and each is written and read by one role; an access log would be a bucket more that keeps who wrote to whom',
    );
  }

  /** Of a function, on the objects of one prefix; the function learns where the bucket is. */
  allow(one: PostwatchFunction, prefix: string, actions: readonly FileAction[]): void {
    for (const statement of this.statements(prefix, actions)) one.role.addToPolicy(statement);
    this.acknowledge(one, prefix);
    one.lambda.addEnvironment('POSTWATCH_BUCKET', this.bucket.bucketRegionalDomainName);
  }

  /** With what the key needs for them. */
  statements(prefix: string, actions: readonly FileAction[]): readonly PolicyStatement[] {
    const ofKey = [...new Set(actions.flatMap((action): readonly string[] => KEY_ACTIONS[action]))];
    const objects = [this.bucket.arnForObjects(`${prefix}*`)];
    return [
      new PolicyStatement({ actions: [...actions], resources: objects }),
      ...(this.key === undefined || ofKey.length === 0
        ? []
        : [new PolicyStatement({ actions: ofKey, resources: [this.key.keyArn] })]),
    ];
  }

  /** Keys of objects are not known before there are any. */
  acknowledge(scope: IConstruct, prefix: string): void {
    const id = Stack.of(scope).getLogicalId(this.bucket.node.defaultChild as CfnBucket);
    const reason = `What is below ${prefix} is written while it runs, and its keys are not known before`;
    acknowledge(scope, 'IAM5', `Resource::<${id}.Arn>/${prefix}*`, reason);
  }
}

export type FileAction = keyof typeof KEY_ACTIONS;

/** What S3 asks of the key on behalf of the caller (S3 User Guide, "Using server-side encryption with AWS KMS keys"). */
const KEY_ACTIONS = {
  's3:GetObject': ['kms:Decrypt'],
  's3:PutObject': ['kms:GenerateDataKey'],
  's3:DeleteObject': [],
} as const satisfies Readonly<Record<string, readonly string[]>>;
