/** What happened in a span of time: the problems in it, how long each lasted there, and how long clearing took. Pure figures. */
import { HOUR } from '../model/duration.ts';
import type { Severity } from '../model/finding.ts';
import type { Acknowledgement, Notice } from '../model/incident.ts';
import type { Text } from '../model/language.ts';

/** Milliseconds; `to` is not in it. */
export type Period = { readonly from: number; readonly to: number };

/** `closed`: null while it is open. ISO times. */
export type PastProblem = {
  readonly incident: string;
  readonly target: string;
  readonly check: string;
  readonly subject: string;
  /** Null where the history no longer says. */
  readonly finding: string | null;
  readonly severity: Severity | null;
  readonly title: Text;
  readonly opened: string;
  readonly closed: string | null;
  /** It stopped being looked at, or became part of another. */
  readonly isEnded: boolean;
  readonly acknowledged?: Acknowledgement;
  /** The newest with a finding. */
  readonly notice?: Notice;
};

export type PeriodFigures = {
  readonly problems: number;
  readonly opened: number;
  readonly cleared: number;
  readonly stillOpen: number;
  /** Of addresses and domains on lists, added up: two lists at the same time count twice. */
  readonly hoursListed: number;
  /** Of those that cleared in it, in hours; null where none did. */
  readonly medianHoursToClear: number | null;
  readonly longestHoursToClear: number | null;
};

const endOf = ({ closed }: Pick<PastProblem, 'closed'>, { to }: Period): number =>
  closed === null ? to : Math.min(Date.parse(closed), to);

/** Hours of it within the period. */
export const hoursWithin = (problem: Pick<PastProblem, 'opened' | 'closed'>, period: Period): number =>
  Math.max(0, endOf(problem, period) - Math.max(Date.parse(problem.opened), period.from)) / HOUR;

/** Open at some time in it. */
export const isWithin = ({ opened, closed }: Pick<PastProblem, 'opened' | 'closed'>, { from, to }: Period): boolean =>
  Date.parse(opened) < to && (closed === null || Date.parse(closed) >= from);

export function figuresOf(all: readonly PastProblem[], period: Period): PeriodFigures {
  const problems = all.filter((one) => isWithin(one, period));
  const isIn = (iso: string | null): boolean =>
    iso !== null && Date.parse(iso) >= period.from && Date.parse(iso) < period.to;
  const cleared = problems.filter(({ closed, isEnded }) => !isEnded && isIn(closed));
  const took = cleared
    .map(({ opened, closed }) => (Date.parse(closed ?? opened) - Date.parse(opened)) / HOUR)
    .toSorted((a, b) => a - b);
  const middle = took.length >> 1;
  const median = took.length % 2 === 1 ? took[middle] : ((took[middle - 1] ?? 0) + (took[middle] ?? 0)) / 2;
  return {
    problems: problems.length,
    opened: problems.filter(({ opened }) => isIn(opened)).length,
    cleared: cleared.length,
    stillOpen: problems.filter(({ closed }) => closed === null || Date.parse(closed) >= period.to).length,
    hoursListed: problems
      .filter(({ check }) => check === 'dnsbl')
      .reduce((sum, one) => sum + hoursWithin(one, period), 0),
    medianHoursToClear: took.length === 0 ? null : (median ?? null),
    longestHoursToClear: took.at(-1) ?? null,
  };
}
