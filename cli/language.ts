/** The language of a command's screens: `--language`, POSTWATCH_LANGUAGE, the settings, else the system's locale. */
import { readFileSync, statSync } from 'node:fs';
import { isObject } from '../shared/model/json.ts';
import { isLanguage, type Language } from '../shared/model/language.ts';

/** Of the working folder, unless another one is named. */
export const SETTINGS_FILE = 'postwatch.json';

/** Settings are small; what is larger is not read to its end. */
const MOST_OCTETS = 1_000_000;

export type LanguageEnvironment = Readonly<
  Partial<Record<'POSTWATCH_LANGUAGE' | 'LC_ALL' | 'LC_MESSAGES' | 'LANG', string>>
>;

/** What was asked for in so many words; `args` as they were given, since an error in them is explained in it too. */
export function languageAsked(args: readonly string[], { POSTWATCH_LANGUAGE }: LanguageEnvironment): Language | null {
  return (
    [...valuesOf('language', args), POSTWATCH_LANGUAGE].find((one) => one !== undefined && isLanguage(one)) ?? null
  );
}

/** Of a flag, the last one first; what follows `--` is not a flag. */
function valuesOf(flag: string, args: readonly string[]): readonly string[] {
  const end = args.indexOf('--');
  const words = end < 0 ? args : args.slice(0, end);
  return words
    .flatMap((word, at) =>
      word === `--${flag}` ? (words[at + 1] ?? []) : word.startsWith(`--${flag}=`) ? word.slice(flag.length + 3) : [],
    )
    .reverse();
}

/**
 * What the settings file asks for. It is read for this alone, since help and usage errors are in its language too. Null where
 * it names none, or cannot be read, which another complaint says. A pipe can be read only once, and not for this.
 */
export function settingsLanguage(args: readonly string[]): Language | null {
  const file = valuesOf('settings', args)[0] ?? SETTINGS_FILE;
  try {
    const { size } = statSync(file);
    if (!statSync(file).isFile() || size > MOST_OCTETS) return null;
    return languageIn(JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')));
  } catch {
    return null;
  }
}

/** Of settings as they are written. */
export function languageIn(json: unknown): Language | null {
  const notices = isObject(json) ? json['notices'] : null;
  const language = isObject(notices) ? notices['language'] : null;
  return typeof language === 'string' && isLanguage(language) ? language : null;
}

/** Of a screen where nothing was asked for (POSIX, "Environment Variables": the first of them that is set and not empty). */
export function localeLanguage({ LC_ALL, LC_MESSAGES, LANG }: LanguageEnvironment): Language {
  const locale = [LC_ALL, LC_MESSAGES, LANG].find((one) => one !== undefined && one !== '') ?? '';
  const code = locale.slice(0, 2).toLowerCase();
  return /^[a-z]{2}([_.@-]|$)/i.test(locale) && isLanguage(code) ? code : 'en';
}
