/** As much of JSON Schema as the API's document uses. What a schema does not name is a fault too: it would be undocumented. */
type Schema = Readonly<Record<string, unknown>>;

export function faults(value: unknown, schema: Schema, schemas: Readonly<Record<string, Schema>>, at = '$'): string[] {
  if (typeof schema['$ref'] === 'string') {
    const name = schema['$ref'].replace('#/components/schemas/', '');
    const target = schemas[name];
    return target === undefined ? [`${at}: no schema ${name}`] : faults(value, target, schemas, at);
  }
  if (Array.isArray(schema['anyOf'])) {
    const each = (schema['anyOf'] as Schema[]).map((one) => faults(value, one, schemas, at));
    return each.some((found) => found.length === 0) ? [] : (each.sort((a, b) => a.length - b.length)[0] ?? []);
  }
  if (Array.isArray(schema['allOf'])) {
    const parts = (schema['allOf'] as Schema[]).map((one) => resolved(one, schemas));
    const properties = Object.assign({}, ...parts.map((one) => one['properties']));
    const required = parts.flatMap((one) => (one['required'] ?? []) as string[]);
    return faults(value, { type: 'object', properties, required }, schemas, at);
  }
  return [...wrongType(value, schema, at), ...inside(value, schema, schemas, at)];
}

const resolved = (schema: Schema, schemas: Readonly<Record<string, Schema>>): Schema =>
  typeof schema['$ref'] === 'string' ? (schemas[schema['$ref'].replace('#/components/schemas/', '')] ?? {}) : schema;

function wrongType(value: unknown, schema: Schema, at: string): string[] {
  const is = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  const wanted = schema['type'];
  const fits = wanted === undefined || is === wanted || (wanted === 'integer' && Number.isInteger(value));
  if (!fits) return [`${at}: is ${is}, expected ${String(wanted)}`];
  const choice = schema['enum'] as unknown[] | undefined;
  if (choice !== undefined && !choice.includes(value)) return [`${at}: ${String(value)} is none of ${choice.join()}`];
  if (schema['format'] === 'date-time' && !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(String(value)))
    return [`${at}: ${String(value)} is no time`];
  if (typeof schema['minimum'] === 'number' && Number(value) < schema['minimum']) return [`${at}: too small`];
  return [];
}

function inside(value: unknown, schema: Schema, schemas: Readonly<Record<string, Schema>>, at: string): string[] {
  if (Array.isArray(value))
    return value.flatMap((one, index) => faults(one, (schema['items'] ?? {}) as Schema, schemas, `${at}[${index}]`));
  const properties = schema['properties'] as Record<string, Schema> | undefined;
  if (typeof value !== 'object' || value === null || properties === undefined) return [];
  const required = (schema['required'] ?? []) as string[];
  return [
    ...required.filter((name) => !Object.hasOwn(value, name)).map((name) => `${at}.${name}: missing`),
    ...Object.entries(value).flatMap(([name, one]) =>
      properties[name] === undefined
        ? [`${at}.${name}: not described`]
        : faults(one, properties[name], schemas, `${at}.${name}`),
    ),
  ];
}
