/**
 * A run as AWS has it, on a clock of its own: discover, workers a few at a time, close, notify, and then the same for the lists that take
 * long. The lists are asked by the real check at their real pace; every other question costs its part of what a worker may send.
 */
import { dnsblCheck } from '../../shared/checks/dnsbl.ts';
import type { Answer, Question, RecordType, Resolver } from '../../shared/dns/answer.ts';
import type { List } from '../../shared/dnsbl/list.ts';
import { pause } from '../../shared/model/clock.ts';
import { type Target, targetKey } from '../../shared/model/target.ts';
import { ENGLISH } from '../../shared/notices/wording.ts';
import { DEFAULT_RULES } from '../../shared/watch/incidents/rules.ts';
import type { RunRecord } from '../../shared/watch/run/memory.ts';
import { notify } from '../../shared/watch/run/notify.ts';
import { inLanes } from '../../shared/watch/run/paced.ts';
import { closeRun, openRun, workBatch } from '../../shared/watch/run/run.ts';
import { absent, addresses } from '../dnsbl/worlds.ts';
import { idleClock, untilDone } from './idle-clock.ts';
import { pureMemory } from './memory.ts';
import { finding, HOUR } from './watch.ts';
import { NOON } from './zone.ts';

/** Milliseconds: a worker starts, reads and writes; and so many questions a second. */
const STARTS = 1000;
const PER_SECOND = 900;

export type SlowRun = {
  /** Milliseconds after the start at which the listing was reported. */
  readonly told: number;
  /** Until everything was over. */
  readonly took: number;
  /** By list: the times of its queries. */
  readonly queries: ReadonlyMap<string, readonly number[]>;
  readonly record: RunRecord;
};

/** `listed`: the address that the list `critical` lists in this run. */
export async function slowRun(
  targets: readonly Target[],
  lists: readonly List[],
  { listed, workers = 20 }: { readonly listed: string; readonly workers?: number },
): Promise<SlowRun> {
  const clock = idleClock(NOON);
  const memory = pureMemory();
  const queries = new Map<string, number[]>();
  const resolver = answering(listed, (zone) => {
    const times = queries.get(zone) ?? [];
    queries.set(zone, times);
    times.push(clock.monotonic());
  });
  let told = Number.NaN;
  const channel = {
    id: 'test',
    publish: async ({ notices }: { readonly notices: readonly { readonly id: string; readonly target: string }[] }) => {
      if (notices.some(({ target }) => target === listed)) told = clock.monotonic();
      return { ok: true as const, carried: notices.map(({ id }) => id) };
    },
  };
  const world = {
    targets,
    unseen: [],
    lists,
    notCovered: [],
    prove: async () => true,
    incidents: DEFAULT_RULES,
    checkFor: ({
      check,
      lists: ids,
    }: {
      readonly check: 'ptr' | 'dnsbl' | 'spf';
      readonly lists: readonly string[];
    }) => ({
      id: check,
      run: async (some: readonly Target[], ports: Parameters<ReturnType<typeof dnsblCheck>['run']>[1]) => {
        const own = lists.filter(({ id }) => ids.includes(id));
        if (own.every(({ limits }) => limits === undefined))
          await pause(clock, STARTS + (some.length * Math.max(1, own.length) * 1000) / PER_SECOND);
        if (check === 'dnsbl') return dnsblCheck({ lists: own, keys: {} }).run(some, ports);
        return some.map((one) => {
          const key = targetKey(one);
          return { target: one, findings: [finding('ptr.confirmed', key)] };
        });
      },
    }),
  };
  const ports = { resolver, clock, random: () => 0 };
  const work = async (record: RunRecord): Promise<void> => {
    const items = [...inLanes(record.batchKeys)];
    const worker = async (): Promise<void> => {
      for (let keys = items.shift(); keys !== undefined; keys = items.shift())
        for (const key of keys) await workBatch(record.id, key, world, memory, ports);
    };
    await Promise.all(Array.from({ length: workers }, worker));
    await closeRun(record, world, memory, clock, () => {});
    await notify(memory, [channel], ENGLISH, clock);
  };
  return untilDone(
    (async () => {
      const record = await openRun(world, HOUR, memory, clock);
      if (typeof record === 'string') throw new Error(record);
      for (let one: RunRecord | undefined = record; one !== undefined; one = one.following) await work(one);
      return { told, took: clock.monotonic(), queries, record };
    })(),
    clock,
  );
}

/** Every list is sound; `critical` lists one address. */
const answering = (listed: string, asked: (list: string) => void): Resolver => ({
  ask: async <T extends RecordType>(question: Question<T>): Promise<Answer<T>> => {
    const [list = ''] = question.name.split('.').slice(-2);
    asked(list);
    const own = `${listed.split('.').reverse().join('.')}.critical.`;
    const isThere = question.name.startsWith('2.0.0.127.') || question.name.startsWith(own);
    return (isThere && question.type === 'A' ? addresses(question, '127.0.0.2') : absent(question)) as Answer<T>;
  },
});
