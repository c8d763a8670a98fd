/** Values that settings are made of, and what is said where one is wrong. */
import * as v from 'valibot';
import { isLanguage, type Text } from './language.ts';

/** A message of valibot in the language that the settings are read in (`lang`). */
export const worded =
  (text: Text) =>
  ({ lang = 'en' }: { readonly lang?: string | undefined }): string =>
    text[isLanguage(lang) ? lang : 'en'];

export const textUpTo = (most: number) => v.pipe(v.string(), v.maxLength(most));

export const wholeFrom = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

export const EmailSetting = v.pipe(
  textUpTo(320),
  v.email(
    worded({
      en: 'expected a mail address such as ops@example.com',
      ko: '이메일 주소여야 합니다. 예: ops@example.com',
    }),
  ),
);
