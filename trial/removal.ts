/** The last steps of a trial, which remove what it made; also of one that was kept, or stopped in between. */

import { inXml } from '../adapters/aws/api/signed-calls.ts';
import { defined } from '../shared/model/defined.ts';
import { ec2Call, isStackGone, needed, snsCall, type TrialContext, type TrialStep } from './context.ts';
import { NotSupported, NotTried } from './outcome.ts';

export const BOUNCE_TOPIC = 'postwatch-trial-bounces';
export const QUEUE = 'postwatch-trial';
export const ADDRESS_NAME = 'postwatch-trial';
export const WRITE_TOKEN = '/postwatch/tokens/write';
const CLOUDFORMATION = '2010-05-15';
const DYNAMODB = 'DynamoDB_20120810';

/** What a trial left is found by its names, also where it was stopped before there was a stack. */
export const FIND_STEP: TrialStep = {
  name: 'what an earlier trial left is found',
  run: async (context) => {
    const { calls, facts, place, stackName } = context;
    const found = [await findStack(context)];
    const named = await calls.json('sqs', 'AmazonSQS.GetQueueUrl', { QueueName: QUEUE }).catch(() => ({}));
    const { QueueUrl } = named as { readonly QueueUrl?: string };
    const topic = inXml(await snsCall(calls, 'CreateTopic', { Name: BOUNCE_TOPIC }), 'TopicArn');
    const filter = { 'Filter.1.Name': 'tag:Name', 'Filter.1.Value.1': ADDRESS_NAME };
    const address = await ec2Call(calls, 'DescribeAddresses', filter);
    const [ip, id] = [inXml(address, 'publicIp'), inXml(address, 'allocationId')];
    Object.assign(facts, defined({ queue: QueueUrl, bounceTopic: topic }));
    if (ip !== undefined && id !== undefined) facts.address = { ip, id };
    // Only near a stand-in does a trial store one: in an account it would be one that others use.
    if (place.isStandIn) facts.token = '';
    found.push(QueueUrl === undefined ? 'no queue' : 'a queue', ip === undefined ? 'no address' : ip);
    return `${stackName}: ${found.join(', ')}`;
  },
};

async function findStack({ calls, facts, stackName }: TrialContext): Promise<string> {
  const cloudFormation = (action: string) =>
    calls.query('cloudformation', CLOUDFORMATION, action, { StackName: stackName });
  const xml = await cloudFormation('DescribeStacks').catch((error: Error) => {
    if (IS_GONE.test(error.message)) return null;
    throw error;
  });
  if (xml === null) return 'no stack';
  const table = /<OutputKey>TableName<\/OutputKey>\s*<OutputValue>([^<]+)/.exec(xml)?.[1];
  facts.outputs = defined({ TableName: table });
  facts.stack = { name: stackName, destroy: async () => void (await cloudFormation('DeleteStack')) };
  return table === undefined ? 'a stack that was not finished' : 'a stack with its table';
}

/** As each service says that something is not there. */
const IS_GONE = /does not exist|NotFound|NoSuch|NonExistentQueue| 404/;

/** The buckets of the stack, asked for while it is there. */
async function bucketsOf({ calls }: TrialContext, StackName: string): Promise<readonly string[]> {
  const xml = await calls.query('cloudformation', CLOUDFORMATION, 'DescribeStackResources', { StackName });
  const members = xml.split(/<\/member>/).filter((one) => inXml(one, 'ResourceType') === 'AWS::S3::Bucket');
  return members.flatMap((one) => inXml(one, 'PhysicalResourceId') ?? []);
}

/** Some stand-ins do not find a stack by its ARN, which is what CDK's command line deletes it by. */
async function removeStack(context: TrialContext): Promise<string> {
  const { calls, facts, place } = context;
  const { name, destroy } = needed(facts.stack ?? facts.project, 'stack');
  facts.buckets = await bucketsOf(context, name).catch(() => []);
  const why = await destroy().catch((error: Error) => error);
  if (why instanceof Error) {
    if (!place.isStandIn) throw why;
    await calls.query('cloudformation', CLOUDFORMATION, 'DeleteStack', { StackName: name });
  }
  if (!(await isStackGone(context, name))) throw new Error('the stack is still there');
  return why instanceof Error ? 'the stack is gone (by name, not by its ARN)' : 'the stack is gone';
}

export const REMOVAL_STEPS: readonly TrialStep[] = [
  {
    name: 'remove the stack',
    always: true,
    run: async (context) => {
      if (context.wishes.keep) throw new NotTried('--keep; --remove removes it');
      return removeStack(context);
    },
  },
  {
    name: 'the table stays',
    always: true,
    run: async ({ calls, facts, wishes, place }) => {
      const TableName = needed(facts.outputs?.['TableName'], 'table');
      if (wishes.keep) throw new NotTried('--keep');
      const { Table } = await calls
        .json('dynamodb', `${DYNAMODB}.DescribeTable`, { TableName })
        .catch((error: Error) => {
          // A stand-in that deletes it ignores the policy that the template states.
          if (place.isStandIn && error.message.includes('ResourceNotFound'))
            throw new NotSupported('this endpoint deletes what DeletionPolicy says to retain');
          throw error;
        });
      facts.keptTable = TableName;
      const { TableStatus, DeletionProtectionEnabled } = Table as Record<string, unknown>;
      if (TableStatus !== 'ACTIVE') throw new Error(`the table is ${String(TableStatus)}`);
      return `it is active, deletion protection ${DeletionProtectionEnabled === true ? 'on' : 'off'}`;
    },
  },
  {
    name: 'clean up: table, bucket, queue, topic and address',
    always: true,
    run: async (context) => {
      if (context.wishes.keep) throw new NotTried('--keep');
      const left: string[] = [];
      // One that fails keeps none of the others from being removed: an address costs money.
      for (const [what, remove] of leftovers(context))
        await remove().catch((error: Error) => {
          if (!IS_GONE.test(error.message)) left.push(`${what}: ${error.message}`);
        });
      if (left.length > 0) throw new Error(`still there: ${left.join('; ')}`);
      return 'nothing of the trial is left but the toolkit stack of CDK';
    },
  },
];

type Leftover = readonly [what: string, remove: () => Promise<unknown>];

/** What the stack does not take with it. */
function leftovers(context: TrialContext): readonly Leftover[] {
  const { calls, facts } = context;
  const { keptTable: TableName, buckets = [], token, queue: QueueUrl, bounceTopic: TopicArn, address } = facts;
  const all: readonly (Leftover | false)[] = [
    TableName !== undefined && ['the table', () => calls.json('dynamodb', `${DYNAMODB}.DeleteTable`, { TableName })],
    ...buckets.map((name): Leftover => [`the bucket ${name}`, () => deleteBucket(context, name)]),
    token !== undefined && ['the token', () => calls.json('ssm', 'AmazonSSM.DeleteParameter', { Name: WRITE_TOKEN })],
    QueueUrl !== undefined && ['the queue', () => calls.json('sqs', 'AmazonSQS.DeleteQueue', { QueueUrl })],
    TopicArn !== undefined && ['the topic', () => snsCall(calls, 'DeleteTopic', { TopicArn })],
    address !== undefined && [address.ip, () => releaseAddress(context, address.id)],
  ];
  return all.filter((one) => one !== false);
}

/** A trial puts nothing into it that outlives the run. */
async function deleteBucket({ calls, endpoint, place }: TrialContext, name: string): Promise<void> {
  const host = `https://${name}.s3.${place.region}.${place.region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'}/`;
  const url = new URL(endpoint === undefined ? host : `${endpoint}/${name}`);
  const { status, text } = await calls.send('s3', url, { method: 'DELETE' });
  if (status >= 300) throw new Error(`s3 DeleteBucket answered ${status}: ${inXml(text, 'Code') ?? ''}`);
}

const RELEASE_SECONDS = 1200;

/** EC2 refuses for minutes after the reverse name is gone (EC2, "Error codes": InvalidAddress.PtrSet). */
async function releaseAddress({ calls, pause }: TrialContext, AllocationId: string): Promise<void> {
  for (let waited = 0; ; waited += 15) {
    const why = await ec2Call(calls, 'ReleaseAddress', { AllocationId }).catch((error: Error) => error);
    if (!(why instanceof Error)) return;
    if (!why.message.includes('InvalidAddress.PtrSet') || waited >= RELEASE_SECONDS) throw why;
    await pause(15_000);
  }
}
