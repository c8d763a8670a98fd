/** One list: whom it lists, of whom it gave no verdict and why, how to get off it, what happened. */
import { isoTime } from '../model/clock.ts';
import type { Notice } from '../model/incident.ts';
import type { Language } from '../model/language.ts';
import { forScreen } from '../model/manner.ts';
import { count, printable } from '../model/text.ts';
import { subjectKey } from '../watch/incidents/state.ts';
import { lookedAt } from './address-lists.ts';
import { ADDRESS_WORDS } from './address-words.ts';
import { problemCard, targetLink } from './card.ts';
import { listCell, mark, type SubjectCell } from './cells.ts';
import { framed, type View, whenChecked } from './frame.ts';
import { LIST_WORDS } from './lists-page.ts';
import { foreign, html, type Markup, NOTHING, sentence, trustedLink } from './markup.ts';
import type { OverviewInput } from './overview.ts';
import { OVERVIEW_WORDS } from './overview-words.ts';
import { grouped, problemsOf } from './problems.ts';
import type { ReportedList } from './report-memory.ts';
import { type SeenAddress, sightsOf } from './sights.ts';
import { timeline } from './timeline.ts';
import { changes, unseenLists } from './unseen.ts';
import type { CellState } from './words.ts';

type OneListWords = {
  readonly operator: (name: string) => string;
  readonly zone: (zone: string) => string;
  readonly lookUp: string;
  readonly removal: string;
  readonly usedBy: (receivers: string) => string;
  readonly notAsked: string;
  readonly state: Readonly<Record<'bad' | 'warn' | 'ok' | 'none' | 'not' | 'na', (n: number) => string>>;
  readonly addresses: string;
  readonly noAddresses: string;
  readonly notKnown: (id: string) => string;
  readonly noVerdict: string;
};

const addressesEn = (n: number): string => count(n, 'address', 'addresses');

export const ONE_LIST_WORDS: Readonly<Record<Language, OneListWords>> = {
  en: {
    operator: (name) => `run by ${name}`,
    zone: (zone) => `queried at ${zone}`,
    lookUp: 'Page of the list:',
    removal: 'Removal:',
    usedBy: (receivers) => `used by ${receivers}`,
    notAsked: 'This list is not queried.',
    state: {
      bad: (n) => `listed: ${addressesEn(n)}`,
      warn: (n) => `needs a look: ${addressesEn(n)}`,
      ok: (n) => `not listed: ${addressesEn(n)}`,
      none: (n) => `no verdict: ${addressesEn(n)}`,
      not: (n) => `not looked at in the last two days: ${addressesEn(n)}`,
      na: (n) => `does not apply: ${addressesEn(n)}`,
    },
    addresses: 'Addresses by what it last said',
    noAddresses: 'No address is watched yet.',
    notKnown: (id) => `No list here has the id ${id}`,
    noVerdict: 'It gave no verdict in the last run',
  },
  ko: {
    operator: (name) => `운영: ${name}`,
    zone: (zone) => `조회 존: ${zone}`,
    lookUp: '조회 페이지:',
    removal: '해제 신청:',
    usedBy: (receivers) => `사용하는 수신 서버: ${receivers}`,
    notAsked: '조회하지 않는 목록입니다.',
    state: {
      bad: (n) => `등재: ${n}개`,
      warn: (n) => `주의: ${n}개`,
      ok: (n) => `미등재: ${n}개`,
      none: (n) => `확인 불가: ${n}개`,
      not: (n) => `최근 이틀 동안 점검하지 않음: ${n}개`,
      na: (n) => `해당 없음: ${n}개`,
    },
    addresses: '마지막 조회 결과별 발송 IP',
    noAddresses: '감시 중인 발송 IP가 없습니다.',
    notKnown: (id) => `ID가 ${id}인 목록이 없음`,
    noVerdict: '마지막 점검에서 확인하지 못함',
  },
};

/** Named for each state; more are counted. */
const MOST_NAMED = 100;
const ORDER: readonly CellState[] = ['bad', 'warn', 'none', 'not', 'ok', 'na'];

export type OneListInput = OverviewInput & {
  readonly id: string;
  /** Of the list as a whole, newest first. */
  readonly history: readonly Notice[];
};

/** Null where no list has this id. */
export function listPage(input: OneListInput, view: View): Markup | null {
  const { id, memory, lists, period, history } = input;
  const list = lists.find((one) => one.id === id);
  if (list === undefined) return null;
  const now = isoTime(view.now);
  const words = ONE_LIST_WORDS[view.language];
  const problems = memory.states
    .flatMap((state) => problemsOf(state, memory, now, { members: false }))
    .filter(({ check, subject, target }) => (check === 'dnsbl' && subject === id) || target === `list:${id}`);
  const cards = grouped(problems).map((group) => problemCard(group, { full: problems.length === 1 }, view));
  const lately = memory.lately.filter(({ finding, before, target }) => {
    const about = finding?.check === 'dnsbl' ? finding.subject : null;
    return about === id || target === `list:${id}` || before?.memberOf === `list:${id}`;
  });
  const happened = [...new Map([...history, ...lately].map((one) => [`${one.id}|${one.at}`, one])).values()];
  const content = html`<p class="crumb"><a href="${view.link('/lists')}">${LIST_WORDS[view.language].title}</a></p>
<h1>${printable(list.name, 80)} <span class="tag">${view.words.severity[list.severity]}</span></h1>
<p class="facts">${facts(list, words)}</p>${linksOf(list, view)}${silence(input, list, view)}${cards.length === 0 ? NOTHING : html`<h2>${OVERVIEW_WORDS[view.language].problems}</h2>`}${cards}
${addressSection(list, input, view)}
<h2>${ADDRESS_WORDS[view.language].happened}</h2>${timeline(happened.toSorted((a, b) => (a.at < b.at ? 1 : -1)).slice(0, 50), { named: true }, view)}`;
  const when = whenChecked(memory.lastRun, memory.lastPlanned, period, view);
  return framed({ page: 'lists', title: list.name, when, content }, view);
}

const facts = ({ id, about }: ReportedList, words: OneListWords): Markup => {
  const { operator = null, zone = null, usedBy = [] } = about ?? {};
  const known = [
    id,
    operator === null ? null : words.operator(operator),
    // A key is never part of it: the table has `{key}` in its place.
    zone === null ? null : words.zone(zone),
    usedBy.length === 0 ? null : words.usedBy(usedBy.slice(0, 10).join(', ')),
  ];
  return html`${known.filter((one) => one !== null).map((one, index) => html`${index === 0 ? '' : ' · '}${foreign(one, 200)}`)}`;
};

function linksOf({ about }: ReportedList, { hosts, language }: View): Markup {
  const words = ONE_LIST_WORDS[language];
  const { lookupUrl, removalUrl } = about ?? {};
  if (lookupUrl === undefined && removalUrl === undefined) return NOTHING;
  const of = (label: string, url: string | undefined): Markup =>
    url === undefined ? NOTHING : html`<p>${label} ${trustedLink(url, hosts)}</p>`;
  return html`<div class="list">${of(words.lookUp, lookupUrl)}${of(words.removal, removalUrl)}</div>`;
}

/** Why it says nothing, and what can be done about it. */
function silence({ memory, lists }: OneListInput, { id, asked }: ReportedList, view: View): Markup {
  const words = ONE_LIST_WORDS[view.language];
  const unseen = unseenLists(memory, lists).find((one) => one.id === id);
  if (unseen === undefined) return asked ? NOTHING : html`<p class="notice">${words.notAsked}</p>`;
  const { language } = view;
  return html`<h2>${words.noVerdict}</h2><div class="list"><div>${mark('none', view.words)} ${foreign(sentence(forScreen(unseen.why[language], language)), 400)}${changes(unseen, view)}</div></div>`;
}

function addressSection(list: ReportedList, { memory, lists }: OneListInput, view: View): Markup {
  const words = ONE_LIST_WORDS[view.language];
  if (!list.scope.some((one) => one !== 'domain'))
    return html`<p class="note">${LIST_WORDS[view.language].forDomains}</p>`;
  const { addresses } = sightsOf(memory, lists, view.now);
  const by = Map.groupBy(addresses, ({ sight }) => listCell(list, sight).state);
  const groups = ORDER.map((state) => stateGroup(list, state, by.get(state) ?? [], view));
  return html`<h2>${words.addresses}</h2>${addresses.length === 0 ? html`<p class="note">${words.noAddresses}</p>` : html`<div class="list">${groups}</div>`}`;
}

function stateGroup(list: ReportedList, state: SubjectCell['state'], seen: readonly SeenAddress[], view: View): Markup {
  const [first] = seen;
  if (first === undefined) return NOTHING;
  const words = ONE_LIST_WORDS[view.language];
  const named = seen.slice(0, MOST_NAMED).map(({ sight }) => html`${targetLink(sight.state.target, view)} `);
  const more = seen.length - named.length;
  const isKnown = state !== 'not' && state !== 'na';
  const when = isKnown ? lookedAt(first.sight, subjectKey('dnsbl', list.id), view) : '';
  return html`<div>${mark(state, view.words)} <strong>${words.state[state](seen.length)}</strong> <span class="note">${when}</span><p>${named}${more > 0 ? OVERVIEW_WORDS[view.language].moreLists(more) : NOTHING}</p></div>`;
}
