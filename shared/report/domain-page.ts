/** One domain: its problems, its SPF tree with costs, what lists of domains say of it, the addresses that send for it, what happened. */
import { isoTime } from '../model/clock.ts';
import type { Notice } from '../model/incident.ts';
import type { Language, Text } from '../model/language.ts';
import { count } from '../model/text.ts';
import { newState } from '../watch/incidents/state.ts';
import { unpackVerdicts } from '../watch/run/verdicts.ts';
import { listStates, listSummary } from './address-lists.ts';
import { ADDRESS_WORDS } from './address-words.ts';
import { problemCard } from './card.ts';
import { type AddressSight, listsForTarget, sendingDomains } from './cells.ts';
import { framed, type View, whenChecked } from './frame.ts';
import { foreign, html, type Markup, NOTHING } from './markup.ts';
import { matrix, ROWS_A_PAGE } from './matrix.ts';
import { notice } from './overview.ts';
import { OVERVIEW_WORDS } from './overview-words.ts';
import { grouped, problemsOf } from './problems.ts';
import type { ReportedList, ReportMemory } from './report-memory.ts';
import { type SeenAddress, sightsOf, uncoveredLists } from './sights.ts';
import { type SeenSpf, spfTree, spfTreeTag, spfTreeTitle } from './spf-tree.ts';
import { stripsSection } from './strips.ts';
import { timeline } from './timeline.ts';

export type DomainInput = {
  readonly domain: string;
  readonly memory: ReportMemory;
  /** Of this domain, newest first. */
  readonly history: readonly Notice[];
  readonly lists: readonly ReportedList[];
  /** Milliseconds between runs. */
  readonly period: number;
  /** Undefined where pages evaluate nothing. */
  readonly spf?: SeenSpf;
  readonly said?: { readonly ok: boolean; readonly text: Text };
};

type DomainWords = {
  readonly senders: string;
  readonly sendersOf: (addresses: number) => string;
  readonly noSender: string;
  readonly lookUp: string;
  readonly notKept: string;
  readonly notKnown: (domain: string) => string;
  readonly noLists: string;
};

export const DOMAIN_WORDS: Readonly<Record<Language, DomainWords>> = {
  en: {
    senders: 'Addresses that send for it',
    sendersOf: (n) => count(n, 'address', 'addresses'),
    noSender: 'No watched address is known to send for this domain.',
    lookUp: 'Look up now:',
    notKept: 'The watch does not keep DKIM, DMARC or MX of a domain: the lookups above ask for them now.',
    notKnown: (domain) => `${domain} is not watched, and no watched address is known to send for it`,
    noLists: 'No list of domains is in use.',
  },
  ko: {
    senders: '이 도메인으로 발송하는 IP',
    sendersOf: (n) => `${n}개`,
    noSender: '감시 중인 발송 IP 가운데 이 도메인으로 발송하는 IP를 알 수 없습니다.',
    lookUp: '지금 조회:',
    notKept: 'DKIM, DMARC, MX 결과는 저장하지 않습니다. 위의 조회 링크로 지금 확인할 수 있습니다.',
    notKnown: (domain) => `${domain}: 감시 대상이 아니며, 이 도메인으로 발송하는 IP도 알 수 없음`,
    noLists: '사용 중인 도메인 목록이 없습니다.',
  },
};

const MOST_CARDS = 20;
const LOOKUPS = ['mx', 'spf', 'dmarc', 'dkim', 'blacklist', 'dns'] as const;

/** Addresses that are watched as senders for it, worst first. */
export const sendersFor = (domain: string, memory: ReportMemory, lists: readonly ReportedList[], now: number) =>
  sightsOf(memory, lists, now).addresses.filter(({ sight }) => sendingDomains(sight).includes(domain));

/** Null where the memory holds nothing of it. */
export function domainPage(input: DomainInput, view: View): Markup | null {
  const { domain, memory, history, lists, period, spf, said } = input;
  const words = DOMAIN_WORDS[view.language];
  const kept = memory.states.find(({ target }) => target === domain);
  const seen = unpackVerdicts(memory.verdicts).get(domain);
  const senders = sendersFor(domain, memory, lists, view.now);
  if (kept === undefined && seen === undefined && senders.length === 0 && history.length === 0) return null;
  const state = kept ?? newState(domain);
  const sight: AddressSight = { state, seen, now: view.now, uncovered: uncoveredLists(memory, lists) };
  const now = isoTime(view.now);
  const own = problemsOf(state, memory, now, { members: true });
  const ofSenders = senders
    .flatMap(({ sight: { state: sender } }) => problemsOf(sender, memory, now, { members: false }))
    .filter(({ subject }) => subject === domain);
  const groups = grouped([...own, ...ofSenders]);
  const cards = groups
    .slice(0, MOST_CARDS)
    .map((group) => problemCard(group, { full: group.first.target === domain }, view));
  const links = LOOKUPS.map((one) => html` <a href="${view.link('/look-up', { q: `${one}:${domain}` })}">${one}</a>`);
  const content = html`<p class="crumb"><a href="${view.link('/')}">${view.words.overview}</a></p>
<h1><bdi>${domain}</bdi></h1><p class="facts">${words.lookUp}${links}</p>
${said === undefined ? NOTHING : notice(said, view)}${cards.length === 0 ? NOTHING : html`<h2>${OVERVIEW_WORDS[view.language].problems}</h2>`}${cards}
<div class="two"><section>${spfSection(domain, spf, view)}</section><section>${listSection(sight, input, view)}</section></div>
${senderTable(senders, input, view)}
${stripsSection(domain, memory, view)}
<h2>${ADDRESS_WORDS[view.language].happened}</h2>${timeline(history, { named: false }, view)}`;
  const when = whenChecked(memory.lastRun, memory.lastPlanned, period, view);
  return framed({ page: null, title: domain, when, content, foot: html`${words.notKept}` }, view);
}

function spfSection(domain: string, spf: SeenSpf | undefined, view: View): Markup {
  const title = html`<h2>${spfTreeTitle(domain, view)} ${spf === undefined ? NOTHING : html`<small>${spfTreeTag(spf, view)}</small>`}</h2>`;
  if (spf !== undefined) return html`${title}${spfTree(spf, view)}`;
  const to = view.link('/look-up', { q: `spf:${domain}` });
  return html`${title}<div class="list"><p><a href="${to}">${ADDRESS_WORDS[view.language].spfTree}</a></p></div>`;
}

function listSection(sight: AddressSight, { memory, lists }: DomainInput, view: View): Markup {
  const words = ADDRESS_WORDS[view.language];
  const isNone = listsForTarget(sight.state.target, lists).length === 0;
  return html`<h2>${words.blocklists} <small>${isNone ? '' : listSummary(sight, lists, words)}</small></h2>${isNone ? html`<p class="note">${DOMAIN_WORDS[view.language].noLists}</p>` : listStates(sight, memory, lists, view)}`;
}

function senderTable(senders: readonly SeenAddress[], { lists, memory }: DomainInput, view: View): Markup {
  const words = DOMAIN_WORDS[view.language];
  const more = senders.length - ROWS_A_PAGE;
  const table =
    senders.length === 0
      ? html`<p class="note">${words.noSender}</p>`
      : matrix(senders.slice(0, ROWS_A_PAGE), lists, view, memory.days);
  return html`<h2>${words.senders} <small>${words.sendersOf(senders.length)}</small></h2>${table}${more > 0 ? html`<p class="note">${foreign(OVERVIEW_WORDS[view.language].addresses(ROWS_A_PAGE, senders.length))}</p>` : NOTHING}`;
}
