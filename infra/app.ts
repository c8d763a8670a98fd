/** What `npx cdk` runs: one stack from postwatch.json and `-c` values, checked against the AwsSolutions rules of cdk-nag. */
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { isLanguage } from '../shared/model/language.ts';
import { readSettings, SettingsError, settingsFolderOf } from './settings.ts';
import { PostwatchStack } from './stack.ts';

const app = new App();
const context = (key: string): unknown => app.node.tryGetContext(key);
try {
  const settings = readSettings(context, process.cwd());
  if (!settings.ok) throw new SettingsError(settings.problem);
  const name = context('stack');
  const folder = settingsFolderOf(context, process.cwd());
  new PostwatchStack(app, typeof name === 'string' ? name : 'Postwatch', { settings: settings.value, folder });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  const { POSTWATCH_LANGUAGE: language = 'en' } = process.env;
  process.stderr.write(`postwatch: ${error.text[isLanguage(language) ? language : 'en']}\n`);
  process.exit(1);
}
