/** Texts as whole sentences. */
import { eachText, type Text } from './language.ts';

/** With its full stop. A link at the end has none: it would become part of it. */
export const asSentence = (text: Text): Text =>
  eachText(text, (one) => (/[.!?:]$|https?:\/\/\S+$/.test(one) ? one : `${one}.`));
