/** The API's ports on this machine: the watch's file, read beside it, and a cache and budgets that live as long as the process. */
import { FOLLOWS_FIRST_REPORT, NO_NOTICE_CARRIED, PASS_TIME_OVER } from '../../shared/channels/core/words.ts';
import { bearerToken, sameSecret } from '../../shared/http/bearer.ts';
import { windowsAt } from '../../shared/http/budget.ts';
import {
  type ApiLimits,
  type ApiPorts,
  type CallBudget,
  type Caller,
  type CheckCache,
  type KeptCheck,
  type LatestRun,
  type PageRequest,
  type StatePage,
  type Undelivered,
  type WatchReader,
  WatchUnavailable,
} from '../../shared/http/ports.ts';
import { createTokenGate, sourceOf } from '../../shared/http/token-gate.ts';
import type { Clock } from '../../shared/model/clock.ts';
import { defined } from '../../shared/model/defined.ts';
import type { NotCovered } from '../../shared/model/finding.ts';
import { type Language, type Text, translatedOf } from '../../shared/model/language.ts';
import type { BatchResult } from '../../shared/watch/incidents/result.ts';
import { readState, type TargetState } from '../../shared/watch/incidents/state.ts';
import type { ChannelHold, RunRecord } from '../../shared/watch/run/memory.ts';
import { totalCoverage } from '../../shared/watch/run/run.ts';
import { besideMemory, readMemory } from './memory.ts';
import { MemoryRefused, parse, type Sql } from './memory-file.ts';
import { historyOf, incidentOf, snoozesAt } from './memory-incidents.ts';
import { storedState } from './memory-states.ts';

export type LocalApiOptions = Pick<
  ApiPorts,
  'clock' | 'openChecking' | 'channels' | 'wording' | 'reverseDns' | 'log' | 'sendsAs'
> & {
  readonly limits: ApiLimits;
  /** The watch's file. */
  readonly memory: string;
  /** What proves that a caller may write. */
  readonly token: string;
  /** Of the settings. */
  readonly language?: Language;
  /** Lists that no run can query. */
  readonly notCovered: readonly NotCovered[];
};

const SEND_THE_TOKEN: Text = {
  en: 'Send the token that "postwatch serve" printed when it started, as Authorization: Bearer <token>',
  ko: '"postwatch serve"가 시작할 때 출력한 토큰을 Authorization: Bearer <token> 헤더로 보내세요.',
};

export function localApi(options: LocalApiOptions): ApiPorts {
  const { memory, token, notCovered, clock, limits, language = 'en', ...rest } = options;
  // The one token is of our own dice.
  const gate = createTokenGate(clock, () => true);
  return {
    ...rest,
    clock,
    limits: async () => limits,
    caller: (request, env) => {
      const given = request.headers.get('authorization');
      // A signature of AWS, which the command line makes where someone is logged in, proves nothing here and asks for nothing.
      if (given === null || given.startsWith('AWS4-HMAC-SHA256 ')) return { id: 'local', canWrite: false };
      // A wrong token is refused even where none is needed: anyone who sends one believes that it is right.
      const sent = bearerToken(given) ?? '';
      const verdict = gate(sent, sourceOf(peerOf(env)), sameSecret(sent, token) ? WRITER : null);
      if (verdict.kind === 'throttled') return { retryAfterSeconds: verdict.retryAfterSeconds };
      return verdict.kind === 'right' ? verdict.value : null;
    },
    howToWrite: SEND_THE_TOKEN,
    language,
    cache: memoryCache(1000),
    budget: memoryBudget(limits, clock),
    watch: localWatch(memory, notCovered),
    acting: (act) => available(() => besideMemory(memory, act)),
  };
}

const WRITER: Caller = { id: 'local', canWrite: true };

/** Node's own request is in what the server hands on with each. */
function peerOf(env: unknown): string | undefined {
  const { incoming } = (env ?? {}) as { readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } } };
  return incoming?.socket?.remoteAddress;
}

/** The latest so many. */
function memoryCache(entries: number): CheckCache {
  const kept = new Map<string, KeptCheck>();
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
function memoryBudget(limits: ApiLimits, clock: Clock): CallBudget {
  const spent = new Map<string, { readonly endsAt: number; readonly used: number }>();
  return {
    take: async (caller, checks) => {
      const now = clock.now();
      for (const [key, { endsAt }] of spent) if (endsAt <= now) spent.delete(key);
      const windows = windowsAt(now, limits).map((one) => ({ ...one, key: `${caller} ${one.key}` }));
      const used = (key: string): number => spent.get(key)?.used ?? 0;
      const full = windows.find(({ key, limit }) => used(key) + checks > limit);
      if (full !== undefined)
        return {
          ok: false,
          limit: { checks: full.limit, per: full.per },
          retryAfterSeconds: Math.ceil((full.endsAt - now) / 1000),
        };
      for (const { key, endsAt } of windows) spent.set(key, { endsAt, used: used(key) + checks });
      return { ok: true };
    },
  };
}

/** A memory that cannot be used now is not a fault of the request's. */
async function available<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof MemoryRefused ? new WatchUnavailable(error.text) : error;
  }
}

function localWatch(path: string, notCovered: readonly NotCovered[]): WatchReader {
  const reading = <T>(read: (sql: Sql) => T): Promise<T> => available(() => readMemory(path, read));
  return {
    page: (request) => reading((sql) => pageOf(sql, request)),
    state: (target) => reading((sql) => storedState(sql, target)),
    history: (target, most) => reading((sql) => historyOf(sql, target, most)),
    incident: (id) => reading((sql) => incidentOf(sql, id)),
    snoozes: (now) => reading((sql) => snoozesAt(sql, now)),
    latestRun: () => reading((sql) => latestRun(sql, notCovered)),
  };
}

/** States read for one page, wanted or not. */
const EXAMINED = 5000;

function pageOf({ each }: Sql, { from, most, wanted }: PageRequest): StatePage {
  const states: TargetState[] = [];
  let examined = 0;
  let last = from;
  for (const row of each('SELECT state FROM states WHERE target > ? ORDER BY target', from ?? '')) {
    if (states.length >= most || examined >= EXAMINED) return { states, next: last };
    const state = readState(String(row['state']));
    examined += 1;
    last = state.target;
    if (wanted(state)) states.push(state);
  }
  return { states, next: null };
}

function latestRun({ all }: Sql, unaskable: readonly NotCovered[]): LatestRun | null {
  const [row] = all('SELECT record, finished FROM runs ORDER BY at DESC LIMIT 1');
  if (row === undefined) return null;
  const { id, at, batchKeys, notCovered } = parse<RunRecord>(row['record']);
  const results = all('SELECT result FROM batches WHERE run = ? AND result IS NOT NULL', id).map(({ result }) =>
    parse<BatchResult>(result),
  );
  return {
    run: id,
    at,
    finished: row['finished'] === null ? null : String(row['finished']),
    batches: batchKeys.length,
    answered: results.length,
    coverage: totalCoverage(results, [...unaskable, ...notCovered]),
    ...undelivered(all),
  };
}

function undelivered(all: Sql['all']): Pick<LatestRun, 'undelivered'> {
  const sql = `SELECT channel, count(*) AS notices, max(failure) AS why FROM outbox
    WHERE sent IS NULL AND failure IS NOT NULL GROUP BY channel`;
  const rows = all(sql).map(({ channel, notices, why }) => ({
    channel: String(channel),
    notices: Number(notices),
    why: String(why),
    ...translationOf(String(channel), String(why), all),
  }));
  return rows.length === 0 ? {} : { undelivered: rows };
}

/** Why notices wait that no channel has refused. */
const OWN_REASONS: readonly Text[] = [PASS_TIME_OVER, FOLLOWS_FIRST_REPORT, NO_NOTICE_CARRIED];

/** The outbox keeps reasons in English: ours are known, and the last one of a channel is kept in the other languages as well. */
function translationOf(channel: string, why: string, all: Sql['all']): Pick<Undelivered, 'translated'> {
  const own = OWN_REASONS.find(({ en }) => en === why);
  if (own !== undefined) return { translated: translatedOf(own) };
  const [row] = all('SELECT hold FROM holds WHERE channel = ?', channel);
  const hold = row === undefined ? null : parse<ChannelHold>(row['hold']);
  return defined({ translated: hold?.why === why ? hold.translated : undefined });
}
