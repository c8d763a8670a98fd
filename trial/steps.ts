/** The steps of a trial, in their order. Each says in one line what it saw; each failure is judged in `outcome.ts`. */
import { randomBytes } from 'node:crypto';
import { inXml } from '../adapters/aws/api/signed-calls.ts';
import {
  callApi,
  ec2Call,
  finishedExecution,
  getFromApi,
  needed,
  outputOf,
  probedStack,
  receivedMessage,
  reverseJob,
  snsCall,
  type TrialStep,
} from './context.ts';
import { NotSupported, NotTried } from './outcome.ts';
import { TRIAL_PARTS, type TrialPartName } from './parts.ts';
import { ADDRESS_NAME, BOUNCE_TOPIC, QUEUE, REMOVAL_STEPS, WRITE_TOKEN } from './removal.ts';

const TAGS = {
  'Tag.1.Key': 'postwatch:domains',
  'Tag.1.Value': 'example.com',
  'Tag.3.Key': 'postwatch:manage',
  'Tag.3.Value': 'true',
  'Tag.2.Key': 'Name',
  'Tag.2.Value': ADDRESS_NAME,
};

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

/** Whether this endpoint makes what not every stand-in does. */
const PROBE_STEPS: readonly TrialStep[] = Object.entries(TRIAL_PARTS).map(([name, { step, probe }]) => ({
  name: step,
  run: async (context) => {
    const { facts } = context;
    const before = facts.without ?? [];
    facts.without = [...before, name as TrialPartName];
    const status = await probedStack(context, { Resources: probe });
    if (status !== 'CREATE_COMPLETE') throw new NotSupported(`a stack of one ended as ${status}`);
    facts.without = before;
    return 'a stack of one was made and deleted';
  },
}));

export const TRIAL_STEPS: readonly TrialStep[] = [
  {
    name: 'an Elastic IP to watch',
    run: async ({ calls, facts }) => {
      const xml = await ec2Call(calls, 'AllocateAddress', { Domain: 'vpc' });
      const [ip, id] = [inXml(xml, 'publicIp'), inXml(xml, 'allocationId')];
      facts.address = { ip: needed(ip, 'address in the answer'), id: needed(id, 'allocation in the answer') };
      await ec2Call(calls, 'CreateTags', { 'ResourceId.1': facts.address.id, ...TAGS });
      const seen = await ec2Call(calls, 'DescribeAddresses', { 'AllocationId.1': facts.address.id });
      facts.keepsTags = seen.includes('postwatch:manage');
      return `${ip} is allocated and tagged as a sender`;
    },
  },
  {
    name: 'bootstrap',
    run: async (context) => {
      const { calls, facts } = context;
      const made = await snsCall(calls, 'CreateTopic', { Name: BOUNCE_TOPIC });
      facts.bounceTopic = needed(inXml(made, 'TopicArn'), 'ARN of the topic for bounces');
      facts.project = await context.open(facts.bounceTopic);
      await facts.project.bootstrap();
      return 'the CDK toolkit stack is there';
    },
  },
  ...PROBE_STEPS,
  {
    name: 'deploy',
    run: async ({ calls, facts, place }) => {
      // A stand-in proves no signatures: there the API takes a token.
      if (place.isStandIn) {
        facts.token = randomBytes(24).toString('hex');
        const parameter = { Name: WRITE_TOKEN, Type: 'SecureString', Value: facts.token, Overwrite: true };
        await calls.json('ssm', 'AmazonSSM.PutParameter', parameter);
      }
      const outputs = await needed(facts.project, 'project').deploy(facts.without ?? []);
      facts.outputs = outputs;
      facts.stack = needed(facts.project, 'project');
      return `${Object.keys(outputs).length} outputs: ${Object.keys(outputs).sort().join(', ')}`;
    },
  },
  {
    name: 'a queue subscribed to both topics',
    run: async (context) => {
      const { calls, facts } = context;
      const made = await calls.json('sqs', 'AmazonSQS.CreateQueue', { QueueName: QUEUE });
      const QueueUrl = String(made['QueueUrl']);
      facts.queue = QueueUrl;
      const asked = { QueueUrl, AttributeNames: ['QueueArn'] };
      const { Attributes } = await calls.json('sqs', 'AmazonSQS.GetQueueAttributes', asked);
      const arn = String((Attributes as Record<string, string>)['QueueArn']);
      const topics = [outputOf(context, 'AlertsTopic'), outputOf(context, 'HealthTopic')];
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
      for (const TopicArn of topics) await snsCall(calls, 'Subscribe', { TopicArn, Protocol: 'sqs', Endpoint: arn });
      return 'subscribed to the alerts and the health topic';
    },
  },
  { name: 'a run', run: (context) => finishedExecution(context, `trial-${Date.now()}`) },
  {
    name: 'the first report arrives',
    run: async (context) =>
      (await receivedMessage(context, 'The first report', ({ subject }) => subject.includes('first report'))).subject,
  },
  {
    name: 'API: the last run and the addresses',
    run: async (context) => {
      const run = await getFromApi(context, '/runs/latest');
      const { addresses } = await getFromApi(context, '/addresses?limit=1000');
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
      for (const path of paths) await getFromApi(context, path);
      return `${paths.length} routes answered 200`;
    },
  },
  {
    name: 'API: a call without credentials is refused',
    run: async (context) => {
      const { status } = await callApi(context, 'GET', '/incidents', undefined, true);
      if (status === 403 || status === 401) return `answered ${status}`;
      if (context.place.isStandIn) throw new NotSupported(`answered ${status}: nobody is asked who they are here`);
      throw new Error(`answered ${status}, expected 403`);
    },
  },
  {
    name: 'API: an incident is acknowledged',
    run: async (context) => {
      const { incidents } = await getFromApi(context, '/incidents');
      const one =
        incidents.find(({ target }: { target: string }) => target === context.facts.address?.ip) ?? incidents[0];
      if (one === undefined) throw new NotTried('there is no open incident');
      const { status, json } = await callApi(context, 'POST', `/incidents/${one.id}/acknowledge`, { why: 'a trial' });
      if (status !== 200) throw new Error(`answered ${status}: ${json.detail ?? ''}`);
      return `${one.finding} is ${json.incident.state}`;
    },
  },
  {
    name: 'a test notice arrives',
    run: async (context) => {
      const { status, json } = await callApi(context, 'POST', '/notices/test');
      if (status !== 200) throw new Error(`answered ${status}: ${json.detail ?? ''}`);
      return (await receivedMessage(context, 'The test notice', ({ subject }) => subject.includes('TEST'))).subject;
    },
  },
  {
    name: 'reverse DNS is read',
    run: async (context) => {
      const { status, json } = await callApi(
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
      if (context.facts.keepsTags !== true) throw new NotSupported('this endpoint keeps no tags of addresses');
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
      await snsCall(calls, 'Publish', { TopicArn, Message: JSON.stringify(BOUNCE) });
      const TableName = outputOf(context, 'TableName');
      const request = {
        TableName,
        FilterExpression: 'begins_with(pk, :day)',
        ExpressionAttributeValues: { ':day': { S: 'BOUNCES#2' } },
      };
      for (let tries = 0; tries < 20; tries += 1) {
        const { Count } = await calls.json('dynamodb', 'DynamoDB_20120810.Scan', request);
        if (Number(Count) > 0) return 'the table holds its receiver and cause';
        await context.pause(3000);
      }
      throw new Error('the table holds no bounce after 60 s');
    },
  },
  {
    name: 'a second run says nothing twice',
    run: async (context) => {
      await finishedExecution(context, `trial-again-${Date.now()}`);
      const reports = context.facts.messages.filter(({ subject }) => subject.includes('first report'));
      if (reports.length > 1) throw new Error(`${reports.length} first reports`);
      return 'one first report';
    },
  },
  {
    name: 'redeploy: nothing changes',
    run: async ({ facts }) => {
      const stack = needed(facts.outputs === undefined ? undefined : facts.project, 'deployment');
      const { differs, text } = await stack.diff();
      if (differs) throw new Error(`cdk diff finds differences: ${text}`);
      const before = JSON.stringify(facts.outputs);
      const outputs = await stack.deploy(facts.without ?? []);
      if (JSON.stringify(outputs) !== before) throw new Error('the outputs are others than before');
      return 'cdk diff is empty, the outputs are the same';
    },
  },
  ...REMOVAL_STEPS,
];
