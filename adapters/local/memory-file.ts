/**
 * The one SQLite file (`node:sqlite`) as a file: its schema, how an older one is brought up to date, and who is refused. A
 * file that is not ours, is damaged, or comes from a newer version is refused with its name and never written to.
 */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { Text } from '../../shared/model/language.ts';
import {
  earlierStateFile,
  foreignDatabase,
  newerStateFile,
  stateFileBusy,
  stateFileFailed,
  unreadableStateFile,
} from './memory-words.ts';
import { closeToOthers, createPrivate } from './private-file.ts';

/** "PwWa": marks the file as ours (SQLite's application_id). */
const APPLICATION_ID = 0x50775761;
const VERSION = 2;
/** What SQLite writes beside a memory, and our lock. SQLite gives its own the rights of the memory itself. */
const COMPANIONS = ['-lock', '-lock-journal', '-journal', '-wal', '-shm'];
/** A write waits so long for other processes at the file, in milliseconds; each of them takes a few. */
const WAIT_MS = 5000;

const FIRST = `
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
`;

/** Notices that were sent begin the history, and open problems become incidents. Finds nothing in a new file. */
const SECOND = `
  CREATE TABLE history (
    id TEXT NOT NULL, at TEXT NOT NULL, target TEXT NOT NULL, notice TEXT NOT NULL, PRIMARY KEY (id, at)) STRICT;
  CREATE INDEX history_of_target ON history (target, at);
  CREATE TABLE incidents (id TEXT PRIMARY KEY, closed TEXT, record TEXT NOT NULL) STRICT;
  CREATE TABLE snoozes (id TEXT PRIMARY KEY, until TEXT NOT NULL, snooze TEXT NOT NULL) STRICT;
  INSERT INTO history
    SELECT id, notice ->> 'at', notice ->> 'target', notice FROM outbox GROUP BY id ORDER BY min(rowid);
  INSERT OR IGNORE INTO incidents
    SELECT standing ->> 'incident', NULL, json_object(
      'id', standing ->> 'incident', 'target', target, 'subject', subject, 'state', 'open',
      'opened', standing ->> 'since', 'closed', NULL)
    FROM (SELECT target, one.key AS subject, one.value -> 'standing' AS standing
      FROM states, json_each(state, '$.subjects') AS one)
    WHERE standing ->> 'incident' IS NOT NULL AND standing ->> 'memberOf' IS NULL;
`;

/**
 * Made in files of either version: the one before neither reads it nor minds it, so that its number stays and it can be gone back
 * to. What a channel's hold is, says `ChannelHold`; what verdicts are, `BatchVerdicts`; what
 * days are, `CheckDay`.
 */
const BESIDE = `
  CREATE TABLE IF NOT EXISTS holds (channel TEXT PRIMARY KEY, hold TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS verdicts (part TEXT PRIMARY KEY, at TEXT NOT NULL, packed TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS days (
    day TEXT NOT NULL, check_id TEXT NOT NULL, targets TEXT NOT NULL, worst TEXT NOT NULL, PRIMARY KEY (day, check_id)) STRICT;
  CREATE TABLE IF NOT EXISTS day_targets (id TEXT PRIMARY KEY, targets TEXT NOT NULL) STRICT;
`;

/** By the version that each one starts from. */
const STEPS: readonly string[] = [FIRST, SECOND];

/** One line for a person: the file, and what is wrong with it. */
export class MemoryRefused extends Error {
  override readonly name = 'MemoryRefused';
  readonly text: Text;
  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}

type Row = Record<string, unknown>;

export type Sql = {
  readonly run: (sql: string, ...values: SQLInputValue[]) => { readonly changes: number | bigint };
  readonly all: (sql: string, ...values: SQLInputValue[]) => Row[];
  /** Row by row, for what need not be read to its end. */
  readonly each: (sql: string, ...values: SQLInputValue[]) => Iterable<Row>;
  readonly transaction: <T>(body: () => T) => T;
};

export const parse = <T>(json: unknown): T => JSON.parse(String(json)) as T;

export type MemoryFile = { readonly sql: Sql; readonly close: () => void };

/**
 * Closes a memory that others may read, with the files beside it; one line where there was something to do.
 * Another program's file, a damaged one and a newer version's are left as they are, in this too. To be called before this
 * process opens the memory: closing a file takes away all locks that the process has on it (POSIX).
 */
export function closeMemoryToOthers(path: string): Text | null {
  return isMemory(path) ? closeToOthers([path, ...COMPANIONS.map((end) => path + end)]) : null;
}

/** Ours, or empty and about to be; the numbers' places: sqlite.org/fileformat.html, "The Database Header". */
function isMemory(path: string): boolean {
  try {
    // A pipe in its place would be waited for.
    if (!statSync(path).isFile()) return false;
    const file = openSync(path, 'r');
    const header = Buffer.alloc(72);
    const read = readSync(file, header, 0, header.length, 0);
    closeSync(file);
    const isOurs = header.readUInt32BE(68) === APPLICATION_ID && header.readUInt32BE(60) <= VERSION;
    return read === 0 || (read === header.length && isOurs);
  } catch {
    return false;
  }
}

/** For the one that holds the watch's lock: made where there is none, brought up to date where it is older. */
export function openFile(path: string): MemoryFile {
  if (path !== ':memory:') createPrivate(path);
  const database = new DatabaseSync(path, { timeout: WAIT_MS });
  try {
    prepare(database, path);
  } catch (error) {
    database.close();
    throw error;
  }
  return fileOf(database, path);
}

/** Beside a watch that may run, and without its lock. Null where no watch has been yet. Throws `MemoryRefused`. */
export function openBeside(path: string, { readOnly }: { readonly readOnly: boolean }): MemoryFile | null {
  if (!existsSync(path)) return null;
  let database: DatabaseSync | undefined;
  try {
    // Never opened read-only: what a killed watch left half written is rolled back by the first reader, and that is a write.
    database = new DatabaseSync(path, { timeout: WAIT_MS });
    if (readOnly) database.exec('PRAGMA query_only = TRUE');
    if (isEmpty(database)) {
      database.close();
      return null;
    }
    if (versionOf(database, path) < VERSION) throw new MemoryRefused(earlierStateFile(path));
    if (!readOnly) database.exec('PRAGMA synchronous = FULL');
    return fileOf(database, path);
  } catch (error) {
    if (database?.isOpen) database.close();
    throw error instanceof MemoryRefused ? error : new MemoryRefused(unreadableStateFile(path, lineOf(error)));
  }
}

const fileOf = (database: DatabaseSync, path: string): MemoryFile => ({
  sql: sqlOn(database, path),
  close: () => {
    if (database.isOpen) database.close();
  },
});

const isEmpty = (database: DatabaseSync): boolean =>
  database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n'] === 0;

/** All of it in one transaction: a file is of one version or of the other. */
function prepare(database: DatabaseSync, path: string): void {
  database.exec('PRAGMA synchronous = FULL; BEGIN EXCLUSIVE;');
  const version = isEmpty(database) ? 0 : versionOf(database, path);
  const health = database.prepare('PRAGMA quick_check(1)').get();
  if (health !== undefined && Object.values(health)[0] !== 'ok') throw new Error('its content is damaged');
  for (const step of [...STEPS.slice(version), BESIDE]) database.exec(step);
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${VERSION}; COMMIT;`);
}

function versionOf(database: DatabaseSync, path: string): number {
  const number = (pragma: string): number => Number(Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0]);
  if (number('application_id') !== APPLICATION_ID) throw new MemoryRefused(foreignDatabase(path));
  const version = number('user_version');
  if (version > VERSION) throw new MemoryRefused(newerStateFile(path));
  return version;
}

export const lineOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Another process has the file locked. */
export const isBusy = (error: unknown): boolean => /locked|busy/i.test(lineOf(error));

/** The disk is full, or the file went bad under us. What was stored stays stored; the rest is done again by the next start. */
function failure(path: string, error: unknown): Error {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'ERR_SQLITE_ERROR') return error as Error;
  return new MemoryRefused(isBusy(error) ? stateFileBusy(path, WAIT_MS / 1000) : stateFileFailed(path, error.message));
}

function sqlOn(database: DatabaseSync, path: string): Sql {
  const refusing = <T>(action: () => T): T => {
    try {
      return action();
    } catch (error) {
      throw failure(path, error);
    }
  };
  return {
    run: (sql, ...values) => refusing(() => database.prepare(sql).run(...values)),
    all: (sql, ...values) => refusing(() => database.prepare(sql).all(...values)),
    each: (sql, ...values) => refusing(() => database.prepare(sql).iterate(...values)),
    transaction: (body) => {
      refusing(() => database.exec('BEGIN IMMEDIATE'));
      try {
        const value = body();
        refusing(() => database.exec('COMMIT'));
        return value;
      } catch (error) {
        // A full disk may have rolled back already; the first error is the one to report.
        if (database.isTransaction) database.exec('ROLLBACK');
        throw error;
      }
    },
  };
}
