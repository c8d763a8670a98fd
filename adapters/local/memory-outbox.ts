/** Notices that wait to be sent, by channel. */
import type { SQLInputValue } from 'node:sqlite';
import type { Notice } from '../../shared/model/incident.ts';
import type { ChannelHold, Memory } from '../../shared/watch/run/memory.ts';
import { parse, type Sql } from './memory-file.ts';

/** A claim takes at most this many notices: what belongs together is sent together, and a message has its own limit. */
const CLAIM = 5000;

type Outbox = Pick<Memory, 'claim' | 'markSent' | 'release' | 'hold' | 'saveHold'>;

export function outboxOperations({ run, all, transaction }: Sql): Outbox {
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
    hold: async (channel) => {
      const [row] = all('SELECT hold FROM holds WHERE channel = ?', channel);
      return row === undefined ? null : parse<ChannelHold>(row['hold']);
    },
    saveHold: async (channel, hold) => {
      if (hold === null) run('DELETE FROM holds WHERE channel = ?', channel);
      else run('INSERT OR REPLACE INTO holds VALUES (?, ?)', channel, JSON.stringify(hold));
    },
  };
}
