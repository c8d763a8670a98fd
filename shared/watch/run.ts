/**
 * One scheduled pass, top to bottom: leftovers out, plan, ask, judge, close, out. Every step is stored before the next
 * begins, so a process killed anywhere is continued by the next one: asked batches are not asked again, closed targets
 * not closed again, told notices not told again. In one process the steps follow each other here; where each is a function
 * of its own they are called one by one, over the same memory.
 */
import type { Check, CheckPorts, Fingerprints, TargetReport } from '../checks/check.ts';
import type { List } from '../dnsbl/list.ts';
import { type Clock, isoTime } from '../model/clock.ts';
import type { CheckId, Coverage, NotCovered } from '../model/finding.ts';
import type { Notice } from '../model/incident.ts';
import { type Target, targetKey } from '../model/target.ts';
import type { Wording } from '../notices/wording.ts';
import { type BatchResult, type Worked, work } from './batch.ts';
import { type AskAgain, causesOf, confirmCauses, turnedIn } from './causes.ts';
import { close } from './close.ts';
import { isAddressKey, isHomeOnly } from './groups.ts';
import { homeEntries, knownHomes } from './homes-ledger.ts';
import { judge, type Prove, type SilentList, silentLists } from './lists.ts';
import { groupIncident } from './members.ts';
import type { Judgement, Known, Memory, RunRecord } from './memory.ts';
import { type Channel, type ChannelOutcome, notify } from './notify.ts';
import { type Batch, dueAgain, type Ledger, plan } from './plan.ts';
import { habitsAt, type IncidentRules, targetRules } from './rules.ts';
import { listTarget, type TargetState } from './state.ts';

/** What is watched, as it is configured and found now. */
export type World = {
  readonly targets: readonly Target[];
  /**
   * Places (`placeOf`, or the beginning of one) that could not be looked at: nobody there is taken for gone. The empty
   * text stands for everywhere.
   */
  readonly unseen: readonly string[];
  /** Lists that can be asked. */
  readonly lists: readonly List[];
  /** Lists that cannot, and why: they stand in every report. */
  readonly notCovered: readonly NotCovered[];
  /** The batch's check, with exactly the batch's lists; `known` are the fingerprints of earlier runs. */
  readonly checkFor: (batch: Batch, known: Fingerprints) => Check;
  readonly prove: Prove;
  /** Whether many senders have really lost it (`confirmCauses`); without it, what the checks confirmed is believed. */
  readonly askAgain?: AskAgain;
  readonly incidents: IncidentRules;
};

export type WatchPorts = {
  readonly memory: Memory;
  readonly channels: readonly Channel[];
  readonly wording: Wording;
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
      /** Everything found by the batches that were worked in this process. */
      readonly reports: readonly TargetReport[];
      readonly notices: readonly Notice[];
      readonly coverage: Coverage;
      readonly silent: readonly SilentList[];
      readonly outcomes: readonly ChannelOutcome[];
    };

export async function run(world: World, period: number, ports: WatchPorts): Promise<RunReport> {
  const { memory, checks, channels, wording, step = () => {} } = ports;
  const before = await notify(memory, channels, wording, checks.clock);
  const unfinished = await continued(period, memory, checks.clock);
  const opened = unfinished ?? (await openRun(world, period, memory, checks.clock));
  // In one process nobody else opens a run between the two.
  if (opened === 'still-going') throw new Error('a run was opened by somebody else');
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
  const outcomes = [...before, ...(await notify(memory, channels, wording, checks.clock))];
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
  world: Pick<World, 'targets' | 'unseen' | 'lists'>,
  period: number,
  memory: Memory,
  clock: Clock,
): Promise<RunRecord | 'nothing-due' | 'still-going'> {
  const now = clock.now();
  const known = await memory.knownTargets();
  const fresh = newcomers(world.targets, known);
  const { targets, lists } = world;
  const planned = plan({ now, period, targets, lists, ledger: await memory.ledger(), fresh });
  const gone = goneOf(known, world);
  const { batches, notCovered } = planned.plan;
  if (batches.length === 0 && gone.length === 0) return 'nothing-due';
  const at = isoTime(now);
  const batchKeys = batches.map(({ key }) => key);
  const record: RunRecord = { id: `run-${at}`, at, batchKeys, notCovered, gone, judgement: null };
  return (await memory.open(record, batches, planned.ledger)) ? record : 'still-going';
}

function newcomers(targets: readonly Target[], known: readonly Known[]): ReadonlySet<string> {
  const met = new Set(known.map(({ target }) => target));
  return new Set(targets.map(targetKey).filter((key) => !met.has(key)));
}

/**
 * Whoever has a state, is not watched now, and was not merely out of sight. A domain is watched as long as somebody sends for
 * it, and whoever is out of sight may.
 */
function goneOf(known: readonly Known[], { targets, unseen }: Pick<World, 'targets' | 'unseen'>): readonly string[] {
  const watched = new Set(
    targets.flatMap((one) => (one.kind === 'address' ? [targetKey(one), ...one.domains] : [one.domain])),
  );
  const missing = known.filter(({ target }) => !watched.has(target));
  const isUnseen = ({ place = '' }: Known): boolean => unseen.some((prefix) => place.startsWith(prefix));
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
  const worked = await work(batch, check, { at, states, lists, habits }, ports);
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
  const { notices, homes } = await close(closing, memory);
  step('closed');
  const fingerprints = Object.assign({}, ...results.map((result) => result.fingerprints));
  await memory.finish(record.id, isoTime(clock.now()), { fingerprints, ...homeEntries(homes, before) });
  step('finished');
  const coverage = totalCoverage(results, [...world.notCovered, ...record.notCovered]);
  return { notices, coverage, missing, silent: silentLists(results) };
}

async function judgeRun(
  record: RunRecord,
  results: readonly BatchResult[],
  world: Pick<World, 'lists' | 'prove' | 'incidents' | 'askAgain'>,
  memory: Memory,
): Promise<Judgement> {
  const { lists, prove } = world;
  const senders = new Map<string, Target>();
  for (const { targets } of await batchesOf(record, 'dnsbl', memory)) {
    for (const target of targets) senders.set(targetKey(target), target);
  }
  const addresses = [...senders.values()].flatMap((target) =>
    target.kind === 'address' && target.role !== 'candidate' ? [target.address] : [],
  );
  const states = new Map(await memory.states(results.flatMap(({ touched }) => touched.map(targetKey))));
  const ofLists = await judge({ results, senders: addresses, lists }, states, prove);
  const ofTargets = await judgeCauses(record, results, states, world, memory);
  const homes = [...ofLists.massListing.map(listTarget), ...ofTargets.causes.map(({ home }) => home)];
  const known = await memory.states(homes);
  const incidents = Object.fromEntries(homes.map((home) => [home, groupIncident(home, known.get(home))]));
  const judgement: Judgement = { ...ofLists, ...ofTargets, incidents };
  await memory.saveJudgement(record.id, judgement);
  return judgement;
}

/** What turned on many targets with one cause; `states` gains those of whom else it may concern. */
async function judgeCauses(
  record: RunRecord,
  results: readonly BatchResult[],
  states: Map<string, TargetState>,
  { lists, incidents, askAgain }: Pick<World, 'lists' | 'incidents' | 'askAgain'>,
  memory: Memory,
) {
  const habits = await habitsAt(record.at, incidents, memory);
  const ids = new Set(lists.map(({ id }) => id));
  const turned = turnedIn({ results, states, run: record, lists: ids, rules: targetRules(habits) });
  const domains = new Set(turned.flatMap(({ finding }) => (finding.check === 'spf' ? [finding.subject] : [])));
  const sendersOf = await sendersOfMany(record, domains, memory);
  const more = [...domains, ...[...sendersOf.values()].flat().map(targetKey)].filter((key) => !states.has(key));
  for (const [key, state] of await memory.states([...new Set(more)])) states.set(key, state);
  return confirmCauses(causesOf(turned, sendersOf, states), turned, askAgain);
}

async function batchesOf({ id, batchKeys }: RunRecord, check: CheckId, memory: Memory): Promise<readonly Batch[]> {
  const batches: Batch[] = [];
  for (const key of batchKeys.filter((one) => one.startsWith(check))) batches.push(await memory.batch(id, key));
  return batches;
}

/** By home: read only where something turned on many, which is rare, and the batches may be hundreds. */
async function askedOfMany(
  record: RunRecord,
  { massListing, causes = [] }: Judgement,
  memory: Memory,
): Promise<ReadonlyMap<string, readonly Target[]>> {
  const batches = massListing.length === 0 ? [] : await batchesOf(record, 'dnsbl', memory);
  const ofLists = massListing.map((list): [string, readonly Target[]] => [
    listTarget(list),
    batches.filter(({ lists }) => lists.includes(list)).flatMap(({ targets }) => targets),
  ]);
  const domains = causes.flatMap(({ home }) => (isHomeOnly(home) ? [] : [home]));
  return new Map([...ofLists, ...(await sendersOfMany(record, new Set(domains), memory))]);
}

/** All who were asked about the SPF of these domains in this run, by domain. */
async function sendersOfMany(
  record: RunRecord,
  domains: ReadonlySet<string>,
  memory: Memory,
): Promise<ReadonlyMap<string, readonly Target[]>> {
  const senders = new Map([...domains].map((domain): [string, Target[]] => [domain, []]));
  const batches = domains.size === 0 ? [] : await batchesOf(record, 'spf', memory);
  for (const target of batches.flatMap(({ targets }) => targets)) {
    if (target.kind === 'address') for (const domain of target.domains) senders.get(domain)?.push(target);
  }
  return senders;
}

/** The ledger knows every list that was ever asked. */
function retiredLists(lists: readonly List[], ledger: Ledger): readonly string[] {
  const watched = new Set(lists.map(({ id }) => id));
  const asked = Object.keys(ledger).filter((item) => item.startsWith('dnsbl:'));
  return asked.map((item) => item.slice('dnsbl:'.length)).filter((id) => !watched.has(id));
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
