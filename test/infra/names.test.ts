/** Two stacks in one Region, and the partitions of China and of the US government. */
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { PostwatchStack, type SettingsInput } from '../../infra/index.ts';
import { appWithFlags, SETTINGS, stubCode } from '../support/stack.ts';

const EVERYTHING: SettingsInput = {
  ...SETTINGS,
  notices: { webhook: 'https://hooks.example.com/' },
  aws: {
    ...SETTINGS.aws,
    apiAuth: { type: 'token' },
    chat: true,
    inbox: { addresses: ['bounces@example.com'] },
    reverseDns: 'manage',
    tracing: true,
    zones: [{ id: 'Z0123456789', recordNames: ['mail.example.com'] }],
  },
};

/**
 * The property that is a name in the account and Region, or in the whole account, by type; null: it has none, or it is a name within
 * something that has one (a route of an API). A type that is not here fails the test, so that a person decides.
 */
const NAMES: Readonly<Record<string, string | null>> = {
  'AWS::ApiGatewayV2::Api': null,
  'AWS::ApiGatewayV2::Authorizer': null,
  'AWS::ApiGatewayV2::Integration': null,
  'AWS::ApiGatewayV2::Route': null,
  'AWS::ApiGatewayV2::Stage': null,
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::Dashboard': 'DashboardName',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::Events::Rule': 'Name',
  'AWS::IAM::Policy': null,
  'AWS::IAM::Role': 'RoleName',
  'AWS::Lambda::EventInvokeConfig': null,
  'AWS::Lambda::EventSourceMapping': null,
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Lambda::Permission': null,
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::Logs::MetricFilter': null,
  'AWS::S3::Bucket': 'BucketName',
  'AWS::S3::BucketPolicy': null,
  'AWS::SES::ReceiptRule': null,
  'AWS::SES::ReceiptRuleSet': 'RuleSetName',
  'AWS::SNS::Subscription': null,
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SNS::TopicPolicy': null,
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SQS::QueuePolicy': null,
  'AWS::SSM::Parameter': 'Name',
  'AWS::Scheduler::Schedule': 'Name',
  'AWS::Scheduler::ScheduleGroup': 'Name',
  'AWS::StepFunctions::StateMachine': 'StateMachineName',
};

type Resource = { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>> };
type Json = {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, { readonly Export?: unknown }>>;
};

const jsonOf = (name: string): Json =>
  Template.fromStack(
    new PostwatchStack(appWithFlags(), name, { settings: EVERYTHING, code: stubCode }),
  ).toJSON() as Json;

/** The names that a template gives, and does not leave to CloudFormation. */
function namesIn({ Resources, Outputs }: Json): readonly string[] {
  const own = Object.values(Resources).flatMap(({ Type, Properties }) => {
    const property = NAMES[Type];
    const value = property === null || property === undefined ? undefined : Properties?.[property];
    return value === undefined ? [] : [`${Type} ${JSON.stringify(value)}`];
  });
  return [
    ...own,
    ...Object.values(Outputs).flatMap(({ Export }) => (Export === undefined ? [] : [JSON.stringify(Export)])),
  ];
}

/** What the functions of a stack read in SSM and nobody else does. */
const ownParameters = (json: Json): readonly string[] => [
  ...new Set(JSON.stringify(json).match(/parameter\/postwatch\/stacks\/[^"]+/g)),
];

describe('two stacks in a Region', () => {
  const [first, second] = [jsonOf('Mail'), jsonOf('News')];

  it('have no type of resource of which it is not known whether it has a name', () => {
    const types = new Set(Object.values(first.Resources).map(({ Type }) => Type));
    expect([...types].filter((type) => !(type in NAMES))).toEqual([]);
  });

  it('share no name of a resource and no export', () => {
    const [mine, theirs] = [namesIn(first), namesIn(second)];
    expect(mine).toEqual([expect.stringContaining('AWS::IAM::Role')]);
    expect(mine.filter((name) => theirs.includes(name))).toEqual([]);
  });

  it('can each have tokens, keys and secrets of its own, which the other may not read', () => {
    const [mine, theirs] = [ownParameters(first), ownParameters(second)];
    expect(mine.length).toBeGreaterThanOrEqual(5);
    for (const name of mine) expect(name).toMatch(/^parameter\/postwatch\/stacks\/Mail\//);
    expect(theirs).toEqual(mine.map((name) => name.replace('/Mail/', '/News/')));
  });

  it('count each its own metrics', () => {
    const text = JSON.stringify(first);
    expect(text).toContain('"Dimensions":[{"Name":"Stack","Value":"Mail"}]');
    expect(text).not.toContain('"Value":"News"');
  });

  it('tag all that can be tagged', () => {
    const tagged = Object.values(first.Resources).flatMap(({ Properties }) => Properties?.['Tags'] ?? []);
    expect(tagged.length).toBeGreaterThan(20);
    const here = Object.entries(first.Resources).filter(
      ([, { Type }]) => NAMES[Type] !== undefined && NAMES[Type] !== null,
    );
    for (const [id, { Type, Properties }] of here) {
      const { Tags, HostedZoneTags, ReceiptRuleSetTags, Replicas } = (Properties ?? {}) as Record<string, unknown>;
      const text = JSON.stringify([Tags, HostedZoneTags, ReceiptRuleSetTags, Replicas]);
      if (UNTAGGED.has(Type)) continue;
      expect(text, `${Type} ${id}`).toContain('postwatch:stack');
    }
  });
  /** CloudFormation takes no tags for them. */
  const UNTAGGED = new Set(['AWS::Scheduler::Schedule', 'AWS::SES::ReceiptRuleSet', 'AWS::CloudWatch::Dashboard']);
});

describe.each([
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
])('in %s', (region, partition) => {
  const app = appWithFlags();
  const env = { account: '111122223333', region };
  const stack = new PostwatchStack(app, 'Mail', { settings: EVERYTHING, code: stubCode, env });
  const text = JSON.stringify(Template.fromStack(stack).toJSON());

  it('every ARN is of the partition', () => {
    expect(text.match(/arn:aws[a-z-]*:/g)?.length).toBeGreaterThan(5);
    for (const [one] of text.matchAll(/arn:aws[a-z-]*:/g)) expect(one).toBe(`arn:${partition}:`);
  });

  it('every host is that of the partition: names of services apart, which are the same everywhere', () => {
    const hosts = [...text.matchAll(/[\w.-]*amazonaws\.com[\w.]*/g)].map(([host]) => host);
    for (const host of hosts)
      expect(host).toMatch(/^(apigateway|cloudwatch|events|lambda|s3|scheduler|ses|sns|sqs|states)\.amazonaws\.com$/);
    const url = JSON.stringify(stack.resolve(stack.urlSuffix));
    expect(url).toBe('{"Ref":"AWS::URLSuffix"}');
    expect(text).toContain(`.execute-api.${region}."`);
  });

  it('what AWS does not offer there is a warning at synth, by the name of the setting', () => {
    const warnings = stack.node
      .findAll()
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === 'aws:cdk:warning')
      .map(({ data }) => String(data));
    const named = warnings.filter((line) => line.includes(region)).map((line) => /^aws\.[\w.]+/.exec(line)?.[0]);
    expect(named.sort()).toEqual(region === 'cn-north-1' ? ['aws.chat', 'aws.inbox.addresses'] : ['aws.reverseDns']);
  });
});
