/** A check that a person has asked for: that it is under way, or what it found. It is not an observation of the watch. */
import type { PublishedTarget } from '../checks/inspect.ts';
import type { Status } from '../model/finding.ts';
import type { Language, Text } from '../model/language.ts';
import { printable } from '../model/text.ts';
import { agoText, type View } from './frame.ts';
import { findingMarkup } from './look-up-page.ts';
import { foreign, html, type Markup, NOTHING } from './markup.ts';
import type { CellState } from './words.ts';

/** Times in milliseconds. `ended` is null while it is under way. */
export type AskedCheck = {
  readonly target: string;
  readonly began: number;
  readonly ended:
    | null
    | { readonly ok: true; readonly at: number; readonly found: PublishedTarget }
    | { readonly ok: false; readonly at: number; readonly text: Text };
};

type CheckWords = {
  readonly checkNow: string;
  readonly underWay: (seconds: number) => string;
  readonly again: string;
  readonly found: (ago: string) => string;
  readonly failed: string;
  readonly notRecorded: string;
  readonly coverage: (answered: number, asked: number) => string;
};

const CHECK_WORDS: Readonly<Record<Language, CheckWords>> = {
  en: {
    checkNow: 'Check now',
    underWay: (seconds) => `Checking reverse DNS, SPF and every list. It began ${seconds} s ago and ends within 30 s.`,
    again: 'Look again',
    found: (ago) => `Checked on request ${ago}`,
    failed: 'The check could not be made',
    notRecorded: 'The watch does not count this check: what the rest of this page says changes with its next run.',
    coverage: (answered, asked) => `${answered} of ${asked} list queries gave a verdict.`,
  },
  ko: {
    checkNow: '지금 점검',
    underWay: (seconds) =>
      `역방향 DNS, SPF, 모든 차단 목록을 점검하고 있습니다. ${seconds}초 전에 시작했으며 30초 안에 끝납니다.`,
    again: '다시 보기',
    found: (ago) => `요청한 점검 결과: ${ago}`,
    failed: '점검하지 못함',
    notRecorded: '이 점검은 감시 기록에 반영하지 않습니다. 페이지의 나머지 내용은 다음 정기 점검 뒤에 바뀝니다.',
    coverage: (answered, asked) => `차단 목록 조회 ${asked}회 중 ${answered}회 확인.`,
  },
};

const STATES: Readonly<Record<Status, CellState>> = { fail: 'bad', warn: 'warn', unknown: 'none', pass: 'ok' };
const ORDER: readonly Status[] = ['fail', 'warn', 'unknown', 'pass'];
const MOST_FINDINGS = 60;

export const checkForm = (target: string, view: View): Markup =>
  view.canAct
    ? html`<form class="inline" method="post" action="/do/check"><input type="hidden" name="target" value="${printable(target, 300)}"><input type="hidden" name="back" value="${view.link(view.path, view.query)}"><button>${CHECK_WORDS[view.language].checkNow}</button></form>`
    : NOTHING;

export function checkPanel(check: AskedCheck | undefined, view: View): Markup {
  if (check === undefined) return NOTHING;
  const words = CHECK_WORDS[view.language];
  const { ended, began } = check;
  if (ended === null) {
    const seconds = Math.max(0, Math.round((view.now - began) / 1000));
    return html`<p class="notice" role="status">${words.underWay(seconds)} <a href="${view.link(view.path)}">${words.again}</a></p>`;
  }
  if (!ended.ok)
    return html`<p class="notice bad" role="status">${words.failed}. ${foreign(ended.text[view.language], 500)}</p>`;
  const { coverage, findings } = ended.found;
  const shown = findings
    .toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status))
    .slice(0, MOST_FINDINGS)
    .map((one) => findingMarkup(STATES[one.status], one, view));
  const title = words.found(agoText(new Date(ended.at).toISOString(), view));
  return html`<section aria-live="polite"><h2>${title}</h2><p class="note">${words.coverage(coverage.answered, coverage.asked)} ${words.notRecorded}</p><div class="list">${shown}</div></section>`;
}
