/** Every right that the template gives to anyone, held against what the design allows. */
import { readFileSync } from 'node:fs';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { describe, expect, it } from 'vitest';
import { ElasticIpReverseDns, type SettingsInput } from '../../infra/index.ts';
import { appWithFlags, SETTINGS, stubCode, templateOf, withAws } from '../support/stack.ts';
import { list, rightsOf, type Statement } from './rights.ts';

const ROLE = 'arn:aws:iam::444455556666:role/postwatch-read';
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/0aa0';
const VARIANTS: readonly (readonly [string, SettingsInput])[] = [
  ['the defaults', SETTINGS],
  ['a token', withAws({ apiAuth: { type: 'token' } })],
  ['a jwt', withAws({ apiAuth: { type: 'jwt', issuer: 'https://id.example.com/', audience: ['postwatch'] } })],
  [
    'everything',
    withAws({
      accounts: [{ roleArn: ROLE, externalId: 'long' }],
      kmsKeyArn: KEY,
      tableName: 'old-table',
      inbox: { topicArn: 'arn:aws:sns:eu-west-1:111122223333:bounces', addresses: ['bounces@example.com'] },
      reverseDns: 'manage',
      zones: [{ id: 'Z0123456789', recordNames: ['mail.example.com', 'mx.example.com'] }],
    }),
  ],
];

const STARS = [
  'Api ec2:DescribeAddresses',
  'Api ec2:DescribeAddressesAttribute',
  'Api ec2:DescribeRegions',
  'Discover ec2:DescribeAddresses',
  'Discover ec2:DescribeAddressesAttribute',
  'Discover ec2:DescribeNetworkInterfaces',
  'Discover ec2:DescribeRegions',
  'ReverseDns ec2:DescribeAddresses',
  'ReverseDns ec2:DescribeAddressesAttribute',
  'ReverseDns ec2:DescribeRegions',
];

const OF_MAILS = ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'].map((action) => `${action} /mail/*"]]}`);

const OF_MANIFESTS = ['s3:GetObject', 's3:PutObject'].map((action) => `${action} /runs/*"]]}`);

const SETS_NAMES = ['ec2:ModifyAddressAttribute', 'ec2:ResetAddressAttribute'];

describe.each(VARIANTS)('the IAM rights with %s', (_what, settings) => {
  const all = rightsOf(templateOf(settings));

  it('name every action', () => {
    expect(all.length).toBeGreaterThan(20);
    expect(all.filter(({ action }) => action.includes('*'))).toEqual([]);
  });

  it('give "*" as resource to exactly what IAM cannot narrow', () => {
    const stars = all.filter(({ resource }) => resource === '"*"').map(({ who, action }) => `${who} ${action}`);
    const route53 = stars.filter((one) => one.includes('route53:'));
    expect(route53).toEqual(settings.aws?.zones === undefined ? [] : ['ReverseDns route53:ListHostedZonesByName']);
    expect(stars.filter((one) => !route53.includes(one)).sort()).toEqual(STARS);
  });

  it('have a star within a resource only below the keys of the list operators, of addresses, of changes, of objects and of the children of a run', () => {
    const wide = all.filter(({ resource }) => resource !== '"*"' && resource.includes('*'));
    const kinds = wide.map(({ action, resource }) => `${action} ${/[^:"]*\*"\]\]\}$/.exec(resource)?.[0]}`);
    const distributed = wide.filter(({ resource }) => resource.includes(':execution:'));
    expect(
      distributed
        .map(({ who, action, resource }) => `${who} ${action} ${/"([^"]*\*)"\]\]\}$/.exec(resource)?.[1]}`)
        .sort(),
    ).toEqual([
      'RunStateMachine states:DescribeExecution :*',
      'RunStateMachine states:RedriveExecution /Batches:*',
      'RunStateMachine states:StopExecution :*',
    ]);
    for (const { resource } of distributed) expect(resource).toContain('{"Ref":"PostwatchRunStateMachine');
    expect([...new Set(kinds)].filter((one) => !one.startsWith('states:')).sort()).toEqual([
      ...SETS_NAMES.map((action) => `${action} elastic-ip/*"]]}`),
      ...(settings.aws?.zones === undefined ? [] : ['route53:GetChange change/*"]]}']),
      ...[...(settings.aws?.inbox === undefined ? [] : OF_MAILS), ...OF_MANIFESTS].sort(),
      'ssm:GetParametersByPath parameter/postwatch/keys/*"]]}',
      'ssm:GetParametersByPath parameter/postwatch/stacks/Postwatch/keys/*"]]}',
    ]);
  });

  it('allow one function to set reverse names, of addresses of this account with the tag, and to change nothing else of EC2', () => {
    const changes = all.filter(({ action }) =>
      /^(ec2:(?!Describe)|iam:|kms:(?!Decrypt$|DescribeKey$|Encrypt$|GenerateDataKey$))/.test(action),
    );
    expect(changes.map(({ who, action }) => `${who} ${action}`)).toEqual(SETS_NAMES.map((one) => `ReverseDns ${one}`));
    for (const { resource, condition } of changes) {
      expect(condition).toEqual({ StringEquals: { 'aws:ResourceTag/postwatch:manage': 'true' } });
      expect(resource).toContain('":ec2:*:",{"Ref":"AWS::AccountId"},":elastic-ip/*"');
    }
  });

  it('allow that function to write A records of the names of the settings, in the zones of the settings, and to delete none', () => {
    const writes = all.filter(({ action }) => /^route53:(?!Get|List)/.test(action));
    const zones = settings.aws?.zones ?? [];
    expect(writes.map(({ who, action }) => `${who} ${action}`)).toEqual(
      zones.map(() => 'ReverseDns route53:ChangeResourceRecordSets'),
    );
    for (const [at, { resource, condition }] of writes.entries()) {
      expect(resource).toContain(`:route53:::hostedzone/${zones[at]?.id}"`);
      expect(condition).toEqual({
        'ForAllValues:StringEquals': {
          'route53:ChangeResourceRecordSetsRecordTypes': ['A'],
          'route53:ChangeResourceRecordSetsActions': ['CREATE', 'UPSERT'],
          'route53:ChangeResourceRecordSetsNormalizedRecordNames': zones[at]?.recordNames,
        },
        Null: {
          'route53:ChangeResourceRecordSetsRecordTypes': 'false',
          'route53:ChangeResourceRecordSetsActions': 'false',
          'route53:ChangeResourceRecordSetsNormalizedRecordNames': 'false',
        },
      });
    }
  });
});

describe('the IAM rights of the functions', () => {
  const all = rightsOf(templateOf(VARIANTS[3]![1]));
  const may = (action: string) => [...new Set(all.filter((one) => one.action === action).map(({ who }) => who))].sort();

  it.each([
    ['ec2:DescribeAddresses', ['Api', 'Discover', 'ReverseDns']],
    ['ec2:DescribeNetworkInterfaces', ['Discover']],
    ['sts:AssumeRole', ['Discover']],
    ['sns:Publish', ['Api', 'Inbox', 'Notify']],
    ['sns:ListSubscriptionsByTopic', ['Notify']],
    ['ssm:GetParametersByPath', ['Api', 'CheckDnsbl', 'Close', 'Discover']],
    ['lambda:InvokeFunction', ['BouncesDaily', 'ReverseDnsJobsStateMachine', 'RunStateMachine']],
    // A distributed Map starts its children as executions of the same machine.
    ['states:StartExecution', ['Api', 'RunStateMachine', 'Schedule']],
    ['s3:GetObject', ['Inbox', 'RunStateMachine']],
    ['s3:PutObject', ['BouncesWriter', 'Discover']],
    ['s3:DeleteObject', ['Inbox']],
    ['dynamodb:UpdateItem', ['Api', 'Inbox', 'Notify']],
    ['dynamodb:DeleteItem', ['Api', 'Close', 'Discover', 'Inbox', 'Notify']],
    ['dynamodb:DeleteTable', []],
    ['dynamodb:Scan', []],
  ])('allow %s to %j', (action, who) => {
    expect(may(action)).toEqual(who);
  });

  it('allow to assume only the roles of the settings', () => {
    expect(all.filter(({ action }) => action === 'sts:AssumeRole').map(({ resource }) => resource)).toEqual([
      `"${ROLE}"`,
    ]);
  });

  it('allow to read the webhook only where there is one, and to publish to chat only where the settings have it', () => {
    const granted = rightsOf(
      templateOf({ ...withAws({ chat: true }), notices: { webhook: 'https://hooks.example.com/' } }),
    );
    const of = (action: string) => granted.filter((one) => one.action === action);
    expect(new Set(of('ssm:GetParameters').map(({ who }) => who))).toEqual(new Set(['Api', 'Notify']));
    expect(new Set(of('ssm:GetParameters').map(({ resource }) => /parameter[^"]*/.exec(resource)?.[0]))).toEqual(
      new Set([
        'parameter/postwatch/stacks/Postwatch/webhook-url',
        'parameter/postwatch/webhook-url',
        'parameter/postwatch/stacks/Postwatch/webhook-secret',
        'parameter/postwatch/webhook-secret',
      ]),
    );
    const chat = of('sns:Publish').filter(({ resource }) => resource.includes('TopicsChat'));
    expect(chat.map(({ who }) => who).sort()).toEqual(['Api', 'Notify']);
    expect(may('ssm:GetParameters')).toEqual([]);
  });

  it('the authoriser reads its two parameters, and the two of its stack, and nothing else but its log', () => {
    const authorizer = rightsOf(templateOf(withAws({ apiAuth: { type: 'token' } }))).filter(
      ({ who }) => who === 'Authorizer',
    );
    const actions = new Set(authorizer.map(({ action }) => action));
    expect(actions).toEqual(new Set(['logs:CreateLogStream', 'logs:PutLogEvents', 'ssm:GetParameters']));
    const parameters = authorizer
      .filter(({ action }) => action === 'ssm:GetParameters')
      .map(({ resource }) => resource);
    expect(parameters.map((one) => /parameter[^"]*/.exec(one)?.[0]).sort()).toEqual([
      'parameter/postwatch/stacks/Postwatch/tokens/read',
      'parameter/postwatch/stacks/Postwatch/tokens/write',
      'parameter/postwatch/tokens/read',
      'parameter/postwatch/tokens/write',
    ]);
  });

  it('allow the run to invoke exactly its functions, by ARN, and that for reverse names only where the settings manage them', () => {
    const invokedBy = (who: string, of: ReturnType<typeof rightsOf>) =>
      of
        .filter((one) => one.action === 'lambda:InvokeFunction' && one.who === who)
        .map(({ resource }) => /\["Postwatch(\w+)Function[0-9A-F]{8}","Arn"\]/.exec(resource)?.[1])
        .sort();
    const checks = ['CheckDnsbl', 'CheckPtr', 'CheckSpf', 'Close', 'Discover', 'Notify'];
    expect(invokedBy('RunStateMachine', rightsOf(templateOf()))).toEqual(checks);
    expect(invokedBy('RunStateMachine', all)).toEqual([...checks, 'ReverseDns']);
    expect(invokedBy('ReverseDnsJobsStateMachine', all)).toEqual(['ReverseDns']);
  });
});

describe('the trust policies of the roles', () => {
  const HERE = { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } };
  const namer = new Stack(appWithFlags(), 'Namer');
  new ElasticIpReverseDns(namer, 'Name', {
    eip: 'eipalloc-0123456789abcdef0',
    hostname: 'a.example.com',
    code: stubCode,
  });
  const templates = [
    ...VARIANTS.map(([what, settings]) => [what, templateOf(settings)] as const),
    ['the construct of one reverse name', Template.fromStack(namer)] as const,
  ];

  it.each(templates)('with %s trust services only, and each for resources of this account alone', (_, template) => {
    const roles = Object.values(template.findResources('AWS::IAM::Role'));
    const trusts = roles.flatMap((role) => role['Properties'].AssumeRolePolicyDocument.Statement as Statement[]);
    expect(trusts.length).toBeGreaterThan(3);
    for (const { Action, Principal, Condition } of trusts) {
      expect(Action).toBe('sts:AssumeRole');
      expect(serviceOf(Principal)).toMatch(/^(lambda|states|scheduler|ses)\.amazonaws\.com$/);
      expect(Condition).toEqual(HERE);
    }
  });

  it.each(templates)('with %s name the source of every call of a function or a topic', (_, template) => {
    for (const one of Object.values(template.findResources('AWS::Lambda::Permission'))) {
      const { SourceArn, SourceAccount } = one['Properties'];
      expect(SourceArn ?? SourceAccount).toBeDefined();
    }
    const policies = Object.values(template.findResources('AWS::SNS::TopicPolicy'));
    const services = policies
      .flatMap((one) => one['Properties'].PolicyDocument.Statement as Statement[])
      .filter(({ Effect, Principal }) => Effect === 'Allow' && Principal !== undefined);
    for (const { Condition } of services) expect(JSON.stringify(Condition)).toMatch(/aws:Source(Account|Arn)/i);
  });
});

const serviceOf = (principal: unknown): string => {
  const { Service } = principal as { Service: unknown };
  return typeof Service === 'string' ? Service : JSON.stringify(Service);
};

describe('the role in other accounts', () => {
  const file = new URL('../../infra/other-account-role.yaml', import.meta.url);
  const stack = new Stack(appWithFlags(), 'Other');
  new CfnInclude(stack, 'Template', { templateFile: file.pathname });
  const role = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role'))[0]!['Properties'];

  it('may read exactly what discover reads', () => {
    const statements = role.Policies.flatMap(
      (policy: { PolicyDocument: { Statement: Statement[] } }) => policy.PolicyDocument.Statement,
    );
    expect(
      statements.flatMap((one: Statement) => list(one.Action).map((action) => `Discover ${action}`)).sort(),
    ).toEqual(STARS.filter((one) => one.startsWith('Discover ')));
  });

  it('trusts the discover role alone, and only with the external id', () => {
    expect(role.AssumeRolePolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { AWS: { 'Fn::Sub': [expect.stringMatching(/:iam::\$\{Account\}:root$/), expect.anything()] } },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:PrincipalArn': { Ref: 'DiscoverRoleArn' }, 'sts:ExternalId': { Ref: 'ExternalId' } },
        },
      },
    ]);
  });

  it('has an external id that cannot be guessed and is not shown', () => {
    expect(readFileSync(file, 'utf8')).toMatch(/ExternalId:\n {4}Type: String\n {4}NoEcho: true\n {4}MinLength: 16/);
  });
});
