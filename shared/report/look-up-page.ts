/** The box for a lookup and the box for a bounce, with what came of one of them. */
import type { PublishedDiagnosis } from '../diagnose/published-diagnosis.ts';
import type { PublishedLookup } from '../lookups/lookup.ts';
import type { Text } from '../model/language.ts';
import { forScreen } from '../model/manner.ts';
import type { Step } from '../model/remedy.ts';
import { printable } from '../model/text.ts';
import type { PublishedFinding } from '../remedies/render.ts';
import { bounceForm, bounceMarkup } from './bounce-cards.ts';
import { seenLine, stepMarkup } from './card.ts';
import { mark } from './cells.ts';
import { framed, type View } from './frame.ts';
import { LOOK_UP_WORDS, type LookUpWords } from './look-up-words.ts';
import { foreign, html, type Markup, NOTHING } from './markup.ts';
import type { CellState } from './words.ts';

/** A page shows the beginning of a long answer, and says so. */
const MOST_ROWS = 200;
const MOST_FIELDS = 12;
const MOST_CELL = 600;

const EXAMPLES = [
  'mx:example.com',
  'spf:example.com',
  'ptr:203.0.113.25',
  'blacklist:203.0.113.25',
  'dmarc:example.com',
];

export type LookedUp =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly text: Text }
  | { readonly kind: 'lookup'; readonly result: PublishedLookup }
  | { readonly kind: 'bounce'; readonly diagnoses: readonly PublishedDiagnosis[] };

export function lookUpPage(answer: LookedUp, view: View): Markup {
  const { language, link, query } = view;
  const words = LOOK_UP_WORDS[language];
  const lang = new URL(link('/'), 'http://page').searchParams.get('lang');
  const hidden = lang === null ? NOTHING : html`<input type="hidden" name="lang" value="${lang}">`;
  const examples = EXAMPLES.map((q) => html` <a href="${link('/look-up', { q })}">${q}</a>`);
  const content = html`<h1 class="only">${words.title}</h1>
<form class="row" role="search" action="/look-up">${hidden}<input type="search" name="q" required maxlength="1000" aria-label="${words.label}" placeholder="mx:example.com" value="${printable(query['q'] ?? '', 1000)}"> <button>${words.title}</button></form>
<p class="note">${words.examples}${examples}</p>
${looked(answer, view)}
<h2>${words.bounceTitle}</h2>
${bounceForm('/look-up', view)}`;
  return framed({ page: 'lookUp', title: query['q'] ?? words.title, content }, view);
}

/** What came of it. */
export function looked(answer: LookedUp, view: View): Markup {
  if (answer.kind === 'nothing') return NOTHING;
  if (answer.kind === 'refused')
    return html`<p class="notice bad" role="status">${foreign(answer.text[view.language], 600)}</p>`;
  return answer.kind === 'lookup' ? lookupMarkup(answer.result, view) : bounceMarkup(answer.diagnoses, view);
}

type Findings = PublishedLookup['failed'];

function lookupMarkup({ command, argument, note, records, ...result }: PublishedLookup, view: View): Markup {
  const words = LOOK_UP_WORDS[view.language];
  const groups: readonly (readonly [CellState, Findings])[] = [
    ['bad', result.failed],
    ['warn', result.warnings],
    ['none', result.timeouts],
    ['ok', result.passed],
  ];
  const findings = groups.flatMap(([state, found]) => found.map((one) => findingMarkup(state, one, view)));
  return html`<section aria-live="polite"><h2><bdi>${printable(`${command}:${argument}`, 300)}</bdi></h2>${note === undefined ? NOTHING : html`<p class="note">${foreign(note, 300)}</p>`}
<div class="list">${findings}</div><h2>${words.records}</h2>${recordTable(records, words)}</section>`;
}

/** Of a lookup or of a check. */
type ShownFinding = Pick<PublishedFinding, 'summary' | 'evidence'> & {
  readonly remedy?: { readonly steps?: readonly Step[] } | null;
};

export function findingMarkup(state: CellState, finding: ShownFinding, view: View): Markup {
  const { summary, remedy, evidence } = finding;
  const steps = (remedy?.steps ?? []).map((step) => html`<li>${stepMarkup(step, view)}</li>`);
  const lines = evidence.slice(0, 8).map((one) => seenLine(one, view));
  const saw =
    lines.length === 0
      ? NOTHING
      : html`<details><summary>${view.words.sawWhat}</summary><pre dir="ltr">${lines.join('\n')}</pre></details>`;
  return html`<div>${mark(state, view.words)} ${foreign(forScreen(summary, view.language), 600)}${steps.length === 0 ? NOTHING : html`<ol>${steps}</ol>`}${saw}</div>`;
}

function recordTable(records: PublishedLookup['records'], words: LookUpWords): Markup {
  if (records.length === 0) return html`<p class="note">${words.noRecords}</p>`;
  const rows = records.slice(0, MOST_ROWS);
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))].slice(0, MOST_FIELDS);
  const cell = (value: unknown): string =>
    printable(Array.isArray(value) ? value.join(', ') : String(value ?? ''), MOST_CELL);
  const body = rows.map(
    (row) => html`<tr>${fields.map((field) => html`<td class="w">${foreign(cell(row[field]), MOST_CELL)}</td>`)}</tr>`,
  );
  const cut = records.length > rows.length ? html`<p class="note">${words.cut(rows.length)}</p>` : NOTHING;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${words.records}"><table><thead><tr>${fields.map((field) => html`<th scope="col">${printable(field, 40)}</th>`)}</tr></thead><tbody>${body}</tbody></table></div>${cut}`;
}
