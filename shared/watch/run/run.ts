/**
 * One scheduled pass, top to bottom: leftovers out, plan, ask, judge, close, out. Every step is stored before the next
 * begins, so a process killed anywhere is continued by the next one: asked batches are not asked again, closed targets
 * not closed again, reported notices not reported again. In one process the steps follow each other here; where each is a function
 * of its own they are called one by one, over the same memory.
 */
import type { ChannelOutcome } from '../../channels/core/channel.ts';
import type { CheckPorts, TargetReport } from '../../checks/check.ts';
import type { List } from '../../dnsbl/list.ts';
import { type Clock, isoTime } from '../../model/clock.ts';
import { defined } from '../../model/defined.ts';
import type { Coverage, NotCovered } from '../../model/finding.ts';
import type { Notice } from '../../model/incident.ts';
import { type Target, targetKey } from '../../model/target.ts';
import { candidateFloor } from '../incidents/candidates.ts';
import { isAddressKey } from '../incidents/groups.ts';
import { type SilentList, silentLists } from '../incidents/list-incidents.ts';
import type { BatchResult } from '../incidents/result.ts';
import { habitsAt } from '../incidents/rules.ts';
import { type Worked, work } from './batch.ts';
import { closeStates } from './close.ts';
import { homeEntries, knownHomes } from './homes-ledger.ts';
import { askedOfMany, judgeRun, retiredLists } from './judge-run.ts';
import type { KnownTarget, Memory, RunRecord } from './memory.ts';
import { notify } from './notify.ts';
import { dueAgain, plan } from './plan.ts';
import type { WatchPorts, World } from './watch-ports.ts';

export type RunReport =
  | { readonly kind: 'nothing-due'; readonly outcomes: readonly ChannelOutcome[] }
  | {
      readonly kind: 'ran';
      readonly run: string;
      readonly at: string;
      readonly continued: boolean;
      /** Everything found by the batches that were worked in this process. */
      readonly reports: readonly TargetReport[];
      readonly notices: readonly Notice[];
      readonly coverage: Coverage;
      readonly silent: readonly SilentList[];
      readonly outcomes: readonly ChannelOutcome[];
    };

/** Instead of what is due: everything, or everything about some targets and on some lists only. */
export type Occasion = {
  readonly only?: { readonly targets: readonly Target[]; readonly lists: readonly List[] };
};

export async function run(world: World, period: number, ports: WatchPorts, occasion?: Occasion): Promise<RunReport> {
  const { memory, checks, channels, wording, step = () => {} } = ports;
  const began = checks.clock.now();
  const before = await notify(memory, channels, wording, checks.clock, began);
  const unfinished = await continued(period, memory, checks.clock);
  const opened = unfinished ?? (await openRun(world, period, memory, checks.clock, occasion));
  // In one process nobody else opens a run between the two.
  if (opened === 'still-going') throw new Error('another process opened a run');
  if (opened === 'nothing-due') return { kind: 'nothing-due', outcomes: before };
  const record = opened;
  step('opened');
  const reports: TargetReport[] = [];
  for (const key of record.batchKeys) {
    const worked = await workBatch(record.id, key, world, memory, checks);
    if (worked === null) continue;
    reports.push(...worked.reports);
    step(`asked ${key}`);
  }
  step('asked');
  const closed = await closeRun(record, world, memory, checks.clock, step);
  const outcomes = [...before, ...(await notify(memory, channels, wording, checks.clock, began))];
  const { notices, coverage, silent } = closed;
  return {
    kind: 'ran',
    run: record.id,
    at: record.at,
    continued: unfinished !== null,
    reports,
    notices,
    coverage,
    silent,
    outcomes,
  };
}

/**
 * The run that was killed, if it is still worth continuing. What it asked more than a period ago is no longer news: unless
 * its closing has begun, it is dropped and what it had planned is due again.
 */
export async function continued(period: number, memory: Memory, clock: Clock): Promise<RunRecord | null> {
  const record = await memory.unfinished();
  if (record === null || record.judgement !== null || clock.now() - Date.parse(record.at) <= period) return record;
  const ledger = dueAgain(await memory.ledger(), Date.parse(record.at));
  await memory.finish(record.id, isoTime(clock.now()), { ledger });
  return null;
}

/** Plans what is due and stores it; a word when nothing is and nobody has gone, or when another run is not finished. */
export async function openRun(
  world: Pick<World, 'targets' | 'unseen' | 'lists' | 'mostBatches'>,
  period: number,
  memory: Memory,
  clock: Clock,
  occasion?: Occasion,
): Promise<RunRecord | 'nothing-due' | 'still-going'> {
  const now = clock.now();
  const known = await memory.knownTargets();
  const fresh = newcomers(world.targets, known);
  const { targets, lists } = occasion?.only ?? world;
  const ledger = await memory.ledger();
  const everything = occasion !== undefined;
  const limits = defined({ mostBatches: world.mostBatches });
  const all = plan({ now, period, targets, lists, ledger, fresh, everything, ...limits });
  // A second look at a few is nobody's turn.
  const planned = occasion?.only === undefined ? all : { ...all, ledger };
  const gone = goneOf(known, world);
  const { batches, notCovered } = planned.plan;
  if (batches.length === 0 && gone.length === 0) return 'nothing-due';
  const at = isoTime(now);
  const batchKeys = batches.map(({ key }) => key);
  const record: RunRecord = { id: `run-${at}`, at, batchKeys, notCovered, gone, judgement: null };
  return (await memory.open(record, batches, planned.ledger)) ? record : 'still-going';
}

function newcomers(targets: readonly Target[], known: readonly KnownTarget[]): ReadonlySet<string> {
  const met = new Set(known.map(({ target }) => target));
  return new Set(targets.map(targetKey).filter((key) => !met.has(key)));
}

/**
 * Targets that have a state, are not watched now, and were not merely out of sight. A domain is watched as long as someone sends for
 * it, and an address out of sight may.
 */
function goneOf(
  known: readonly KnownTarget[],
  { targets, unseen }: Pick<World, 'targets' | 'unseen'>,
): readonly string[] {
  const watched = new Set(
    targets.flatMap((one) => (one.kind === 'address' ? [targetKey(one), ...one.domains] : [one.domain])),
  );
  const missing = known.filter(({ target }) => !watched.has(target));
  const isUnseen = ({ place = '' }: KnownTarget): boolean => unseen.some((prefix) => place.startsWith(prefix));
  const hidden = missing.some((one) => isAddressKey(one.target) && isUnseen(one));
  return missing.flatMap((one) => (isUnseen(one) || (hidden && !isAddressKey(one.target)) ? [] : [one.target]));
}

/** Null when the batch has its result already. */
export async function workBatch(
  run: string,
  key: string,
  world: Pick<World, 'lists' | 'checkFor' | 'incidents'>,
  memory: Memory,
  ports: CheckPorts,
): Promise<Worked | null> {
  if ((await memory.result(run, key)) !== null) return null;
  const batch = await memory.batch(run, key);
  const states = await memory.states(batch.targets.map(targetKey));
  const check = world.checkFor(batch, await memory.fingerprints());
  const at = isoTime(ports.clock.now());
  const habits = await habitsAt(at, world.incidents, memory);
  const lists = new Set(world.lists.map(({ id }) => id));
  const worked = await work(batch, check, { at, states, lists, habits, floor: candidateFloor(world.lists) }, ports);
  await memory.saveVerdicts?.(run, batch, at, worked.reports);
  await memory.saveResult(run, worked.result);
  return worked;
}

export type Closed = {
  readonly notices: readonly Notice[];
  readonly coverage: Coverage;
  readonly missing: readonly string[];
  readonly silent: readonly SilentList[];
};

/** Judges, closes and finishes. A batch without a result was "not looked at" and changes nothing. */
export async function closeRun(
  record: RunRecord,
  world: Pick<World, 'lists' | 'notCovered' | 'prove' | 'incidents' | 'askAgain'>,
  memory: Memory,
  clock: Clock,
  step: (name: string) => void,
): Promise<Closed> {
  const results: BatchResult[] = [];
  const missing: string[] = [];
  for (const key of record.batchKeys) {
    const result = await memory.result(record.id, key);
    if (result === null) missing.push(key);
    else results.push(result);
  }
  const judgement = record.judgement ?? (await judgeRun(record, results, world, memory));
  step('judged');
  const { lists, incidents } = world;
  const before = await memory.ledger();
  const askedOf = await askedOfMany(record, judgement, memory);
  const retired = retiredLists(lists, before);
  const closing = { run: record, judgement, results, lists, retired, homes: knownHomes(before), askedOf, incidents };
  const { notices, homes } = await closeStates(closing, memory);
  step('closed');
  const fingerprints = Object.assign({}, ...results.map((result) => result.fingerprints));
  await memory.finish(record.id, isoTime(clock.now()), { fingerprints, ...homeEntries(homes, before) });
  step('finished');
  const coverage = totalCoverage(results, [...world.notCovered, ...record.notCovered]);
  return { notices, coverage, missing, silent: silentLists(results) };
}

/** Sums over all batches; what is not covered is named once. */
export function totalCoverage(results: readonly BatchResult[], notCovered: readonly NotCovered[]): Coverage {
  const named = new Map(
    [...notCovered, ...results.flatMap(({ coverage }) => coverage.notCovered)].map((one) => [one.list, one]),
  );
  return {
    asked: results.reduce((sum, { coverage }) => sum + coverage.asked, 0),
    answered: results.reduce((sum, { coverage }) => sum + coverage.answered, 0),
    notCovered: [...named.values()],
  };
}
