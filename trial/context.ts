/** What the steps of a trial share: where they are, what they leave for each other, and how they ask. */
import { type AwsCalls, inXml } from '../adapters/aws/api/signed-calls.ts';
import { defined } from '../shared/model/defined.ts';
import type { TrialPlace, TrialStack } from './deployment.ts';
import { NotTried } from './outcome.ts';
import type { TrialPartName } from './parts.ts';

export type TrialWishes = {
  /** A reverse name to set; near a stand-in, the sandbox's DNS knows it. */
  readonly hostname: string | undefined;
  /** The stack, its table and the address stay. */
  readonly keep: boolean;
};

/** What steps leave for those after them. */
export type TrialFacts = {
  bounceTopic?: string;
  stack?: Pick<TrialStack, 'name' | 'destroy'>;
  /** Where it can be deployed again. */
  project?: TrialStack;
  outputs?: Readonly<Record<string, string>>;
  /** What this endpoint cannot make. */
  without?: readonly TrialPartName[];
  /** Of the API, near a stand-in. */
  token?: string;
  queue?: string;
  keptTable?: string;
  /** The stack's own, which stays when the stack goes. */
  buckets?: readonly string[];
  address?: { readonly ip: string; readonly id: string };
  /** `DescribeAddresses` has its tags. */
  keepsTags?: boolean;
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
  readonly stackName: string;
  readonly open: (bounceTopic: string) => Promise<TrialStack>;
  readonly pause: (milliseconds: number) => Promise<void>;
};

export type TrialStep = {
  readonly name: string;
  readonly run: (context: TrialContext) => Promise<string>;
  /** Also run where an earlier step failed: what was made is removed. */
  readonly always?: true;
};

const SNS = '2010-03-31';
const EC2 = '2016-11-15';
const RUN_SECONDS = 600;
const MESSAGE_SECONDS = 90;

export function needed<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new NotTried(`there is no ${what}`);
  return value;
}

export const outputOf = ({ facts }: TrialContext, name: string): string =>
  needed(facts.outputs?.[name], `output ${name}`);

export const snsCall = (calls: AwsCalls, action: string, form: Record<string, string>) =>
  calls.query('sns', SNS, action, form);
export const ec2Call = (calls: AwsCalls, action: string, form: Record<string, string>) =>
  calls.query('ec2', EC2, action, form);

/** Under a local stand-in, an API is a path of the one endpoint. */
function apiUrl(context: TrialContext, path: string): URL {
  const own = new URL(outputOf(context, 'Endpoint'));
  if (context.endpoint === undefined) return new URL(path.replace(/^\//, ''), own);
  return new URL(`/_aws/execute-api/${own.hostname.split('.')[0]}/$default${path}`, context.endpoint);
}

export async function callApi(context: TrialContext, method: string, path: string, body?: object, unsigned = false) {
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

export async function getFromApi(context: TrialContext, path: string) {
  const { status, json } = await callApi(context, 'GET', path);
  if (status !== 200) throw new Error(`GET ${path} answered ${status}: ${json.detail ?? json.message ?? ''}`);
  return json;
}

/** Reads the queue until a message is there that fits. */
export async function receivedMessage(
  context: TrialContext,
  what: string,
  fits: (one: TrialFacts['messages'][number]) => boolean,
) {
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
export async function finishedExecution(context: TrialContext, name: string): Promise<string> {
  const { calls } = context;
  const input = { stateMachineArn: outputOf(context, 'StateMachine'), name, input: JSON.stringify({ at: name }) };
  const { executionArn } = await calls.json('states', 'AWSStepFunctions.StartExecution', input);
  for (let waited = 0; waited < RUN_SECONDS; waited += 3) {
    const { status, error, cause } = await calls.json('states', 'AWSStepFunctions.DescribeExecution', { executionArn });
    if (status === 'SUCCEEDED') return `succeeded within ${waited + 3} s`;
    if (status !== 'RUNNING') throw new Error(`the execution ended as ${status}: ${error ?? ''} ${cause ?? ''}`);
    await context.pause(3000);
  }
  throw new Error(`the execution was still running after ${RUN_SECONDS} s`);
}

/** Makes a stack of the template, waits for its end, and deletes it. */
export async function probedStack(context: TrialContext, template: object): Promise<string> {
  const { calls, stackName } = context;
  const StackName = `${stackName}Probe`;
  const cloudFormation = (action: string, form: Record<string, string>) =>
    calls.query('cloudformation', '2010-05-15', action, { StackName, ...form });
  await cloudFormation('CreateStack', { TemplateBody: JSON.stringify(template) });
  let status = '';
  for (let waited = 0; waited < 120 && !/_(COMPLETE|FAILED)$/.test(status); waited += 2) {
    await context.pause(2000);
    status = inXml(await cloudFormation('DescribeStacks', {}), 'StackStatus') ?? '';
  }
  await cloudFormation('DeleteStack', {});
  return status;
}

const GONE_SECONDS = 600;

export async function isStackGone({ calls, pause }: TrialContext, StackName: string): Promise<boolean> {
  for (let waited = 0; waited < GONE_SECONDS; waited += 3) {
    const xml = await calls
      .query('cloudformation', '2010-05-15', 'DescribeStacks', { StackName })
      .catch((error: Error) => error);
    if (xml instanceof Error) return /does not exist/.test(xml.message);
    if (inXml(xml, 'StackStatus') === 'DELETE_COMPLETE') return true;
    await pause(3000);
  }
  return false;
}

const JOB_SECONDS = 900;

/** Starts a job of the trial's address and waits until it is done, or says why it stopped. */
export async function reverseJob(context: TrialContext, method: 'PUT' | 'DELETE', body?: object): Promise<string> {
  const path = `/addresses/${needed(context.facts.address, 'address').ip}/reverse-dns`;
  const started = await callApi(context, method, path, body);
  if (started.status !== 202) throw new Error(`answered ${started.status}: ${started.json.detail ?? ''}`);
  for (let waited = 0; waited < JOB_SECONDS; waited += 5) {
    const { job } = await getFromApi(context, path);
    if (job?.stage === 'confirmed') return `${job.hostname ?? 'no name'} is confirmed after ${waited} s`;
    if (job?.blocked) throw new Error(`${job.blocked.reason}: ${job.blocked.text} ${job.blocked.message ?? ''}`);
    await context.pause(5000);
  }
  throw new Error(`the job was still going after ${JOB_SECONDS} s`);
}
