/**
 * Each setting with its value and where the value comes from. A secret leaves this file as `****`, never any part of it.
 */
import { MASK } from '../model/hidden.ts';
import type { JsonObject } from '../model/json.ts';
import { fateOf, type SettingSchema } from '../model/setting.ts';
import { ENVIRONMENT_VARIABLES } from './environment.ts';

export type SettingOrigin =
  | { readonly from: 'default' | 'file' }
  | { readonly from: 'environment'; readonly variable: string };

export type EffectiveSetting = SettingOrigin & {
  readonly path: readonly string[];
  readonly value: unknown;
  /** It is the default, wherever it comes from. */
  readonly isUsual: boolean;
};

type Variables = Readonly<Record<string, string | undefined>>;

/** In the order of the schema. `json`: as the file has it, and found right. What is neither set nor has a default is left out. */
export function effectiveSettings(
  schema: SettingSchema,
  json: JsonObject,
  environment: Variables,
): readonly EffectiveSetting[] {
  const settings = objectRows(schema, json, []);
  const variables = secretVariables(environment);
  const isReplaced = ({ path }: EffectiveSetting): boolean =>
    variables.some((one) => one.wins === 'variable' && isSame(one.path, path));
  const added = variables.filter(
    ({ path, wins }) => wins === 'variable' || !settings.some((one) => isSame(one.path, path)),
  );
  return [
    ...settings.filter((one) => !isReplaced(one)),
    ...added.map(({ path, variable }) => ({
      path,
      value: MASK,
      from: 'environment' as const,
      variable,
      isUsual: false,
    })),
  ];
}

type Any = SettingSchema & {
  readonly entries?: Readonly<Record<string, SettingSchema>>;
  readonly wrapped?: SettingSchema;
  readonly default?: unknown;
};

const objectRows = (schema: Any, given: JsonObject, path: readonly string[]): readonly EffectiveSetting[] =>
  Object.entries(schema.entries ?? {}).flatMap(([key, entry]) => entryRows(entry, given[key], [...path, key]));

function entryRows(entry: Any, given: unknown, path: readonly string[]): readonly EffectiveSetting[] {
  const { default: otherwise } = entry;
  const value = given ?? otherwise;
  if (value === undefined) return [];
  const bare = entry.wrapped ?? entry;
  if (bare.type === 'strict_object') return objectRows(bare, value as JsonObject, path);
  const isSecret = fateOf(entry)?.kind === 'secret';
  const from = given === undefined ? 'default' : 'file';
  const row = (at: readonly string[], one: unknown): EffectiveSetting => ({
    path: at,
    value: isSecret ? MASK : one,
    from,
    isUsual: JSON.stringify(value) === JSON.stringify(otherwise),
  });
  return bare.type === 'record'
    ? Object.entries(value as JsonObject).map(([key, one]) => row([...path, key], one))
    : [row(path, value)];
}

type SecretVariable = {
  readonly path: readonly string[];
  readonly variable: string;
  readonly wins: 'variable' | 'setting';
};

/** Those that are set and stand for a setting. */
const secretVariables = (environment: Variables): readonly SecretVariable[] =>
  ENVIRONMENT_VARIABLES.flatMap(({ name, setting }) => {
    if (setting === undefined) return [];
    const path = setting.path.split('.');
    const [prefix = ''] = name.split('<', 1);
    const set = Object.keys(environment).filter((one) => (environment[one]?.trim() ?? '') !== '');
    return set
      .filter((one) => (prefix === name ? one === name : one.startsWith(prefix)))
      .map((variable) => ({
        path: prefix === name ? path : [...path, spelled(variable.slice(prefix.length))],
        variable,
        wins: setting.wins,
      }));
  });

/** Operators are the same however they are spelled: `TREND_MICRO`, `trend-micro`. */
const spelled = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.map(spelled).join('.') === b.map(spelled).join('.');
