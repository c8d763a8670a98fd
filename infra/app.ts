/**
 * What `npx cdk` runs: one stack from postwatch.json and `-c` values, checked against the AwsSolutions rules of cdk-nag.
 * CloudFormation's own checks of a template take two thirds of a synthesis: they run with `-c validate=true`, as in `npm run synth`.
 */
import { App, CloudFormationValidatePlugin, type IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { isLanguage } from '../shared/model/language.ts';
import { readSettings, SettingsError, settingsFolderOf } from './settings.ts';
import { PostwatchStack } from './stack.ts';

const app = new App({ builtinCloudFormationValidation: false });
const context = (key: string): unknown => app.node.tryGetContext(key);
try {
  const settings = readSettings(context, process.cwd());
  if (!settings.ok) throw new SettingsError(settings.problem);
  const name = context('stack');
  const folder = settingsFolderOf(context, process.cwd());
  new PostwatchStack(app, typeof name === 'string' ? name : 'Postwatch', { settings: settings.value, folder });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  // Its `version` may be undefined, which its interface does not say under exactOptionalPropertyTypes.
  const rules = new CloudFormationValidatePlugin() as IPolicyValidationPlugin;
  if (context('validate') === 'true') Validations.of(app).addPlugins(rules);
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  const { POSTWATCH_LANGUAGE: language = 'en' } = process.env;
  process.stderr.write(`postwatch: ${error.text[isLanguage(language) ? language : 'en']}\n`);
  process.exit(1);
}
