/** The deployment as a template, under the feature flags of cdk.json and with stub code, so that nothing is bundled. */
import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { type CodeOf, PostwatchStack, type SettingsInput } from '../../infra/index.ts';

const { context } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8')) as {
  context: Record<string, unknown>;
};

export const SETTINGS: SettingsInput = { domains: ['example.com'], aws: { alertEmails: ['ops@example.com'] } };

/** CloudFormation's own checks change nothing in a template and take seconds to start; `npm run synth` runs them. */
export const appWithFlags = (): App => new App({ context, builtinCloudFormationValidation: false });

export const stubCode: CodeOf = (name) => Code.fromInline(`exports.handler = '${name}'`);

export const stackOf = (settings: SettingsInput = SETTINGS, app = appWithFlags()): PostwatchStack =>
  new PostwatchStack(app, 'Postwatch', { settings, code: stubCode });

export const templateOf = (settings: SettingsInput = SETTINGS): Template => Template.fromStack(stackOf(settings));

/** `SETTINGS` with more under `aws`. */
export const withAws = (aws: NonNullable<SettingsInput['aws']>): SettingsInput => ({
  ...SETTINGS,
  aws: { ...SETTINGS.aws, ...aws },
});
