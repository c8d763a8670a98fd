/**
 * One scheduled pass, top to bottom: leftovers out, plan, ask, judge, close, out. Every step is stored before the next
 * begins, so a process killed anywhere is continued by the next one: asked batches are not asked again, closed targets
 * not closed again, told notices not told again.
 */
import type { Check, CheckPorts, Fingerprints } from '../checks/check.ts';
import type { List } from '../dnsbl/list.ts';
import { isoTime } from '../model/clock.ts';
import type { Coverage, NotCovered } from '../model/finding.ts';
import type { Notice } from '../model/incident.ts';
import { type Target, targetKey } from '../model/target.ts';
import type { Texts } from '../notices/texts/texts.ts';
import { type BatchResult, work } from './batch.ts';
import { close } from './close.ts';
import { judge, type Prove } from './lists.ts';
import type { Memory, RunRecord } from './memory.ts';
import { type Channel, type ChannelOutcome, notify } from './notify.ts';
import { type Batch, dueAgain, plan } from './plan.ts';

/** What is watched, as it is configured now. */
export type World = {
  readonly targets: readonly Target[];
  /** Lists that can be asked. */
  readonly lists: readonly List[];
  /** Lists that cannot, and why: they stand in every report. */
  readonly notCovered: readonly NotCovered[];
  /** The batch's check, with exactly the batch's lists; `known` are the fingerprints of earlier runs. */
  readonly checkFor: (batch: Batch, known: Fingerprints) => Check;
  readonly prove: Prove;
};

export type WatchPorts = {
  readonly memory: Memory;
  readonly channels: readonly Channel[];
  readonly texts: Texts;
  readonly checks: CheckPorts;
  /** Called between steps; it may throw to simulate or to carry out a stop. */
  readonly step?: (name: string) => void;
};

export type RunReport =
  | { readonly kind: 'nothing-due'; readonly outcomes: readonly ChannelOutcome[] }
  | {
      readonly kind: 'ran';
      readonly run: string;
      readonly at: string;
      readonly continued: boolean;
      readonly results: readonly BatchResult[];
      readonly notices: readonly Notice[];
      readonly coverage: Coverage;
      readonly outcomes: readonly ChannelOutcome[];
    };

export async function run(world: World, period: number, ports: WatchPorts): Promise<RunReport> {
  const { memory, checks, step = () => {} } = ports;
  const before = await notify(memory, ports.channels, ports.texts, checks.clock);
  const unfinished = await continued(period, ports);
  const record = unfinished ?? (await open(world, period, ports));
  if (record === null) return { kind: 'nothing-due', outcomes: before };
  step('opened');
  const results = await ask(record, world, ports);
  step('asked');
  const judgement =
    record.judgement ??
    (await judge({ results, targets: world.targets, lists: world.lists }, await memory.states(), world.prove));
  if (record.judgement === null) await memory.saveJudgement(record.id, judgement);
  step('judged');
  const notices = await close({ run: record, judgement, results, targets: world.targets, lists: world.lists }, memory);
  step('closed');
  const fingerprints = Object.assign({}, ...results.map((result) => result.fingerprints));
  await memory.finish(record.id, isoTime(checks.clock.now()), { fingerprints });
  step('finished');
  const outcomes = [...before, ...(await notify(memory, ports.channels, ports.texts, checks.clock))];
  const coverage = totalCoverage(results, [...world.notCovered, ...record.plan.notCovered]);
  return {
    kind: 'ran',
    run: record.id,
    at: record.at,
    continued: unfinished !== null,
    results,
    notices,
    coverage,
    outcomes,
  };
}

/**
 * The run that was killed, if it is still worth continuing. What it asked more than a period ago is no longer news: unless
 * its closing has begun, it is dropped and what it had planned is due again.
 */
async function continued(period: number, { memory, checks }: WatchPorts): Promise<RunRecord | null> {
  const record = await memory.unfinished();
  if (record === null || record.judgement !== null || checks.clock.now() - Date.parse(record.at) <= period)
    return record;
  const ledger = dueAgain(await memory.ledger(), Date.parse(record.at));
  await memory.finish(record.id, isoTime(checks.clock.now()), { ledger });
  return null;
}

async function open(world: World, period: number, { memory, checks }: WatchPorts): Promise<RunRecord | null> {
  const now = checks.clock.now();
  const planned = plan({ now, period, targets: world.targets, lists: world.lists, ledger: await memory.ledger() });
  if (planned.plan.batches.length === 0) return null;
  const at = isoTime(now);
  const record: RunRecord = { id: `run-${at}`, at, plan: planned.plan, judgement: null };
  await memory.open(record, planned.ledger);
  return record;
}

async function ask(
  record: RunRecord,
  world: World,
  { memory, checks, step = () => {} }: WatchPorts,
): Promise<readonly BatchResult[]> {
  const targets = new Map(world.targets.map((target) => [targetKey(target), target]));
  const stored = new Map((await memory.results(record.id)).map((result) => [result.key, result]));
  const fingerprints = await memory.fingerprints();
  const results: BatchResult[] = [];
  for (const batch of record.plan.batches) {
    const known = stored.get(batch.key);
    const result = known ?? (await work(batch, targets, (one) => world.checkFor(one, fingerprints), checks));
    if (known === undefined) {
      await memory.saveResult(record.id, result);
      step(`asked ${batch.key}`);
    }
    results.push(result);
  }
  return results;
}

/** Sums over all targets; what is not covered is named once. */
function totalCoverage(results: readonly BatchResult[], notCovered: readonly NotCovered[]): Coverage {
  const all = results.flatMap(({ coverage }) => Object.values(coverage));
  const sum = (pick: (coverage: Coverage) => number): number => all.reduce((total, one) => total + pick(one), 0);
  const named = new Map(notCovered.map((one) => [one.list, one]));
  return {
    asked: sum(({ asked }) => asked),
    answered: sum(({ answered }) => answered),
    notCovered: [...named.values()],
  };
}
