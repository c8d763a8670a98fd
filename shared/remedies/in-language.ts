/** The steps of a check's advice in the language of a screen. Apart from `render.ts`, since a deployment brings one language. */
import type { Language } from '../model/language.ts';
import type { Remedy, RemedyCatalogue, Step } from '../model/remedy.ts';
import { REMEDIES_EN } from './en/index.ts';
import { REMEDIES_KO } from './ko/index.ts';
import { stepsOf } from './render.ts';

const CATALOGUES: Readonly<Record<Language, RemedyCatalogue>> = { en: REMEDIES_EN, ko: REMEDIES_KO };

export const stepsIn = (remedy: Remedy, language: Language): readonly Step[] => stepsOf(remedy, CATALOGUES[language]);
