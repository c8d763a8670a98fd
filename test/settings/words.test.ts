/** What is said of settings, in every language: whole, and in the form that the language's guide asks for. */
import { describe, expect, it } from 'vitest';
import * as initWords from '../../cli/views/init-words.ts';
import * as commandWords from '../../cli/views/settings-words.ts';
import { CHANNEL_KINDS } from '../../shared/channels/index.ts';
import { LANGUAGES, type Text } from '../../shared/model/language.ts';
import { settingFates } from '../../shared/settings/asset.ts';
import { ENVIRONMENT_VARIABLES } from '../../shared/settings/environment.ts';
import { meaningOf } from '../../shared/settings/meanings.ts';
import { SettingsSchema } from '../../shared/settings/settings.ts';
import * as settingsWords from '../../shared/settings/words.ts';

const isText = (value: unknown): value is Text =>
  typeof value === 'object' &&
  value !== null &&
  LANGUAGES.every((language) => typeof Reflect.get(value, language) === 'string');

/** The texts of a file of words; those that take something are given samples. */
function textsIn(words: object): [string, Text][] {
  return Object.entries(words).flatMap(([name, value]): [string, Text][] => {
    if (isText(value)) return [[name, value]];
    if (typeof value !== 'function')
      return Object.entries(value as object).flatMap((one) => textsIn(Object.fromEntries([one])));
    const made: unknown = SAMPLES[name]?.(value) ?? value('sample', 'sample');
    if (isText(made)) return [[name, made]];
    // A message of valibot, in the language that it is asked for.
    return typeof made === 'string' ? [[name, { en: value({ lang: 'en' }), ko: value({ lang: 'ko' }) }]] : [];
  });
}

const SAME: Text = { en: 'Sample', ko: '견본' };
const SAMPLES: Readonly<Record<string, (make: (...args: never[]) => unknown) => unknown>> = {
  asked: (make) => make(SAME as never, SAME as never),
  hiddenQuestion: (make) => make(SAME as never),
  butFound: (make) => make(SAME as never, '7' as never),
  expectedSize: (make) => make('list' as never, 'min' as never, '1' as never),
  openSecrets: (make) => make('everyone' as never, ['keys'] as never),
  watched: (make) => make(1 as never, 2 as never),
  notWatchable: (make) => make('10.0.0.1' as never, SAME as never),
};

const all: [string, Text][] = [settingsWords, commandWords, initWords].flatMap(textsIn);
/** The first question is asked before the language is known. */
const BOTH = new Set(['LANGUAGE_QUESTION']);

describe('the texts of the settings', () => {
  it('are found', () => {
    expect(all.length).toBeGreaterThan(60);
  });

  it.each(all.filter(([name]) => !BOTH.has(name)))('%s is Korean in Korean and English in English', (_, { en, ko }) => {
    expect(ko).toMatch(/[가-힣]/);
    expect(en).not.toMatch(/[가-힣]/);
    // A particle that depends on the word before it is never left to the reader.
    expect(ko).not.toMatch(/은\(는\)|이\(가\)|을\(를\)|\(으\)로/);
    expect(en + ko).not.toMatch(/undefined|\[object/);
  });
});

const meanings: [string, Text][] = [
  ...[...settingFates(SettingsSchema).keys()].map((name): [string, Text] => [name, meaningOf(name)]),
  ...ENVIRONMENT_VARIABLES.map(({ name, about }): [string, Text] => [name, about]),
  ...CHANNEL_KINDS.flatMap(({ meanings: own }) => Object.entries(own)),
];

describe('the meaning of a setting or a variable', () => {
  it.each(meanings)('is given in whole sentences: %s', (_, { en, ko }) => {
    expect(en).toMatch(/^["A-Za-z].*\.$/s);
    expect(ko).toMatch(/[가-힣]/);
    expect(ko).toMatch(/(니다|세요)[.(]/);
    for (const sentence of en.split(/(?<=\.) /)) expect(sentence.split(' ').length, sentence).toBeLessThanOrEqual(30);
  });
});
