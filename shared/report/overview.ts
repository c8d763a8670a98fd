/** The first page: what is wrong and what to do, every sender at a glance, what cannot be seen, what happened lately. */
import { isoTime } from '../model/clock.ts';
import type { Text } from '../model/language.ts';
import { timeText } from '../notices/times.ts';
import { problemCard } from './card.ts';
import { chosenAddresses, filterForm, pageLinks } from './filters.ts';
import { framed, type View, whenChecked } from './frame.ts';
import { foreign, html, type Markup, NOTHING } from './markup.ts';
import { matrix } from './matrix.ts';
import { OVERVIEW_WORDS } from './overview-words.ts';
import { grouped, type Problem, problemsOf } from './problems.ts';
import type { ReportedList, ReportMemory } from './report-memory.ts';
import { type Sights, sightsOf } from './sights.ts';
import { timeline } from './timeline.ts';
import { unseenLists, unseenMarkup } from './unseen.ts';

const MOST_CARDS = 20;
const MOST_LATELY = 12;

export type OverviewInput = {
  readonly memory: ReportMemory;
  readonly lists: readonly ReportedList[];
  /** Milliseconds between runs. */
  readonly period: number;
  /** After an act: what was done, or why not. */
  readonly said?: { readonly ok: boolean; readonly text: Text };
};

export function overview(input: OverviewInput, view: View): Markup {
  const { memory, lists, period, said } = input;
  const words = OVERVIEW_WORDS[view.language];
  const now = isoTime(view.now);
  const problems = memory.states.flatMap((state) => problemsOf(state, memory, now, { members: false }));
  const sights = sightsOf(memory, lists, view.now);
  const unseen = unseenLists(memory, lists);
  const content = html`<h1 class="only">${words.title(problems.length)}</h1>
${said === undefined ? NOTHING : notice(said, view)}
${figures(problems, sights, unseen.length, view)}
${problemSection(problems, memory.lastRun !== null, view)}
${senderSection(sights, input, view)}
<div class="two"><section><h2>${words.cannotSee}</h2>${unseenMarkup(unseen, view)}</section>
<section><h2>${words.lately}</h2>${timeline(memory.lately.slice(0, MOST_LATELY), { named: true }, view)}</section></div>`;
  const when = whenChecked(memory.lastRun, memory.lastPlanned, period, view);
  return framed(
    { page: 'overview', title: words.title(problems.length), when, content, foot: runFoot(memory, view) },
    view,
  );
}

export const notice = ({ ok, text }: { readonly ok: boolean; readonly text: Text }, { language }: View): Markup =>
  html`<p class="notice ${ok ? 'ok' : 'bad'}" role="status">${foreign(text[language], 500)}</p>`;

function figures(problems: readonly Problem[], { addresses, hasVerdicts }: Sights, unseen: number, view: View): Markup {
  const words = OVERVIEW_WORDS[view.language];
  const critical = problems.filter(({ severity }) => severity === 'critical').length;
  const ok = addresses.filter(({ verdict }) => verdict === 'ok').length;
  const unknown = addresses.filter(({ verdict }) => verdict === 'none' || verdict === 'not').length;
  const of = (tone: string, figure: string, text: string, to: string): Markup =>
    html`<a class="${tone}" href="${to}"><strong>${figure}</strong><span>${text}</span></a>`;
  const problemTone = problems.length === 0 ? '' : critical > 0 ? 'bad' : 'warn';
  const inOrder = hasVerdicts
    ? of('ok', String(ok), words.inOrder(addresses.length), '#senders')
    : of('', '?', words.inOrderUnknown, '#senders');
  return html`<section class="sum" aria-label="${words.summary}">${of(problemTone, String(problems.length), words.openProblems(problems.length, critical), '#problems')}${inOrder}${of(unseen === 0 ? '' : 'warn', String(unseen), words.unseenLists(unseen), '#unseen')}${of(unknown === 0 ? '' : 'warn', hasVerdicts ? String(unknown) : '?', words.notKnown(unknown), '#senders')}</section>`;
}

function problemSection(problems: readonly Problem[], hasRun: boolean, view: View): Markup {
  const words = OVERVIEW_WORDS[view.language];
  const groups = grouped(problems);
  const cards = groups.slice(0, MOST_CARDS).map((group) => problemCard(group, { full: false }, view));
  const more = groups.length - cards.length;
  const none = html`<p class="note">${hasRun ? words.noProblems : words.noProblemsYet}</p>`;
  return html`<h2 id="problems">${words.problems} ${groups.length > 1 ? html`<small>${words.worstFirst}</small>` : NOTHING}</h2>
${groups.length === 0 ? none : cards}${more > 0 ? html`<p class="note">${words.moreProblems(more)}</p>` : NOTHING}`;
}

export function senderSection(
  { addresses, hasVerdicts }: Sights,
  { lists, memory: { days } }: OverviewInput,
  view: View,
): Markup {
  const { language, link, path, query } = view;
  const words = OVERVIEW_WORDS[language];
  const chosen = chosenAddresses(addresses, query);
  const { shown, found } = chosen;
  const onlyProblems = query['show'] === 'problems';
  const other = onlyProblems
    ? html`<a href="${link(path)}#senders">${words.all}</a>`
    : html`<a href="${link(path, { show: 'problems' })}#senders">${words.onlyProblems}</a>`;
  const table =
    shown.length === 0
      ? html`<p class="note">${addresses.length === 0 ? words.nobody : words.noMatch}</p>`
      : matrix(shown, lists, view, days);
  return html`<h2 id="senders">${words.senders} <small>${words.addresses(found, addresses.length)} · ${other}</small></h2>
${filterForm(addresses, view)}${hasVerdicts || addresses.length === 0 ? NOTHING : html`<p class="notice">${words.verdictsMissing}</p>`}
${table}${pageLinks(chosen, view)}`;
}

function runFoot({ lastRun }: ReportMemory, view: View): Markup {
  if (lastRun === null) return NOTHING;
  const words = OVERVIEW_WORDS[view.language];
  const { at, answered, batches, coverage } = lastRun;
  return html`${words.lastRun(timeText(at, view.zone), answered, batches)} ${words.listAnswers(coverage.answered, coverage.asked)}`;
}
