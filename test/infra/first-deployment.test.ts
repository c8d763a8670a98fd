/** What a first deployment that fails leaves behind: nothing, whatever is switched on. */
import { describe, expect, it } from 'vitest';
import type { SettingsInput } from '../../infra/index.ts';
import { SETTINGS, templateOf, withAws } from '../support/stack.ts';

const VARIANTS: readonly (readonly [string, SettingsInput])[] = [
  ['the defaults', SETTINGS],
  [
    'everything',
    withAws({
      kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/0aa0',
      inbox: { topicArn: 'arn:aws:sns:eu-west-1:111122223333:b', addresses: ['bounces@example.com'] },
      apiAuth: { type: 'token' },
      reverseDns: 'manage',
      chat: true,
      tracing: true,
    }),
  ],
];

type Resource = {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly DependsOn?: readonly string[];
  readonly Properties?: unknown;
};

/** Kept when the stack is deleted, since they hold what cannot be made again, or what CloudFormation cannot delete. */
const KEPT = ['AWS::DynamoDB::GlobalTable', 'AWS::S3::Bucket'];

describe.each(VARIANTS)('a first deployment that fails, with %s', (_what, settings) => {
  const resources = Object.entries(templateOf(settings).toJSON()['Resources'] as Record<string, Resource>);
  const ofType = (type: RegExp) => resources.filter(([, { Type }]) => type.test(Type));

  it('leaves no resource behind: topics, logs, queue, table and bucket go with it', () => {
    for (const [id, { Type, DeletionPolicy = 'Delete' }] of resources)
      expect([id, DeletionPolicy]).toEqual([id, KEPT.includes(Type) ? 'RetainExceptOnCreate' : 'Delete']);
    for (const type of KEPT) expect(resources.filter(([, { Type }]) => Type === type)).toHaveLength(1);
  });

  it('leaves nothing protected behind, which CloudFormation itself could not delete', () => {
    expect(JSON.stringify(resources)).not.toMatch(/DeletionProtection|ObjectLock|TerminationProtection/);
  });

  it('has written nothing into the bucket: what makes AWS write comes last', () => {
    const writers = ofType(/^AWS::(SES::ReceiptRuleSet|Scheduler::Schedule)$/).filter(([id]) => !/Daily/.test(id));
    const expected = settings.aws?.inbox === undefined ? 1 : 2;
    expect(writers).toHaveLength(expected);
    const before = ofType(
      /^AWS::(Lambda::Function|StepFunctions::StateMachine|CloudWatch::Alarm|ApiGatewayV2::Stage)$/,
    );
    expect(before.length).toBeGreaterThan(20);
    for (const [id, { DependsOn = [] }] of writers) {
      const missing = before.filter(([one]) => !DependsOn.includes(one) && !/ReverseDnsJobs/.test(one));
      expect([id, missing.map(([one]) => one)]).toEqual([id, []]);
    }
  });
});
