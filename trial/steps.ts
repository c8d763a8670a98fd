/** The steps of a trial, in their order. Each says in one line what it saw; each failure is told apart in `outcome.ts`. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { defined } from '../shared/model/defined.ts';
import { type AwsCalls, inXml } from './calls.ts';
import type { TrialPlace, TrialStack } from './deployment.ts';
import { NotSupported, NotTried } from './outcome.ts';

export type TrialWishes = {
  /** A reverse name to set; near a stand-in, the sandbox's DNS knows it. */
  readonly hostname: string | undefined;
  /** The stack, its table and the address stay. */
  readonly keep: boolean;
};

/** What steps leave for those after them. */
export type TrialFacts = {
  bounceTopic?: string;
  stack?: TrialStack;
  outputs?: Readonly<Record<string, string>>;
  plainAlarms?: boolean;
  /** Of the API, near a stand-in. */
  token?: string;
  queue?: string;
  address?: { readonly ip: string; readonly id: string };
  /** Its reverse name was set. */
  named?: boolean;
  /** Messages of the queue: what was published, by topic. */
  readonly messages: { readonly topic: string; readonly subject: string; readonly text: string }[];
};

export type TrialContext = {
  readonly calls: AwsCalls;
  readonly place: TrialPlace;
  readonly endpoint: string | undefined;
  readonly wishes: TrialWishes;
  readonly facts: TrialFacts;
  readonly open: (bounceTopic: string) => Promise<TrialStack>;
};

export type TrialStep = {
  readonly name: string;
  readonly run: (context: TrialContext) => Promise<string>;
  /** Also run where an earlier step failed: what was made is removed. */
  readonly always?: true;
};

const WRITE_TOKEN = '/postwatch/tokens/write';
const SNS = '2010-03-31';
const EC2 = '2016-11-15';
const RUN_SECONDS = 600;
const MESSAGE_SECONDS = 90;

function needed<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new NotTried(`there is no ${what}`);
  return value;
}

const output = ({ facts }: TrialContext, name: string): string => needed(facts.outputs?.[name], `output ${name}`);

const sns = (calls: AwsCalls, action: string, form: Record<string, string>) => calls.query('sns', SNS, action, form);
const ec2 = (calls: AwsCalls, action: string, form: Record<string, string>) => calls.query('ec2', EC2, action, form);

/** Under a local stand-in, an API is a path of the one endpoint. */
function apiUrl(context: TrialContext, path: string): URL {
  const own = new URL(output(context, 'Endpoint'));
  if (context.endpoint === undefined) return new URL(path.replace(/^\//, ''), own);
  return new URL(`/_aws/execute-api/${own.hostname.split('.')[0]}/$default${path}`, context.endpoint);
}

async function api(context: TrialContext, method: string, path: string, body?: object, unsigned = false) {
  const { token } = context.facts;
  const { status, text } = await context.calls.send('execute-api', apiUrl(context, path), {
    method,
    headers: defined({
      'content-type': body === undefined ? undefined : 'application/json',
      authorization: token === undefined || unsigned ? undefined : `Bearer ${token}`,
    }),
    ...defined({ body: body === undefined ? undefined : JSON.stringify(body) }),
    isSigned: !unsigned && token === undefined,
  });
  return { status, json: parsedJson(text) };
}

// biome-ignore lint/suspicious/noExplicitAny: what came is looked at field by field
function parsedJson(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return { detail: text.slice(0, 200) };
  }
}

async function get(context: TrialContext, path: string) {
  const { status, json } = await api(context, 'GET', path);
  if (status !== 200) throw new Error(`GET ${path} answered ${status}: ${json.detail ?? json.message ?? ''}`);
  return json;
}

/** Reads the queue until a message is there that fits. */
async function received(context: TrialContext, what: string, fits: (one: TrialFacts['messages'][number]) => boolean) {
  const QueueUrl = needed(context.facts.queue, 'queue');
  const until = Date.now() + MESSAGE_SECONDS * 1000;
  do {
    const found = context.facts.messages.find(fits);
    if (found !== undefined) return found;
    const request = { QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 5 };
    const { Messages = [] } = (await context.calls.json('sqs', 'AmazonSQS.ReceiveMessage', request)) as {
      Messages?: { Body: string; ReceiptHandle: string }[];
    };
    for (const { Body, ReceiptHandle } of Messages) {
      const { TopicArn = '', Subject = '', Message = '' } = parsedJson(Body);
      context.facts.messages.push({ topic: TopicArn, subject: Subject ?? '', text: Message });
      await context.calls.json('sqs', 'AmazonSQS.DeleteMessage', { QueueUrl, ReceiptHandle });
    }
  } while (Date.now() < until);
  throw new Error(`${what} did not arrive within ${MESSAGE_SECONDS} s`);
}

/** Starts the state machine and waits for its end. */
async function execution(context: TrialContext, name: string): Promise<string> {
  const { calls } = context;
  const input = { stateMachineArn: output(context, 'StateMachine'), name, input: JSON.stringify({ at: name }) };
  const { executionArn } = await calls.json('states', 'AWSStepFunctions.StartExecution', input);
  for (let waited = 0; waited < RUN_SECONDS; waited += 3) {
    const { status, error, cause } = await calls.json('states', 'AWSStepFunctions.DescribeExecution', { executionArn });
    if (status === 'SUCCEEDED') return `succeeded within ${waited + 3} s`;
    if (status !== 'RUNNING') throw new Error(`the execution ended as ${status}: ${error ?? ''} ${cause ?? ''}`);
    await sleep(3000);
  }
  throw new Error(`the execution was still running after ${RUN_SECONDS} s`);
}

const TAGS = {
  'Tag.1.Key': 'postwatch:domains',
  'Tag.1.Value': 'example.com',
  'Tag.2.Key': 'Name',
  'Tag.2.Value': 'postwatch-trial',
};

/** One alarm of the kind that the product has. */
const PROBE = {
  Resources: {
    Alarm: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        ComparisonOperator: 'GreaterThanThreshold',
        EvaluationPeriods: 1,
        Threshold: 1,
        Metrics: [
          {
            Id: 'm',
            ReturnData: false,
            MetricStat: { Metric: { Namespace: 'PostwatchTrial', MetricName: 'Probe' }, Period: 300, Stat: 'Sum' },
          },
          { Id: 'e', Expression: 'FILL(m, 0)', ReturnData: true },
        ],
      },
    },
  },
};

/** Makes a stack of the template, waits for its end, and deletes it. */
async function probed({ calls, facts }: TrialContext, template: object): Promise<string> {
  const StackName = `${needed(facts.stack, 'stack').name}Probe`;
  const cloudFormation = (action: string, form: Record<string, string>) =>
    calls.query('cloudformation', '2010-05-15', action, { StackName, ...form });
  await cloudFormation('CreateStack', { TemplateBody: JSON.stringify(template) });
  let status = '';
  for (let waited = 0; waited < 120 && !/_(COMPLETE|FAILED)$/.test(status); waited += 2) {
    await sleep(2000);
    status = inXml(await cloudFormation('DescribeStacks', {}), 'StackStatus') ?? '';
  }
  await cloudFormation('DeleteStack', {});
  return status;
}

async function isGone({ calls }: TrialContext, StackName: string): Promise<boolean> {
  for (let waited = 0; waited < 120; waited += 3) {
    const xml = await calls
      .query('cloudformation', '2010-05-15', 'DescribeStacks', { StackName })
      .catch((error: Error) => error);
    if (xml instanceof Error) return /does not exist/.test(xml.message);
    if (inXml(xml, 'StackStatus') === 'DELETE_COMPLETE') return true;
    await sleep(3000);
  }
  return false;
}

const JOB_SECONDS = 900;

/** Starts a job of the trial's address and waits until it is done, or says why it stopped. */
async function reverseJob(context: TrialContext, method: 'PUT' | 'DELETE', body?: object): Promise<string> {
  const path = `/addresses/${needed(context.facts.address, 'address').ip}/reverse-dns`;
  const started = await api(context, method, path, body);
  if (started.status !== 202) throw new Error(`answered ${started.status}: ${started.json.detail ?? ''}`);
  for (let waited = 0; waited < JOB_SECONDS; waited += 5) {
    const { job } = await get(context, path);
    if (job?.stage === 'confirmed') return `${job.hostname ?? 'no name'} is confirmed after ${waited} s`;
    if (job?.blocked) throw new Error(`${job.blocked.reason}: ${job.blocked.text} ${job.blocked.message ?? ''}`);
    await sleep(5000);
  }
  throw new Error(`the job was still going after ${JOB_SECONDS} s`);
}

/** A bounce as SES publishes it (SES developer guide, "Amazon SNS notification examples"). */
const BOUNCE = {
  notificationType: 'Bounce',
  bounce: {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: [
      {
        emailAddress: 'someone@example.net',
        action: 'failed',
        status: '5.7.1',
        diagnosticCode: 'smtp; 550 5.7.1 Client host [203.0.113.14] blocked using zen.spamhaus.org',
      },
    ],
    timestamp: '2026-12-01T00:00:00.000Z',
    feedbackId: 'trial',
  },
  mail: { timestamp: '2026-12-01T00:00:00.000Z', source: 'news@example.com', destination: ['someone@example.net'] },
};

export const TRIAL_STEPS: readonly TrialStep[] = [
  {
    name: 'an Elastic IP to watch',
    run: async ({ calls, facts }) => {
      const xml = await ec2(calls, 'AllocateAddress', { Domain: 'vpc' });
      const [ip, id] = [inXml(xml, 'publicIp'), inXml(xml, 'allocationId')];
      facts.address = { ip: needed(ip, 'address in the answer'), id: needed(id, 'allocation in the answer') };
      await ec2(calls, 'CreateTags', { 'ResourceId.1': facts.address.id, ...TAGS });
      return `${ip} is allocated and tagged as a sender`;
    },
  },
  {
    name: 'bootstrap',
    run: async (context) => {
      const { calls, facts } = context;
      const made = await sns(calls, 'CreateTopic', { Name: 'postwatch-trial-bounces' });
      facts.bounceTopic = needed(inXml(made, 'TopicArn'), 'ARN of the topic for bounces');
      facts.stack = await context.open(facts.bounceTopic);
      await facts.stack.bootstrap();
      return 'the CDK toolkit stack is there';
    },
  },
  {
    name: 'CloudFormation takes alarms over expressions',
    run: async (context) => {
      context.facts.plainAlarms = true;
      const status = await probed(context, PROBE);
      if (status !== 'CREATE_COMPLETE') throw new NotSupported(`a stack of one ended as ${status}`);
      context.facts.plainAlarms = false;
      return 'a stack of one was made and deleted';
    },
  },
  {
    name: 'deploy',
    run: async ({ calls, facts, place }) => {
      // A stand-in proves no signatures: there the API takes a token.
      if (place.isStandIn) {
        facts.token = randomBytes(24).toString('hex');
        const parameter = { Name: WRITE_TOKEN, Type: 'SecureString', Value: facts.token, Overwrite: true };
        await calls.json('ssm', 'AmazonSSM.PutParameter', parameter);
      }
      const outputs = await needed(facts.stack, 'stack').deploy(facts.plainAlarms === true);
      facts.outputs = outputs;
      return `${Object.keys(outputs).length} outputs: ${Object.keys(outputs).sort().join(', ')}`;
    },
  },
  {
    name: 'a queue subscribed to both topics',
    run: async (context) => {
      const { calls, facts } = context;
      const made = await calls.json('sqs', 'AmazonSQS.CreateQueue', { QueueName: 'postwatch-trial' });
      const QueueUrl = String(made['QueueUrl']);
      facts.queue = QueueUrl;
      const asked = { QueueUrl, AttributeNames: ['QueueArn'] };
      const { Attributes } = await calls.json('sqs', 'AmazonSQS.GetQueueAttributes', asked);
      const arn = String((Attributes as Record<string, string>)['QueueArn']);
      const topics = [output(context, 'AlertsTopic'), output(context, 'HealthTopic')];
      const Policy = JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'sns.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Resource: arn,
            Condition: { ArnEquals: { 'aws:SourceArn': topics } },
          },
        ],
      });
      await calls.json('sqs', 'AmazonSQS.SetQueueAttributes', { QueueUrl, Attributes: { Policy } });
      for (const TopicArn of topics) await sns(calls, 'Subscribe', { TopicArn, Protocol: 'sqs', Endpoint: arn });
      return 'subscribed to the alerts and the health topic';
    },
  },
  { name: 'a run', run: (context) => execution(context, `trial-${Date.now()}`) },
  {
    name: 'the first report arrives',
    run: async (context) =>
      (await received(context, 'The first report', ({ subject }) => subject.includes('first report'))).subject,
  },
  {
    name: 'API: the last run and the addresses',
    run: async (context) => {
      const run = await get(context, '/runs/latest');
      const { addresses } = await get(context, '/addresses?limit=1000');
      const ip = context.facts.address?.ip;
      const ours = addresses.find(({ address }: { address: string }) => address === ip);
      if (ours === undefined)
        throw new Error(`${addresses.length} addresses, and the one of this trial is not among them`);
      return `${run.checked} of ${run.expected} addresses checked; ours is a ${ours.watched?.role}, tags ${JSON.stringify(ours.watched?.tags)}`;
    },
  },
  {
    name: 'API: every read',
    run: async (context) => {
      const paths = [
        '/openapi.json',
        '/incidents',
        '/snoozes',
        '/lists',
        `/check/${context.facts.address?.ip}`,
        '/lookup?q=a:example.com',
        '/spf?ip=203.0.113.10&sender=news@example.com',
      ];
      for (const path of paths) await get(context, path);
      return `${paths.length} routes answered 200`;
    },
  },
  {
    name: 'API: a call without credentials is refused',
    run: async (context) => {
      const { status } = await api(context, 'GET', '/incidents', undefined, true);
      if (status === 403 || status === 401) return `answered ${status}`;
      if (context.place.isStandIn) throw new NotSupported(`answered ${status}: nobody is asked who they are here`);
      throw new Error(`answered ${status}, expected 403`);
    },
  },
  {
    name: 'API: an incident is acknowledged',
    run: async (context) => {
      const { incidents } = await get(context, '/incidents');
      const one =
        incidents.find(({ target }: { target: string }) => target === context.facts.address?.ip) ?? incidents[0];
      if (one === undefined) throw new NotTried('there is no open incident');
      const { status, json } = await api(context, 'POST', `/incidents/${one.id}/acknowledge`, { why: 'a trial' });
      if (status !== 200) throw new Error(`answered ${status}: ${json.detail ?? ''}`);
      return `${one.finding} is ${json.incident.state}`;
    },
  },
  {
    name: 'a test notice arrives',
    run: async (context) => {
      const { status, json } = await api(context, 'POST', '/notices/test');
      if (status !== 200) throw new Error(`answered ${status}: ${json.detail ?? ''}`);
      return (await received(context, 'The test notice', ({ subject }) => subject.includes('TEST'))).subject;
    },
  },
  {
    name: 'reverse DNS is read',
    run: async (context) => {
      const { status, json } = await api(
        context,
        'GET',
        `/addresses/${needed(context.facts.address, 'address').ip}/reverse-dns`,
      );
      if (status !== 200) throw new Error(`answered ${status}: ${json.detail ?? ''}`);
      return JSON.stringify(json).slice(0, 200);
    },
  },
  {
    name: 'reverse DNS is set',
    run: async (context) => {
      const { hostname } = context.wishes;
      if (hostname === undefined) throw new NotTried('give --hostname and --zone');
      const set = await reverseJob(context, 'PUT', { hostname });
      context.facts.named = true;
      return set;
    },
  },
  {
    name: 'reverse DNS is removed',
    run: async (context) => {
      if (context.facts.named !== true) throw new NotTried('none was set');
      return reverseJob(context, 'DELETE');
    },
  },
  {
    name: 'the inbox counts a bounce',
    run: async (context) => {
      const { calls, facts } = context;
      const TopicArn = needed(facts.bounceTopic, 'topic for bounces');
      await sns(calls, 'Publish', { TopicArn, Message: JSON.stringify(BOUNCE) });
      const TableName = output(context, 'TableName');
      const request = {
        TableName,
        FilterExpression: 'begins_with(pk, :day)',
        ExpressionAttributeValues: { ':day': { S: 'BOUNCES#2' } },
      };
      for (let tries = 0; tries < 20; tries += 1) {
        const { Count } = await calls.json('dynamodb', 'DynamoDB_20120810.Scan', request);
        if (Number(Count) > 0) return 'the table holds its receiver and cause';
        await sleep(3000);
      }
      throw new Error('the table holds no bounce after 60 s');
    },
  },
  {
    name: 'a second run says nothing twice',
    run: async (context) => {
      await execution(context, `trial-again-${Date.now()}`);
      const reports = context.facts.messages.filter(({ subject }) => subject.includes('first report'));
      if (reports.length > 1) throw new Error(`${reports.length} first reports`);
      return 'one first report';
    },
  },
  {
    name: 'redeploy: nothing changes',
    run: async ({ facts }) => {
      const stack = needed(facts.outputs === undefined ? undefined : facts.stack, 'deployment');
      const { differs, text } = await stack.diff();
      if (differs) throw new Error(`cdk diff finds differences: ${text}`);
      const before = JSON.stringify(facts.outputs);
      const outputs = await stack.deploy(facts.plainAlarms === true);
      if (JSON.stringify(outputs) !== before) throw new Error('the outputs are others than before');
      return 'cdk diff is empty, the outputs are the same';
    },
  },
  {
    name: 'remove: the stack goes, the table stays',
    always: true,
    run: async (context) => {
      const { calls, facts, wishes } = context;
      const stack = needed(facts.stack, 'stack');
      if (wishes.keep) throw new NotTried(`--keep: remove it with "npx cdk destroy -c stack=${stack.name}"`);
      const why = await stack.destroy().catch((error: Error) => error);
      // The command line may look before the deletion has begun.
      if (why instanceof Error && !(await isGone(context, stack.name))) throw why;
      const TableName = facts.outputs?.['TableName'];
      if (TableName === undefined) return 'the stack is gone';
      const { Table } = await calls.json('dynamodb', 'DynamoDB_20120810.DescribeTable', { TableName });
      const { TableStatus, DeletionProtectionEnabled } = Table as Record<string, unknown>;
      if (TableStatus !== 'ACTIVE') throw new Error(`the table is ${String(TableStatus)}`);
      return `the stack is gone, the table is kept, deletion protection ${DeletionProtectionEnabled === true ? 'on' : 'off'}`;
    },
  },
  {
    name: 'clean up: table, queue, topic and address',
    always: true,
    run: async ({ calls, facts, wishes }) => {
      if (wishes.keep) throw new NotTried('--keep');
      const TableName = facts.outputs?.['TableName'];
      if (TableName !== undefined) {
        const unprotected = { TableName, DeletionProtectionEnabled: false };
        await calls.json('dynamodb', 'DynamoDB_20120810.UpdateTable', unprotected);
        await calls.json('dynamodb', 'DynamoDB_20120810.DeleteTable', { TableName });
      }
      if (facts.token !== undefined) await calls.json('ssm', 'AmazonSSM.DeleteParameter', { Name: WRITE_TOKEN });
      if (facts.queue !== undefined) await calls.json('sqs', 'AmazonSQS.DeleteQueue', { QueueUrl: facts.queue });
      if (facts.bounceTopic !== undefined) await sns(calls, 'DeleteTopic', { TopicArn: facts.bounceTopic });
      if (facts.address !== undefined) await ec2(calls, 'ReleaseAddress', { AllocationId: facts.address.id });
      return 'nothing of the trial is left but the toolkit stack of CDK';
    },
  },
];
