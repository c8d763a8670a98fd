/** Every right that the template gives to anyone, held against what the design allows. */
import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { describe, expect, it } from 'vitest';
import type { SettingsInput } from '../../infra/index.ts';
import { SETTINGS, templateOf, withAws } from '../support/stack.ts';
import { list, rightsOf, type Statement } from './rights.ts';

const ROLE = 'arn:aws:iam::444455556666:role/postwatch-read';
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/0aa0';
const VARIANTS: readonly (readonly [string, SettingsInput])[] = [
  ['the defaults', SETTINGS],
  ['a token', withAws({ apiAuth: { type: 'token' } })],
  ['a jwt', withAws({ apiAuth: { type: 'jwt', issuer: 'https://id.example.com/', audience: ['postwatch'] } })],
  [
    'everything',
    withAws({ accounts: [{ roleArn: ROLE, externalId: 'long' }], kmsKeyArn: KEY, tableName: 'old-table' }),
  ],
];

const STARS = [
  'Discover ec2:DescribeAddresses',
  'Discover ec2:DescribeAddressesAttribute',
  'Discover ec2:DescribeNetworkInterfaces',
  'Discover ec2:DescribeRegions',
];

describe.each(VARIANTS)('rights with %s', (_what, settings) => {
  const all = rightsOf(templateOf(settings));

  it('name every action', () => {
    expect(all.length).toBeGreaterThan(20);
    expect(all.filter(({ action }) => action.includes('*'))).toEqual([]);
  });

  it('give "*" as resource to exactly what IAM cannot narrow', () => {
    const stars = all.filter(({ resource }) => resource === '"*"').map(({ who, action }) => `${who} ${action}`);
    expect(stars.sort()).toEqual(STARS);
  });

  it('hold a star within a resource only below the keys of the list operators', () => {
    const wide = all.filter(({ resource }) => resource !== '"*"' && resource.includes('*'));
    expect(wide.filter(({ resource }) => !resource.endsWith(':parameter/postwatch/keys/*"]]}'))).toEqual([]);
    expect(new Set(wide.map(({ action }) => action))).toEqual(new Set(['ssm:GetParametersByPath']));
  });

  it('let nobody change EC2, a role or a key', () => {
    expect(
      all.filter(({ action }) => /^(ec2:(?!Describe)|iam:|kms:(?!Decrypt$|GenerateDataKey$))/.test(action)),
    ).toEqual([]);
  });
});

describe('who may do what', () => {
  const all = rightsOf(templateOf(VARIANTS[3]![1]));
  const may = (action: string) => [...new Set(all.filter((one) => one.action === action).map(({ who }) => who))].sort();

  it.each([
    ['ec2:DescribeAddresses', ['Discover']],
    ['sts:AssumeRole', ['Discover']],
    ['sns:Publish', ['Api', 'Notify']],
    ['sns:ListSubscriptionsByTopic', ['Notify']],
    ['ssm:GetParametersByPath', ['Api', 'CheckDnsbl', 'Close', 'Discover']],
    ['lambda:InvokeFunction', ['RunStateMachine']],
    ['states:StartExecution', ['Schedule']],
    ['dynamodb:UpdateItem', ['Api', 'Notify']],
    ['dynamodb:DeleteItem', ['Api', 'Close', 'Discover', 'Notify']],
    ['dynamodb:DeleteTable', []],
    ['dynamodb:Scan', []],
  ])('%s: %j', (action, who) => {
    expect(may(action)).toEqual(who);
  });

  it('takes on only the roles of the settings', () => {
    expect(all.filter(({ action }) => action === 'sts:AssumeRole').map(({ resource }) => resource)).toEqual([
      `"${ROLE}"`,
    ]);
  });

  it('reads the webhook only where there is one, and publishes to chat only where it was asked for', () => {
    const told = rightsOf(
      templateOf({ ...withAws({ chat: true }), notices: { webhook: 'https://hooks.example.com/' } }),
    );
    const of = (action: string) => told.filter((one) => one.action === action);
    expect(new Set(of('ssm:GetParameters').map(({ who }) => who))).toEqual(new Set(['Api', 'Notify']));
    expect(new Set(of('ssm:GetParameters').map(({ resource }) => /parameter[^"]*/.exec(resource)?.[0]))).toEqual(
      new Set(['parameter/postwatch/webhook-url', 'parameter/postwatch/webhook-secret']),
    );
    const chat = of('sns:Publish').filter(({ resource }) => resource.includes('TopicsChat'));
    expect(chat.map(({ who }) => who).sort()).toEqual(['Api', 'Notify']);
    expect(may('ssm:GetParameters')).toEqual([]);
  });

  it('the authoriser reads its two parameters and nothing else but its log', () => {
    const authorizer = rightsOf(templateOf(withAws({ apiAuth: { type: 'token' } }))).filter(
      ({ who }) => who === 'Authorizer',
    );
    const actions = new Set(authorizer.map(({ action }) => action));
    expect(actions).toEqual(new Set(['logs:CreateLogStream', 'logs:PutLogEvents', 'ssm:GetParameters']));
    const parameters = authorizer
      .filter(({ action }) => action === 'ssm:GetParameters')
      .map(({ resource }) => resource);
    expect(parameters.map((one) => /parameter[^"]*/.exec(one)?.[0])).toEqual([
      'parameter/postwatch/tokens/read',
      'parameter/postwatch/tokens/write',
    ]);
  });

  it('the run invokes exactly its functions, by ARN', () => {
    const invoked = all.filter(({ action }) => action === 'lambda:InvokeFunction').map(({ resource }) => resource);
    const names = invoked.map((one) => /\["Postwatch(\w+)Function[0-9A-F]{8}","Arn"\]/.exec(one)?.[1]);
    expect(names.sort()).toEqual(['CheckDnsbl', 'CheckPtr', 'CheckSpf', 'Close', 'Discover', 'Notify']);
  });
});

describe('who is trusted', () => {
  const roles = Object.values(templateOf().findResources('AWS::IAM::Role'));
  const trusts = roles.flatMap((role) => role['Properties'].AssumeRolePolicyDocument.Statement as Statement[]);

  it('services only, and the scheduler only from this account', () => {
    expect(trusts.length).toBeGreaterThan(8);
    for (const { Action, Principal, Condition } of trusts) {
      expect(Action).toBe('sts:AssumeRole');
      const service = (Principal as { Service: string }).Service;
      expect(service).toMatch(/^(lambda|states|scheduler)\.amazonaws\.com$/);
      if (service.startsWith('scheduler')) {
        expect(Condition).toEqual({ StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } });
      }
    }
  });
});

describe('the role in other accounts', () => {
  const file = new URL('../../infra/other-account-role.yaml', import.meta.url);
  const stack = new Stack(new App(), 'Other');
  new CfnInclude(stack, 'Template', { templateFile: file.pathname });
  const role = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role'))[0]!['Properties'];

  it('reads exactly what discover reads', () => {
    const statements = role.Policies.flatMap(
      (policy: { PolicyDocument: { Statement: Statement[] } }) => policy.PolicyDocument.Statement,
    );
    expect(
      statements.flatMap((one: Statement) => list(one.Action).map((action) => `Discover ${action}`)).sort(),
    ).toEqual(STARS);
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

  it('takes no external id that can be guessed, and does not show it', () => {
    expect(readFileSync(file, 'utf8')).toMatch(/ExternalId:\n {4}Type: String\n {4}NoEcho: true\n {4}MinLength: 16/);
  });
});
