/**
 * What becomes of a setting where functions are deployed: it lies beside their code (`ships`), it is a secret and lives
 * elsewhere (`secret`), or it means nothing there (`stays`). An entry of `fields` that does not say so is not an entry: the compiler
 * refuses it, and so does whatever deploys (`settings/asset.ts`).
 */
import * as v from 'valibot';
import type { Text } from './language.ts';

export type SettingSchema = v.GenericSchema;

/** Where a secret is read from when the settings file does not hold it. */
export type SecretPlace = {
  /** On this machine: an environment variable; without it the settings file is the only place. */
  readonly variable?: string;
  /** On AWS: a SecureString parameter; where the value is a record, the folder of one each. */
  readonly parameter: string;
  /** The line at a deployment, behind the setting's path; without it, the command that stores it. */
  readonly warning?: Text;
};

export type SettingFate =
  | { readonly kind: 'ships' }
  | ({ readonly kind: 'secret' } & SecretPlace)
  /** `warning`: the line at a deployment, behind the setting's path; null: nothing. */
  | { readonly kind: 'stays'; readonly warning: Text | null };

export type MarkedSetting<S extends SettingSchema = SettingSchema> = S & { readonly fate: SettingFate };

export type SettingFields = Readonly<Record<string, MarkedSetting>>;

/** What a value of these fields is once it was read. */
export type FieldsOutput<F extends SettingFields> = v.InferOutput<v.StrictObjectSchema<F, undefined>>;

const marked = <const S extends SettingSchema>(schema: S, fate: SettingFate): MarkedSetting<S> => ({ ...schema, fate });

/** All of it; what is within it says for itself. */
export const ships = <const S extends SettingSchema>(schema: S): MarkedSetting<S> => marked(schema, { kind: 'ships' });

export const secret = <const S extends SettingSchema>(schema: S, place: SecretPlace): MarkedSetting<S> =>
  marked(schema, { kind: 'secret', ...place });

export const stays = <const S extends SettingSchema>(schema: S, warning: Text | null): MarkedSetting<S> =>
  marked(schema, { kind: 'stays', warning });

/** The one way to write an object in the settings. */
export const fields = <const F extends SettingFields>(entries: F): v.StrictObjectSchema<F, undefined> =>
  v.strictObject(entries);

/**
 * A text, or the object that it is short for. Anyone who looks into the schema finds both in `options`; what is wrong is said of the one
 * that was meant.
 */
export function textOr<const S extends SettingSchema, const O extends SettingSchema>(text: S, object: O) {
  const schema = v.lazy((input): S | O => (typeof input === 'string' ? text : object));
  return { ...schema, options: [text, object] as const };
}

/** Undefined where an entry was written without a word, past the compiler. */
export const fateOf = (schema: SettingSchema): SettingFate | undefined => (schema as Partial<MarkedSetting>).fate;
