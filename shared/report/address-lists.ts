/** What each list last said of one address, those that list it first; lists of one state are together. */
import { summaryText } from '../model/finding.ts';
import { forScreen } from '../model/manner.ts';
import { printable } from '../model/text.ts';
import { subjectKey } from '../watch/incidents/state.ts';
import { ADDRESS_WORDS, type AddressWords } from './address-words.ts';
import { type AddressSight, listCell, listsForTarget, mark, type SubjectCell } from './cells.ts';
import { agoText, type View } from './frame.ts';
import { foreign, html, type Markup, NOTHING } from './markup.ts';
import type { ReportedList, ReportMemory } from './report-memory.ts';
import { unseenLists } from './unseen.ts';

/** When it was last looked at, whatever came of it. */
export function lookedAt({ seen }: AddressSight, key: string, view: View): string {
  const words = ADDRESS_WORDS[view.language];
  const at = seen?.verdicts.get(key)?.at;
  return at === undefined ? words.notLooked : words.looked(agoText(at, view));
}

export function listSummary(sight: AddressSight, lists: readonly ReportedList[], words: AddressWords): string {
  const states = listsForTarget(sight.state.target, lists).map((list) => listCell(list, sight).state);
  const applying = states.filter((state) => state !== 'na');
  return words.verdicts(applying.filter((state) => state !== 'none' && state !== 'not').length, applying.length);
}

export function listStates(
  sight: AddressSight,
  memory: ReportMemory,
  lists: readonly ReportedList[],
  view: View,
): Markup {
  const words = ADDRESS_WORDS[view.language];
  const by = Map.groupBy(listsForTarget(sight.state.target, lists), (list) => listCell(list, sight).state);
  const of = (state: SubjectCell['state']): readonly ReportedList[] => by.get(state) ?? [];
  const whys = new Map(unseenLists(memory, lists).map(({ id, why }) => [id, why[view.language]]));
  const looked = (id: string): string => lookedAt(sight, subjectKey('dnsbl', id), view);
  const groups: readonly (readonly [SubjectCell['state'], string, (id: string) => string])[] = [
    ['ok', words.notListed(of('ok').length), looked],
    ['none', words.noVerdict, (id) => forScreen(whys.get(id) ?? '', view.language)],
    ['not', words.notLookedAt, () => ''],
  ];
  const named = groups.map(([state, heading, more]) => namedLists(state, heading, of(state), more, view));
  const listing = [...of('bad'), ...of('warn')].map((list) => listingEntry(list, sight, view));
  return html`<div class="list">${listing}${named}</div>`;
}

const listLink = ({ id, name }: ReportedList, { link }: View): Markup =>
  html`<a href="${link(`/lists/${encodeURIComponent(id)}`)}">${printable(name, 60)}</a>`;

function listingEntry(list: ReportedList, sight: AddressSight, view: View): Markup {
  const words = ADDRESS_WORDS[view.language];
  const { state } = listCell(list, sight);
  const key = subjectKey('dnsbl', list.id);
  const open = sight.state.subjects[key]?.standing ?? null;
  const text = open === null ? words.notConfirmed : forScreen(summaryText(open)[view.language], view.language);
  return html`<div>${mark(state, view.words)} <strong>${listLink(list, view)}</strong> <span class="tag ${state}">${words.listed}</span><p>${foreign(text, 400)} ${lookedAt(sight, key, view)}</p></div>`;
}

/** A line each, with what more there is to say of it. */
function namedLists(
  state: SubjectCell['state'],
  heading: string,
  lists: readonly ReportedList[],
  more: (id: string) => string,
  view: View,
): Markup {
  if (lists.length === 0) return NOTHING;
  const lines = lists.map((list) => html`<p>${listLink(list, view)} ${foreign(more(list.id), 200)}</p>`);
  return html`<div>${mark(state, view.words)} ${heading}${lines}</div>`;
}
