/** In which language a command speaks: what was asked for, else the settings, else the locale; programs get English. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { languageAsked, localeLanguage, settingsLanguage } from '../../cli/language.ts';
import { inProcess } from '../support/cli.ts';
import { shown } from '../support/titles.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'postwatch-language-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (text: string, name = 'postwatch.json'): string => {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
};
const KOREAN = '{"notices": {"language": "ko"}}';
const HANGUL = /\p{Script=Hangul}/u;

describe('the language that a command line or POSTWATCH_LANGUAGE asks for', () => {
  it.each([
    [['check', '--language', 'ko'], undefined, 'ko'],
    [['check', '--language=ko'], undefined, 'ko'],
    [['--language', 'ko', 'check'], 'en', 'ko'],
    [['check', '--language', 'en', '--language', 'ko'], undefined, 'ko'],
    [['check'], 'ko', 'ko'],
    [['check'], 'tlh', null],
    [['check', '--language', 'tlh'], 'ko', 'ko'],
    [['check', '--language'], undefined, null],
    [['check', '--', '--language', 'ko'], undefined, null],
    [['check', '--language', '--', 'ko'], undefined, null],
  ] as const)('%j with POSTWATCH_LANGUAGE=%s: %s', (args, variable, language) => {
    expect(languageAsked(args, variable === undefined ? {} : { POSTWATCH_LANGUAGE: variable })).toBe(language);
  });
});

describe('the language of the locale', () => {
  it.each([
    [{ LANG: 'ko_KR.UTF-8' }, 'ko'],
    [{ LANG: 'ko' }, 'ko'],
    [{ LC_ALL: 'C', LANG: 'ko_KR.UTF-8' }, 'en'],
    [{ LC_ALL: '', LC_MESSAGES: 'ko_KR', LANG: 'en_US.UTF-8' }, 'ko'],
    [{ LANG: 'kok_IN' }, 'en'],
    [{}, 'en'],
  ] as const)('%j: %s', (environment, language) => {
    expect(localeLanguage(environment)).toBe(language);
  });
});

describe('the language of the settings', () => {
  it.each(
    [
      [KOREAN, 'ko'],
      [`\ufeff${KOREAN}`, 'ko'],
      ['{"notices": {"language": "tlh"}}', null],
      ['{"notices": []}', null],
      ['[]', null],
      ['{', null],
      ['', null],
      [`{"notices": {"language": "ko"}, "x": "${'x'.repeat(1_000_001)}"}`, null],
    ].map(([text, language]) => [shown(text), language, text ?? ''] as const),
  )('of the text %s is %s', (_shown, language, text) => {
    expect(settingsLanguage(['check', `--settings=${write(text, 'x.json')}`])).toBe(language);
  });

  it('is not known where the settings are missing, a folder or a device', () => {
    expect(settingsLanguage(['check', '--settings', path.join(folder, 'nothing.json')])).toBe(null);
    expect(settingsLanguage(['check', '--settings', folder])).toBe(null);
    expect(settingsLanguage(['check', '--settings', '/dev/zero'])).toBe(null);
  });

  it.each([[['help']], [['--help']], [['watch', '--help']], [['help', 'check']]])(
    'is that of %j, unless another language was asked for',
    async (args) => {
      write(KOREAN);
      expect((await inProcess(args, { cwd: folder })).out).toMatch(HANGUL);
      expect((await inProcess([...args, '--language', 'en'], { cwd: folder })).out).not.toMatch(HANGUL);
    },
  );

  it.each([[['chek']], [['ack']], [['check', '300.1.1.1']], [['check', '--format', 'x']]])(
    'is that of the usage error for %j',
    async (args) => {
      write(KOREAN);
      const { code, err } = await inProcess(args, { cwd: folder });
      expect(code).toBe(64);
      expect(err).toMatch(HANGUL);
      expect(err).not.toContain('\n\n');
    },
  );
});
