import { Stack, Stage } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { describe, expect, it } from 'vitest';
import type { SettingsInput } from '../../infra/index.ts';
import { Postwatch } from '../../infra/index.ts';
import { appWithFlags, SETTINGS, stackOf, stubCode, withAws } from '../support/stack.ts';

/** What the rules still find, with the resources. */
function findings(root: IConstruct): readonly string[] {
  const { violations } = new AwsSolutionsChecks(root).validateScope(root);
  return violations.map(({ ruleName, violatingResources }) => `${ruleName} ${JSON.stringify(violatingResources)}`);
}

describe('cdk-nag, AwsSolutions', () => {
  it.each<readonly [string, SettingsInput]>([
    ['the defaults', SETTINGS],
    ['a token', withAws({ apiAuth: { type: 'token' } })],
    ['a jwt', withAws({ apiAuth: { type: 'jwt', issuer: 'https://id.example.com/', audience: ['postwatch'] } })],
    ['traces', withAws({ tracing: true })],
    ['chat and a webhook', { ...withAws({ chat: true }), notices: { webhook: 'https://hooks.example.com/' } }],
    ['an old table', withAws({ tableName: 'old-table' })],
    ['zones', withAws({ zones: [{ id: 'Z0123456789', recordNames: ['mail.example.com'] }] })],
    [
      'an inbox',
      withAws({ inbox: { topicArn: 'arn:aws:sns:eu-west-1:111122223333:b', addresses: ['bounces@example.com'] } }),
    ],
  ])('finds nothing with %s', (_what, settings) => {
    expect(findings(stackOf(settings).node.root)).toEqual([]);
  });

  it('finds nothing where the construct is in another app, in a known account and Region', () => {
    const stage = new Stage(appWithFlags(), 'Prod', { env: { account: '111122223333', region: 'eu-west-1' } });
    new Postwatch(new Stack(stage, 'Mail'), 'Watch', { settings: SETTINGS, code: stubCode });
    expect(findings(stage.node.root)).toEqual([]);
  });

  it('would report a fault', () => {
    const stack = stackOf();
    new Topic(stack, 'Open');
    expect(findings(stack.node.root)).toEqual([expect.stringMatching(/^AwsSolutions-SNS3 .*Open/)]);
  });
});
