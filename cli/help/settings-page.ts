/** `docs/settings.md`: every setting and every environment variable. */
import type { SettingFate } from '../../shared/model/setting.ts';
import { wrap } from '../../shared/model/text.ts';
import { settingFates } from '../../shared/settings/asset.ts';
import { ENVIRONMENT_VARIABLES, type EnvironmentVariable } from '../../shared/settings/environment.ts';
import { type JsonSchema, settingsJsonSchema } from '../../shared/settings/json-schema.ts';
import { meaningOf } from '../../shared/settings/meanings.ts';
import { SettingsSchema } from '../../shared/settings/settings.ts';

const WIDTH = 100;

/** With a line break at its end. */
export function settingsPage(): string {
  const fates = settingFates(SettingsSchema);
  const sections = Object.entries(propertiesOf(settingsJsonSchema(SettingsSchema)));
  const lines = [
    '# Settings',
    '',
    ...paragraph('Made from `shared/settings/` by `npm run manual`. Do not edit it by hand.'),
    '',
    ...paragraph(
      'The settings are one JSON file, `postwatch.json` in the working folder unless `--settings` names another. All of it is optional. `postwatch init` writes one from a few questions, `postwatch settings check` tells what is wrong with it, and `postwatch settings show` where each value comes from. With `"$schema"` naming `docs/postwatch.schema.json`, editors complete and check it.',
    ),
    '```json',
    ...JSON.stringify(EXAMPLE, null, 2).split('\n'),
    '```',
    '',
    ...paragraph(
      '"Deployed" is what becomes of a setting in a deployment on AWS. "yes": it is in the asset beside the functions. "SSM": it is a secret, and you store it yourself as the SecureString parameter named. "no": it means nothing there.',
    ),
    '',
    ...TABLE_HEAD,
    ...sections.flatMap(([key, schema]) => rowsOf([key], schema, fates)),
    '',
    '# Environment variables',
    '',
    ...paragraph('Those of the command line. A variable that holds a secret is never shown.'),
    '',
    ...variableTable(({ readBy }) => readBy !== 'functions'),
    '',
    ...paragraph('Those of the functions of a deployment. `cdk deploy` sets them; do not change them by hand.'),
    '',
    ...variableTable(({ readBy }) => readBy !== 'command line'),
  ];
  return `${lines.join('\n')}\n`;
}

const paragraph = (text: string): readonly string[] => wrap(text, WIDTH, '');

const EXAMPLE = {
  $schema: './node_modules/postwatch/docs/postwatch.schema.json',
  senders: ['203.0.113.25', { address: '2001:db8::25', domains: ['example.net'], helo: 'mail.example.net' }],
  domains: ['example.com'],
  resolvers: ['127.0.0.1:53'],
  everyMinutes: 60,
  notices: { language: 'en', zone: 'Asia/Seoul' },
};

const TABLE_HEAD: readonly string[] = ['| setting | value | default | meaning | deployed |', '|---|---|---|---|---|'];

type Fates = ReadonlyMap<string, SettingFate | undefined>;

/** The setting itself, and those within it. */
function rowsOf(path: readonly string[], schema: JsonSchema, fates: Fates): readonly string[] {
  const name = path.join('.');
  const { default: otherwise } = schema;
  const isEmpty = otherwise === undefined || JSON.stringify(otherwise) === '{}' || JSON.stringify(otherwise) === '[]';
  const shown = isEmpty ? '' : `\`${JSON.stringify(otherwise)}\``;
  const cells = [`\`${name}\``, kindText(schema), shown, meaningOf(name).en, deployedText(fates.get(name))];
  return [
    `| ${cells.map(cell).join(' | ')} |`,
    ...Object.entries(propertiesOf(schema)).flatMap(([key, one]) => rowsOf([...path, key], one, fates)),
  ];
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

function deployedText(fate: SettingFate | undefined): string {
  if (fate?.kind === 'ships') return 'yes';
  return fate?.kind === 'secret' ? `SSM \`${fate.parameter}\`` : 'no';
}

/** Of an object, of the entries of a list, of all the objects that it may be. */
function propertiesOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  const { properties, items, anyOf } = schema as {
    properties?: Record<string, JsonSchema>;
    items?: JsonSchema;
    anyOf?: readonly JsonSchema[];
  };
  if (items !== undefined) return propertiesOf(items);
  if (anyOf === undefined) return properties ?? {};
  const all: Record<string, JsonSchema> = {};
  for (const one of anyOf)
    for (const [key, value] of Object.entries(propertiesOf(one))) all[key] = joined(all[key], value);
  return all;
}

/** The same entry of two objects, such as the type that tells them apart. */
function joined(before: JsonSchema | undefined, now: JsonSchema): JsonSchema {
  if (before === undefined) return now;
  const values = [before, now].flatMap((one) => (one['enum'] as readonly unknown[] | undefined) ?? [one['const']]);
  return { description: now['description'], enum: values };
}

function kindText(schema: JsonSchema): string {
  const { type, enum: values, items, anyOf, additionalProperties, minimum, maximum } = schema;
  if (Array.isArray(values)) return values.map((one) => `\`${JSON.stringify(one)}\``).join(', ');
  if (schema['const'] !== undefined) return `\`${JSON.stringify(schema['const'])}\``;
  if (Array.isArray(anyOf)) return [...new Set(anyOf.map((one) => kindText(one as JsonSchema)))].join(' or ');
  if (type === 'array') return `list of ${kindText(items as JsonSchema)}`;
  if (type === 'object') return typeof additionalProperties === 'object' ? 'text by name' : 'object';
  if (type === 'boolean') return 'true or false';
  if (type === 'string') return 'text';
  const range = minimum === undefined ? '' : `, ${String(minimum)} to ${String(maximum)}`;
  return `${type === 'integer' ? 'whole number' : String(type)}${range}`;
}

const variableTable = (isIn: (one: EnvironmentVariable) => boolean): readonly string[] => [
  '| variable | what it does | secret |',
  '|---|---|---|',
  ...ENVIRONMENT_VARIABLES.filter(isIn).map(
    ({ name, about, isSecret }) =>
      `| \`${cell(name).replaceAll('&lt;', '<')}\` | ${cell(about.en)} | ${isSecret ? 'yes' : ''} |`,
  ),
];
