/**
 * Nothing is lost in silence: a walk over every resource of the template that hands an event to another without waiting for it. A new
 * one that has no place for what fails makes this test fail, and so does a right that is missing for it.
 */
import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import type { SettingsInput } from '../../infra/index.ts';
import { SETTINGS, templateOf, withAws } from '../support/stack.ts';
import { list, rightsOf, type Statement } from './rights.ts';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/0aa0';
const INBOX = { topicArn: 'arn:aws:sns:eu-west-1:111122223333:b', addresses: ['bounces@example.com'] };

const VARIANTS: readonly (readonly [string, SettingsInput])[] = [
  ['the defaults', SETTINGS],
  ['an inbox', withAws({ inbox: INBOX })],
  [
    'everything',
    withAws({ inbox: INBOX, kmsKeyArn: KEY, reverseDns: 'manage', apiAuth: { type: 'token' }, chat: true }),
  ],
];

/** These wait for the answer (Lambda, "Invoking functions"); a Lambda is invoked asynchronously by all others. */
const WAITS = ['apigateway.amazonaws.com'];

// biome-ignore lint/suspicious/noExplicitAny: whatever a template holds
type Properties = any;

const propertiesOf = (template: Template, type: string): readonly [string, Properties][] =>
  Object.entries(template.findResources(type)).map(([id, one]) => [id, one['Properties'] ?? {}]);

const arnId = (arn: Properties): string => arn?.['Fn::GetAtt']?.[0] ?? JSON.stringify(arn);

/** Ids of functions that are invoked without waiting, each with its caller. */
function asynchronous(template: Template): ReadonlyMap<string, string> {
  const functions = new Set(Object.keys(template.findResources('AWS::Lambda::Function')));
  const invoked: [string, string][] = [
    ...propertiesOf(template, 'AWS::Lambda::Permission')
      .filter(([, { Principal }]) => !WAITS.includes(Principal))
      .map(([id, { FunctionName }]): [string, string] => [arnId(FunctionName), id]),
    ...propertiesOf(template, 'AWS::SNS::Subscription')
      .filter(([, { Protocol }]) => Protocol === 'lambda')
      .map(([id, { Endpoint }]): [string, string] => [arnId(Endpoint), id]),
    ...propertiesOf(template, 'AWS::Scheduler::Schedule').map(([id, { Target }]): [string, string] => [
      arnId(Target.Arn),
      id,
    ]),
    ...propertiesOf(template, 'AWS::Events::Rule').flatMap(([id, { Targets }]) =>
      Targets.map(({ Arn }: Properties): [string, string] => [arnId(Arn), id]),
    ),
  ];
  return new Map(invoked.filter(([id]) => functions.has(id)));
}

describe.each(VARIANTS)('with %s', (_what, settings) => {
  const template = templateOf(settings);
  const rights = rightsOf(template);
  const [queue = ''] = Object.keys(template.findResources('AWS::SQS::Queue'));
  const queueArn = { 'Fn::GetAtt': [queue, 'Arn'] };
  const hasKey = settings.aws?.kmsKeyArn !== undefined;
  const roleMay = (role: string, action: string) =>
    rights.some((one) => role.includes(one.who) && one.action === action && one.resource !== '"*"');

  it('every function that is invoked asynchronously has a place for what it failed at, and may send there', () => {
    const configured = new Map(
      propertiesOf(template, 'AWS::Lambda::EventInvokeConfig').map(([, one]) => [one.FunctionName.Ref, one]),
    );
    for (const [id, by] of asynchronous(template)) {
      const config = configured.get(id);
      expect(config?.DestinationConfig?.OnFailure?.Destination, `${id}, invoked by ${by}`).toEqual(queueArn);
      expect(config.MaximumRetryAttempts).toBe(2);
      const role = arnId(template.findResources('AWS::Lambda::Function')[id]!['Properties'].Role);
      expect(roleMay(role, 'sqs:SendMessage'), role).toBe(true);
      if (hasKey) expect(roleMay(role, 'kms:GenerateDataKey'), role).toBe(true);
    }
    expect([...asynchronous(template).keys()].length).toBe(settings.aws?.inbox === undefined ? 0 : 1);
  });

  it('every schedule has one, and its role may send there', () => {
    const schedules = propertiesOf(template, 'AWS::Scheduler::Schedule');
    expect(schedules.length).toBeGreaterThan(0);
    for (const [id, { Target }] of schedules) {
      expect(Target.DeadLetterConfig?.Arn, id).toEqual(queueArn);
      const role = arnId(Target.RoleArn);
      expect(roleMay(role, 'sqs:SendMessage'), role).toBe(true);
      if (hasKey) expect(roleMay(role, 'kms:GenerateDataKey'), role).toBe(true);
    }
  });

  it('every target of a rule has one, and the queue lets that rule send', () => {
    const rules = propertiesOf(template, 'AWS::Events::Rule');
    expect(rules.length).toBeGreaterThan(0);
    for (const [id, { Targets }] of rules) {
      for (const { DeadLetterConfig } of Targets) expect(DeadLetterConfig?.Arn, id).toEqual(queueArn);
      expect(letIn(template, 'events.amazonaws.com')).toContainEqual({ 'Fn::GetAtt': [id, 'Arn'] });
    }
  });

  it('every subscription of a function has one, and the queue lets that topic send', () => {
    for (const [id, { Protocol, RedrivePolicy, TopicArn }] of propertiesOf(template, 'AWS::SNS::Subscription')) {
      if (Protocol !== 'lambda') continue;
      expect(RedrivePolicy?.deadLetterTargetArn, id).toEqual(queueArn);
      expect(letIn(template, 'sns.amazonaws.com')).toContainEqual(TopicArn);
    }
  });

  it('the queue keeps a message for two weeks, encrypted, and takes none over an open line', () => {
    template.resourceCountIs('AWS::SQS::Queue', 1);
    template.hasResourceProperties('AWS::SQS::Queue', {
      MessageRetentionPeriod: 1_209_600,
    });
    template.hasResourceProperties(
      'AWS::SQS::Queue',
      hasKey ? { KmsMasterKeyId: KEY } : { SqsManagedSseEnabled: true },
    );
    expect(statementsOf(template).filter(({ Effect }) => Effect === 'Deny')).toMatchObject([
      { Action: 'sqs:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ]);
    template.hasOutput('FailedEventsQueue', { Value: { Ref: queue } });
  });

  it('nobody else may send there, and nobody of ours reads it', () => {
    const senders = rights.filter(({ action }) => action.startsWith('sqs:'));
    for (const { action, resource } of senders) {
      expect(action).toBe('sqs:SendMessage');
      expect(JSON.parse(resource)).toEqual(queueArn);
    }
    for (const { Effect, Action, Condition } of statementsOf(template))
      if (Effect === 'Allow') {
        expect(list(Action)).toEqual(['sqs:SendMessage']);
        expect(Object.keys(Condition ?? {})).toEqual(['ArnEquals']);
      }
  });
});

const statementsOf = (template: Template): readonly Statement[] =>
  propertiesOf(template, 'AWS::SQS::QueuePolicy').flatMap(([, { PolicyDocument }]) => PolicyDocument.Statement);

/** ARNs from which a service may send to the queue. */
const letIn = (template: Template, service: string): readonly unknown[] =>
  statementsOf(template)
    .filter(({ Effect, Principal }) => Effect === 'Allow' && (Principal as { Service: string }).Service === service)
    .map(({ Condition = {} }) => (Condition['ArnEquals'] as Record<string, unknown>)['aws:SourceArn']);
