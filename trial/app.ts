/**
 * The stack of a trial: the product's own, from the settings that the trial wrote. A stand-in for AWS that refuses alarms over
 * expressions gets plain ones in their place (`POSTWATCH_TRIAL_PLAIN_ALARMS`), so that the rest can be tried.
 */
import { App } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { PostwatchStack, type SettingsInput } from '../infra/index.ts';
import { readSettings, settingsFolderOf } from '../infra/settings.ts';

const app = new App();
const context = (key: string): unknown => app.node.tryGetContext(key);
const settings = readSettings(context, process.cwd());
if (!settings.ok) throw new Error(settings.problem.en);
const stack = new PostwatchStack(app, String(context('stack')), {
  settings: settings.value satisfies SettingsInput,
  folder: settingsFolderOf(context, process.cwd()),
});
if (process.env['POSTWATCH_TRIAL_PLAIN_ALARMS'] === '1')
  for (const alarm of stack.node.findAll())
    if (alarm instanceof CfnAlarm && alarm.metrics !== undefined) makePlain(alarm);

function makePlain(alarm: CfnAlarm): void {
  alarm.metrics = undefined;
  alarm.metricName = 'RunsFinished';
  alarm.namespace = 'Postwatch';
  alarm.statistic = 'Sum';
  alarm.period = 3600;
}
