/** What nobody can see from here, list by list: why, and how that can be changed. */
import { notCoveredWords } from '../model/finding.ts';
import { inEach, type Text } from '../model/language.ts';
import { forScreen } from '../model/manner.ts';
import type { View } from './frame.ts';
import { foreign, html, type Markup } from './markup.ts';
import { OVERVIEW_WORDS } from './overview-words.ts';
import type { ReportedList, ReportMemory } from './report-memory.ts';

export type UnseenList = { readonly id: string; readonly name: string; readonly why: Text; readonly how: Text | null };

/** Those that no run can query first, then those that gave no verdict in the last one. */
export function unseenLists({ lastRun }: Pick<ReportMemory, 'lastRun'>, lists: readonly ReportedList[]) {
  const nameOf = (id: string): string => lists.find((one) => one.id === id)?.name ?? id;
  const closed = (lastRun?.coverage.notCovered ?? []).map((one): UnseenList => {
    const { why, how } = notCoveredWords(one);
    return { id: one.list, name: nameOf(one.list), why, how };
  });
  const named = new Set(closed.map(({ id }) => id));
  const silent = (lastRun?.silent ?? [])
    .filter(({ list }) => !named.has(list))
    .map(({ list, why, translated }): UnseenList => {
      const text = inEach((language) => (language === 'en' ? why : (translated?.[language] ?? why)));
      return { id: list, name: nameOf(list), why: text, how: null };
    });
  return [...closed, ...silent];
}

export function unseenMarkup(unseen: readonly UnseenList[], { language }: View): Markup {
  const words = OVERVIEW_WORDS[language];
  if (unseen.length === 0) return html`<p class="note">${words.seeAll}</p>`;
  const items = unseen.map(({ name, why, how }) => {
    const texts = [why, how].filter((one) => one !== null && one[language] !== '');
    return html`<div><strong>${foreign(name, 60)}</strong> <span class="tag">${words.silentTag}</span>${texts.map((text) => html`<p>${foreign(forScreen(text?.[language] ?? '', language), 400)}</p>`)}</div>`;
  });
  return html`<div class="list">${items}</div>`;
}
