/**
 * What of the settings lies beside the functions' code, by allow-list: what says that it ships, all the way down. An entry that
 * does not say what becomes of it, or a schema that cannot be looked into, is refused before anything is deployed.
 */
import * as v from 'valibot';
import { eachText, type Text } from '../model/language.ts';
import { fateOf, type SecretPlace, type SettingFate, type SettingSchema } from '../model/setting.ts';

export type SettingsAsset = {
  readonly shipped: unknown;
  /** A line for each value that was given and stays behind. */
  readonly warnings: readonly Text[];
};

/** `input`: as a person wrote it, and found right. Throws where the schema is not marked all the way. */
export function assetOf(schema: SettingSchema, input: unknown): SettingsAsset {
  insist(schema, []);
  const warnings: Text[] = [];
  return { shipped: shippedOf(schema, input, [], warnings), warnings };
}

/** Dotted paths of the entries that are secret. */
export const secretPaths = (schema: SettingSchema, path: readonly string[] = []): readonly string[] =>
  childrenOf(schema).flatMap(([key, child]) => {
    const at = key === '' ? path : [...path, key];
    return fateOf(child)?.kind === 'secret' ? [at.join('.')] : secretPaths(child, at);
  });

/** Of each entry, by its dotted path. */
export const settingFates = (
  schema: SettingSchema,
  path: readonly string[] = [],
): ReadonlyMap<string, SettingFate | undefined> =>
  new Map(
    childrenOf(schema).flatMap(([key, child]) => {
      const at = key === '' ? path : [...path, key];
      const own = key === '' ? [] : [[at.join('.'), fateOf(child)] as const];
      return [...own, ...settingFates(child, at)];
    }),
  );

type Any = SettingSchema & {
  readonly entries?: Readonly<Record<string, SettingSchema>>;
  readonly wrapped?: SettingSchema;
  readonly item?: SettingSchema;
  readonly value?: SettingSchema;
  readonly options?: readonly SettingSchema[];
};

const LEAVES: readonly string[] = ['string', 'number', 'boolean', 'literal', 'picklist'];

/** The schemas right below; those of entries by their keys, the others by an empty one. */
function childrenOf(schema: SettingSchema): readonly (readonly [key: string, child: SettingSchema])[] {
  const { type, entries = {}, wrapped, item, value, options = [] } = schema as Any;
  if (type === 'strict_object') return Object.entries(entries);
  if (type === 'optional' || type === 'exact_optional') return below(wrapped);
  if (type === 'array') return below(item);
  if (type === 'record') return below(value);
  return isChoice(schema) ? options.map((one) => ['', one] as const) : [];
}

/** Of several schemas, one of which a value has. */
const isChoice = ({ type }: SettingSchema): boolean => type === 'variant' || type === 'lazy';

const below = (child: SettingSchema | undefined) => (child === undefined ? [] : [['', child] as const]);

function insist(schema: SettingSchema, path: readonly string[]): void {
  const children = childrenOf(schema);
  if (children.length === 0 && schema.type !== 'strict_object' && !LEAVES.includes(schema.type))
    throw new Error(`settings: ${path.join('.')} is of the kind ${schema.type}, which assetOf() cannot look into`);
  for (const [key, child] of children) {
    const at = key === '' ? path : [...path, key];
    if (key !== '' && fateOf(child) === undefined)
      throw new Error(`settings: ${at.join('.')} does not say whether it is deployed: ships(), secret() or stays()`);
    insist(child, at);
  }
}

function shippedOf(given: SettingSchema, value: unknown, path: readonly string[], warnings: Text[]): unknown {
  const schema = unwrapped(given);
  if (typeof value !== 'object' || value === null) return value;
  const children = childrenOf(schema);
  if (schema.type === 'strict_object') return entriesOf(Object.fromEntries(children), value, path, warnings);
  // Of a choice the one that it is.
  const child = children.find(([, one]) => !isChoice(schema) || v.is(one, value))?.[1];
  if (child === undefined) return undefined;
  if (Array.isArray(value)) return value.map((one) => shippedOf(child, one, path, warnings));
  if (schema.type !== 'record') return shippedOf(child, value, path, warnings);
  const all = Object.entries(value).map(([key, one]) => [key, shippedOf(child, one, [...path, key], warnings)]);
  return Object.fromEntries(all);
}

function unwrapped(schema: SettingSchema): SettingSchema {
  const { type, wrapped } = schema as Any;
  const isWrapper = type === 'optional' || type === 'exact_optional';
  return isWrapper && wrapped !== undefined ? unwrapped(wrapped) : schema;
}

function entriesOf(
  entries: Readonly<Record<string, SettingSchema>>,
  value: object,
  path: readonly string[],
  warnings: Text[],
): unknown {
  const given = value as Readonly<Record<string, unknown>>;
  const shipped: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(entries)) {
    const one = given[key];
    if (one === undefined) continue;
    const at = [...path, key];
    const fate = fateOf(entry);
    if (fate?.kind === 'ships') shipped[key] = shippedOf(entry, one, at, warnings);
    else if (fate?.kind === 'secret') warnings.push(...secretLines(fate, one, at.join('.')));
    else if (fate?.kind === 'stays' && fate.warning !== null) warnings.push(behind(at.join('.'), fate.warning));
  }
  return shipped;
}

/** Never the value. */
function secretLines({ parameter, warning }: SecretPlace, value: unknown, path: string): readonly Text[] {
  if (typeof value === 'object' && value !== null)
    return Object.keys(value).map((key) => behind(`${path}.${key}`, storeLine(`${parameter}/${key}`)));
  return [behind(path, warning ?? storeLine(parameter))];
}

const behind = (path: string, warning: Text): Text => eachText(warning, (one) => path + one);

const storeLine = (parameter: string): Text => {
  const command = `aws ssm put-parameter --type SecureString --name ${parameter} --value ...`;
  return {
    en: ` is not deployed: store it with ${command}`,
    ko: ` 설정은 배포하지 않습니다. 다음 명령으로 저장하세요: ${command}`,
  };
};
