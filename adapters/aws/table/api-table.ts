/**
 * What the API keeps and reads in the table (`memory.ts` has the rest of the layout):
 *
 * | pk              | sk                          | what                                          |
 * |-----------------|-----------------------------|-----------------------------------------------|
 * | CACHE#check     | hash of the question        | a check and its time; for as long as it serves |
 * | BUDGET#caller   | minute-... or day-...       | checks used in that window                    |
 */
import { windowsAt } from '../../../shared/http/budget.ts';
import type {
  Acting,
  ApiLimits,
  CallBudget,
  CheckCache,
  KeptCheck,
  LatestRun,
  PageRequest,
  StatePage,
  Undelivered,
  WatchReader,
} from '../../../shared/http/ports.ts';
import type { Clock } from '../../../shared/model/clock.ts';
import { defined } from '../../../shared/model/defined.ts';
import type { TargetState } from '../../../shared/watch/incidents/state.ts';
import { load, save } from './documents.ts';
import { historyIn } from './history.ts';
import { incidentsIn } from './incidents.ts';
import { SHARDS, shardKey, stateKey, stateOf, statesIn } from './states.ts';
import { type Action, openTable, type Table, type TableOptions, textAt } from './table.ts';

export type TableApi = {
  readonly cache: CheckCache;
  readonly budget: CallBudget;
  readonly watch: WatchReader;
  readonly acting: Acting;
};

export type TableApiOptions = TableOptions & { readonly limits: () => Promise<ApiLimits> };

export function tableApi({ limits, ...options }: TableApiOptions): TableApi {
  const table = openTable(options);
  return {
    cache: cacheIn(table, limits),
    budget: budgetIn(table, options.clock, limits),
    watch: watchIn(table),
    // What people do sends no notice, so there is no channel to put it into.
    acting: (act) => act({ ...statesIn(table, []), ...incidentsIn(table) }),
  };
}

const seconds = (ms: number) => ({ N: String(Math.ceil(ms / 1000)) });

function cacheIn(table: Table, limits: TableApiOptions['limits']): CheckCache {
  const keyFor = (key: string) => ({ pk: 'CACHE#check', sk: key });
  return {
    get: (key) => load<KeptCheck>(table, keyFor(key)),
    put: async (key, kept) => {
      const { cacheMs } = await limits();
      await save(table, keyFor(key), kept, { ttl: seconds(kept.at + cacheMs) });
    },
  };
}

/** Both windows in one transaction, so that a refused request takes from neither. */
function budgetIn(table: Table, clock: Clock, limits: TableApiOptions['limits']): CallBudget {
  return {
    take: async (caller, checks) => {
      const now = clock.now();
      const windows = windowsAt(now, await limits());
      const taking = windows.map(
        ({ key, limit, endsAt }): Action => ({
          kind: 'update',
          key: { pk: `BUDGET#${caller}`, sk: key },
          update: 'SET #ttl = :ttl ADD #used :checks',
          condition: {
            when: 'attribute_not_exists(#used) OR #used <= :room',
            names: { '#used': 'used', '#ttl': 'ttl' },
            values: {
              ':ttl': seconds(endsAt),
              ':checks': { N: String(checks) },
              ':room': { N: String(limit - checks) },
            },
          },
        }),
      );
      const [full] = (await table.transact(taking)).map((at) => windows[at]);
      if (full === undefined) return { ok: true };
      return {
        ok: false,
        limit: { checks: full.limit, per: full.per },
        retryAfterSeconds: Math.ceil((full.endsAt - now) / 1000),
      };
    },
  };
}

function watchIn(table: Table): WatchReader {
  const { incident, snoozes } = incidentsIn(table);
  return {
    ...historyIn(table),
    incident,
    snoozes,
    page: (request) => pageOf(table, request),
    state: async (target) => {
      const item = await table.get(stateKey(target));
      return item === null ? null : stateOf(item, table);
    },
    latestRun: async () => {
      const fact = <T>(sk: string) => load<T>(table, { pk: 'FACT', sk });
      const [run, undelivered] = await Promise.all([
        fact<LatestRun>('LAST-RUN'),
        fact<readonly Undelivered[]>('UNDELIVERED'),
      ]);
      return run === null || undelivered === null || undelivered.length === 0 ? run : { ...run, undelivered };
    },
  };
}

/** States read for one page, wanted or not, and in one query. */
const EXAMINED = 5000;
const TOGETHER = 500;

/** A place in the walk over all shards: behind this target in that shard. */
type Place = { readonly shard: number; readonly after: string };

function readPlace(from: string | null): Place | null {
  if (from === null) return { shard: 0, after: '' };
  const match = /^(\d{1,2})\.(.{0,300})$/.exec(from);
  const shard = Number(match?.[1]);
  return match === null || shard >= SHARDS ? null : { shard, after: match[2] ?? '' };
}

async function pageOf(table: Table, { from, most, wanted }: PageRequest): Promise<StatePage | null> {
  const start = readPlace(from);
  if (start === null) return null;
  const states: TargetState[] = [];
  let examined = 0;
  let last = start;
  for await (const { state, place } of statesFrom(table, start)) {
    if (states.length >= most || examined >= EXAMINED) return { states, next: `${last.shard}.${last.after}` };
    examined += 1;
    last = place;
    if (wanted(state)) states.push(state);
  }
  return { states, next: null };
}

async function* statesFrom(
  table: Table,
  { shard, after }: Place,
): AsyncGenerator<{ state: TargetState; place: Place }> {
  for (let at = shard, behind = after; at < SHARDS; ) {
    const options = { most: TOGETHER, ...defined({ after: behind === '' ? undefined : behind }) };
    const items = await table.query(shardKey(at), options);
    for (const item of items) {
      behind = textAt(item, 'sk');
      yield { state: await stateOf(item, table), place: { shard: at, after: behind } };
    }
    if (items.length < TOGETHER) [at, behind] = [at + 1, ''];
  }
}
