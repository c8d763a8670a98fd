import { type Text, untranslated } from './language.ts';

/** From the top of a JSON value to one in it. */
export type JsonPath = readonly (string | number)[];

/** What a parser returns: the value, or one clear line that says what was wrong and what was expected. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  /** `at`: of a JSON value, the part that is wrong. */
  | { readonly ok: false; readonly problem: Text; readonly at?: JsonPath };

export const parsed = <T>(value: T): Parsed<T> => ({ ok: true, value });

export function problem(text: Text | string, at?: JsonPath): Parsed<never> {
  const what = typeof text === 'string' ? untranslated(text) : text;
  return at === undefined ? { ok: false, problem: what } : { ok: false, problem: what, at };
}
