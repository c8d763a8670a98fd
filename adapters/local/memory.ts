/**
 * The watch's memory in one SQLite file (`node:sqlite`). Every write is one transaction, durable before it returns. One
 * watch writes at a time (`takeLock`); others may read beside it (`readMemory`). A file that is not ours, is damaged, or comes from a newer version is refused with its name and never written to.
 */
import { existsSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { Notice } from '../../shared/model/incident.ts';
import type { BatchResult } from '../../shared/watch/batch.ts';
import type { Commit, Judgement, Memory, RunRecord } from '../../shared/watch/memory.ts';
import type { Batch, Ledger } from '../../shared/watch/plan.ts';
import { readState, type TargetState } from '../../shared/watch/state.ts';

/** "PwWa": marks the file as ours (SQLite's application_id). */
const APPLICATION_ID = 0x50775761;
const VERSION = 1;
/** A commit waits so long for whoever reads (`postwatch serve`), in milliseconds; reading takes a few. */
const WAIT_MS = 5000;

const SCHEMA = `
  CREATE TABLE runs (id TEXT PRIMARY KEY, at TEXT NOT NULL, record TEXT NOT NULL, judgement TEXT, finished TEXT) STRICT;
  CREATE TABLE batches (
    run TEXT NOT NULL, key TEXT NOT NULL, batch TEXT NOT NULL, result TEXT, PRIMARY KEY (run, key)) STRICT;
  CREATE TABLE ledger (item TEXT PRIMARY KEY, entry TEXT NOT NULL) STRICT;
  CREATE TABLE fingerprints (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE states (target TEXT PRIMARY KEY, version INTEGER NOT NULL, state TEXT NOT NULL) STRICT;
  CREATE TABLE outbox (
    id TEXT NOT NULL, channel TEXT NOT NULL, notice TEXT NOT NULL, leased INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0, sent TEXT, failure TEXT, PRIMARY KEY (id, channel)) STRICT;
  CREATE INDEX outbox_waiting ON outbox (channel) WHERE sent IS NULL;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${VERSION};
`;

/** Runs whose results are kept; older ones have been judged long ago. */
const KEPT_RUNS = 50;
/** Told notices are kept for as long as a history is worth reading: 400 days. */
const KEPT_MS = 400 * 86_400_000;
/** A claim takes at most this many notices: one digest, not a flood. */
const CLAIM = 500;

/** One line for a person: the file, and what is wrong with it. */
export class MemoryRefused extends Error {
  override readonly name = 'MemoryRefused';
}

export type LocalMemory = Memory & { readonly close: () => void };

/** `channels`: the ids every notice is to be told through. Throws `MemoryRefused`. */
export function openMemory(path: string, channels: readonly string[]): LocalMemory {
  const lock = takeLock(path);
  let database: DatabaseSync | undefined;
  const close = (): void => {
    if (database?.isOpen) database.close();
    lock.close();
  };
  try {
    database = new DatabaseSync(path, { timeout: WAIT_MS });
    prepare(database, path);
    // Only one process holds the lock, so whoever leased a notice before is dead.
    database.exec('UPDATE outbox SET leased = 0 WHERE sent IS NULL');
    return { ...operations(database, channels, path), close };
  } catch (error) {
    close();
    throw refusal(path, error);
  }
}

/**
 * One watch at a time: an exclusive transaction on an empty database beside the memory, held until the end. The system
 * lets go of it when the process dies, however it dies, so no stale lock can ever stop a watch; and the memory itself
 * stays open to readers.
 */
function takeLock(path: string): DatabaseSync {
  const at = path === ':memory:' ? path : `${path}-lock`;
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(at, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    throw refusal(path, error);
  }
}

function prepare(database: DatabaseSync, path: string): void {
  database.exec('PRAGMA synchronous = FULL; BEGIN EXCLUSIVE;');
  const empty = database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n'] === 0;
  if (!empty) refuseForeign(database, path);
  else database.exec(SCHEMA);
  const health = database.prepare('PRAGMA quick_check(1)').get();
  if (health !== undefined && Object.values(health)[0] !== 'ok') throw new Error('its content is damaged');
  database.exec('COMMIT');
}

function refuseForeign(database: DatabaseSync, path: string): void {
  const number = (pragma: string): number => Number(Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0]);
  if (number('application_id') !== APPLICATION_ID)
    throw new MemoryRefused(`${path} is a database of another program; name another file`);
  if (number('user_version') > VERSION) throw new MemoryRefused(`${path} was written by a newer version of Postwatch`);
}

/** For reading beside a watch that runs, and closed at once. Null where no watch has been yet. Throws `MemoryRefused`. */
export function readMemory<T>(path: string, read: (database: DatabaseSync) => T): T | null {
  if (!existsSync(path)) return null;
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { readOnly: true, timeout: WAIT_MS });
    if (database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n'] === 0) return null;
    refuseForeign(database, path);
    return read(database);
  } catch (error) {
    throw error instanceof MemoryRefused ? error : new MemoryRefused(unreadable(path, error));
  } finally {
    if (database?.isOpen) database.close();
  }
}

const unreadable = (path: string, error: unknown): string =>
  `${path} cannot be read now: ${error instanceof Error ? error.message : String(error)}`;

function refusal(path: string, error: unknown): MemoryRefused {
  if (error instanceof MemoryRefused) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (/locked|busy/i.test(text))
    return new MemoryRefused(`${path} is in use: the watch already runs (two at once would tell everything twice)`);
  const missing = !existsSync(path) ? ' (its folder may be missing or not writable)' : '';
  return new MemoryRefused(`${path} cannot be used as the watch's memory: ${text}${missing}; it was left as it is`);
}

/** The disk is full, or the file went bad under us. What was stored stays stored; the rest is done again by the next start. */
function failure(path: string, error: unknown): Error {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'ERR_SQLITE_ERROR') return error as Error;
  return new MemoryRefused(
    `${path} cannot be written or read: ${error.message}; nothing stored is lost, the rest is done again by the next start`,
  );
}

function operations(database: DatabaseSync, channels: readonly string[], path: string): Memory {
  const told = <T>(action: () => T): T => {
    try {
      return action();
    } catch (error) {
      throw failure(path, error);
    }
  };
  const run = (sql: string, ...values: SQLInputValue[]) => told(() => database.prepare(sql).run(...values));
  const all = (sql: string, ...values: SQLInputValue[]) => told(() => database.prepare(sql).all(...values));
  const transaction = <T>(body: () => T): T => {
    told(() => database.exec('BEGIN IMMEDIATE'));
    try {
      const value = body();
      told(() => database.exec('COMMIT'));
      return value;
    } catch (error) {
      // A full disk may have rolled back already; the first error is the one to tell.
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  };
  return {
    ...runOperations({ run, all, transaction }),
    ...stateOperations({ run, all, transaction }, channels),
    ...outboxOperations({ run, all, transaction }),
  };
}

type Sql = {
  readonly run: (sql: string, ...values: SQLInputValue[]) => { readonly changes: number | bigint };
  readonly all: (sql: string, ...values: SQLInputValue[]) => Record<string, unknown>[];
  readonly transaction: <T>(body: () => T) => T;
};

const parse = <T>(json: unknown): T => JSON.parse(String(json)) as T;

function writeLedger({ run }: Sql, ledger: Ledger): void {
  for (const [item, entry] of Object.entries(ledger))
    run('INSERT OR REPLACE INTO ledger VALUES (?, ?)', item, JSON.stringify(entry));
}

type RunOperations = Pick<
  Memory,
  'unfinished' | 'open' | 'batch' | 'result' | 'saveResult' | 'saveJudgement' | 'finish' | 'ledger' | 'fingerprints'
>;

function runOperations(sql: Sql): RunOperations {
  const { run, all, transaction } = sql;
  return {
    unfinished: async () => {
      const [row] = all('SELECT record, judgement FROM runs WHERE finished IS NULL ORDER BY at LIMIT 1');
      if (row === undefined) return null;
      const judgement = row['judgement'] === null ? null : parse<Judgement>(row['judgement']);
      return { ...parse<RunRecord>(row['record']), judgement };
    },
    open: async (record, batches, ledger) =>
      transaction(() => {
        if (all('SELECT id FROM runs WHERE finished IS NULL').length > 0) return false;
        run('INSERT INTO runs (id, at, record) VALUES (?, ?, ?)', record.id, record.at, JSON.stringify(record));
        for (const batch of batches) {
          run('INSERT INTO batches (run, key, batch) VALUES (?, ?, ?)', record.id, batch.key, JSON.stringify(batch));
        }
        writeLedger(sql, ledger);
        return true;
      }),
    batch: async (id, key) =>
      parse<Batch>(all('SELECT batch FROM batches WHERE run = ? AND key = ?', id, key)[0]?.['batch']),
    result: async (id, key) => {
      const result = all('SELECT result FROM batches WHERE run = ? AND key = ?', id, key)[0]?.['result'] ?? null;
      return result === null ? null : parse<BatchResult>(result);
    },
    saveResult: async (id, result) => {
      run('UPDATE batches SET result = ? WHERE run = ? AND key = ?', JSON.stringify(result), id, result.key);
    },
    saveJudgement: async (id, judgement) => {
      run('UPDATE runs SET judgement = ? WHERE id = ?', JSON.stringify(judgement), id);
    },
    finish: async (id, at, { ledger = {}, fingerprints = {} }) =>
      transaction(() => {
        run('UPDATE runs SET finished = ? WHERE id = ?', at, id);
        writeLedger(sql, ledger);
        for (const [name, value] of Object.entries(fingerprints)) {
          run('INSERT OR REPLACE INTO fingerprints VALUES (?, ?)', name, value);
        }
        run('DELETE FROM outbox WHERE sent < ?', new Date(Date.parse(at) - KEPT_MS).toISOString());
        run('DELETE FROM batches WHERE run NOT IN (SELECT id FROM runs ORDER BY at DESC LIMIT ?)', KEPT_RUNS);
        run('DELETE FROM runs WHERE id NOT IN (SELECT id FROM runs ORDER BY at DESC LIMIT ?)', KEPT_RUNS);
      }),
    fingerprints: async () =>
      Object.fromEntries(all('SELECT * FROM fingerprints').map(({ name, value }) => [String(name), String(value)])),
    ledger: async () =>
      Object.fromEntries(all('SELECT * FROM ledger').map(({ item, entry }) => [String(item), parse(entry)])),
  };
}

function stateOperations(
  { run, all, transaction }: Sql,
  channels: readonly string[],
): Pick<Memory, 'states' | 'knownTargets' | 'commit'> {
  const write = ({ target, version }: TargetState, json: string, expected: number) =>
    expected === 0
      ? run('INSERT OR IGNORE INTO states VALUES (?, ?, ?)', target, version, json)
      : run(
          'UPDATE states SET version = ?, state = ? WHERE target = ? AND version = ?',
          version,
          json,
          target,
          expected,
        );
  const put = (notice: Notice, channel: string) =>
    run(
      'INSERT OR IGNORE INTO outbox (id, channel, notice) VALUES (?, ?, ?)',
      notice.id,
      channel,
      JSON.stringify(notice),
    );
  const commitOne = ({ state, expected, notices }: Commit): boolean => {
    if (Number(write(state, JSON.stringify(state), expected).changes) === 0) return false;
    for (const notice of notices) for (const channel of channels) put(notice, channel);
    return true;
  };
  return {
    states: async (targets) => {
      const rows = targets.flatMap((target) => all('SELECT state FROM states WHERE target = ?', target));
      const states = rows.map(({ state }) => readState(String(state)));
      return new Map(states.map((state) => [state.target, state]));
    },
    knownTargets: async () => {
      const rows = all("SELECT target, state ->> 'place' AS place FROM states WHERE target NOT LIKE 'list:%'");
      return rows.map(({ target, place }) => ({
        target: String(target),
        ...(place === null ? {} : { place: String(place) }),
      }));
    },
    commit: async (commits: readonly Commit[]) =>
      transaction(() => {
        const conflicts = commits.filter((commit) => !commitOne(commit));
        return conflicts.map(({ state }) => state.target);
      }),
  };
}

function outboxOperations({ run, all, transaction }: Sql): Pick<Memory, 'claim' | 'markSent' | 'release'> {
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
