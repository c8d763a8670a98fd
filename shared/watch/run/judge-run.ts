/**
 * What is judged of a run as a whole before anything is written, and whom that concerns: lists that turned on many senders, and
 * many targets that turned with one cause. It is stored, so that a repeated `close` decides the same.
 */
import type { List } from '../../dnsbl/list.ts';
import type { Address } from '../../model/address.ts';
import type { CheckId } from '../../model/finding.ts';
import { type Target, targetKey } from '../../model/target.ts';
import { causesOf, confirmCauses, turnedIn } from '../causes/causes.ts';
import { candidateFloor } from '../incidents/candidates.ts';
import { isHomeOnly } from '../incidents/groups.ts';
import { type AskedSenders, judgeListings } from '../incidents/list-incidents.ts';
import { groupIncident } from '../incidents/members.ts';
import type { BatchResult, Judgement } from '../incidents/result.ts';
import { habitsAt, targetRules } from '../incidents/rules.ts';
import { listTarget, type TargetState } from '../incidents/state.ts';
import type { Ledger } from './ledger.ts';
import type { Memory, RunRecord } from './memory.ts';
import type { Batch } from './plan.ts';
import type { World } from './watch-ports.ts';

export async function judgeRun(
  record: RunRecord,
  results: readonly BatchResult[],
  world: Pick<World, 'lists' | 'prove' | 'incidents' | 'askAgain'>,
  memory: Memory,
): Promise<Judgement> {
  const { lists, prove } = world;
  const states = new Map(await memory.states(results.flatMap(({ touched }) => touched.map(targetKey))));
  const askedSenders: AskedSenders = (suspects) => sendersAsked(record, suspects, memory);
  const ofLists = await judgeListings({ results, askedSenders, lists }, states, prove);
  const ofTargets = await judgeCauses(record, results, states, world, memory);
  const homes = [...ofLists.massListing.map(listTarget), ...ofTargets.causes.map(({ home }) => home)];
  const known = await memory.states(homes);
  const incidents = Object.fromEntries(homes.map((home) => [home, groupIncident(home, known.get(home))]));
  const judgement: Judgement = { ...ofLists, ...ofTargets, incidents };
  await memory.saveJudgement(record.id, judgement);
  return judgement;
}

async function sendersAsked(record: RunRecord, lists: ReadonlySet<string>, memory: Memory) {
  const asked = new Map([...lists].map((list): [string, Map<string, Address>] => [list, new Map()]));
  for (const batch of await batchesOf(record, 'dnsbl', memory)) {
    const senders = batch.targets.flatMap((one) => (one.kind === 'address' && one.role !== 'candidate' ? [one] : []));
    for (const list of batch.lists)
      for (const sender of senders) asked.get(list)?.set(targetKey(sender), sender.address);
  }
  return new Map([...asked].map(([list, addresses]) => [list, [...addresses.values()]]));
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
  const turned = turnedIn({
    results,
    states,
    run: record,
    lists: ids,
    rules: targetRules(habits, candidateFloor(lists)),
  });
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
export async function askedOfMany(
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
export function retiredLists(lists: readonly List[], ledger: Ledger): readonly string[] {
  const watched = new Set(lists.map(({ id }) => id));
  const asked = Object.keys(ledger).filter((item) => item.startsWith('dnsbl:'));
  return asked.map((item) => item.slice('dnsbl:'.length)).filter((id) => !watched.has(id));
}
