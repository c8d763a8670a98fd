/** A reason as it is kept and published (English), with the same in the other languages beside it. */
import { inEach, type Text, type Translated, translatedOf, verbatim } from '../model/language.ts';
import { asSentence } from '../model/sentence.ts';

export type Why = { readonly why: string; readonly translated: Translated };

export const whyOf = (text: Text): Why => ({ why: text.en, translated: translatedOf(text) });

export const whyText = ({ why, translated }: Why): Text => ({ ...verbatim(why), ...translated });

/** One sentence behind another, each with its full stop. */
export const sentences = (...texts: readonly Text[]): Text =>
  inEach((language) => texts.map((text) => asSentence(text)[language]).join(' '));
