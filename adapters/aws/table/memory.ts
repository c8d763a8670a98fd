/**
 * The watch's memory in one DynamoDB table, for functions that AWS may call twice, kill and retry. The layout (`pk`, `sk`):
 *
 * | pk             | sk                                            | what                                                 |
 * | -------------- | --------------------------------------------- | ---------------------------------------------------- |
 * | RUN#id         | META, SETUP, BATCH#key, RESULT#key, JUDGEMENT | one run; for two weeks                               |
 * | CURRENT        | RUN, BEAT                                     | the open run, and when it last moved                 |
 * | LEDGER         | LEDGER                                        | what was asked when                                  |
 * | FACT           | FINGERPRINTS, LAST-RUN, INVENTORY, ...        | what is known between runs; HOLD#channel             |
 * | STATE#0 to 15  | target                                        | one target's state (`states.ts`)                     |
 * | OUTBOX#channel | time#notice                                   | not yet reported (`outbox.ts`)                       |
 * | HISTORY#target | time#notice                                   | all that was said of it (`history.ts`); 400 days     |
 * | INCIDENT#id    | INCIDENT                                      | which subject it is of (`incidents.ts`); 400 days    |
 * | SNOOZE         | id                                            | what is not to be reported until when; 400 days more |
 * | PART#hash      | 0, 1, ...                                     | the rest of a large value (`documents.ts`)           |
 */
import type { Clock } from '../../../shared/model/clock.ts';
import type { Memory } from '../../../shared/watch/run/memory.ts';
import { load, save } from './documents.ts';
import { historyIn } from './history.ts';
import { incidentsIn } from './incidents.ts';
import { type Outbox, outboxIn } from './outbox.ts';
import { type Runs, runsIn } from './runs.ts';
import { statesIn } from './states.ts';
import type { Table } from './table.ts';

export type TableMemory = Memory &
  Runs &
  Outbox & {
    /** What is known between runs, under a name. */
    readonly fact: <T>(name: string) => Promise<T | null>;
    readonly saveFact: (name: string, value: unknown) => Promise<void>;
    readonly setup: <T>(run: string) => Promise<T | null>;
    readonly saveSetup: (run: string, setup: unknown) => Promise<void>;
  };

export type TableMemoryOptions = {
  readonly table: Table;
  readonly clock: Clock;
  /** Ids of the channels that every notice is to be reported through; null for those that decide nothing: a commit is refused. */
  readonly channels: readonly string[] | null;
  /** The execution that opens runs with this memory. */
  readonly owner?: string;
};

const SETUP_SECONDS = 14 * 86_400;

export function memoryIn({ table, clock, channels, owner = '' }: TableMemoryOptions): TableMemory {
  const setupKey = (run: string) => ({ pk: `RUN#${run}`, sk: 'SETUP' });
  return {
    ...runsIn(table, clock, owner),
    ...statesIn(table, channels),
    ...outboxIn(table),
    ...historyIn(table),
    ...incidentsIn(table),
    fact: (name) => load(table, { pk: 'FACT', sk: name }),
    saveFact: (name, value) => save(table, { pk: 'FACT', sk: name }, value),
    setup: (run) => load(table, setupKey(run)),
    saveSetup: (run, setup) =>
      save(table, setupKey(run), setup, { ttl: { N: String(Math.ceil(clock.now() / 1000) + SETUP_SECONDS) } }),
  };
}
