/** What nobody can see from here, list by list: why, and how that can be changed. */
import { notCoveredWords } from '../model/finding.ts';
import { inEach, type Text } from '../model/language.ts';
import { forScreen } from '../model/manner.ts';
import type { Remedy } from '../model/remedy.ts';
import { stepsOf } from '../remedies/render.ts';
import { CATALOGUES_OF, stepMarkup } from './card.ts';
import type { View } from './frame.ts';
import { foreign, html, type Markup, NOTHING, sentence } from './markup.ts';
import { OVERVIEW_WORDS } from './overview-words.ts';
import type { ReportedList, ReportMemory } from './report-memory.ts';

/** `how`: in words; `remedy`: as advice. */
export type UnseenList = {
  readonly id: string;
  readonly name: string;
  readonly why: Text;
  readonly how: Text | null;
  readonly remedy: Remedy | null;
};

/** Those that no run can query first, then those that gave no verdict in the last one. */
export function unseenLists(
  { lastRun }: Pick<ReportMemory, 'lastRun'>,
  lists: readonly ReportedList[],
): readonly UnseenList[] {
  const nameOf = (id: string): string => lists.find((one) => one.id === id)?.name ?? id;
  const closed = (lastRun?.coverage.notCovered ?? []).map((one): UnseenList => {
    const { why, how } = notCoveredWords(one);
    return { id: one.list, name: nameOf(one.list), why, how, remedy: null };
  });
  const named = new Set(closed.map(({ id }) => id));
  const silent = (lastRun?.silent ?? [])
    .filter(({ list }) => !named.has(list))
    .map(({ list, why, translated, remedy }): UnseenList => {
      const text = inEach((language) => (language === 'en' ? why : (translated?.[language] ?? why)));
      return { id: list, name: nameOf(list), why: text, how: null, remedy };
    });
  return [...closed, ...silent];
}

export function unseenMarkup(unseen: readonly UnseenList[], view: View): Markup {
  const { language } = view;
  const words = OVERVIEW_WORDS[language];
  if (unseen.length === 0) return html`<p class="note">${words.seeAll}</p>`;
  const items = unseen.map(
    ({ name, why, how, remedy }) =>
      html`<div><strong>${foreign(name, 60)}</strong> <span class="tag">${words.silentTag}</span><p>${foreign(sentence(forScreen(why[language], language)), 400)}</p>${changes({ how, remedy }, view)}</div>`,
  );
  return html`<div class="list">${items}</div>`;
}

/** How that can be changed: in one sentence, or in the steps of the advice. */
export function changes({ how, remedy }: Pick<UnseenList, 'how' | 'remedy'>, view: View): Markup {
  const { language } = view;
  if (how !== null) return html`<p>${foreign(forScreen(how[language], language), 400)}</p>`;
  if (remedy === null) return NOTHING;
  return html`${stepsOf(remedy, CATALOGUES_OF[language]).map((step) => html`<p>${stepMarkup(step, view)}</p>`)}`;
}
