/** Addresses by checks and lists: a row an address, a shape a subject. */
import { printable } from '../model/text.ts';
import { listCell, listsForAddresses, mark, reverseCell, spfCell, worstCell } from './cells.ts';
import type { View } from './frame.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import { OVERVIEW_WORDS } from './overview-words.ts';
import type { ReportedList, ReportMemory } from './report-memory.ts';
import type { SeenAddress } from './sights.ts';
import { shownDays, worstStrip } from './strips.ts';
import type { CellState, PageWords } from './words.ts';

/** Columns of their own; the others share one. The days of a row need the room of two. */
const MOST_LISTS = 6;
const MOST_BESIDE_DAYS = 4;

/** Of a thousand addresses, so many a page: readable, and under the weight that a page may have. */
export const ROWS_A_PAGE = 200;

/** `days`: for a column of the last 90; undefined where a memory keeps none. */
export function matrix(
  addresses: readonly SeenAddress[],
  lists: readonly ReportedList[],
  view: View,
  days?: ReportMemory['days'],
): Markup {
  const { language, words } = view;
  const own = OVERVIEW_WORDS[language];
  const columns = listsForAddresses(lists);
  const most = days === undefined ? MOST_LISTS : MOST_BESIDE_DAYS;
  const shown = columns.slice(0, columns.length > most + 1 ? most : columns.length);
  const rest = columns.slice(shown.length);
  const heads = shown.map(({ name }) => html`<th class="s" scope="col">${printable(name, 24)}</th>`);
  const more = rest.length === 0 ? NOTHING : html`<th class="s" scope="col">${own.moreLists(rest.length)}</th>`;
  const all = shown.length + (rest.length === 0 ? 0 : 1);
  const group = all === 0 ? NOTHING : html`<th colspan="${all}" scope="colgroup">${own.blocklists}</th>`;
  const marks = marksIn(words);
  const past = days === undefined ? NOTHING : html`<th rowspan="2" scope="col">${own.lastDays}</th>`;
  const all90 = shownDays(view);
  const strip = (target: string): Markup =>
    days === undefined ? NOTHING : html`<td class="strips">${worstStrip(target, days, all90, view)}</td>`;
  const rows = addresses.map((one) => row(one, shown, rest, marks, strip, view));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${own.senders}"><table><thead><tr><th rowspan="2" scope="col">${own.address}</th><th rowspan="2" class="s" scope="col">${words.reverseDns}</th><th rowspan="2" class="s" scope="col">${own.spf}</th>${group}${past}</tr><tr>${heads}${more}</tr></thead><tbody>
${rows}</tbody></table></div>
${legend(view)}`;
}

type Marks = Readonly<Record<CellState, Markup>>;

/** Made once a page: a thousand addresses have ten thousand of them. */
function marksIn(words: PageWords): Marks {
  const td = (state: CellState): Markup => html`<td class="s">${mark(state, words)}</td>`;
  return { ok: td('ok'), warn: td('warn'), bad: td('bad'), none: td('none'), not: td('not'), na: td('na') };
}

function row(
  { sight }: SeenAddress,
  shown: readonly ReportedList[],
  rest: readonly ReportedList[],
  marks: Marks,
  strip: (target: string) => Markup,
  { link }: View,
): Markup {
  const { target, place, watched } = sight.state;
  const about = [sight.seen?.names?.[0] ?? watched?.domains[0], place?.split('/').at(-1)].filter(
    (one) => one !== undefined,
  );
  const cells = shown.map((list) => marks[listCell(list, sight).state]);
  const others = worstCell(rest.map((list) => listCell(list, sight)));
  const spf = spfCell(sight);
  return html`<tr><th scope="row"><a href="${link(`/addresses/${encodeURIComponent(target)}`)}">${target}</a><small>${printable(about.join(' · '), 80)}</small></th>${marks[reverseCell(sight).state]}${marks[spf?.state ?? 'na']}${cells}${others === null ? NOTHING : marks[others.state]}${strip(target)}</tr>
`;
}

export const legend = ({ words }: Pick<View, 'words'>): Markup =>
  html`<p class="legend">${(['ok', 'warn', 'bad', 'none', 'not', 'na'] as const).map((state) => html`<span>${mark(state, words)} ${words.cell[state]}</span>`)}</p>`;
