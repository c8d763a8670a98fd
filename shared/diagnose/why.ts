/** A reason as it is kept and published (English), with the same in the other languages beside it. */
import { type Text, type Translated, translatedOf, verbatim } from '../model/language.ts';

export type Why = { readonly why: string; readonly translated: Translated };

export const whyOf = (text: Text): Why => ({ why: text.en, translated: translatedOf(text) });

export const whyText = ({ why, translated }: Why): Text => ({ ...verbatim(why), ...translated });
