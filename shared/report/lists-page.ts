/** The lists: what each said in the last run, of how many addresses, and how those that say nothing can be made to. */
import type { Language } from '../model/language.ts';
import { forScreen } from '../model/manner.ts';
import { count, printable } from '../model/text.ts';
import { isForAddresses, listCell, listsForAddresses, mark, type SubjectCell } from './cells.ts';
import { framed, type View, whenChecked } from './frame.ts';
import { foreign, html, type Markup, NOTHING, sentence } from './markup.ts';
import { legend } from './matrix.ts';
import type { OverviewInput } from './overview.ts';
import type { ReportedList } from './report-memory.ts';
import { sightsOf } from './sights.ts';
import { changes, type UnseenList, unseenLists } from './unseen.ts';
import type { CellState } from './words.ts';

type ListWords = {
  readonly title: string;
  readonly about: string;
  readonly list: string;
  readonly weight: string;
  readonly state: string;
  readonly listed: string;
  readonly clear: string;
  readonly unknown: string;
  readonly why: string;
  readonly forDomains: string;
  readonly addresses: (n: number) => string;
};

export const LIST_WORDS: Readonly<Record<Language, ListWords>> = {
  en: {
    title: 'Blocklists',
    about: 'What each list last said of the watched addresses.',
    list: 'List',
    weight: 'Severity',
    state: 'State',
    listed: 'Listed',
    clear: 'Not listed',
    unknown: 'Unknown',
    why: 'Why, and what to do',
    forDomains: 'A list of domains: look it up with blacklist:example.com',
    addresses: (n) => count(n, 'address', 'addresses'),
  },
  ko: {
    title: '차단 목록(RBL)',
    about: '감시 중인 발송 IP를 각 목록에서 마지막으로 조회한 결과입니다.',
    list: '목록',
    weight: '심각도',
    state: '상태',
    listed: '등재',
    clear: '미등재',
    unknown: '확인 불가',
    why: '이유와 조치',
    forDomains: '도메인 목록입니다. blacklist:example.com 형식으로 조회하세요.',
    addresses: (n) => `발송 IP ${n}개`,
  },
};

type Tally = Readonly<Record<CellState, number>>;

const tallyOf = (cells: readonly SubjectCell[]): Tally => {
  const of = (state: CellState): number => cells.filter((cell) => cell.state === state).length;
  return { ok: of('ok'), warn: of('warn'), bad: of('bad'), none: of('none'), not: of('not'), na: of('na') };
};

/** A list that listed someone gave a verdict, and so did one that cleared someone. */
function stateOf({ asked, id }: ReportedList, { ok, warn, bad, none }: Tally, unseen: ReadonlySet<string>): CellState {
  if (bad > 0) return 'bad';
  if (warn > 0) return 'warn';
  if (!asked || unseen.has(id) || (none > 0 && ok === 0)) return 'none';
  return ok > 0 ? 'ok' : 'not';
}

export function listsPage({ memory, lists, period }: OverviewInput, view: View): Markup {
  const words = LIST_WORDS[view.language];
  const { addresses } = sightsOf(memory, lists, view.now);
  const unseen = new Map(unseenLists(memory, lists).map((one) => [one.id, one]));
  const ids = new Set(unseen.keys());
  const ofDomains = lists.filter((list) => !isForAddresses(list));
  const rows = [...listsForAddresses(lists), ...ofDomains].map((list) => {
    const tally = tallyOf(isForAddresses(list) ? addresses.map(({ sight }) => listCell(list, sight)) : []);
    const state = stateOf(list, tally, ids);
    const known = unseen.get(list.id);
    const why = isForAddresses(list) ? whyUnseen(known, view) : words.forDomains;
    return html`<tr><th scope="row"><a href="${view.link(`/lists/${encodeURIComponent(list.id)}`)}">${printable(list.name, 60)}</a><small>${printable(list.id, 40)}</small></th><td class="s">${mark(state, view.words)}</td><td>${view.words.severity[list.severity]}</td><td>${tally.bad + tally.warn}</td><td>${tally.ok}</td><td>${tally.none + tally.not}</td><td class="w">${why}</td></tr>
`;
  });
  const content = html`<h1>${words.title}</h1><p class="facts">${words.about} ${words.addresses(addresses.length)}.</p>
<div class="scroll" tabindex="0" role="region" aria-label="${words.title}"><table><thead><tr><th scope="col">${words.list}</th><th scope="col" class="s">${words.state}</th><th scope="col">${words.weight}</th><th scope="col">${words.listed}</th><th scope="col">${words.clear}</th><th scope="col">${words.unknown}</th><th scope="col">${words.why}</th></tr></thead><tbody>
${rows}</tbody></table></div>${legend(view)}`;
  const when = whenChecked(memory.lastRun, memory.lastPlanned, period, view);
  return framed({ page: 'lists', title: words.title, when, content }, view);
}

const whyUnseen = (unseen: UnseenList | undefined, view: View): Markup =>
  unseen === undefined
    ? NOTHING
    : html`${foreign(sentence(forScreen(unseen.why[view.language], view.language)), 400)}${changes(unseen, view)}`;
