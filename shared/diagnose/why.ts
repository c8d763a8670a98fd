/** A reason as it is kept and published (English), with the same in the other languages beside it. */
import { eachText, inEach, type Text, type Translated, translatedOf, verbatim } from '../model/language.ts';

export type Why = { readonly why: string; readonly translated: Translated };

export const whyOf = (text: Text): Why => ({ why: text.en, translated: translatedOf(text) });

export const whyText = ({ why, translated }: Why): Text => ({ ...verbatim(why), ...translated });

/** One sentence behind another, each with its full stop. */
export const sentences = (...texts: readonly Text[]): Text =>
  inEach((language) => texts.map((text) => stopped(text)[language]).join(' '));

/** A link has none: it would become part of it. */
const stopped = (text: Text): Text => eachText(text, (one) => (/[.!?:]$|https?:\/\/\S+$/.test(one) ? one : `${one}.`));
