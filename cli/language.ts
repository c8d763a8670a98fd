/** The language of a command's screens: `--language`, POSTWATCH_LANGUAGE, the settings, else the system's locale. */
import { isLanguage, type Language } from '../shared/model/language.ts';

export type LanguageEnvironment = Readonly<
  Partial<Record<'POSTWATCH_LANGUAGE' | 'LC_ALL' | 'LC_MESSAGES' | 'LANG', string>>
>;

/** What was asked for in so many words; `args` as they were given, since an error in them is explained in it too. */
export function languageAsked(args: readonly string[], { POSTWATCH_LANGUAGE }: LanguageEnvironment): Language | null {
  const end = args.indexOf('--');
  const words = end < 0 ? args : args.slice(0, end);
  const flags = words.map((arg, at) => (arg === '--language' ? words[at + 1] : /^--language=(.*)$/.exec(arg)?.[1]));
  return [...flags.reverse(), POSTWATCH_LANGUAGE].find((one) => one !== undefined && isLanguage(one)) ?? null;
}

/** Of a screen where nothing was asked for (POSIX, "Environment Variables": the first of them that is set and not empty). */
export function localeLanguage({ LC_ALL, LC_MESSAGES, LANG }: LanguageEnvironment): Language {
  const locale = [LC_ALL, LC_MESSAGES, LANG].find((one) => one !== undefined && one !== '') ?? '';
  const code = locale.slice(0, 2).toLowerCase();
  return /^[a-z]{2}([_.@-]|$)/i.test(locale) && isLanguage(code) ? code : 'en';
}
