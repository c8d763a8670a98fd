/**
 * The stack of a trial: the product's own, from the settings that the trial wrote. What a stand-in for AWS cannot make
 * (`POSTWATCH_TRIAL_WITHOUT`, found by `parts.ts`) is replaced or left out, so that the rest can be tried.
 */
import { App } from 'aws-cdk-lib';
import { PostwatchStack, type SettingsInput } from '../infra/index.ts';
import { readSettings, settingsFolderOf } from '../infra/settings.ts';
import { isTrialPart, TRIAL_PARTS } from './parts.ts';

const app = new App();
const context = (key: string): unknown => app.node.tryGetContext(key);
const settings = readSettings(context, process.cwd());
if (!settings.ok) throw new Error(settings.problem.en);
const stack = new PostwatchStack(app, String(context('stack')), {
  settings: settings.value satisfies SettingsInput,
  folder: settingsFolderOf(context, process.cwd()),
});
const without = (process.env['POSTWATCH_TRIAL_WITHOUT'] ?? '').split(',').filter(isTrialPart);
for (const name of without) for (const construct of stack.node.findAll()) TRIAL_PARTS[name].replace(construct);
