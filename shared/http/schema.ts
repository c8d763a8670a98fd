/** What JSON Schemas are put together from. */
export type Schema = Readonly<Record<string, unknown>>;

export const text = { type: 'string' };
export const whole = { type: 'integer', minimum: 0 };
export const bool = { type: 'boolean' };
export const time = { type: 'string', format: 'date-time' };
export const list = (items: Schema): Schema => ({ type: 'array', items });
export const texts = list(text);
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
export const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
export const words = (...values: string[]): Schema => ({ type: 'string', enum: values });

export const statusWord = words('pass', 'warn', 'fail', 'unknown');
export const severityWord = words('critical', 'major', 'minor', 'info');

/** Every property is required but those named as optional. */
export const object = (properties: Readonly<Record<string, Schema>>, ...optional: string[]): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});
