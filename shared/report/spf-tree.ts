/** An SPF evaluation as a tree: each term with its cost in DNS lookups, the one that decided, and those that were not reached. */
import type { Language } from '../model/language.ts';
import type { SpfRecordView, SpfTermView, SpfView } from '../spf/view.ts';
import { mark } from './cells.ts';
import { agoText, type View } from './frame.ts';
import { foreign, foreignCode, html, type Markup, NOTHING } from './markup.ts';
import type { CellState } from './words.ts';

/** `evaluated`: null where it was not evaluated within the time that a page has. */
export type SeenSpf = {
  readonly domain: string;
  /** The address that it was evaluated for. */
  readonly address: string;
  /** ISO time. */
  readonly at: string;
  readonly evaluated: SpfView | null;
};

type TreeWords = {
  readonly of: (domain: string) => string;
  readonly lookups: (used: number) => string;
  readonly cost: (lookups: number) => string;
  readonly matches: string;
  readonly notReached: string;
  readonly more: (terms: number) => string;
  readonly noRecord: string;
  readonly lookedAt: (address: string, ago: string) => string;
  readonly notEvaluated: string;
};

const TREE_WORDS: Readonly<Record<Language, TreeWords>> = {
  en: {
    of: (domain) => `SPF of ${domain}`,
    lookups: (used) => `${used} of 10 DNS lookups`,
    cost: (lookups) => (lookups === 1 ? '1 lookup' : `${lookups} lookups`),
    matches: 'matches',
    notReached: 'not reached',
    more: (terms) => `and ${terms} more`,
    noRecord: 'There is no SPF record.',
    lookedAt: (address, ago) => `Evaluated for ${address} ${ago}.`,
    notEvaluated: 'The record could not be evaluated in the time that a page has. Open this page again in a minute.',
  },
  ko: {
    of: (domain) => `${domain}의 SPF`,
    lookups: (used) => `DNS 조회 10회 중 ${used}회`,
    cost: (lookups) => `조회 ${lookups}회`,
    matches: '일치',
    notReached: '도달하지 않음',
    more: (terms) => `외 ${terms}개`,
    noRecord: 'SPF 레코드가 없습니다.',
    lookedAt: (address, ago) => `${address} 기준으로 평가한 시각: ${ago}`,
    notEvaluated: '정해진 시간 안에 레코드를 평가하지 못했습니다. 잠시 뒤 페이지를 다시 여세요.',
  },
};

/** Of a record and of everything below it: more is not drawn. */
const MOST_TERMS = 40;
const MOST_DEPTH = 10;
/** Of the whole tree: a page stays small whatever was published. */
const MOST_DRAWN = 60;

const STATES: Readonly<Record<SpfView['result'], CellState>> = {
  pass: 'ok',
  fail: 'bad',
  softfail: 'bad',
  permerror: 'bad',
  neutral: 'warn',
  none: 'warn',
  temperror: 'none',
};

export const spfTreeTitle = (domain: string, { language }: Pick<View, 'language'>): string =>
  TREE_WORDS[language].of(domain);

/** Beside the title: the result and what it cost. */
export function spfTreeTag({ evaluated }: SeenSpf, { language }: Pick<View, 'language'>): Markup {
  if (evaluated === null) return NOTHING;
  const state = STATES[evaluated.result];
  const tone = state === 'none' ? '' : state;
  return html`<span class="tag ${tone}">${evaluated.result}</span> ${TREE_WORDS[language].lookups(evaluated.lookups)}`;
}

export function spfTree({ address, at, evaluated }: SeenSpf, view: View): Markup {
  const words = TREE_WORDS[view.language];
  if (evaluated === null) return html`<p class="note">${words.notEvaluated}</p>`;
  const { tree, reason } = evaluated;
  const drawn =
    tree.record === null ? html`<p>${words.noRecord}</p>` : recordTree(tree, words, 0, { left: MOST_DRAWN });
  return html`<div class="list"><div>${mark(STATES[evaluated.result], view.words)} ${foreign(reason, 400)}<p>${words.lookedAt(address, agoText(at, view))}</p></div><div>${drawn}</div></div>`;
}

type Room = { left: number };

function recordTree({ terms, omitted }: SpfRecordView, words: TreeWords, depth: number, room: Room): Markup {
  const shown = terms.slice(0, Math.min(MOST_TERMS, Math.max(0, room.left)));
  room.left -= shown.length;
  const more = terms.length - shown.length + omitted;
  const items = shown.map((term) => termItem(term, words, depth, room));
  return html`<ol class="tree">${depth === 0 ? html`<li>v=spf1</li>` : NOTHING}${items}${more === 0 ? NOTHING : html`<li class="cost">${words.more(more)}</li>`}</ol>`;
}

const OUTCOMES: Readonly<Partial<Record<SpfTermView['outcome'], string>>> = {
  match: 'hit',
  permerror: 'wrong',
  temperror: 'wrong',
  'not-reached': 'cost',
};

function termItem(term: SpfTermView, words: TreeWords, depth: number, room: Room): Markup {
  const { outcome, record, result, why } = term;
  const said = outcome === 'match' ? `← ${words.matches}` : outcome === 'not-reached' ? `(${words.notReached})` : '';
  const failed = OUTCOMES[outcome] === 'wrong' && why !== null ? html`<small>${foreign(why, 160)}</small>` : NOTHING;
  const below = record === null || depth >= MOST_DEPTH ? NOTHING : recordTree(record, words, depth + 1, room);
  const decided = outcome === 'match' && result !== null && result !== 'pass' ? ` ${result}` : '';
  const isRefused = outcome === 'match' && result !== 'pass';
  return html`<li class="${isRefused ? 'wrong' : (OUTCOMES[outcome] ?? '')}">${foreignCode(term.term, 160)} ${costOf(term, words)} ${said}${decided}${failed}${below}</li>`;
}

/** Its own lookup, and those below it: `1 + 3`. A term that needs none says nothing. */
function costOf({ cost, record }: SpfTermView, words: TreeWords): Markup {
  if (cost === 0) return NOTHING;
  const text = record !== null && cost > 1 ? `1 + ${cost - 1}` : String(cost);
  return html`<span class="cost" title="${words.cost(cost)}">${text}</span>`;
}
