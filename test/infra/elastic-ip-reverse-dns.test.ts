/** The construct for any CDK app: what it makes, in which order it comes and goes, and what it may do. */
import { Stack, Stage } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CfnEIP } from 'aws-cdk-lib/aws-ec2';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { ElasticIpReverseDns, type ElasticIpReverseDnsProps } from '../../infra/index.ts';
import { appWithFlags, stubCode } from '../support/stack.ts';
import type { Statement } from './rights.ts';

const HOSTNAME = 'mail.example.com';

function stackWith(...all: readonly ((stack: Stack) => Partial<ElasticIpReverseDnsProps>)[]): Stack {
  const stack = new Stack(appWithFlags(), 'Mail');
  for (const [at, props] of all.entries())
    new ElasticIpReverseDns(stack, `Name${at}`, {
      eip: 'eipalloc-0123456789abcdef0',
      hostname: HOSTNAME,
      code: stubCode,
      ...props(stack),
    });
  return stack;
}

const own = (stack: Stack) => ({ eip: new CfnEIP(stack, 'Ip') });
const zone = (stack: Stack) =>
  HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123', zoneName: 'example.com' });

const template = Template.fromStack(stackWith((stack) => ({ ...own(stack), hostedZone: zone(stack) })));

describe('the template of a reverse name', () => {
  it('has the resource behind its policy and its forward record, so that they come before and go after it', () => {
    template.hasResource('Custom::ElasticIpReverseDns', {
      Properties: {
        AllocationId: { 'Fn::GetAtt': ['Ip', 'AllocationId'] },
        Hostname: HOSTNAME,
        ReplaceExisting: 'false',
      },
      DependsOn: [Match.stringLikeRegexp('^Name0Forward'), Match.stringLikeRegexp('^Name0Policy')],
    });
    template.hasResourceProperties('AWS::Route53::RecordSet', {
      Name: `${HOSTNAME}.`,
      Type: 'A',
      HostedZoneId: 'Z0123',
      ResourceRecords: [{ 'Fn::GetAtt': ['Ip', 'PublicIp'] }],
    });
  });

  it('allows one role to change the reverse name, and of this allocation only', () => {
    const policies = ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy'].flatMap((type) =>
      Object.values(template.findResources(type)),
    );
    const changes = policies.flatMap(({ Properties }) =>
      (Properties.PolicyDocument.Statement as Statement[])
        .filter(({ Action }) => JSON.stringify(Action).includes('AddressAttribute"'))
        .map(({ Action, Resource }) => ({ Action, Resource, roles: Properties.Roles ?? [Properties.RoleName] })),
    );
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({
      Action: ['ec2:ModifyAddressAttribute', 'ec2:ResetAddressAttribute'],
      roles: [{ Ref: expect.stringMatching(/IsCompleteRole/) }],
    });
    expect(JSON.stringify(changes[0]?.Resource)).toMatch(
      /":elastic-ip\/",\{"Fn::GetAtt":\["Ip","AllocationId"\]\}\]\]\}$/,
    );
  });

  it('keeps the right to the old address until its name is removed, where the address is replaced', () => {
    // An IAM::Policy is changed in place; a RolePolicy of another name is made anew, and the old one goes at the end.
    const [policy] = Object.values(template.findResources('AWS::IAM::RolePolicy'));
    expect(JSON.stringify(policy?.['Properties'].PolicyName)).toContain('{"Fn::GetAtt":["Ip","AllocationId"]}');
    // Two of one address: none takes the other's away.
    const two = Template.fromStack(
      stackWith(
        () => ({}),
        () => ({}),
      ),
    ).findResources('AWS::IAM::RolePolicy');
    expect(new Set(Object.values(two).map(({ Properties }) => JSON.stringify(Properties.PolicyName))).size).toBe(2);
  });

  it('calls a bundle of its own by its two exports, and looks every 15 seconds for fifty minutes', () => {
    for (const Handler of ['elastic-ip-reverse-dns.onEvent', 'elastic-ip-reverse-dns.isComplete'])
      template.hasResourceProperties('AWS::Lambda::Function', {
        Handler,
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
      });
    const [machine] = Object.values(template.findResources('AWS::StepFunctions::StateMachine'));
    const definition = JSON.stringify(machine!['Properties'].DefinitionString);
    expect(definition).toMatch(/IntervalSeconds\\+":15,/);
    expect(definition).toMatch(/MaxAttempts\\+":200,/);
  });

  it('of several names has one handler, and a policy each, which is deleted with its name', () => {
    const two = Template.fromStack(
      stackWith(
        (stack) => own(stack),
        () => ({ hostname: 'mx.example.com', replaceExisting: true }),
      ),
    );
    two.resourceCountIs('Custom::ElasticIpReverseDns', 2);
    two.resourceCountIs('AWS::StepFunctions::StateMachine', 1);
    two.resourceCountIs('AWS::Route53::RecordSet', 0);
    two.hasResource('Custom::ElasticIpReverseDns', {
      Properties: { AllocationId: 'eipalloc-0123456789abcdef0', Hostname: 'mx.example.com', ReplaceExisting: 'true' },
      DependsOn: [Match.stringLikeRegexp('^Name1Policy')],
    });
  });
});

describe('what a failed first deployment leaves behind', () => {
  it('is nothing: no resource is kept, those of the framework neither', () => {
    const resources = Object.entries(template.toJSON()['Resources'] as Record<string, { DeletionPolicy?: string }>);
    for (const [id, { DeletionPolicy = 'Delete' }] of resources) expect([id, DeletionPolicy]).toEqual([id, 'Delete']);
    const logs = Object.values(template.findResources('AWS::Logs::LogGroup'));
    expect(logs).toHaveLength(5);
    for (const { Properties } of logs) expect(Properties.RetentionInDays).toBe(30);
  });

  it('an address of the app is let go of only when EC2 releases it; another is not released at all', () => {
    const releases = (one: Template) =>
      Object.values(one.findResources('Custom::ElasticIpReverseDns')).map((it) => it['Properties'].ReleasesAddress);
    expect(releases(template)).toEqual(['true']);
    expect(releases(Template.fromStack(stackWith(() => ({}))))).toEqual(['false']);
  });
});

describe('the greeting of the server', () => {
  const warningsOf = (stack: Stack) =>
    stack.node
      .findAll()
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === 'aws:cdk:warning')
      .map(({ data }) => data);

  it('is compared with the name at synth, and by the watch: the address is tagged with it', () => {
    const stack = stackWith((one) => ({ ...own(one), helo: 'mx.example.com' }));
    expect(warningsOf(stack)).toEqual([expect.stringMatching(/greets with mx\.example\.com.*mail\.example\.com/)]);
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::EIP', {
      Tags: Match.arrayWith([{ Key: 'postwatch:helo', Value: 'mx.example.com' }]),
    });
  });

  it('that is the name is no warning, and neither is one that is not said', () => {
    expect(warningsOf(stackWith(own, () => ({ helo: HOSTNAME })))).toEqual([]);
  });

  it('that cannot be a name is refused', () => {
    expect(() => stackWith(() => ({ helo: 'Mail.Example.com.' }))).toThrow(/^helo: .* as mail\.example\.com/);
  });
});

describe('the construct of a reverse name refuses at synth', () => {
  it.each<readonly [string, (stack: Stack) => Partial<ElasticIpReverseDnsProps>, RegExp]>([
    [
      'an address in the place of its id',
      () => ({ eip: '203.0.113.25' }),
      /^eip: "203\.0\.113\.25" is not a valid allocation id/,
    ],
    ['no host name', () => ({ hostname: 'no host' }), /^hostname: /],
    ['a name that is not spelled as DNS has it', () => ({ hostname: 'Mail.Example.com.' }), / as mail\.example\.com/],
    [
      'a name outside the zone',
      (stack) => ({ hostname: 'mail.example.net', hostedZone: zone(stack) }),
      /is not in the zone/,
    ],
    ['a record of an address that nobody names', (stack) => ({ hostedZone: zone(stack) }), /needs publicIp/],
  ])('%s', (_what, props, told) => {
    expect(() => stackWith(props)).toThrow(told);
  });
});

it('cdk-nag, AwsSolutions, finds nothing that is not acknowledged about a reverse name, wherever it is', () => {
  const stage = new Stage(appWithFlags(), 'Prod', { env: { account: '111122223333', region: 'eu-west-1' } });
  const stack = new Stack(stage, 'Mail');
  new ElasticIpReverseDns(stack, 'Name', {
    ...own(stack),
    hostname: HOSTNAME,
    hostedZone: zone(stack),
    code: stubCode,
  });
  for (const root of [stage.node.root, stackWith(own).node.root]) {
    const { violations } = new AwsSolutionsChecks(root).validateScope(root);
    expect(
      violations.map(({ ruleName, violatingResources }) => `${ruleName} ${JSON.stringify(violatingResources)}`),
    ).toEqual([]);
  }
});
