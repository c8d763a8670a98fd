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
import { openEntries } from './open-ledger.ts';
import { inLanes, laneOf } from './paced.ts';
import { type Batch, dueAgain, FOLLOWS_MS, plan } from './plan.ts';
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
  const { memory, checks, channels, wording } = ports;
  const began = checks.clock.now();
  const before = await notify(memory, channels, wording, checks.clock, began);
  const unfinished = await continued(period, memory, checks.clock);
  const opened = unfinished ?? (await openRun(world, period, memory, checks.clock, occasion));
  // In one process nobody else opens a run between the two.
  if (opened === 'still-going') throw new Error('another process opened a run');
  if (opened === 'nothing-due') return { kind: 'nothing-due', outcomes: before };
  const parts: Part[] = [];
  // What the first one found is judged and reported before the lists that take long begin.
  for (let record: RunRecord | undefined = opened; record !== undefined; record = record.following)
    parts.push(await runPart(record, world, ports, began));
  return {
    kind: 'ran',
    run: opened.id,
    at: opened.at,
    continued: unfinished !== null,
    reports: parts.flatMap(({ reports }) => reports),
    notices: parts.flatMap(({ closed }) => closed.notices),
    coverage: joinedCoverage(parts.map(({ closed }) => closed.coverage)),
    silent: parts.flatMap(({ closed }) => closed.silent),
    outcomes: [...before, ...parts.flatMap(({ outcomes }) => outcomes)],
  };
}

type Part = {
  readonly reports: readonly TargetReport[];
  readonly closed: Closed;
  readonly outcomes: readonly ChannelOutcome[];
};

async function runPart(record: RunRecord, world: World, ports: WatchPorts, began: number): Promise<Part> {
  const { memory, checks, channels, wording, step = () => {} } = ports;
  step('opened');
  const reports = await workAll(record, world, ports);
  step('asked');
  const closed = await closeRun(record, world, memory, checks.clock, step);
  return { reports, closed, outcomes: await notify(memory, channels, wording, checks.clock, began) };
}

/** Ordinary batches one after the other, and beside them each lane of a list with a pace. */
async function workAll(
  record: RunRecord,
  world: World,
  { memory, checks, step = () => {} }: WatchPorts,
): Promise<readonly TargetReport[]> {
  const ordinary = record.batchKeys.filter((key) => laneOf(key) === null);
  const lanes = inLanes(record.batchKeys.filter((key) => laneOf(key) !== null));
  const works = [...lanes, ordinary].map(async (keys) => {
    const reports: TargetReport[] = [];
    for (const key of keys) {
      const worked = await workBatch(record.id, key, world, memory, checks);
      if (worked === null) continue;
      reports.push(...worked.reports);
      step(`asked ${key}`);
    }
    return reports;
  });
  // Where one fails the others come to their end: nothing is left running behind the run.
  const done = await Promise.allSettled(works);
  return done.flatMap((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}

/**
 * The run that was killed, if it is still worth continuing. What it asked more than a period ago is no longer news: unless
 * its closing has begun, it is dropped and what it had planned is due again.
 */
export async function continued(period: number, memory: Memory, clock: Clock): Promise<RunRecord | null> {
  const record = await memory.unfinished();
  if (record === null || record.judgement !== null || clock.now() - Date.parse(record.at) <= period) return record;
  const times = [record, record.following].flatMap((one) => (one === undefined ? [] : [Date.parse(one.at)]));
  const ledger = dueAgain(await memory.ledger(), times);
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
  const { batches, following, notCovered } = planned.plan;
  if (batches.length + following.length + gone.length === 0) return 'nothing-due';
  const recordOf = (at: number, some: readonly Batch[], rest: Pick<RunRecord, 'gone'>): RunRecord => {
    const batchKeys = some.map(({ key }) => key);
    return { id: `run-${isoTime(at)}`, at: isoTime(at), batchKeys, notCovered, judgement: null, ...rest };
  };
  const first = recordOf(now, batches, { gone });
  const second = following.length === 0 ? null : recordOf(now + FOLLOWS_MS, following, { gone: [] });
  const record = joined(first, second);
  return (await memory.open(record, [...batches, ...following], planned.ledger)) ? record : 'still-going';
}

/** Where nothing but lists that take long is due, their run follows none. */
function joined(first: RunRecord, second: RunRecord | null): RunRecord {
  if (second === null) return first;
  const alone = first.batchKeys.length + first.gone.length === 0;
  return alone ? second : { ...first, following: { ...second, follows: first.id } };
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
  const { notices, homes, states } = await closeStates(closing, memory);
  step('closed');
  const fingerprints = Object.assign({}, ...results.map((result) => result.fingerprints));
  const ledger = { ...homeEntries(homes, before), ...openEntries(record, lists, before, states) };
  const { following } = record;
  const changed = Object.keys(ledger).length === 0 ? undefined : ledger;
  const leavings = { fingerprints, ...defined({ ledger: changed, following }) };
  await memory.finish(record.id, isoTime(clock.now()), leavings);
  step('finished');
  const coverage = totalCoverage(results, [...world.notCovered, ...record.notCovered]);
  return { notices, coverage, missing, silent: silentLists(results) };
}

/** Sums over all batches; what is not covered is named once. */
export const totalCoverage = (results: readonly BatchResult[], notCovered: readonly NotCovered[]): Coverage =>
  joinedCoverage([{ asked: 0, answered: 0, notCovered }, ...results.map(({ coverage }) => coverage)]);

export function joinedCoverage(coverages: readonly Coverage[]): Coverage {
  const named = new Map(coverages.flatMap(({ notCovered }) => notCovered).map((one) => [one.list, one]));
  return {
    asked: coverages.reduce((sum, { asked }) => sum + asked, 0),
    answered: coverages.reduce((sum, { answered }) => sum + answered, 0),
    notCovered: [...named.values()],
  };
}
