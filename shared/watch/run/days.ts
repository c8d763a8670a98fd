/**
 * What each day was like: the worst of one check on one day, of every target that was looked at. Most targets share one status, so a
 * day of a check is that one, the exceptions, and the targets. It decides nothing: incidents come from states alone.
 */
import { DAY } from '../../model/duration.ts';
import type { Status } from '../../model/finding.ts';
import { type SeenTarget, type StoredVerdicts, unpackVerdicts } from './verdicts.ts';

/** As long as the history. */
export const DAYS_KEPT = 400;

export type CheckDay = {
  /** UTC: `2026-12-01`. */
  readonly day: string;
  readonly check: string;
  /** In order. */
  readonly targets: readonly string[];
  /** Of those that are not among the others. */
  readonly common: Status;
  readonly others: Readonly<Record<string, Status>>;
};

/** By check, then by target. */
export type DayStatuses = ReadonlyMap<string, ReadonlyMap<string, Status>>;

export const utcDayOf = (iso: string): string => iso.slice(0, 10);

/** The day so many days before. */
export const dayBefore = (day: string, days: number): string =>
  utcDayOf(new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY).toISOString());

/** A day is unknown only where no look of it gave a verdict: one answer that did not come is no bad day. */
const WORST: readonly Status[] = ['unknown', 'pass', 'warn', 'fail'];

const worse = (a: Status | undefined, b: Status): Status =>
  a === undefined || WORST.indexOf(b) > WORST.indexOf(a) ? b : a;

/** Of one run's batches, with what was judged of it. */
export function worstOfRun(stored: readonly StoredVerdicts[]): DayStatuses {
  const worst = new Map<string, Map<string, Status>>();
  for (const [target, seen] of unpackVerdicts(stored)) {
    for (const [check, status] of worstByCheck(seen)) {
      const of = worst.get(check) ?? new Map<string, Status>();
      worst.set(check, of.set(target, status));
    }
  }
  return worst;
}

/** Of several lists, at least half must have given a verdict: one that says "not listed" clears nobody. */
function worstByCheck({ verdicts }: SeenTarget): ReadonlyMap<string, Status> {
  const by = Map.groupBy(verdicts, ([key]) => key.slice(0, key.indexOf('|')));
  return new Map(
    [...by].map(([check, all]) => {
      const known = all.filter(([, { status }]) => status !== 'unknown');
      const worst = known.reduce<Status>((so, [, { status }]) => worse(so, status), 'unknown');
      return [check, worst === 'pass' && known.length * 2 < all.length ? 'unknown' : worst];
    }),
  );
}

/** Of one of its targets, which may have any name. */
const statusIn = ({ common, others }: Pick<CheckDay, 'common' | 'others'>, target: string): Status =>
  (Object.hasOwn(others, target) ? others[target] : undefined) ?? common;

/** The day with one more run in it; null where that changes nothing. */
export function mergeDay(
  before: CheckDay | null,
  { day, check }: Pick<CheckDay, 'day' | 'check'>,
  seen: ReadonlyMap<string, Status>,
): CheckDay | null {
  const merged = new Map(before === null ? [] : before.targets.map((target) => [target, statusIn(before, target)]));
  let isChanged = before === null;
  for (const [target, status] of seen) {
    const now = worse(merged.get(target), status);
    isChanged ||= merged.get(target) !== now;
    merged.set(target, now);
  }
  if (!isChanged || merged.size === 0) return null;
  const counts = Map.groupBy(merged, ([, status]) => status);
  const [common] = [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0] ?? ['unknown' as const];
  const others = Object.fromEntries([...merged].filter(([, status]) => status !== common));
  return { day, check, targets: [...merged.keys()].toSorted(), common, others };
}

/** One target's days. */
export type TargetDays = {
  /** By check, then by day; a day without an entry was not looked at. */
  readonly worst: DayStatuses;
};

/** Reads many targets out of the same days. */
export function daysReader(days: readonly CheckDay[]): (target: string) => TargetDays {
  const sets = new Map<readonly string[], ReadonlySet<string>>();
  const setOf = (targets: readonly string[]): ReadonlySet<string> => {
    const known = sets.get(targets) ?? new Set(targets);
    sets.set(targets, known);
    return known;
  };
  const held = days.map((one) => ({ ...one, set: setOf(one.targets) }));
  return (target) => {
    const worst = new Map<string, Map<string, Status>>();
    for (const { day, check, common, others, set } of held) {
      if (!set.has(target)) continue;
      const of = worst.get(check) ?? new Map<string, Status>();
      worst.set(check, of.set(day, statusIn({ common, others }, target)));
    }
    return { worst };
  };
}
