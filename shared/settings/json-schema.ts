/**
 * The JSON Schema (draft 7, which editors read best) of the settings, made from the one schema. A kind of schema or of rule that is not
 * known here throws: it would be left out silently.
 */
import { defined } from '../model/defined.ts';
import { fateOf, type SettingSchema } from '../model/setting.ts';
import { meaningOf } from './meanings.ts';

export type JsonSchema = { readonly [key: string]: unknown };

type Any = SettingSchema & {
  readonly entries?: Readonly<Record<string, SettingSchema>>;
  readonly wrapped?: SettingSchema;
  readonly default?: unknown;
  readonly item?: SettingSchema;
  readonly value?: SettingSchema;
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
  readonly pipe?: readonly Rule[];
};

type Rule = { readonly kind: string; readonly type: string; readonly requirement?: unknown };

export function settingsJsonSchema(schema: SettingSchema): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Postwatch settings (postwatch.json)',
    description: 'Made from shared/settings by "npm run manual". Do not edit it by hand.',
    ...schemaOf(schema, []),
  };
}

const schemaOf = (schema: SettingSchema, path: readonly string[]): JsonSchema =>
  Object.assign({}, bareSchema(schema as Any, path), ...rulesOf(schema as Any, path));

function bareSchema(schema: Any, path: readonly string[]): JsonSchema {
  const make = KINDS[schema.type];
  if (make === undefined) throw unknown('schema', schema.type, path);
  return make(schema, path);
}

type Make = (schema: Any, path: readonly string[]) => JsonSchema;

const optional: Make = ({ wrapped, default: otherwise }, path) => {
  const within = schemaOf(present(wrapped, path), path);
  return otherwise === undefined ? within : { ...within, default: otherwise };
};

const choice: Make = ({ options = [] }, path) => ({
  anyOf: options.map((one) => schemaOf(present(one as SettingSchema, path), path)),
});

const KINDS: Readonly<Record<string, Make>> = {
  strict_object: objectSchema,
  optional,
  exact_optional: optional,
  array: ({ item }, path) => ({ type: 'array', items: schemaOf(present(item, path), path) }),
  record: ({ value }, path) => ({ type: 'object', additionalProperties: schemaOf(present(value, path), path) }),
  variant: choice,
  // Of `textOr`: any other cannot be looked into.
  lazy: (schema, path) => {
    if (schema.options === undefined) throw unknown('schema', 'lazy', path);
    return choice(schema, path);
  },
  string: () => ({ type: 'string' }),
  number: () => ({ type: 'number' }),
  boolean: () => ({ type: 'boolean' }),
  literal: ({ literal }) => ({ const: literal }),
  picklist: ({ options }) => ({ enum: options }),
};

function objectSchema({ entries = {} }: Any, path: readonly string[]): JsonSchema {
  const required = Object.entries(entries).flatMap(([key, { type }]) => (type.endsWith('optional') ? [] : [key]));
  const properties = Object.entries(entries).map(([key, entry]) => {
    const at = [...path, key];
    const secret = fateOf(entry)?.kind === 'secret' ? { writeOnly: true } : {};
    return [key, { description: meaningOf(at.join('.')).en, ...schemaOf(entry, at), ...secret }];
  });
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...defined({ required: required.length === 0 ? undefined : required }),
    additionalProperties: false,
  };
}

/** What each rule of the pipe adds; a pipe may begin with one. */
function rulesOf({ type, pipe = [] }: Any, path: readonly string[]): readonly JsonSchema[] {
  const [first, ...rules] = pipe;
  const before = first === undefined ? [] : rulesOf(first as unknown as Any, path);
  return [...before, ...rules.map((rule) => ruleSchema(rule, type === 'array', path))];
}

function ruleSchema({ type, requirement }: Rule, isOfArray: boolean, path: readonly string[]): JsonSchema {
  if (type === 'min_length' || type === 'max_length')
    return { [`${type.slice(0, 3)}${isOfArray ? 'Items' : 'Length'}`]: requirement };
  const make = RULES[type];
  if (make === undefined) throw unknown('rule', type, path);
  return make(requirement);
}

const RULES: Readonly<Record<string, (requirement: unknown) => JsonSchema>> = {
  min_value: (minimum) => ({ minimum }),
  max_value: (maximum) => ({ maximum }),
  integer: () => ({ type: 'integer' }),
  regex: (pattern) => ({ pattern: (pattern as RegExp).source }),
  email: () => ({ format: 'email' }),
  url: () => ({ format: 'uri' }),
  // What our own code decides cannot be said in a schema.
  check: () => ({}),
  raw_transform: () => ({}),
};

const unknown = (what: string, type: string, path: readonly string[]): Error =>
  new Error(
    `settings: ${path.join('.') || 'the top'} has a ${what} of the kind "${type}", which json-schema.ts does not know`,
  );

function present(schema: SettingSchema | undefined, path: readonly string[]): SettingSchema {
  if (schema === undefined) throw unknown('schema', 'nothing', path);
  return schema;
}
