/** How far a check is, on the one line that the next one replaces: shown where it takes longer than a second. */
import type { Clock } from '../shared/model/clock.ts';
import type { Language } from '../shared/model/language.ts';
import type { Terminal } from './terminal.ts';

export type Progress = {
  /** Whom it is about. */
  readonly targets: readonly string[];
  /** Lists that are queried. */
  readonly lists: number;
  /** Queries sent so far. */
  readonly done: () => number;
  /** As many as there will be, as far as it is known before; null: not known. */
  readonly all: number | null;
};

const TICK_MS = 1000;
/** Targets that are named. */
const NAMED = 2;

type ProgressWords = {
  readonly about: (named: string, more: number, lists: number) => string;
  readonly soFar: (done: string) => string;
  readonly of: (done: string, all: string) => string;
  readonly left: (seconds: number) => string;
  readonly waiting: string;
};

const WORDS: Readonly<Record<Language, ProgressWords>> = {
  en: {
    about: (named, more, lists) =>
      `${named}${more > 0 ? ` and ${grouped(more)} more` : ''}${lists > 0 ? `, ${lists === 1 ? '1 list' : `${lists} lists`}` : ''}`,
    soFar: (done) => `${done} queries so far`,
    of: (done, all) => `${done} of ${all} queries`,
    left: (seconds) => `about ${seconds} s left`,
    waiting: 'waiting for the last answers',
  },
  ko: {
    about: (named, more, lists) =>
      `${named}${more > 0 ? ` 외 ${grouped(more)}개` : ''}${lists > 0 ? `, 목록 ${lists}개` : ''}`,
    soFar: (done) => `지금까지 조회 ${done}회`,
    of: (done, all) => `조회 ${all}회 중 ${done}회`,
    left: (seconds) => `약 ${seconds}초 남음`,
    waiting: '마지막 응답을 기다리는 중',
  },
};

/** `1,234`. */
const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** `elapsedMs`: since the first query. What is left is estimated from what was done so far. */
export function progressLine({ targets, lists, done, all }: Progress, elapsedMs: number, language: Language): string {
  const words = WORDS[language];
  const about = words.about(targets.slice(0, NAMED).join(', '), Math.max(0, targets.length - NAMED), lists);
  const sent = done();
  // What a narrow screen cuts off is whom it is about.
  return `${howFar(sent, all, elapsedMs, words)} (${about})`;
}

function howFar(sent: number, all: number | null, elapsedMs: number, words: ProgressWords): string {
  if (all === null || sent > all) return words.soFar(grouped(sent));
  const share = words.of(grouped(sent), grouped(all));
  if (sent === all) return `${share}, ${words.waiting}`;
  if (sent === 0) return share;
  return `${share}, ${words.left(Math.max(1, Math.round((elapsedMs / sent / TICK_MS) * (all - sent))))}`;
}

/** Shows how far `work` is until it has ended, whatever its end. */
export async function withProgress<T>(
  progress: Progress,
  { clock, terminal }: { readonly clock: Clock; readonly terminal: Pick<Terminal, 'progress' | 'language'> },
  work: () => Promise<T>,
): Promise<T> {
  const began = clock.monotonic();
  let stop = (): void => {};
  const tick = (): void => {
    terminal.progress(progressLine(progress, clock.monotonic() - began, terminal.language));
    stop = clock.after(TICK_MS, tick);
  };
  stop = clock.after(TICK_MS, tick);
  try {
    return await work();
  } finally {
    stop();
    terminal.progress('');
  }
}
