/** Which addresses a table shows: what the query asks for, and the form that asks. It works without script. */
import { printable } from '../model/text.ts';
import { sendingDomains } from './cells.ts';
import type { View } from './frame.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import { ROWS_A_PAGE } from './matrix.ts';
import { OVERVIEW_WORDS } from './overview-words.ts';
import { matchesSearch, type SeenAddress } from './sights.ts';
import type { CellState } from './words.ts';

/** With more values than this, one is typed and not chosen. */
const MOST_OPTIONS = 40;
const MAX_VALUE = 255;

const FACETS = ['domain', 'region', 'label'] as const;
type Facet = (typeof FACETS)[number];

/** What an address has of each. `place` is an account and a Region. */
const VALUES: Readonly<Record<Facet, (one: SeenAddress) => readonly string[]>> = {
  domain: ({ sight }) => sendingDomains(sight),
  region: ({ sight: { state } }) => (state.place === undefined ? [] : [regionOf(state.place)]),
  label: ({ sight: { state } }) => Object.entries(state.watched?.tags ?? {}).map(([name, value]) => `${name}=${value}`),
};

const regionOf = (place: string): string => place.slice(place.lastIndexOf('/') + 1);

const STATUSES = ['bad', 'warn', 'unknown', 'ok'] as const;
const STATUS_OF: Readonly<Record<CellState, (typeof STATUSES)[number]>> = {
  bad: 'bad',
  warn: 'warn',
  none: 'unknown',
  not: 'unknown',
  na: 'unknown',
  ok: 'ok',
};

export type ChosenAddresses = {
  readonly shown: readonly SeenAddress[];
  readonly found: number;
  readonly previous: string | null;
  readonly next: string | null;
  /** Of these, counted from 1. */
  readonly page: number;
  readonly pages: number;
};

export function chosenAddresses(addresses: readonly SeenAddress[], query: View['query']): ChosenAddresses {
  const { find = '', show, status, from = '0' } = query;
  const facets = FACETS.filter((facet) => (query[facet] ?? '') !== '');
  const found = addresses.filter(
    (one) =>
      (show !== 'problems' || one.verdict === 'bad' || one.verdict === 'warn') &&
      (status === undefined || status === '' || STATUS_OF[one.verdict] === status) &&
      matchesSearch(one, find) &&
      facets.every((facet) => VALUES[facet](one).some((value) => value === query[facet])),
  );
  const start = /^\d{1,6}$/.test(from) ? Math.floor(Number(from) / ROWS_A_PAGE) * ROWS_A_PAGE : 0;
  const end = start + ROWS_A_PAGE;
  return {
    shown: found.slice(start, end),
    found: found.length,
    previous: start > 0 ? String(start - ROWS_A_PAGE) : null,
    next: end < found.length ? String(end) : null,
    page: start / ROWS_A_PAGE + 1,
    pages: Math.max(1, Math.ceil(found.length / ROWS_A_PAGE)),
  };
}

export function filterForm(addresses: readonly SeenAddress[], view: View): Markup {
  const { path, query, link, language } = view;
  const words = OVERVIEW_WORDS[language];
  const lang = new URL(link('/'), 'http://page').searchParams.get('lang');
  const hidden = lang === null ? NOTHING : html`<input type="hidden" name="lang" value="${lang}">`;
  const facets = FACETS.map((facet) => facetField(facet, addresses, view));
  const statuses = STATUSES.map((one) => option(one, words.statuses[one], query['status']));
  return html`<form class="row" role="search" action="${path}#senders">${hidden}<input type="search" name="find" aria-label="${words.findLabel}" placeholder="${words.findLabel}" value="${printable(query['find'] ?? '', 200)}">${facets}<label>${words.facets.status} <select name="status"><option value="">${words.any}</option>${statuses}</select></label> <button>${words.find}</button></form>`;
}

const option = (value: string, text: string, chosen: string | undefined): Markup =>
  html`<option value="${value}"${value === chosen ? html` selected` : NOTHING}>${text}</option>`;

/** Left out where there is nothing to choose between, unless something is chosen. */
function facetField(facet: Facet, addresses: readonly SeenAddress[], { query, language }: View): Markup {
  const words = OVERVIEW_WORDS[language];
  const values = new Set(addresses.flatMap(VALUES[facet]));
  const chosen = (query[facet] ?? '').slice(0, MAX_VALUE);
  if (values.size < 2 && chosen === '') return NOTHING;
  const label = words.facets[facet];
  if (values.size > MOST_OPTIONS)
    return html`<label>${label} <input class="short" type="text" name="${facet}" maxlength="${MAX_VALUE}" value="${printable(chosen, MAX_VALUE)}"></label>`;
  const all = [...new Set(chosen === '' ? values : [...values, chosen])].toSorted((a, b) => a.localeCompare(b, 'en'));
  const options = all.map((one) => option(one, printable(one, 80), chosen));
  return html`<label>${label} <select name="${facet}"><option value="">${words.any}</option>${options}</select></label>`;
}

/** Links to the pages before and after; what was chosen stays chosen. */
export function pageLinks(
  { previous, next, page, pages }: ChosenAddresses,
  { path, query, link, language }: View,
): Markup {
  if (pages === 1) return NOTHING;
  const words = OVERVIEW_WORDS[language];
  const { lang: _, ...kept } = query;
  const to = (from: string | null, text: string): Markup =>
    from === null ? NOTHING : html`<a href="${link(path, { ...kept, from })}#senders">${text}</a>`;
  return html`<p class="pages">${to(previous, words.previousPage)} ${words.pageOf(page, pages)} ${to(next, words.nextPage)}</p>`;
}
