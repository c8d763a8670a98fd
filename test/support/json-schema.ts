/** As much of JSON Schema (draft 7) as the schema of the settings uses; any other word throws. */
import type { JsonSchema } from '../../shared/settings/json-schema.ts';

const SAID_ELSEWHERE = [
  '$schema',
  'title',
  'description',
  'default',
  'writeOnly',
  'format',
  'required',
  'minItems',
  'maxItems',
];

export function schemaFaults(value: unknown, schema: JsonSchema, at = '$'): readonly string[] {
  return Object.entries(schema).flatMap(([word, says]) => {
    if (SAID_ELSEWHERE.includes(word)) return ofLists(word, value, says, at);
    const test = WORDS[word];
    if (test === undefined) throw new Error(`${at}: the word ${word} is not known`);
    return test(value, says as never, schema, at);
  });
}

function ofLists(word: string, value: unknown, says: unknown, at: string): readonly string[] {
  if (word === 'minItems' && Array.isArray(value) && value.length < Number(says)) return [`${at}: too few`];
  if (word === 'maxItems' && Array.isArray(value) && value.length > Number(says)) return [`${at}: too many`];
  if (word === 'required' && isObject(value))
    return (says as string[]).filter((name) => !Object.hasOwn(value, name)).map((name) => `${at}.${name}: missing`);
  return [];
}

type Test = (value: unknown, says: never, schema: JsonSchema, at: string) => readonly string[];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const fault = (holds: boolean, at: string, what: string): readonly string[] => (holds ? [] : [`${at}: ${what}`]);

const WORDS: Readonly<Record<string, Test>> = {
  type: (value, says: string, _, at) => {
    const is = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
    return fault(is === says || (says === 'integer' && Number.isInteger(value)), at, `is ${is}, expected ${says}`);
  },
  enum: (value, says: unknown[], _, at) => fault(says.includes(value), at, 'is none of the values'),
  const: (value, says: unknown, _, at) => fault(value === says, at, 'is another value'),
  minimum: (value, says: number, _, at) => fault(typeof value !== 'number' || value >= says, at, 'too small'),
  maximum: (value, says: number, _, at) => fault(typeof value !== 'number' || value <= says, at, 'too large'),
  minLength: (value, says: number, _, at) => fault(typeof value !== 'string' || value.length >= says, at, 'too short'),
  maxLength: (value, says: number, _, at) => fault(typeof value !== 'string' || value.length <= says, at, 'too long'),
  pattern: (value, says: string, _, at) =>
    fault(typeof value !== 'string' || new RegExp(says).test(value), at, 'does not match'),
  anyOf: (value, says: JsonSchema[], _, at) => {
    const each = says.map((one) => schemaFaults(value, one, at));
    return each.some((found) => found.length === 0) ? [] : each.flat();
  },
  items: (value, says: JsonSchema, _, at) =>
    Array.isArray(value) ? value.flatMap((one, index) => schemaFaults(one, says, `${at}[${index}]`)) : [],
  properties: (value, says: Record<string, JsonSchema>, _, at) =>
    isObject(value)
      ? Object.entries(says).flatMap(([key, one]) =>
          Object.hasOwn(value, key) ? schemaFaults(value[key], one, `${at}.${key}`) : [],
        )
      : [],
  additionalProperties: (value, says: false | JsonSchema, schema, at) => {
    if (!isObject(value)) return [];
    const known = Object.keys((schema['properties'] as object | undefined) ?? {});
    const others = Object.entries(value).filter(([key]) => !known.includes(key));
    return others.flatMap(([key, one]) =>
      says === false ? [`${at}.${key}: unknown`] : schemaFaults(one, says, `${at}.${key}`),
    );
  },
};
