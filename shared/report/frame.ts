/** A whole page around its content, and what all pages are made with: the words, the clock, the links. */
import type { Language } from '../model/language.ts';
import { printable } from '../model/text.ts';
import { timeText } from '../notices/times.ts';
import { html, type LinkTo, linksWith, type Markup, NOTHING } from './markup.ts';
import type { ReportedRun } from './report-memory.ts';
import { STYLE_PATH } from './style.ts';
import { PAGE_WORDS, type PageWords } from './words.ts';

export type PageName = 'overview' | 'addresses' | 'lists' | 'bounces' | 'lookUp';

/** Of one request. */
export type View = {
  readonly language: Language;
  readonly words: PageWords;
  /** Milliseconds. */
  readonly now: number;
  /** IANA name. */
  readonly zone: string;
  readonly link: LinkTo;
  /** Where this page is, for its own forms and for the other language. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The reader has shown the start token: forms that change something are there. */
  readonly canAct: boolean;
  /** Hosts that a link may point to. */
  readonly hosts: ReadonlySet<string>;
  /** A file has no other pages to link to. */
  readonly isFile?: true;
};

export type ViewOptions = Omit<View, 'words' | 'link'> & { readonly chosen: Language | null };

export const viewOf = ({ chosen, ...rest }: ViewOptions): View => ({
  ...rest,
  words: PAGE_WORDS[rest.language],
  link: linksWith(chosen),
});

/** A time by the reader's clock, in UTC as well, and exact for programs. */
export const timeMarkup = (iso: string, { zone }: Pick<View, 'zone'>): Markup =>
  html`<time datetime="${iso}">${timeText(iso, zone)}</time>`;

export const agoText = (iso: string, { now, words }: Pick<View, 'now' | 'words'>): string =>
  words.ago(Math.max(0, now - Date.parse(iso)));

/** As words with the time in a tooltip. */
export const agoMarkup = (iso: string, view: View): Markup =>
  html`<time datetime="${iso}" title="${timeText(iso, view.zone)}">${agoText(iso, view)}</time>`;

const NAVIGATION: readonly (readonly [PageName, string])[] = [
  ['overview', '/'],
  ['addresses', '/addresses'],
  ['lists', '/lists'],
  ['bounces', '/bounces'],
  ['lookUp', '/look-up'],
];

export type Framed = {
  readonly page: PageName | null;
  readonly title: string;
  /** When it was last checked, for the corner. */
  readonly when?: Markup;
  readonly content: Markup;
  readonly foot?: Markup;
};

export function framed({ page, title, when = NOTHING, content, foot = NOTHING }: Framed, view: View): Markup {
  const { words, language, link, path, query, zone } = view;
  const other = language === 'en' ? 'ko' : 'en';
  const links = NAVIGATION.map(
    ([name, to]) =>
      html`<a href="${link(to)}"${name === page ? html` aria-current="page"` : NOTHING}>${words[name]}</a>`,
  );
  const otherAddress = `${path}?${new URLSearchParams({ ...query, lang: other })}`;
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">
<title>${printable(title, 120)} · Postwatch</title><link rel="stylesheet" href="${STYLE_PATH}"></head><body>
<a class="skip" href="#main">${words.skip}</a>
<header><b>Postwatch</b><nav aria-label="${words.navigation}">${links}</nav><span class="when">${when}</span></header>
<main id="main">
${content}
</main>
<footer>${foot} ${words.timesIn(zone)} <a href="${otherAddress}" lang="${other}" hreflang="${other}">${words.otherLanguage}</a>${unlockForm(view)}</footer></body></html>
`;
}

/** For anyone who did not open the one-time link. */
function unlockForm({ canAct, words, link, path, query }: View): Markup {
  if (canAct) return NOTHING;
  return html`<details><summary>${words.readOnly}</summary><form class="row" method="post" action="/open"><input type="hidden" name="back" value="${link(path, query)}"><label>${words.token} <input type="password" name="token" required maxlength="200" autocomplete="off"></label> <button>${words.unlock}</button></form></details>`;
}

/** When the last run ended, and when the next one is due. `period` in milliseconds. */
export function whenChecked(run: ReportedRun | null, lastPlanned: number | null, period: number, view: View): Markup {
  const { words, now } = view;
  if (run === null) return html`${words.neverChecked}`;
  const checked =
    run.finished === null ? words.checking(agoText(run.at, view)) : words.checked(agoText(run.finished, view));
  if (lastPlanned === null) return html`${checked}`;
  const due = lastPlanned + period;
  // A run of many addresses takes its time, and a timer may be late: it is not overdue at once.
  const isOverdue = now > due + period / 2;
  const next = timeText(new Date(due).toISOString(), view.zone);
  return html`${checked} · ${isOverdue ? words.overdue(next) : words.next(next)}`;
}
