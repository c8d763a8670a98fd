/**
 * The watch's memory in one SQLite file. Every write is one transaction, durable before it returns. One watch writes at a
 * time (`takeLock`); others may read beside it (`readMemory`), and what people do to incidents is written beside it too
 * (`besideMemory`): each of that is one short transaction under the condition that the state is still what was read.
 */
import { accessSync, constants, existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { TargetState } from '../../shared/watch/incidents/state.ts';
import type { Memory } from '../../shared/watch/run/memory.ts';
import { isBusy, lineOf, type MemoryFile, MemoryRefused, openBeside, openFile, type Sql } from './memory-file.ts';
import { incidentOperations } from './memory-incidents.ts';
import { outboxOperations } from './memory-outbox.ts';
import { runOperations } from './memory-runs.ts';
import { stateOperations, storedState } from './memory-states.ts';
import { noStateFile, stateFileInUse, stateFileUnusable } from './memory-words.ts';
import { createPrivate } from './private-file.ts';

export type LocalMemory = Memory & { readonly close: () => void };

/** `channels`: the ids of those that every notice is sent through. Throws `MemoryRefused`. */
export function openMemory(path: string, channels: readonly string[]): LocalMemory {
  const lock = takeLock(path);
  let file: MemoryFile | undefined;
  const close = (): void => {
    file?.close();
    lock.close();
  };
  try {
    file = openFile(path);
    // Only one process holds the lock, so the process that leased a notice before is dead.
    file.sql.run('UPDATE outbox SET leased = 0 WHERE sent IS NULL');
    return { ...operations(file.sql, channels), close };
  } catch (error) {
    close();
    throw refusal(path, error);
  }
}

const operations = (sql: Sql, channels: readonly string[]): Memory => ({
  ...runOperations(sql),
  ...stateOperations(sql, channels),
  ...incidentOperations(sql),
  ...outboxOperations(sql),
});

/**
 * One watch at a time: an exclusive transaction on an empty database beside the memory, held until the end. The system
 * lets go of it when the process dies, however it dies, so no stale lock can ever stop a watch; and the memory itself
 * stays open to others.
 */
function takeLock(path: string): DatabaseSync {
  const at = path === ':memory:' ? path : `${path}-lock`;
  let lock: DatabaseSync | undefined;
  if (at !== ':memory:') createPrivate(at);
  try {
    lock = new DatabaseSync(at, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    throw refusal(path, error);
  }
}

function refusal(path: string, error: unknown): MemoryRefused {
  if (error instanceof MemoryRefused) return error;
  if (isBusy(error)) return new MemoryRefused(stateFileInUse(path));
  return new MemoryRefused(stateFileUnusable(path, lineOf(error), existsSync(path) ? whose(path) : 'folder'));
}

/** `owner`: it belongs to another user, which is the reason. */
function whose(path: string): 'owner' | null {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return null;
  } catch {
    return 'owner';
  }
}

/** Beside a watch that runs, for one look, and closed at once. Throws `MemoryRefused`. */
export function readMemory<T>(path: string, read: (sql: Sql) => T): T {
  const file = there(path, openBeside(path, { readOnly: true }));
  try {
    return read(file.sql);
  } finally {
    file.close();
  }
}

/** One state, for what can do without: null where there is none, or where the memory cannot be read now. */
export function rememberedState(path: string, target: string): TargetState | null {
  try {
    return readMemory(path, (sql) => storedState(sql, target));
  } catch {
    return null;
  }
}

/** Beside a watch that runs, for what one person does. No notice is sent by it. Throws `MemoryRefused`. */
export async function besideMemory<T>(path: string, work: (memory: Memory) => Promise<T>): Promise<T> {
  const file = there(path, openBeside(path, { readOnly: false }));
  try {
    return await work(operations(file.sql, []));
  } finally {
    file.close();
  }
}

function there(path: string, file: MemoryFile | null): MemoryFile {
  if (file === null) throw new MemoryRefused(noStateFile(path));
  return file;
}
