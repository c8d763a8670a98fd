/** The watch's file as a page needs it: all of one moment, read beside a watch that may be running. */

import type { NotCovered } from '../../shared/model/finding.ts';
import type { Notice } from '../../shared/model/incident.ts';
import {
  type ReportedRun,
  type ReportedSilence,
  type ReportMemory,
  silentIn,
} from '../../shared/report/report-memory.ts';
import { DAYS_SHOWN } from '../../shared/report/strips.ts';
import { silentLists } from '../../shared/watch/incidents/list-incidents.ts';
import type { BatchResult, Judgement, ListTally } from '../../shared/watch/incidents/result.ts';
import { readState, type TargetState } from '../../shared/watch/incidents/state.ts';
import { dayBefore, daysReader, utcDayOf } from '../../shared/watch/run/days.ts';
import type { LedgerEntry } from '../../shared/watch/run/ledger.ts';
import type { RunRecord } from '../../shared/watch/run/memory.ts';
import { totalCoverage } from '../../shared/watch/run/run.ts';
import type { BatchVerdicts, StoredVerdicts } from '../../shared/watch/run/verdicts.ts';
import { readMemory } from './memory.ts';
import { daysSince } from './memory-days.ts';
import { parse, type Sql } from './memory-file.ts';
import { historyOf, snoozesAt } from './memory-incidents.ts';
import { storedState } from './memory-states.ts';

/** Incidents whose last notice is read, and how far back each is looked for. */
const MOST_LATEST = 300;
const FAR_BACK = 50;
const LATELY = 40;

export type ReadReport = {
  /** Only this target's state; null: all. */
  readonly target: string | null;
  /** ISO time. */
  readonly now: string;
  /** Lists that no run can query. */
  readonly notCovered: readonly NotCovered[];
};

/** Throws `MemoryRefused`. */
export const readReport = (path: string, { target, now, notCovered }: ReadReport): ReportMemory =>
  readMemory(path, (sql) => {
    const states = target === null ? allStates(sql) : [storedState(sql, target)].filter((one) => one !== null);
    const verdicts = storedVerdicts(sql);
    return {
      states,
      verdicts,
      snoozes: snoozesAt(sql, now),
      lately: sql.all('SELECT notice FROM history ORDER BY at DESC, rowid DESC LIMIT ?', LATELY).map(noticeIn),
      latest: latestNotices(sql, states),
      lastRun: lastRun(sql, verdicts, notCovered),
      lastPlanned: lastPlanned(sql),
      days: daysReader(daysSince(sql, dayBefore(utcDayOf(now), DAYS_SHOWN))),
    };
  });

const noticeIn = ({ notice }: Record<string, unknown>): Notice => parse<Notice>(notice);

const allStates = ({ all }: Sql): readonly TargetState[] =>
  all('SELECT state FROM states ORDER BY target').map(({ state }) => readState(String(state)));

/** A file that an earlier version's watch has made has no such table. */
function storedVerdicts({ all }: Sql): readonly StoredVerdicts[] {
  if (all("SELECT 1 FROM sqlite_schema WHERE name = 'verdicts'").length === 0) return [];
  const unsound = new Map(
    all('SELECT id, judgement FROM runs WHERE judgement IS NOT NULL').map(({ id, judgement }) => [
      String(id),
      parse<Judgement>(judgement).unsound,
    ]),
  );
  return all('SELECT packed FROM verdicts').map(({ packed }) => {
    const batch = parse<BatchVerdicts>(packed);
    return { batch, unsound: unsound.get(batch.run) ?? [] };
  });
}

/** The newest notice with a finding of each open incident: its evidence and its remedy. */
function latestNotices(sql: Sql, states: readonly TargetState[]): ReadonlyMap<string, Notice> {
  const latest = new Map<string, Notice>();
  for (const { target, subjects } of states) {
    const open = new Set(Object.values(subjects).flatMap(({ standing }) => standing?.incident ?? []));
    if (open.size === 0 || latest.size >= MOST_LATEST) continue;
    for (const notice of historyOf(sql, target, FAR_BACK))
      if (notice.finding !== null && open.has(notice.incident) && !latest.has(notice.incident))
        latest.set(notice.incident, notice);
  }
  return latest;
}

/** The newest that has finished; where none has, the newest. */
function lastRun(sql: Sql, verdicts: readonly StoredVerdicts[], unaskable: readonly NotCovered[]): ReportedRun | null {
  const [row] = sql.all('SELECT record, finished FROM runs ORDER BY finished IS NULL, at DESC LIMIT 1');
  if (row === undefined) return null;
  const last = parse<RunRecord>(row['record']);
  const [before] = sql.all('SELECT record FROM runs WHERE id = ?', last.follows ?? '');
  // A run with one that follows it is one run.
  const all = [...(before === undefined ? [] : [parse<RunRecord>(before['record'])]), last];
  const results = all.flatMap(({ id }) =>
    sql
      .all('SELECT result FROM batches WHERE run = ? AND result IS NOT NULL', id)
      .map(({ result }) => parse<BatchResult>(result)),
  );
  return {
    at: (all[0] ?? last).at,
    finished: row['finished'] === null ? null : String(row['finished']),
    batches: all.reduce((sum, { batchKeys }) => sum + batchKeys.length, 0),
    answered: results.length,
    coverage: totalCoverage(results, [...unaskable, ...all.flatMap(({ notCovered }) => notCovered)]),
    silent: silentNow(sql, results, verdicts),
  };
}

/** Of the last run, and those of slower lists that gave no verdict when they had their turn. */
function silentNow(
  sql: Sql,
  results: readonly BatchResult[],
  verdicts: readonly StoredVerdicts[],
): readonly ReportedSilence[] {
  const asked = new Set(results.flatMap(({ lists }) => Object.keys(lists)));
  const earlier = silentIn(verdicts).filter((list) => !asked.has(list));
  return [...silencesIn(results), ...earlier.flatMap((list) => silencesIn(lastAsked(sql, list)))];
}

function silencesIn(results: readonly Pick<BatchResult, 'lists'>[]): readonly ReportedSilence[] {
  const examples = new Map(results.flatMap(({ lists }) => Object.entries(lists)));
  return silentLists(results).map((one) => ({ ...one, remedy: examples.get(one.list)?.example.remedy ?? null }));
}

/** The batch in which it had its turn last, as far as runs are kept. */
function lastAsked({ all }: Sql, list: string): readonly Pick<BatchResult, 'lists'>[] {
  const newest = `SELECT result -> '$.lists' -> ? AS tally FROM batches
    WHERE result IS NOT NULL AND tally IS NOT NULL ORDER BY rowid DESC LIMIT 1`;
  return all(newest, list).map(({ tally }) => ({ lists: { [list]: parse<ListTally>(tally) } }));
}

function lastPlanned({ all }: Sql): number | null {
  const times = all('SELECT entry FROM ledger').map(({ entry }) => parse<LedgerEntry>(entry).last);
  return times.length === 0 ? null : Math.max(...times);
}
