/**
 * Runs in the table: `RUN#<id>` holds the record, each batch and each result, and goes away after two weeks. Which run is
 * open is one item of its own, `CURRENT`: it appears in the same transaction as the ledger when a run opens, and goes in
 * the same transaction as what the run leaves when it finishes. So at most one run is open, no matter who retries what.
 */
import { type Clock, isoTime } from '../../../shared/model/clock.ts';
import { DAY } from '../../../shared/model/duration.ts';
import type { BatchResult, Judgement } from '../../../shared/watch/incidents/result.ts';
import type { Ledger } from '../../../shared/watch/run/ledger.ts';
import type { HeldRuns, Holder } from '../../../shared/watch/run/left-open.ts';
import { type Memory, type RunLeavings, type RunRecord, runOfBatch } from '../../../shared/watch/run/memory.ts';
import type { Batch } from '../../../shared/watch/run/plan.ts';
import { decode, encode, load, partKeys, save } from './documents.ts';
import { type Action, type Condition, IS_NEW, itemKey, type Key, type Table, type TableItem, textAt } from './table.ts';

const KEPT_MS = 14 * DAY;

const ENCODED_TOGETHER = 100;

const CURRENT: Key = { pk: 'CURRENT', sk: 'RUN' };
const BEAT: Key = { pk: 'CURRENT', sk: 'BEAT' };
const LEDGER: Key = { pk: 'LEDGER', sk: 'LEDGER' };
const FINGERPRINTS: Key = { pk: 'FACT', sk: 'FINGERPRINTS' };

const runKey = (run: string, sk: string): Key => ({ pk: `RUN#${run}`, sk });

export type Runs = Pick<
  Memory,
  'unfinished' | 'open' | 'batch' | 'result' | 'saveResult' | 'saveJudgement' | 'finish' | 'ledger' | 'fingerprints'
> &
  HeldRuns;

/** `owner`: the execution that opens runs; a repeat of it finds its own run again. */
export function runsIn(table: Table, clock: Clock, owner: string): Runs {
  const ttl = (): TableItem => ({ ttl: { N: String(Math.ceil((clock.now() + KEPT_MS) / 1000)) } });
  const current = (run: string, by = owner): TableItem => ({
    ...itemKey(CURRENT),
    run: { S: run },
    owner: { S: by },
    at: { S: isoTime(clock.now()) },
  });
  const fingerprints = async () => (await load<Record<string, string>>(table, FINGERPRINTS)) ?? {};
  return {
    holder: () => holder(table),
    take: async (held) => {
      const condition = heldBy(held);
      return (await table.transact([{ kind: 'put', item: current(held.run), condition }])).length === 0;
    },
    unfinished: () => unfinished(table),
    open: async (record, batches, ledger) => {
      if ((await table.get(CURRENT)) !== null) return false;
      for (const one of [record, record.following])
        if (one !== undefined) await save(table, runKey(one.id, 'META'), one, ttl());
      // A few at a time: a large run's batches, compressed, are hundreds of megabytes.
      for (let at = 0; at < batches.length; at += ENCODED_TOGETHER) {
        const documents = batches
          .slice(at, at + ENCODED_TOGETHER)
          .map((batch) => encode(runKey(runOfBatch(record, batch.key), `BATCH#${batch.key}`), batch, ttl()));
        await table.putAll(documents.flatMap(({ item, parts }) => [...parts, item]));
      }
      const opening: Action = { kind: 'put', item: current(record.id), condition: IS_NEW };
      return (await table.transact([opening, { kind: 'put', item: encode(LEDGER, ledger).item }])).length === 0;
    },
    batch: async (run, key) => {
      const batch = await load<Batch>(table, runKey(run, `BATCH#${key}`));
      if (batch === null) throw new Error(`the run ${run} has no batch ${key}`);
      return batch;
    },
    result: (run, key) => load<BatchResult>(table, runKey(run, `RESULT#${key}`)),
    saveResult: async (run, result) => {
      await save(table, runKey(run, `RESULT#${result.key}`), result, ttl());
      await table.put({ ...itemKey(BEAT), at: { S: isoTime(clock.now()) } });
    },
    saveJudgement: (run, judgement) => save(table, runKey(run, 'JUDGEMENT'), judgement, ttl()),
    finish: async (run, at, kept) => {
      const { following } = kept;
      // One that opened the first has the second, too.
      const by = following === undefined ? undefined : textAt((await table.get(CURRENT)) ?? {}, 'owner');
      return finish(table, run, at, kept, following === undefined ? null : current(following.id, by));
    },
    ledger: async () => (await load<Ledger>(table, LEDGER)) ?? {},
    fingerprints,
  };
}

async function holder(table: Table): Promise<Holder | null> {
  const item = await table.get(CURRENT);
  if (item === null) return null;
  const beat = (await table.get(BEAT)) ?? {};
  const alive = [textAt(item, 'at'), textAt(beat, 'at')].map((at) => Date.parse(at)).filter((at) => !Number.isNaN(at));
  return { run: textAt(item, 'run'), owner: textAt(item, 'owner'), alive: Math.max(0, ...alive) };
}

const heldBy = ({ run, owner }: Holder): Condition => ({
  when: '#run = :run AND #owner = :owner',
  names: { '#run': 'run', '#owner': 'owner' },
  values: { ':run': { S: run }, ':owner': { S: owner } },
});

async function unfinished(table: Table): Promise<RunRecord | null> {
  const item = await table.get(CURRENT);
  if (item === null) return null;
  const run = textAt(item, 'run');
  const record = await load<RunRecord>(table, runKey(run, 'META'));
  if (record !== null) return { ...record, judgement: await load<Judgement>(table, runKey(run, 'JUDGEMENT')) };
  // Nobody came back to it for two weeks, and its time to live is over.
  await table.transact([{ kind: 'delete', key: CURRENT, condition: isCurrent(run) }]);
  return null;
}

const isCurrent = (run: string): Condition => ({
  when: '#run = :run',
  names: { '#run': 'run' },
  values: { ':run': { S: run } },
});

/** `next`: what `CURRENT` is from then on, if another run follows. */
async function finish(table: Table, run: string, at: string, kept: RunLeavings, next: TableItem | null): Promise<void> {
  const old = kept.fingerprints === undefined ? null : await table.get(FINGERPRINTS);
  const before = old === null ? {} : await decode<Record<string, string>>(old, table);
  const prints = encode(FINGERPRINTS, { ...before, ...kept.fingerprints });
  const ledger = { ...(await load<Ledger>(table, LEDGER)), ...kept.ledger };
  await table.putAll(prints.parts);
  const actions: Action[] = [
    next === null
      ? { kind: 'delete', key: CURRENT, condition: isCurrent(run) }
      : { kind: 'put', item: next, condition: isCurrent(run) },
    { kind: 'put', item: encode(runKey(run, 'FINISHED'), { at }).item },
  ];
  if (kept.fingerprints !== undefined) actions.push({ kind: 'put', item: prints.item });
  if (kept.ledger !== undefined) actions.push({ kind: 'put', item: encode(LEDGER, ledger).item });
  // A condition that fails: it was finished already.
  const failed = await table.transact(actions);
  const keeps = new Set(prints.parts.map((part) => textAt(part, 'pk')));
  if (failed.length === 0 && old !== null) await table.remove(partKeys(old).filter(({ pk }) => !keeps.has(pk)));
}
