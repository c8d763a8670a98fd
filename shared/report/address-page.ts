/** One address: what it is, what is wrong and how to fix it, its reverse name drawn, every list with its state, what happened. */
import { isoTime } from '../model/clock.ts';
import type { Notice } from '../model/incident.ts';
import type { Text } from '../model/language.ts';
import { printable } from '../model/text.ts';
import { timeText } from '../notices/times.ts';
import { homeOf } from '../watch/incidents/groups.ts';
import { subjectKey } from '../watch/incidents/state.ts';
import { unpackVerdicts } from '../watch/run/verdicts.ts';
import { listStates, listSummary, lookedAt } from './address-lists.ts';
import { ADDRESS_WORDS, type AddressWords } from './address-words.ts';
import { problemCard, targetLink } from './card.ts';
import { type AddressSight, cellOf, mark, reverseCell, sendingDomains, verdictOn } from './cells.ts';
import { type AskedCheck, checkForm, checkPanel } from './check-panel.ts';
import { framed, type View, whenChecked } from './frame.ts';
import { loopMarkup } from './loop.ts';
import { foreign, html, type Markup, NOTHING } from './markup.ts';
import { notice } from './overview.ts';
import { OVERVIEW_WORDS } from './overview-words.ts';
import { compareProblems, type Problem, problemsOf } from './problems.ts';
import type { ReportedList, ReportMemory } from './report-memory.ts';
import { uncoveredLists } from './sights.ts';
import { type SeenSpf, spfTree, spfTreeTag, spfTreeTitle } from './spf-tree.ts';
import { stripsSection } from './strips.ts';
import { timeline } from './timeline.ts';

export type AddressInput = {
  readonly address: string;
  readonly memory: ReportMemory;
  /** Of this address, newest first. */
  readonly history: readonly Notice[];
  readonly lists: readonly ReportedList[];
  /** Milliseconds between runs. */
  readonly period: number;
  /** Of the first domain that it sends for; undefined where pages evaluate nothing. */
  readonly spf?: SeenSpf;
  /** What a person asked for last. */
  readonly check?: AskedCheck;
  readonly said?: { readonly ok: boolean; readonly text: Text };
};

/** Null where the memory holds nothing of it. */
export function addressPage(input: AddressInput, view: View): Markup | null {
  const { address, memory, history, lists, period, spf, check, said } = input;
  const state = memory.states.find(({ target }) => target === address);
  if (state === undefined) return null;
  const words = ADDRESS_WORDS[view.language];
  const seen = unpackVerdicts(memory.verdicts).get(address);
  const sight: AddressSight = { state, seen, now: view.now, uncovered: uncoveredLists(memory, lists) };
  const problems = problemsOf(state, memory, isoTime(view.now), { members: true }).toSorted(compareProblems);
  const cards = problems.map((one) => problemCard({ first: one, problems: [one] }, { full: true }, view));
  const content = html`<p class="crumb"><a href="${view.link('/addresses')}">${view.words.addresses}</a>${state.place === undefined ? NOTHING : html` / ${foreign(state.place, 60)}`}</p>
<h1><bdi>${address}</bdi> ${verdictTag(sight, problems, lists, words)}</h1>
<p class="facts">${factsOf(sight, view)}</p>
${said === undefined ? NOTHING : notice(said, view)}${checkPanel(check, view)}${membership(sight, words)}${cards.length === 0 ? NOTHING : html`<h2>${OVERVIEW_WORDS[view.language].problems}</h2>`}${cards}
<h2>${view.words.reverseDns} <small>${reverseTag(sight, words)} <a href="${view.link(`/addresses/${encodeURIComponent(address)}/reverse-dns`)}">${words.changeName}</a></small></h2>
${loopMarkup(sight, problems, view)}
<div class="two"><section>${spfSection(sight, spf, view)}</section>
<section><h2>${words.blocklists} <small>${listSummary(sight, lists, words)}</small></h2>${listStates(sight, memory, lists, view)}</section></div>
${stripsSection(address, memory, view)}
<h2>${words.happened}</h2>${timeline(history, { named: false }, view)}`;
  const when = html`${whenChecked(memory.lastRun, memory.lastPlanned, period, view)} ${checkForm(address, view)}`;
  const foot = html`${words.notKept} <a href="/check/${encodeURIComponent(address)}">${words.checkNow}</a>.`;
  return framed({ page: 'addresses', title: address, when, content, foot }, view);
}

function verdictTag(
  sight: AddressSight,
  problems: readonly Problem[],
  lists: readonly ReportedList[],
  words: AddressWords,
): Markup {
  const [worst] = problems;
  if (worst !== undefined) {
    const tone = worst.severity === 'critical' ? 'bad' : 'warn';
    return html`<span class="tag ${tone}">${words.problems(problems.length)}</span>`;
  }
  const isOk = verdictOn(sight, lists) === 'ok';
  return html`<span class="tag ${isOk ? 'ok' : ''}">${isOk ? words.inOrder : words.unknown}</span>`;
}

function factsOf(sight: AddressSight, { language, zone }: View): Markup {
  const { state, seen } = sight;
  const words = ADDRESS_WORDS[language];
  const { watched, allocationId } = state;
  const domains = sendingDomains(sight).slice(0, 10);
  const facts: readonly (string | undefined)[] = [
    seen?.names?.[0],
    watched === undefined ? undefined : words.role[watched.role],
    domains.length === 0 ? undefined : words.sendsFor(domains.join(', ')),
    watched?.helo === undefined ? undefined : words.greets(watched.helo),
    allocationId === undefined ? undefined : words.allocation(allocationId),
    watched === undefined ? undefined : words.watchedSince(timeText(watched.since, zone)),
  ];
  return html`${facts.filter((one) => one !== undefined).map((one, index) => html`${index === 0 ? '' : ' · '}${foreign(one, 300)}`)}`;
}

function membership({ state }: AddressSight, words: AddressWords): Markup {
  const homes = Object.values(state.subjects).flatMap(({ standing }) => standing?.memberOf ?? []);
  return html`${[...new Set(homes)].map((home) => html`<p class="notice">${words.memberOf(printable(homeOf(home), 120))}</p>`)}`;
}

function reverseTag(sight: AddressSight, words: AddressWords): Markup {
  const { state } = reverseCell(sight);
  const failed = sight.state.subjects[subjectKey('ptr', sight.state.target)]?.standing;
  if (state === 'ok') return html`<span class="tag ok">${words.resolvesBack}</span>`;
  if (failed?.finding === 'ptr.not-confirmed') return html`<span class="tag bad">${words.notBack}</span>`;
  if (failed != null) return html`<span class="tag ${failed.status === 'fail' ? 'bad' : 'warn'}">${words.open}</span>`;
  return html`<span class="tag">${words.unknownLoop}</span>`;
}

/** The tree of the first domain, and a line for each of the others. */
function spfSection(sight: AddressSight, spf: SeenSpf | undefined, view: View): Markup {
  const words = ADDRESS_WORDS[view.language];
  if (spf === undefined) return html`<h2>${words.spf}</h2>${spfList(sight, sendingDomains(sight), view)}`;
  const others = sendingDomains(sight).filter((domain) => domain !== spf.domain);
  return html`<h2>${spfTreeTitle(spf.domain, view)} <small>${spfTreeTag(spf, view)}</small></h2>${spfTree(spf, view)}${others.length === 0 ? NOTHING : spfList(sight, others, view)}`;
}

function spfList(sight: AddressSight, domains: readonly string[], view: View): Markup {
  const words = ADDRESS_WORDS[view.language];
  if (domains.length === 0) return html`<p class="note">${words.noDomain}</p>`;
  const items = domains.slice(0, 50).map((domain) => {
    const cell = cellOf(subjectKey('spf', domain), sight);
    const tree = view.link('/look-up', { q: `spf:${domain}` });
    return html`<div>${mark(cell.state, view.words)} <strong>${targetLink(domain, view)}</strong> ${view.words.cell[cell.state]}<p>${lookedAt(sight, subjectKey('spf', domain), view)} <a href="${tree}">${words.spfTree}</a></p></div>`;
  });
  return html`<div class="list">${items}</div>`;
}
