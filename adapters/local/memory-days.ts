/** The days in the watch's file: a row a check and day. Sets of targets hardly ever change, so each is there once. */
import { createHash } from 'node:crypto';
import type { Judgement } from '../../shared/watch/incidents/result.ts';
import { type CheckDay, DAYS_KEPT, dayBefore, mergeDay, utcDayOf, worstOfRun } from '../../shared/watch/run/days.ts';
import type { BatchVerdicts } from '../../shared/watch/run/verdicts.ts';
import { parse, type Sql } from './memory-file.ts';

/** Within the transaction that finishes the run: by then it is known which lists failed their tests. */
export function rememberDay(sql: Sql, id: string): void {
  const [row] = sql.all('SELECT at, judgement FROM runs WHERE id = ?', id);
  const judgement = row?.['judgement'] ?? null;
  if (row === undefined || judgement === null) return;
  const day = utcDayOf(String(row['at']));
  const { unsound } = parse<Judgement>(judgement);
  const batches = sql.all("SELECT packed FROM verdicts WHERE packed ->> 'run' = ?", id);
  const stored = batches.map(({ packed }) => ({ batch: parse<BatchVerdicts>(packed), unsound }));
  for (const [check, seen] of worstOfRun(stored)) {
    const before = daysSince(sql, day, check).find((one) => one.day === day) ?? null;
    const merged = mergeDay(before, { day, check }, seen);
    if (merged !== null) writeDay(sql, merged);
  }
  forgetDays(sql, day);
}

function writeDay({ run }: Sql, { day, check, targets, common, others }: CheckDay): void {
  const written = JSON.stringify(targets);
  const id = createHash('sha256').update(written).digest('base64url').slice(0, 22);
  run('INSERT OR IGNORE INTO day_targets VALUES (?, ?)', id, written);
  run('INSERT OR REPLACE INTO days VALUES (?, ?, ?, ?)', day, check, id, JSON.stringify({ common, others }));
}

function forgetDays({ run }: Sql, day: string): void {
  run('DELETE FROM days WHERE day < ?', dayBefore(day, DAYS_KEPT));
  run('DELETE FROM day_targets WHERE id NOT IN (SELECT targets FROM days)');
}

/** From this day on, of one check or of all. A file that an earlier version's watch has made has none. */
export function daysSince({ all }: Sql, day: string, check?: string): readonly CheckDay[] {
  if (all("SELECT 1 FROM sqlite_schema WHERE name = 'days'").length === 0) return [];
  const sets = new Map<string, readonly string[]>();
  const setOf = (id: string): readonly string[] => {
    const known =
      sets.get(id) ??
      parse<readonly string[]>(all('SELECT targets FROM day_targets WHERE id = ?', id)[0]?.['targets'] ?? '[]');
    sets.set(id, known);
    return known;
  };
  const rows =
    check === undefined
      ? all('SELECT * FROM days WHERE day >= ? ORDER BY day', day)
      : all('SELECT * FROM days WHERE day >= ? AND check_id = ? ORDER BY day', day, check);
  return rows.map((row) => ({
    day: String(row['day']),
    check: String(row['check_id']),
    targets: setOf(String(row['targets'])),
    ...parse<Pick<CheckDay, 'common' | 'others'>>(row['worst']),
  }));
}
