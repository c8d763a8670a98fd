/** One problem, or the same problem of many, as a card: what and since when, why it matters, the next step, what was seen, what to do. */
import { answersIn, digLine, type Evidence } from '../model/finding.ts';
import type { Language } from '../model/language.ts';
import { forScreen } from '../model/manner.ts';
import type { RemedyCatalogue, Step } from '../model/remedy.ts';
import { printable } from '../model/text.ts';
import { secondsText, timeText } from '../notices/times.ts';
import { REMEDIES_EN } from '../remedies/en/index.ts';
import { REMEDIES_KO } from '../remedies/ko/index.ts';
import { stepsOf } from '../remedies/render.ts';
import { isAddressKey } from '../watch/incidents/groups.ts';
import { CARD_WORDS } from './card-words.ts';
import type { View } from './frame.ts';
import { foreign, html, lineToCopy, type Markup, NOTHING, sentence, trustedLink } from './markup.ts';
import { type Problem, type ProblemGroup, problemTitle, whyItMatters } from './problems.ts';

export const CATALOGUES_OF: Readonly<Record<Language, RemedyCatalogue>> = { en: REMEDIES_EN, ko: REMEDIES_KO };

/** Of a group, named in its card. */
const MOST_NAMED = 12;
/** Of a group, with forms in its card; the page of an address has its own. */
const MOST_ACTED = 6;
/** A page of a thousand addresses shows what was asked, not all of a hostile answer. */
const MOST_EVIDENCE = 8;
const MAX_ANSWERS = 300;

/** An address, a domain and a list have a page; another home of many has none: null. */
function pageOfTarget(target: string): string | null {
  if (isAddressKey(target)) return `/addresses/${encodeURIComponent(target)}`;
  if (target.startsWith('list:')) return `/lists/${encodeURIComponent(target.slice('list:'.length))}`;
  return target.includes(':') ? null : `/domains/${encodeURIComponent(target)}`;
}

export function targetLink(target: string, { link, isFile }: Pick<View, 'link' | 'isFile'>): Markup {
  const to = isFile === true || target.length > 255 ? null : pageOfTarget(target);
  return to === null ? foreign(target, 120) : html`<a href="${link(to)}">${printable(target, 120)}</a>`;
}

const SEVERITY_TAG = { critical: 'bad', major: 'warn', minor: '', info: '' } as const;

const severityTag = ({ severity }: Pick<Problem, 'severity'>, { words }: Pick<View, 'words'>): Markup =>
  html`<span class="tag ${SEVERITY_TAG[severity]}">${words.severity[severity]}</span>`;

/** `full`: with all steps, as on the page of the address. */
export function problemCard(group: ProblemGroup, { full }: { readonly full: boolean }, view: View): Markup {
  const { first, problems } = group;
  const { language, words } = view;
  const cards = CARD_WORDS[language];
  const why = whyItMatters(first.finding)?.[language];
  const heading =
    problems.length === 1
      ? html`${full ? NOTHING : html`${targetLink(first.target, view)}: `}${problemTitle(first)[language]}`
      : html`${cards.many(problems.length)}: ${problemTitle(first)[language]}`;
  const since = words.since(timeText(first.since, view.zone), words.lasting(view.now - Date.parse(first.since)));
  return html`<article class="card ${first.severity}"><h3>${severityTag(first, view)} <span>${heading}</span> ${statusTags(first, view)}<time class="age" datetime="${first.since}">${since}</time></h3>
<p>${problems.length === 1 ? foreign(sentence(forScreen(first.summary[language], language)), 500) : namesOf(problems, view)} ${why === undefined ? NOTHING : forScreen(why, language)}</p>
${membersOf(first, view)}
${full ? allSteps(first, view) : nextStep(first, view)}
<div class="do">${evidenceOf(first, view)}${view.canAct ? problems.slice(0, MOST_ACTED).map((one) => actions(one, problems.length > 1, view)) : NOTHING}</div></article>
`;
}

function statusTags({ acknowledged, isSnoozed, isFlapping }: Problem, view: View): Markup {
  const cards = CARD_WORDS[view.language];
  const until = acknowledged?.until ?? null;
  const untilText = until === null ? null : secondsText(until, view.zone).slice(0, 16);
  return html`${acknowledged === undefined ? NOTHING : html`<span class="tag">${printable(cards.acknowledged(acknowledged.by, untilText), 120)}</span> `}${isSnoozed ? html`<span class="tag">${cards.snoozed}</span> ` : NOTHING}${isFlapping ? html`<span class="tag">${cards.flapping}</span> ` : NOTHING}`;
}

function namesOf(problems: readonly Problem[], view: View): Markup {
  const named = problems.slice(0, MOST_NAMED).map(({ target }) => html`${targetLink(target, view)} `);
  const more = problems.length - named.length;
  return html`${named}${more > 0 ? CARD_WORDS[view.language].andMore(more) : NOTHING}`;
}

function membersOf({ members }: Problem, view: View): Markup {
  if (members === undefined) return NOTHING;
  const named = members.slice(0, MOST_NAMED).map((target) => html`${targetLink(target, view)} `);
  const more = members.length - named.length;
  const cards = CARD_WORDS[view.language];
  return html`<p>${cards.many(members.length)}: ${named}${more > 0 ? cards.andMore(more) : NOTHING}</p>`;
}

function stepsFor({ notice }: Problem, language: Language): readonly Step[] {
  const remedy = notice?.finding?.remedy ?? null;
  return remedy === null ? [] : stepsOf(remedy, CATALOGUES_OF[language]);
}

export function stepMarkup({ text, record, command, url }: Step, view: View): Markup {
  return html`${foreign(forScreen(text, view.language), 600)}${record === undefined ? NOTHING : lineToCopy(record)}${command === undefined ? NOTHING : lineToCopy(command)}${url === undefined ? NOTHING : html` ${trustedLink(url, view.hosts)}`}`;
}

function nextStep(problem: Problem, view: View): Markup {
  const steps = stepsFor(problem, view.language);
  const [first] = steps;
  if (first === undefined) return NOTHING;
  const { words, link } = view;
  const to = pageOfTarget(problem.target);
  const rest =
    steps.length > 1 && to !== null ? html` <a href="${link(to)}">${words.allSteps(steps.length)}</a>` : NOTHING;
  return html`<p><strong>${words.nextStep}</strong> ${stepMarkup(first, view)}${rest}</p>`;
}

function allSteps(problem: Problem, view: View): Markup {
  const steps = stepsFor(problem, view.language);
  if (steps.length === 0) return html`<p class="note">${CARD_WORDS[view.language].noSteps}</p>`;
  return html`<ol>${steps.map((step) => html`<li>${stepMarkup(step, view)}</li>`)}</ol>`;
}

function evidenceOf({ notice }: Problem, view: View): Markup {
  const evidence = notice?.finding?.evidence ?? [];
  const cards = CARD_WORDS[view.language];
  const lines = evidence.slice(0, MOST_EVIDENCE).map((one) => seenLine(one, view));
  const shown =
    lines.length === 0 ? html`<p class="note">${cards.noEvidence}</p>` : html`<pre dir="ltr">${lines.join('\n')}</pre>`;
  return html`<details><summary>${view.words.sawWhat}</summary>${shown}</details>`;
}

/** The question as `dig` repeats it, what came, when, and from whom. */
export function seenLine(evidence: Evidence, { language, zone }: Pick<View, 'language' | 'zone'>): string {
  const cards = CARD_WORDS[language];
  const came = answersIn(evidence, language).join(', ');
  const answers = printable(came === '' ? evidence.rcode || cards.noAnswer : came, MAX_ANSWERS);
  const question = printable(digLine(evidence), MAX_ANSWERS);
  const resolver = printable(evidence.resolver === '' ? '-' : evidence.resolver, 80);
  return [question, `  ${answers}`, `  ${secondsText(evidence.at, zone)}, ${cards.resolver} ${resolver}`].join('\n');
}

/** What a person may do about it; each is a form of its own and works without script. */
function actions({ id, target, check, finding, acknowledged, isSnoozed }: Problem, named: boolean, view: View): Markup {
  const cards = CARD_WORDS[view.language];
  const back = view.link(view.path, view.query);
  const who = named ? ` ${printable(target, 60)}` : '';
  const reason = html`<label>${cards.why} <input type="text" name="why" required maxlength="300" placeholder="${cards.whyExample}"></label>`;
  const ack = html`<details><summary>${cards.acknowledge}${who}</summary><form class="row" method="post" action="/do/acknowledge"><input type="hidden" name="incident" value="${printable(id, 40)}"><input type="hidden" name="back" value="${back}">${reason} <button>${cards.acknowledge}</button></form></details>`;
  const choices = Object.entries(cards.durations).map(
    ([value, text]) => html`<option value="${value}">${text}</option>`,
  );
  const snooze = html`<details><summary>${cards.snooze}${who}</summary><form class="row" method="post" action="/do/snooze"><input type="hidden" name="target" value="${printable(target, 300)}"><input type="hidden" name="finding" value="${printable(finding, 100)}"><input type="hidden" name="back" value="${back}"><label>${cards.forHowLong} <select name="for">${choices}</select></label> ${reason} <button>${cards.snooze}</button></form></details>`;
  const canSnooze = !isSnoozed && isSnoozable(target);
  const isListing = check === 'dnsbl' && acknowledged === undefined && !named;
  const requested = isListing
    ? html`<form class="inline" method="post" action="/do/requested"><input type="hidden" name="incident" value="${printable(id, 40)}"><input type="hidden" name="back" value="${back}"><button>${cards.requested}</button></form>`
    : NOTHING;
  return html`${requested}${acknowledged === undefined ? ack : NOTHING}${canSnooze ? snooze : NOTHING}`;
}

/** The home of many is no target that a snooze takes. */
const isSnoozable = (target: string): boolean => isAddressKey(target) || !target.includes(':');
