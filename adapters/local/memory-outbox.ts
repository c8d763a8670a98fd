/** What waits to be told, by channel. */
import type { SQLInputValue } from 'node:sqlite';
import type { Notice } from '../../shared/model/incident.ts';
import type { Memory } from '../../shared/watch/memory.ts';
import { parse, type Sql } from './memory-file.ts';

/** A claim takes at most this many notices: one digest, not a flood. */
const CLAIM = 500;

export function outboxOperations({ run, all, transaction }: Sql): Pick<Memory, 'claim' | 'markSent' | 'release'> {
  const each = (sql: string, channel: string, notices: readonly Notice[], ...values: SQLInputValue[]): void =>
    transaction(() => {
      for (const { id } of notices) run(sql, ...values, channel, id);
    });
  return {
    claim: async (channel, now, until) =>
      transaction(() => {
        const where = 'sent IS NULL AND channel = ? AND leased <= ?';
        const rows = all(`SELECT rowid, notice FROM outbox WHERE ${where} ORDER BY rowid LIMIT ${CLAIM}`, channel, now);
        for (const { rowid } of rows)
          run('UPDATE outbox SET leased = ?, attempts = attempts + 1 WHERE rowid = ?', until, Number(rowid));
        return rows.map(({ notice }) => parse<Notice>(notice));
      }),
    markSent: async (channel, notices, at) =>
      each('UPDATE outbox SET sent = ?, failure = NULL WHERE channel = ? AND id = ?', channel, notices, at),
    release: async (channel, notices, why) =>
      each('UPDATE outbox SET leased = 0, failure = ? WHERE channel = ? AND id = ?', channel, notices, why),
  };
}
