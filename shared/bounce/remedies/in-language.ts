/** The words of a remedy in any language. Apart from `remedies.ts`, so that what publishes English alone carries no other. */
import type { Language } from '../../model/language.ts';
import { forNotice } from '../../model/manner.ts';
import { type KnownSender, type WordedRemedy, wordedRemedy } from '../remedies.ts';
import { BOUNCE_WORDS_EN } from './en/index.ts';
import type { BounceRemedyId } from './facts.ts';
import { BOUNCE_WORDS_KO } from './ko/index.ts';
import type { BounceCatalogue } from './words.ts';

const CATALOGUES: Readonly<Record<Language, BounceCatalogue>> = { en: BOUNCE_WORDS_EN, ko: BOUNCE_WORDS_KO };

/** With its commands filled in as far as the sender is known. */
export const remedyIn = (language: Language, id: BounceRemedyId, known: KnownSender = {}): WordedRemedy =>
  wordedRemedy(CATALOGUES[language][id], known);

/** The steps for a mail, which asks more formally than a screen does (voice.ko.md, rule 1); a command is alone on its line. */
export function noticeSteps(language: Language, id: BounceRemedyId, known: KnownSender): readonly string[] {
  return remedyIn(language, id, known).steps.map(({ text, command }) => {
    const spoken = forNotice(text, language);
    return command === undefined ? spoken : `${spoken}\n   ${command}`;
  });
}
