/** The API's ports on this machine: the watch's file, read beside it, and a cache and budgets that live as long as the process. */
import type { DatabaseSync } from 'node:sqlite';
import { bearerToken, sameSecret } from '../../shared/http/bearer.ts';
import { windowsAt } from '../../shared/http/budget.ts';
import {
  type ApiLimits,
  type ApiPorts,
  type Budget,
  type CheckCache,
  type Kept,
  type LatestRun,
  type PageRequest,
  type StatePage,
  type WatchReader,
  WatchUnavailable,
} from '../../shared/http/ports.ts';
import type { Clock } from '../../shared/model/clock.ts';
import type { NotCovered } from '../../shared/model/finding.ts';
import type { Notice } from '../../shared/model/incident.ts';
import type { BatchResult } from '../../shared/watch/batch.ts';
import type { RunRecord } from '../../shared/watch/memory.ts';
import { totalCoverage } from '../../shared/watch/run.ts';
import { readState, type TargetState } from '../../shared/watch/state.ts';
import { MemoryRefused, readMemory } from './memory.ts';

export type LocalApiOptions = Pick<ApiPorts, 'clock' | 'openChecking' | 'channels' | 'log'> & {
  readonly limits: ApiLimits;
  /** The watch's file. */
  readonly memory: string;
  /** What proves that a caller may write. */
  readonly token: string;
  /** Lists that no run can ask. */
  readonly notCovered: readonly NotCovered[];
};

export function localApi({ memory, token, notCovered, clock, limits, ...rest }: LocalApiOptions): ApiPorts {
  return {
    ...rest,
    clock,
    limits: async () => limits,
    caller: (request) => {
      const given = request.headers.get('authorization');
      if (given === null) return { id: 'local', canWrite: false };
      // A wrong token is refused even where none is needed: whoever sends one believes that it is right.
      return sameSecret(bearerToken(given) ?? '', token) ? { id: 'local', canWrite: true } : null;
    },
    howToWrite: 'send the token that "postwatch serve" printed when it started, as Authorization: Bearer <token>',
    cache: memoryCache(1000),
    budget: memoryBudget(limits, clock),
    watch: localWatch(memory, notCovered),
  };
}

/** The latest so many. */
function memoryCache(entries: number): CheckCache {
  const kept = new Map<string, Kept>();
  return {
    get: async (key) => kept.get(key) ?? null,
    put: async (key, value) => {
      kept.delete(key);
      kept.set(key, value);
      const [oldest] = kept.keys();
      if (kept.size > entries && oldest !== undefined) kept.delete(oldest);
    },
  };
}

/** One process counts for all callers of this machine, who are few: what a window's end made useless goes at once. */
function memoryBudget(limits: ApiLimits, clock: Clock): Budget {
  const spent = new Map<string, { readonly endsAt: number; readonly used: number }>();
  return {
    take: async (caller, checks) => {
      const now = clock.now();
      for (const [key, { endsAt }] of spent) if (endsAt <= now) spent.delete(key);
      const windows = windowsAt(now, limits).map((one) => ({ ...one, key: `${caller} ${one.key}` }));
      const used = (key: string): number => spent.get(key)?.used ?? 0;
      const full = windows.find(({ key, limit }) => used(key) + checks > limit);
      if (full !== undefined)
        return { ok: false, limit: full.about, retryAfterSeconds: Math.ceil((full.endsAt - now) / 1000) };
      for (const { key, endsAt } of windows) spent.set(key, { endsAt, used: used(key) + checks });
      return { ok: true };
    },
  };
}

function localWatch(path: string, notCovered: readonly NotCovered[]): WatchReader {
  const reading = async <T>(read: (database: DatabaseSync) => T): Promise<T> => {
    try {
      const found = readMemory(path, (database) => ({ value: read(database) }));
      if (found !== null) return found.value;
    } catch (error) {
      throw error instanceof MemoryRefused ? new WatchUnavailable(error.message) : error;
    }
    throw new WatchUnavailable(`there is no memory at ${path} yet: "postwatch watch" makes it`);
  };
  return {
    page: (request) => reading((database) => pageOf(database, request)),
    state: (target) =>
      reading((database) => {
        const row = database.prepare('SELECT state FROM states WHERE target = ?').get(target);
        return row === undefined ? null : readState(String(row['state']));
      }),
    history: (target, most) =>
      reading((database) => {
        // One row a channel; a notice is one notice whatever carried it.
        const sql = `SELECT notice FROM outbox WHERE notice ->> 'target' = ? GROUP BY id ORDER BY min(rowid) DESC LIMIT ?`;
        return database
          .prepare(sql)
          .all(target, most)
          .map(({ notice }) => JSON.parse(String(notice)) as Notice);
      }),
    latestRun: () => reading((database) => latestRun(database, notCovered)),
  };
}

/** States read for one page, wanted or not. */
const EXAMINED = 5000;

function pageOf(database: DatabaseSync, { from, most, wanted }: PageRequest): StatePage {
  const states: TargetState[] = [];
  let examined = 0;
  let last = from;
  const sql = 'SELECT state FROM states WHERE target > ? ORDER BY target';
  for (const row of database.prepare(sql).iterate(from ?? '')) {
    if (states.length >= most || examined >= EXAMINED) return { states, next: last };
    const state = readState(String(row['state']));
    examined += 1;
    last = state.target;
    if (wanted(state)) states.push(state);
  }
  return { states, next: null };
}

function latestRun(database: DatabaseSync, unaskable: readonly NotCovered[]): LatestRun | null {
  const row = database.prepare('SELECT record, finished FROM runs ORDER BY at DESC LIMIT 1').get();
  if (row === undefined) return null;
  const { id, at, batchKeys, notCovered } = JSON.parse(String(row['record'])) as RunRecord;
  const results = database
    .prepare('SELECT result FROM batches WHERE run = ? AND result IS NOT NULL')
    .all(id)
    .map(({ result }) => JSON.parse(String(result)) as BatchResult);
  return {
    run: id,
    at,
    finished: row['finished'] === null ? null : String(row['finished']),
    batches: batchKeys.length,
    answered: results.length,
    coverage: totalCoverage(results, [...unaskable, ...notCovered]),
  };
}
