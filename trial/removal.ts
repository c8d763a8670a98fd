/** The last steps of a trial, which remove what it made; also of one that was kept, or stopped in between. */

import { inXml } from '../adapters/aws/api/signed-calls.ts';
import { defined } from '../shared/model/defined.ts';
import { ec2Call, isStackGone, needed, snsCall, type TrialContext, type TrialStep } from './context.ts';
import { NotSupported, NotTried } from './outcome.ts';

export const BOUNCE_TOPIC = 'postwatch-trial-bounces';
export const WRITE_TOKEN = '/postwatch/tokens/write';
const CLOUDFORMATION = '2010-05-15';
const DYNAMODB = 'DynamoDB_20120810';

/** What a trial with `--keep` left is found by its names. */
export const FIND_STEP: TrialStep = {
  name: 'what an earlier trial left is found',
  run: async ({ calls, facts, stackName }) => {
    const cloudFormation = (action: string) =>
      calls.query('cloudformation', CLOUDFORMATION, action, { StackName: stackName });
    const xml = await cloudFormation('DescribeStacks');
    const table = /<OutputKey>TableName<\/OutputKey>\s*<OutputValue>([^<]+)/.exec(xml)?.[1];
    facts.outputs = defined({ TableName: table });
    facts.stack = { name: stackName, destroy: async () => void (await cloudFormation('DeleteStack')) };
    const named = await calls.json('sqs', 'AmazonSQS.GetQueueUrl', { QueueName: 'postwatch-trial' }).catch(() => ({}));
    const { QueueUrl } = named as { readonly QueueUrl?: string };
    const topic = inXml(await snsCall(calls, 'CreateTopic', { Name: BOUNCE_TOPIC }), 'TopicArn');
    const filter = { 'Filter.1.Name': 'tag:Name', 'Filter.1.Value.1': 'postwatch-trial' };
    const address = await ec2Call(calls, 'DescribeAddresses', filter);
    const [ip, id] = [inXml(address, 'publicIp'), inXml(address, 'allocationId')];
    Object.assign(facts, defined({ queue: QueueUrl, bounceTopic: topic }));
    if (ip !== undefined && id !== undefined) facts.address = { ip, id };
    return `the stack ${stackName}, its table${ip === undefined ? '' : ` and ${ip}`}`;
  },
};

/** Some stand-ins do not find a stack by its ARN, which is what CDK's command line deletes it by. */
async function removeStack(context: TrialContext): Promise<string> {
  const { calls, facts, place } = context;
  const { name, destroy } = needed(facts.stack ?? facts.project, 'stack');
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
    name: 'clean up: table, queue, topic and address',
    always: true,
    run: async ({ calls, facts, wishes }) => {
      if (wishes.keep) throw new NotTried('--keep');
      if (facts.keptTable !== undefined) {
        const unprotected = { TableName: facts.keptTable, DeletionProtectionEnabled: false };
        await calls.json('dynamodb', `${DYNAMODB}.UpdateTable`, unprotected);
        await calls.json('dynamodb', `${DYNAMODB}.DeleteTable`, { TableName: facts.keptTable });
      }
      if (facts.token !== undefined) await calls.json('ssm', 'AmazonSSM.DeleteParameter', { Name: WRITE_TOKEN });
      if (facts.queue !== undefined) await calls.json('sqs', 'AmazonSQS.DeleteQueue', { QueueUrl: facts.queue });
      if (facts.bounceTopic !== undefined) await snsCall(calls, 'DeleteTopic', { TopicArn: facts.bounceTopic });
      if (facts.address !== undefined) await ec2Call(calls, 'ReleaseAddress', { AllocationId: facts.address.id });
      return 'nothing of the trial is left but the toolkit stack of CDK';
    },
  },
];
