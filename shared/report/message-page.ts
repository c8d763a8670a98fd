/** A page with one sentence: why there is nothing else to show, and where to go from here. */
import type { Text } from '../model/language.ts';
import { ADDRESS_WORDS } from './address-words.ts';
import { framed, type View } from './frame.ts';
import { foreign, html, type Markup, NOTHING } from './markup.ts';

/** `lookup`: what could be looked up instead. */
export function messagePage(text: Text, lookup: string | undefined, view: View): Markup {
  const said = text[view.language];
  const words = ADDRESS_WORDS[view.language];
  const instead =
    lookup === undefined
      ? NOTHING
      : html`<p><a href="${view.link('/look-up', { q: lookup })}">${words.lookItUp}</a></p>`;
  const content = html`<h1 class="only">Postwatch</h1><p class="notice" role="status">${foreign(said, 600)}</p>${instead}`;
  return framed({ page: null, title: said, content }, view);
}
