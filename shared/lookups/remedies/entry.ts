/** How an advice of a lookup is written: its steps in every language, from what it needs to know of the case. */
import type { Language } from '../../model/language.ts';
import type { RemedyFacts, Step } from '../../model/remedy.ts';
import { oneStep, type StepPlace } from '../../remedies/step.ts';

/** The steps in every language. An advice that lacks one does not compile. */
export type AdviceSteps = Readonly<Record<Language, readonly Step[]>>;

/** What an advice needs to know of the case, with the command or the page that may go with any. */
export type Given<T extends object = object> = RemedyFacts & T;

/** The advice of some lookups by its id. */
export type AdviceTable = Readonly<Record<string, (given: never) => AdviceSteps>>;

/** One act, in English and in Korean. */
export const act = (en: string, ko: string, place: StepPlace = {}): AdviceSteps => ({
  en: [oneStep(en, place)],
  ko: [oneStep(ko, place)],
});

/** Several acts in their order; one that does not apply is null. */
export const acts = (...parts: readonly (AdviceSteps | null)[]): AdviceSteps => {
  const steps = (language: Language): readonly Step[] => parts.flatMap((part) => part?.[language] ?? []);
  return { en: steps('en'), ko: steps('ko') };
};
