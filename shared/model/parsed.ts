import { type Text, untranslated } from './language.ts';

/** What a parser returns: the value, or one clear line that says what was wrong and what was expected. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Text };

export const parsed = <T>(value: T): Parsed<T> => ({ ok: true, value });
export const problem = (text: Text | string): Parsed<never> => ({
  ok: false,
  problem: typeof text === 'string' ? untranslated(text) : text,
});
