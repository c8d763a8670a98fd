/** The deployment as a template, under the feature flags of cdk.json and with stub code, so that nothing is bundled. */
import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { type CodeOf, PostwatchStack, type SettingsInput } from '../../infra/index.ts';

const { context: CONTEXT } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8')) as {
  context: Record<string, unknown>;
};

export const SETTINGS: SettingsInput = { domains: ['example.com'], aws: { alertEmails: ['ops@example.com'] } };

/**
 * CloudFormation's own checks change nothing in a template and take seconds to start; `npm run synth` runs them. Nor does it
 * hold the construct tree and the stack traces that are written beside it.
 */
export const appWithFlags = (): App =>
  new App({ context: CONTEXT, builtinCloudFormationValidation: false, treeMetadata: false, stackTraces: false });

export const stubCode: CodeOf = (name) => Code.fromInline(`exports.handler = '${name}'`);

export const stackOf = (settings: SettingsInput = SETTINGS, app = appWithFlags()): PostwatchStack =>
  new PostwatchStack(app, 'Postwatch', { settings, code: stubCode });

/** A template is made once for each settings, as JSON that nobody can change under another's feet. */
const made = new Map<string, string>();

export function templateOf(settings: SettingsInput = SETTINGS): Template {
  const key = JSON.stringify(settings);
  const json = made.get(key) ?? JSON.stringify(Template.fromStack(stackOf(settings)).toJSON());
  made.set(key, json);
  return Template.fromString(json);
}

/** `SETTINGS` with more under `aws`. */
export const withAws = (aws: NonNullable<SettingsInput['aws']>): SettingsInput => ({
  ...SETTINGS,
  aws: { ...SETTINGS.aws, ...aws },
});
