import type { Text } from './language.ts';

/** From the top of a JSON value to one in it. */
export type JsonPath = readonly (string | number)[];

/** What a parser returns: the value, or one clear line that says what was wrong and what was expected. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  /** `at`: of a JSON value, the part that is wrong. */
  | { readonly ok: false; readonly problem: Text; readonly at?: JsonPath };

export const parsed = <T>(value: T): Parsed<T> => ({ ok: true, value });

export const problem = (text: Text, at?: JsonPath): Parsed<never> =>
  at === undefined ? { ok: false, problem: text } : { ok: false, problem: text, at };
