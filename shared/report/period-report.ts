/** A report as a file: of all targets for a manager, of one for a ticket. Everything is in the file, and nothing in it is loaded. */
import { compareSeverity, summaryText } from '../model/finding.ts';
import type { Notice } from '../model/incident.ts';
import { forScreen } from '../model/manner.ts';
import { printable } from '../model/text.ts';
import { secondsText, timeText } from '../notices/times.ts';
import { stepsOf } from '../remedies/render.ts';
import { CATALOGUES_OF, seenLine, stepMarkup } from './card.ts';
import { mark } from './cells.ts';
import type { View } from './frame.ts';
import { foreign, foreignCode, html, type Markup, NOTHING, rawStyle, sentence } from './markup.ts';
import { figuresOf, hoursWithin, isWithin, type PastProblem, type Period } from './period.ts';
import { PERIOD_WORDS, type PeriodWords } from './period-words.ts';
import { rawAnswer } from './raw-answers.ts';
import type { ReportedList, ReportMemory } from './report-memory.ts';
import { stripsSection } from './strips.ts';
import { STYLE } from './style.ts';
import { timeline } from './timeline.ts';
import { unseenLists, unseenMarkup } from './unseen.ts';

export type PeriodReport = {
  readonly period: Period;
  /** Null: all targets. */
  readonly target: string | null;
  readonly problems: readonly PastProblem[];
  /** Within the period, newest first. */
  readonly history: readonly Notice[];
  readonly memory: ReportMemory;
  readonly lists: readonly ReportedList[];
};

const MOST_ROWS = 1000;
const MOST_EVENTS = 300;
/** A longer raw answer is cut on paper; the JSON has all of it. */
const MOST_RAW = 2000;

/** Worst first, then the newest. */
export const problemsIn = ({ problems, period }: Pick<PeriodReport, 'problems' | 'period'>): readonly PastProblem[] =>
  problems
    .filter((one) => isWithin(one, period))
    .toSorted((a, b) => compareSeverity(a.severity ?? 'info', b.severity ?? 'info') || (a.opened < b.opened ? 1 : -1));

export function periodReport(report: PeriodReport, view: View): Markup {
  const { period, target, memory, history } = report;
  const words = PERIOD_WORDS[view.language];
  const problems = problemsIn(report);
  const span = words.span(timeText(isoOf(period.from), view.zone), timeText(isoOf(period.to), view.zone));
  const title = target === null ? words.title : words.titleOf(printable(target, 120));
  const content = html`<h1>${title}</h1><p class="facts">${span} ${words.made(timeText(isoOf(view.now), view.zone))}</p>
${figures(report, words)}
<h2>${words.problems}</h2>${problems.length === 0 ? html`<p class="note">${memory.lastRun === null ? words.nothingChecked : words.none}</p>` : table(problems, period, view)}
${target === null ? NOTHING : html`${problems.slice(0, 50).map((one) => evidenceCard(one, view))}${stripsSection(target, memory, view)}`}
<h2>${words.notCovered}</h2>${uncovered(report, view)}
<h2>${words.happened}</h2>${history.length === 0 ? html`<p class="note">${words.noEvents}</p>` : timeline(history.slice(0, MOST_EVENTS), { named: target === null }, view)}${history.length > MOST_EVENTS ? html`<p class="note">${words.cutEvents(MOST_EVENTS, history.length)}</p>` : NOTHING}`;
  return document(title, content, view);
}

/** Of a memory that has no run, not even that is known. */
function uncovered({ memory, lists }: PeriodReport, view: View): Markup {
  const words = PERIOD_WORDS[view.language];
  if (memory.lastRun === null) return html`<p class="note">${words.nothingChecked}</p>`;
  const unseen = unseenLists(memory, lists);
  return html`${unseen.length === 0 ? NOTHING : html`<p class="note">${words.coverage}</p>`}${unseenMarkup(unseen, view)}`;
}

const isoOf = (ms: number): string => new Date(ms).toISOString();

/** A file has no server beside it: its style is in it, and its policy lets nothing else in. */
const document = (title: string, content: Markup, { language, zone, words }: View): Markup =>
  html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${printable(title, 120)} · Postwatch</title>${rawStyle(STYLE)}</head><body>
<header><b>Postwatch</b></header><main id="main">
${content}
</main><footer>${words.timesIn(zone)}</footer></body></html>
`;

function figures({ problems, period }: PeriodReport, words: PeriodWords): Markup {
  const { opened, cleared, stillOpen, hoursListed, medianHoursToClear, longestHoursToClear } = figuresOf(
    problems,
    period,
  );
  const of = (figure: string, text: string, tone = ''): Markup =>
    html`<div class="${tone}"><strong>${figure}</strong><span>${text}</span></div>`;
  const clearing =
    medianHoursToClear === null || longestHoursToClear === null
      ? of('–', words.noneCleared)
      : of(words.hours(medianHoursToClear), words.toClear(words.hours(longestHoursToClear)));
  return html`<section class="sum">${of(String(opened), words.opened)}${of(String(cleared), words.cleared)}${of(String(stillOpen), words.stillOpen, stillOpen > 0 ? 'bad' : 'ok')}${of(words.hours(hoursListed), words.listed)}${clearing}</section>`;
}

const TONES = { critical: 'bad', major: 'warn', minor: '', info: '' } as const;

function table(problems: readonly PastProblem[], period: Period, view: View): Markup {
  const words = PERIOD_WORDS[view.language];
  const rows = problems.slice(0, MOST_ROWS).map((one) => row(one, period, view));
  const cut =
    problems.length > MOST_ROWS ? html`<p class="note">${words.cutEvents(MOST_ROWS, problems.length)}</p>` : NOTHING;
  return html`<div class="scroll"><table><thead><tr>${words.columns.map((one) => html`<th scope="col">${one}</th>`)}</tr></thead><tbody>
${rows}</tbody></table></div>${cut}<p></p>`;
}

function row(problem: PastProblem, period: Period, view: View): Markup {
  const { severity, target, title, opened, closed, isEnded } = problem;
  const words = PERIOD_WORDS[view.language];
  const tag =
    severity === null ? NOTHING : html`<span class="tag ${TONES[severity]}">${view.words.severity[severity]}</span>`;
  const end = closed === null ? words.isOpen : secondsText(closed, view.zone);
  const ended = isEnded ? html` <span class="tag">${words.ended}</span>` : NOTHING;
  return html`<tr><td>${tag}</td><th scope="row">${foreign(target, 120)}</th><td class="w">${foreign(title[view.language], 200)}</td><td>${secondsText(opened, view.zone)}</td><td>${end}${ended}</td><td>${words.hours(hoursWithin(problem, period))}</td></tr>
`;
}

/** One problem as a ticket needs it: what was seen, each raw answer with its hash, and what to do. */
function evidenceCard({ notice, title, severity, acknowledged }: PastProblem, view: View): Markup {
  const { language } = view;
  const words = PERIOD_WORDS[language];
  const finding = notice?.finding ?? null;
  const steps = finding?.remedy == null ? [] : stepsOf(finding.remedy, CATALOGUES_OF[language]);
  const summary = finding === null ? words.noFinding : sentence(forScreen(summaryText(finding)[language], language));
  const done =
    acknowledged === undefined
      ? NOTHING
      : html`<p>${mark('ok', view.words)} ${foreign(`${acknowledged.by}: ${acknowledged.why}`, 400)}</p>`;
  const answers = (finding?.evidence ?? []).slice(0, 20).map((one) => {
    const { line, sha256 } = rawAnswer(one);
    return html`<pre dir="ltr">${seenLine(one, view)}</pre><p class="note">${words.raw}</p><pre dir="ltr">${line.slice(0, MOST_RAW)}</pre>${line.length > MOST_RAW ? html`<p class="note">${words.cutRaw}</p>` : NOTHING}<p class="note">SHA-256 ${foreignCode(sha256, 64)}</p>`;
  });
  return html`<article class="card ${severity ?? ''}"><h3>${foreign(title[language], 200)}</h3><p>${foreign(summary, 600)}</p>${done}${steps.length === 0 ? NOTHING : html`<ol>${steps.map((step) => html`<li>${stepMarkup(step, view)}</li>`)}</ol>`}${answers}</article>`;
}
