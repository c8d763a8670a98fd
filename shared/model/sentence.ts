/** Texts as whole sentences. */
import { eachText, inEach, type Text } from './language.ts';

/** With its full stop. A link at the end has none: it would become part of it. */
export const asSentence = (text: Text): Text =>
  eachText(text, (one) => (/[.!?:]$|https?:\/\/\S+$/.test(one) ? one : `${one}.`));

/** One sentence behind another, each with its full stop; null: there is none. */
export const sentences = (...texts: readonly (Text | null)[]): Text =>
  inEach((language) => texts.flatMap((text) => (text === null ? [] : asSentence(text)[language])).join(' '));
