import type { Language } from '../../shared/model/language.ts';

/** A screen without color; wide enough, where nothing is said, that no line is wrapped. */
export const screenOf = (language: Language = 'en', width = 500) => ({ language, width, colour: false });
