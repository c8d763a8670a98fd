/** What a trial leaves, by where it was stopped, and whether `--remove` takes all of it away. */
import { describe, expect, it } from 'vitest';
import type { TrialContext, TrialStep } from '../../trial/context.ts';
import { FIND_STEP, REMOVAL_STEPS } from '../../trial/removal.ts';
import { type TrialAnswers, trialContext } from './context.ts';

type Left = {
  stack: boolean;
  table: boolean;
  bucket: boolean;
  queue: boolean;
  topic: boolean;
  address: boolean;
  token: boolean;
};
const ALL: Left = { stack: true, table: true, bucket: true, queue: true, topic: true, address: true, token: true };
const NONE: Left = {
  stack: false,
  table: false,
  bucket: false,
  queue: false,
  topic: false,
  address: false,
  token: false,
};

const gone = (code: string): never => {
  throw new Error(`answered 400: ${code}`);
};

/** An account in which only what a trial left is. */
function account(
  left: Left,
  fails: Readonly<Record<string, readonly string[]>> = {},
): Required<Pick<TrialAnswers, 'answer'>> {
  const failures = new Map(Object.entries(fails).map(([what, codes]) => [what, [...codes]]));
  const take = (what: keyof Left, code: string): object => {
    if (!left[what]) gone(code);
    left[what] = false;
    return {};
  };
  const answers: Readonly<Record<string, () => string | object>> = {
    'cloudformation DescribeStacks': () =>
      left.stack
        ? '<Outputs><member><OutputKey>TableName</OutputKey><OutputValue>Memory</OutputValue></member></Outputs>'
        : gone('ValidationError: Stack with id PostwatchTrial does not exist'),
    'cloudformation DescribeStackResources': () =>
      '<member><PhysicalResourceId>files</PhysicalResourceId><ResourceType>AWS::S3::Bucket</ResourceType></member>',
    'cloudformation DeleteStack': () => take('stack', 'ValidationError'),
    'AmazonSQS.GetQueueUrl': () =>
      left.queue ? { QueueUrl: 'https://sqs/1/postwatch-trial' } : gone('AWS.SimpleQueueService.NonExistentQueue'),
    'AmazonSQS.DeleteQueue': () => take('queue', 'NonExistentQueue'),
    'sns CreateTopic': () => {
      left.topic = true;
      return '<TopicArn>arn:aws:sns:eu-west-1:1:postwatch-trial-bounces</TopicArn>';
    },
    'sns DeleteTopic': () => take('topic', 'NotFound'),
    'ec2 DescribeAddresses': () =>
      left.address ? '<publicIp>198.51.100.25</publicIp><allocationId>eipalloc-25</allocationId>' : '<addressesSet/>',
    'ec2 ReleaseAddress': () => take('address', 'InvalidAllocationID.NotFound'),
    'DynamoDB_20120810.DescribeTable': () =>
      left.table ? { Table: { TableStatus: 'ACTIVE' } } : gone('ResourceNotFoundException'),
    'DynamoDB_20120810.DeleteTable': () => take('table', 'ResourceNotFoundException'),
    's3 DELETE https://files.s3.eu-west-1.amazonaws.com/': () => take('bucket', 'NoSuchBucket'),
    'AmazonSSM.DeleteParameter': () => take('token', 'ParameterNotFound'),
  };
  return {
    answer: (what) => {
      const code = failures.get(what)?.shift();
      if (code !== undefined) gone(code);
      const answer = answers[what];
      if (answer === undefined) throw new Error(`${what} was not expected`);
      return answer();
    },
  };
}

async function removed(context: TrialContext) {
  const said: string[] = [];
  for (const step of [FIND_STEP, ...REMOVAL_STEPS] satisfies readonly TrialStep[])
    said.push(await step.run(context).catch((error: Error) => `${error.name}: ${error.message}`));
  return said;
}

describe('--remove', () => {
  it.each<[string, Partial<Left>]>([
    ['after --keep', ALL],
    ['where the trial was stopped before the stack was there', { queue: true, address: true }],
    [
      'where the deployment failed and its table went with it',
      { stack: true, bucket: true, queue: true, address: true },
    ],
    ['where nothing is left', {}],
  ])('takes all away, %s', async (_when, some) => {
    const left = { ...NONE, ...some };
    const isWhole = left.stack && left.table;
    const said = await removed(trialContext({ ...account(left), isStandIn: left.token }));
    expect(left).toEqual(NONE);
    expect(said.at(-1)).toBe('nothing of the trial is left but the toolkit stack of CDK');
    expect(said[2]).toMatch(isWhole ? /^it is active, deletion protection off$/ : /^(NotTried|Error)/);
  });

  it('never touches the token in an account, where others use it', async () => {
    const left = { ...ALL };
    await removed(trialContext(account(left)));
    expect(left).toEqual({ ...NONE, token: true });
  });

  it('waits while EC2 still sees the reverse name that was taken away', async () => {
    const left = { ...ALL, token: false };
    let waited = 0;
    const answers = account(left, { 'ec2 ReleaseAddress': ['InvalidAddress.PtrSet', 'InvalidAddress.PtrSet'] });
    const pause = async (milliseconds: number): Promise<void> => {
      waited += milliseconds;
    };
    const said = await removed(trialContext({ ...answers, pause }));
    expect(waited).toBe(30_000);
    expect(said.at(-1)).toMatch(/^nothing of the trial is left/);
  });

  it('removes the rest where something cannot be removed, and says what is still there', async () => {
    const left = { ...ALL, token: false };
    const answers = account(left, {
      'DynamoDB_20120810.DeleteTable': ['AccessDeniedException'],
      'AmazonSQS.DeleteQueue': ['AccessDenied'],
    });
    const said = await removed(trialContext(answers));
    expect(left).toEqual({ ...NONE, table: true, queue: true });
    expect(said.at(-1)).toMatch(/still there: the table: .*AccessDeniedException; the queue: .*AccessDenied/);
  });
});
