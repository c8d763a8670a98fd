import { describe, expect, it } from 'vitest';
import { languageAsked } from '../../cli/language.ts';

describe('the language that was asked for', () => {
  it.each<[string, string, string | undefined, string | null]>([
    ['none', 'check', undefined, null],
    ['with a space', 'check --language ko', undefined, 'ko'],
    ['with =', '--language=ko check', undefined, 'ko'],
    ['the last of two', 'check --language ko --language=en', undefined, 'en'],
    ['before the environment', 'check --language en', 'ko', 'en'],
    ['from the environment', 'check', 'ko', 'ko'],
    ['none of ours in the environment', 'check', 'xx', null],
    ['nothing after it', 'check --language', undefined, null],
    ['not after --, where all words are arguments', 'lookup -- --language ko', undefined, null],
    ['before --', 'lookup --language ko -- --language en', undefined, 'ko'],
  ])('%s', (_, words, environment, expected) => {
    const env = environment === undefined ? {} : { POSTWATCH_LANGUAGE: environment };
    expect(languageAsked(words.split(' '), env)).toBe(expected);
  });
});
