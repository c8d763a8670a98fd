/** In which words people are told: the catalogue of their language, the zone of their clock, and where the API is. */
import type { Language } from '../model/language.ts';
import { en } from './texts/en.ts';
import { ko } from './texts/ko.ts';
import type { Texts } from './texts/texts.ts';

export type Wording = {
  readonly language: Language;
  readonly texts: Texts;
  /** IANA name; times are given in UTC, and in this zone as well if it is another. */
  readonly zone: string;
  /** Of the API, with the slash at its end; where there is none, incidents are read with a command. */
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
