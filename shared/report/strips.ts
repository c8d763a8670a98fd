/** The last 90 days of a target as strips: a band a check, whose height and color say how the day was. A day that was not looked at is a gap. */
import type { Status } from '../model/finding.ts';
import type { Language } from '../model/language.ts';
import { count } from '../model/text.ts';
import { dayBefore, type TargetDays, utcDayOf } from '../watch/run/days.ts';
import type { View } from './frame.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import type { ReportMemory } from './report-memory.ts';

export const DAYS_SHOWN = 90;

type StripWords = {
  readonly title: string;
  readonly checks: Readonly<Record<string, string>>;
  readonly legend: Readonly<Record<Status | 'gap', string>>;
  readonly days: (n: number) => string;
  readonly noDays: string;
  readonly firstDay: (looked: number) => string;
  readonly label: (check: string, counts: string) => string;
  readonly utc: string;
};

const STRIP_WORDS: Readonly<Record<Language, StripWords>> = {
  en: {
    title: 'The last 90 days',
    checks: { ptr: 'Reverse DNS', spf: 'SPF', dnsbl: 'Blocklists' },
    legend: {
      pass: 'in order',
      warn: 'needed a look',
      fail: 'problem',
      unknown: 'no verdict all day',
      gap: 'not looked at',
    },
    days: (n) => count(n, 'day'),
    noDays: 'The watch has kept no days of this target yet. The first one appears after the next run.',
    firstDay: (looked) => `The watch looked at it on ${count(looked, 'day')} of these 90.`,
    label: (check, counts) => `${check}, 90 days: ${counts}`,
    utc: 'A day is a day in UTC, and counts as its worst verdict.',
  },
  ko: {
    title: '최근 90일',
    checks: { ptr: '역방향 DNS(PTR)', spf: 'SPF', dnsbl: '차단 목록(RBL)' },
    legend: { pass: '정상', warn: '주의', fail: '문제', unknown: '하루 내내 확인 불가', gap: '점검하지 않음' },
    days: (n) => `${n}일`,
    noDays: '아직 저장된 날짜별 결과가 없습니다. 다음 점검부터 표시합니다.',
    firstDay: (looked) => `90일 가운데 ${looked}일을 점검했습니다.`,
    label: (check, counts) => `${check}, 90일: ${counts}`,
    utc: 'UTC 기준 하루이며, 그날의 가장 나쁜 결과로 표시합니다.',
  },
};

type Shown = Status | 'gap';

/** Top and height in a band of 20: the worse, the taller. Nothing at all is a line at the bottom. */
const BARS: Readonly<Record<Shown, readonly [number, number]>> = {
  fail: [0, 20],
  warn: [6, 14],
  pass: [12, 8],
  unknown: [16, 4],
  gap: [19, 1],
};

const ORDER: readonly Shown[] = ['fail', 'warn', 'pass', 'unknown', 'gap'];
const CHECKS = ['ptr', 'spf', 'dnsbl'] as const;
const RANK: readonly (Status | undefined)[] = [undefined, 'unknown', 'pass', 'warn', 'fail'];

/** Oldest first. */
const daysUpTo = (now: number): readonly string[] => {
  const today = utcDayOf(new Date(now).toISOString());
  return Array.from({ length: DAYS_SHOWN }, (_, index) => dayBefore(today, DAYS_SHOWN - 1 - index));
};

/** Days of the same kind in a row are one bar. */
function bars(shown: readonly Shown[]): Markup {
  const starts = shown.flatMap((kind, index) => (index === 0 || shown[index - 1] !== kind ? [index] : []));
  return html`${starts.map((start, index) => {
    const kind = shown[start] ?? 'gap';
    const [top, height] = BARS[kind];
    const width = (starts[index + 1] ?? shown.length) - start;
    return html`<rect class="${kind}" x="${start}" y="${top}" width="${width}" height="${height}"/>`;
  })}`;
}

function strip(
  name: string,
  worst: ReadonlyMap<string, Status> | undefined,
  days: readonly string[],
  view: View,
): Markup {
  const words = STRIP_WORDS[view.language];
  const shown = days.map((day): Shown => worst?.get(day) ?? 'gap');
  const counts = ORDER.map((kind) => [kind, shown.filter((one) => one === kind).length] as const)
    .filter(([, n]) => n > 0)
    .map(([kind, n]) => `${words.legend[kind]} ${words.days(n)}`)
    .join(', ');
  return html`<svg class="strip" viewBox="0 0 ${DAYS_SHOWN} 20" preserveAspectRatio="none" role="img" aria-label="${words.label(name, counts)}">${bars(shown)}</svg>`;
}

export function stripsSection(target: string, { days }: Pick<ReportMemory, 'days'>, view: View): Markup {
  if (days === undefined) return NOTHING;
  const words = STRIP_WORDS[view.language];
  const { worst } = days(target);
  const heading = html`<h2>${words.title}</h2>`;
  if (worst.size === 0) return html`${heading}<p class="note">${words.noDays}</p>`;
  const all = daysUpTo(view.now);
  const kinds = [...CHECKS, ...worst.keys()].filter(
    (one, index, every) => worst.has(one) && every.indexOf(one) === index,
  );
  const rows = kinds.map(
    (check) =>
      html`<div class="days"><span>${words.checks[check] ?? check}</span>${strip(words.checks[check] ?? check, worst.get(check), all, view)}</div>`,
  );
  const looked = all.filter((day) => [...worst.values()].some((one) => one.has(day))).length;
  const legend = ORDER.map(
    (kind) =>
      html`<span><svg class="strip key" viewBox="0 0 4 20" preserveAspectRatio="none" aria-hidden="true">${bars([kind, kind, kind, kind])}</svg> ${words.legend[kind]}</span>`,
  );
  return html`${heading}<div class="list">${rows}<p class="legend">${legend}</p><p>${looked < DAYS_SHOWN ? words.firstDay(looked) : ''} ${words.utc}</p></div>`;
}

/** All checks in one band, for a row of the table. */
export function worstStrip(
  target: string,
  days: (target: string) => TargetDays,
  all: readonly string[],
  view: View,
): Markup {
  const { worst } = days(target);
  const merged = new Map<string, Status>();
  for (const of of worst.values())
    for (const [day, status] of of) if (RANK.indexOf(status) > RANK.indexOf(merged.get(day))) merged.set(day, status);
  return strip(STRIP_WORDS[view.language].title, merged, all, view);
}

export const shownDays = ({ now }: Pick<View, 'now'>): readonly string[] => daysUpTo(now);
