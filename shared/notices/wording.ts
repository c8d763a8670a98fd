/** In which words notices are written: the catalogue of their language, the zone of the reader's clock, and where the API is. */
import type { Language } from '../model/language.ts';
import { en } from './texts/en.ts';
import { ko } from './texts/ko.ts';
import type { Texts } from './texts/texts.ts';

export type Wording = {
  readonly language: Language;
  readonly texts: Texts;
  /** IANA name; times are given in it, and in UTC as well if it is another. */
  readonly zone: string;
  /** Of the API, with the slash at its end; commands in a notice name it. */
  readonly endpoint?: string;
};

export const ENGLISH: Wording = { language: 'en', texts: en, zone: 'UTC' };

/** One catalogue a language. */
export const CATALOGUES: Readonly<Record<Language, Texts>> = { en, ko };

export const wordingOf = ({ language, zone }: { readonly language: Language; readonly zone: string }): Wording => ({
  language,
  texts: CATALOGUES[language],
  zone,
});
