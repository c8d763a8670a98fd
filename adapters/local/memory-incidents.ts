/** Incidents, their history and what people have snoozed. */
import type { IncidentRecord, Notice, Snooze } from '../../shared/model/incident.ts';
import { HISTORY_KEPT_MS, type Memory } from '../../shared/watch/run/memory.ts';
import { parse, type Sql } from './memory-file.ts';

export type IncidentOperations = Pick<Memory, 'incident' | 'history' | 'snoozes' | 'saveSnooze' | 'removeSnooze'>;

export const incidentOperations = (sql: Sql): IncidentOperations => ({
  incident: async (id) => incidentOf(sql, id),
  history: async (target, most) => historyOf(sql, target, most),
  snoozes: async (now) => snoozesAt(sql, now),
  saveSnooze: async (snooze) => {
    sql.run('INSERT OR REPLACE INTO snoozes VALUES (?, ?, ?)', snooze.id, snooze.until, JSON.stringify(snooze));
  },
  removeSnooze: async (id) => Number(sql.run('DELETE FROM snoozes WHERE id = ?', id).changes) > 0,
});

export function incidentOf({ all }: Sql, id: string): IncidentRecord | null {
  const [row] = all('SELECT record FROM incidents WHERE id = ?', id);
  return row === undefined ? null : parse(row['record']);
}

export const historyOf = ({ all }: Sql, target: string, most: number): readonly Notice[] =>
  all('SELECT notice FROM history WHERE target = ? ORDER BY at DESC, rowid DESC LIMIT ?', target, most).map(
    ({ notice }) => parse<Notice>(notice),
  );

export const snoozesAt = ({ all }: Sql, now: string): readonly Snooze[] =>
  all('SELECT snooze FROM snoozes WHERE until > ? ORDER BY until, id', now).map(({ snooze }) => parse<Snooze>(snooze));

/** As part of the transaction that writes the state. */
export function remember({ run }: Sql, notices: readonly Notice[], incidents: readonly IncidentRecord[]): void {
  for (const notice of notices)
    run(
      'INSERT OR IGNORE INTO history VALUES (?, ?, ?, ?)',
      notice.id,
      notice.at,
      notice.target,
      JSON.stringify(notice),
    );
  for (const record of incidents)
    run('INSERT OR REPLACE INTO incidents VALUES (?, ?, ?)', record.id, record.closed, JSON.stringify(record));
}

/** What is older than the history goes; snoozes that are over stay as long, since the history names them. */
export function forget({ run }: Sql, now: string): void {
  const before = new Date(Date.parse(now) - HISTORY_KEPT_MS).toISOString();
  run('DELETE FROM history WHERE at < ?', before);
  run('DELETE FROM incidents WHERE closed < ?', before);
  run('DELETE FROM snoozes WHERE until < ?', before);
  run('DELETE FROM outbox WHERE sent < ?', before);
}
