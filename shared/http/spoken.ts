/** A language with its advice, loaded when a request asks for it: most ask for English, which is there already. */
import type { Language } from '../model/language.ts';
import type { Spoken } from '../remedies/render.ts';

export async function spokenIn(language: Language): Promise<Spoken | undefined> {
  return language === 'ko' ? { language, remedies: (await import('../remedies/ko/index.ts')).REMEDIES_KO } : undefined;
}
