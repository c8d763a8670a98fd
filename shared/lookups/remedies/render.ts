/** A lookup's advice as people and machines get it: its own, and that of the checks that it asks. */
import type { Language } from '../../model/language.ts';
import type { Remedy, Step } from '../../model/remedy.ts';
import { stepsIn } from '../../remedies/in-language.ts';
import { factsIn, type RenderedRemedy, remedyFacts, renderSteps } from '../../remedies/render.ts';
import type { AdviceSteps } from './entry.ts';
import { LOOKUP_ADVICE, type LookupRemedy, type LookupRemedyId, type LookupRemedyOf } from './index.ts';

export type AnyRemedy = Remedy | LookupRemedy;

const isOwnAdvice = (remedy: AnyRemedy): remedy is LookupRemedy =>
  'id' in remedy && Object.hasOwn(LOOKUP_ADVICE, remedy.id);

const adviceSteps = <Id extends LookupRemedyId>({ id, with: given }: LookupRemedyOf<Id>): AdviceSteps =>
  LOOKUP_ADVICE[id](given);

export const lookupSteps = (remedy: AnyRemedy, language: Language): readonly Step[] =>
  isOwnAdvice(remedy) ? adviceSteps(remedy)[language] : stepsIn(remedy, language);

export const renderLookupRemedy = (remedy: AnyRemedy, language: Language = 'en'): RenderedRemedy =>
  renderSteps(lookupSteps(remedy, language), isOwnAdvice(remedy) ? factsIn(remedy.with) : remedyFacts(remedy));
