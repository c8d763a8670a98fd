/**
 * What is due: pure planning from the clock, the targets, the lists and what was asked when.
 *
 * Reverse DNS, SPF and the lists that matter are asked every period (an hour); minor lists every six hours, informational
 * ones once a day. A list's own limit comes first: if asking everything at that rhythm would pass `perDay` or `perMonth`,
 * the list is asked more seldom; if one pass alone would, a rotating part of the targets is asked and the rest is
 * under `notCovered`.
 */
import type { List } from '../../dnsbl/list.ts';
import { appliesTo } from '../../dnsbl/scope.ts';
import { BATCH_TARGETS, MOST_BATCHES } from '../../model/batch.ts';
import { DAY, HOUR, MINUTE } from '../../model/duration.ts';
import type { CheckId, NotCovered } from '../../model/finding.ts';
import { type Fleet, fleetOf, fleetParts } from '../../model/fleet.ts';
import { type Target, targetKey } from '../../model/target.ts';
import { standsByItself } from './homes-ledger.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';

/** A timer that fires a little early must not skip a period. */
const SLACK = 5 * MINUTE;
/** Before and after: positive, negative and probe. */
const CONTROL_QUERIES = 6;

export type Batch = {
  /** Unique in the run and the same when planned again. */
  readonly key: string;
  readonly check: CheckId;
  /** Whole, so that a worker needs nothing else. */
  readonly targets: readonly Target[];
  /** Ids of the lists, for `dnsbl`. */
  readonly lists: readonly string[];
  /** For `ptr` and `spf`: who else sends for the domains of these targets, in this batch or not. */
  readonly fleet?: Fleet;
};

export type RunPlan = {
  readonly batches: readonly Batch[];
  readonly notCovered: readonly NotCovered[];
};

export type PlanInput = {
  readonly now: number;
  readonly period: number;
  readonly targets: readonly Target[];
  /** Lists that can be asked: not dead, and their key is there. */
  readonly lists: readonly List[];
  readonly ledger: Ledger;
  /** Keys of targets never looked at before: critical lists are asked about them at once. */
  readonly fresh?: ReadonlySet<string>;
  /** All is due now, but for what an operator's limit keeps back; that is named. */
  readonly everything?: boolean;
  /** Beyond so many batches each takes more targets; `MOST_BATCHES` if not given. */
  readonly mostBatches?: number;
};

export type Planned = { readonly plan: RunPlan; readonly ledger: Ledger };

type DueList = {
  readonly list: List;
  readonly targets: readonly Target[];
  readonly entry: LedgerEntry;
  readonly left: number;
};

/** Asked for now, and its operator's limit leaves no room yet. */
type Held = { readonly list: List; readonly held: true };

/** How often a list is asked before its own limits are looked at. */
function rhythm(list: List, period: number): number {
  if (list.kind === 'allow' || list.kind === 'informational') return Math.max(period, DAY);
  return list.severity === 'minor' ? Math.max(period, 6 * HOUR) : period;
}

/** Queries a day for this list: its share of what the operator allows us over all its lists; undefined without a limit. */
function dailyLimit({ limits, operatorId }: List, lists: readonly List[]): number | undefined {
  const perMonth = limits?.perMonth === undefined ? undefined : limits.perMonth / 31;
  const known = [limits?.perDay, perMonth].filter((limit) => limit !== undefined);
  const sharing = lists.filter((list) => list.operatorId === operatorId && list.limits !== undefined).length;
  return known.length === 0 ? undefined : Math.min(...known) / Math.max(1, sharing);
}

function dueList(
  list: List,
  { now, period, targets, lists, ledger, fresh = new Set(), everything = false }: PlanInput,
): DueList | Held | null {
  const keys = targets.filter((target) => appliesTo(list, target));
  if (keys.length === 0) return null;
  const known = ledger[`dnsbl:${list.id}`] ?? { last: 0, next: 0 };
  const limit = dailyLimit(list, lists);
  const cost = keys.length + CONTROL_QUERIES;
  const perPass =
    limit === undefined ? keys.length : Math.max(1, Math.min(keys.length, Math.floor(limit) - CONTROL_QUERIES));
  const passCost = Math.min(cost, perPass + CONTROL_QUERIES);
  const spread = limit === undefined ? 0 : Math.ceil((DAY * passCost) / limit);
  const since = now - known.last;
  const newcomers = keys.filter((target) => fresh.has(targetKey(target)));
  if (everything && since < spread) return { list, held: true };
  // The operator's limit knows no slack.
  if (since < spread || (!everything && since < rhythm(list, period) - SLACK)) {
    const most = limit === undefined ? keys.length : Math.floor((limit * period) / DAY) - CONTROL_QUERIES;
    return screening(list, newcomers.slice(0, Math.max(0, most)), known);
  }
  if (perPass >= keys.length) return { list, targets: keys, entry: { last: now, next: 0 }, left: 0 };
  const start = known.next % keys.length;
  // Where all targets are new, as on the first day, none goes before the others.
  const first = newcomers.length < keys.length ? newcomers.slice(0, perPass) : [];
  const ahead = new Set(first);
  const others = [...keys.slice(start), ...keys.slice(0, start)].filter((target) => !ahead.has(target));
  const turn = [...first, ...others].slice(0, perPass);
  const entry = { last: now, next: (start + perPass - first.length) % keys.length };
  return { list, targets: turn, entry, left: keys.length - turn.length };
}

/** Newcomers on a critical list before its turn: the owner of a listed address should know before it sends mail. */
function screening(list: List, newcomers: readonly Target[], entry: LedgerEntry): DueList | null {
  if (list.severity !== 'critical' || newcomers.length === 0) return null;
  return { list, targets: newcomers, entry, left: 0 };
}

/** Queries a day that a list gets at its rhythm, its controls included, within what its operator allows. */
export function dailyQueries(list: List, { period, targets, lists }: Pick<PlanInput, 'period' | 'targets' | 'lists'>) {
  const applicable = targets.filter((target) => appliesTo(list, target)).length;
  if (applicable === 0) return 0;
  const wanted = ((applicable + CONTROL_QUERIES) * DAY) / rhythm(list, period);
  return Math.floor(Math.min(wanted, dailyLimit(list, lists) ?? wanted));
}

/** One kind of question for some targets, as many as there are. */
type Task = Omit<Batch, 'key'> & { readonly name: string };

/** Lists that are asked of the same targets share their batches. */
function listTasks(due: readonly DueList[]): Task[] {
  const groups = new Map<string, { targets: readonly Target[]; lists: string[] }>();
  for (const { list, targets } of due) {
    const same = targets.map(targetKey).join(' ');
    const group = groups.get(same);
    if (group === undefined) groups.set(same, { targets, lists: [list.id] });
    else group.lists.push(list.id);
  }
  return [...groups.values()].map((group, index) => ({ check: 'dnsbl', name: `dnsbl-${index}`, ...group }));
}

function batchesOf(tasks: readonly Task[], mostBatches: number): Batch[] {
  let size = BATCH_TARGETS;
  const partsOf = ({ targets }: Task): number => Math.ceil(targets.length / size);
  const most = Math.max(mostBatches, tasks.length);
  while (tasks.reduce((sum, task) => sum + partsOf(task), 0) > most) size += BATCH_TARGETS / 5;
  return tasks.flatMap((task) =>
    Array.from({ length: partsOf(task) }, (_, part) => ({
      key: `${task.name}-${part}`,
      check: task.check,
      targets: task.targets.slice(part * size, (part + 1) * size),
      lists: task.lists,
    })),
  );
}

/**
 * Domains are asked for their own SPF record only where no sender already answers for them, or where an incident of their own
 * is open from before one did: nobody else can clear it.
 */
function spfTargets(targets: readonly Target[], ledger: Ledger): Target[] {
  const covered = new Set(targets.flatMap((target) => (target.kind === 'address' ? target.domains : [])));
  return targets.filter((target) =>
    target.kind === 'address'
      ? target.domains.length > 0
      : !covered.has(target.domain) || standsByItself(target.domain, ledger),
  );
}

/** What was planned by a clock that has been put back since is due at once, not when that time has come. */
const untilNow = (ledger: Ledger, now: number): Ledger =>
  Object.fromEntries(
    Object.entries(ledger).map(([item, entry]) => [item, entry.last > now + SLACK ? { ...entry, last: 0 } : entry]),
  );

export function plan(given: PlanInput): Planned {
  const input = { ...given, ledger: untilNow(given.ledger, given.now) };
  const { now, period, targets, ledger } = input;
  const isDue = (item: string): boolean =>
    given.everything === true || now - (ledger[item]?.last ?? 0) >= period - SLACK;
  const addresses = targets.filter(({ kind }) => kind === 'address');
  const own: readonly Task[] = [
    { check: 'ptr', name: 'ptr', targets: addresses, lists: [] },
    { check: 'spf', name: 'spf', targets: spfTargets(targets, ledger), lists: [] },
  ];
  const ownDue = own.filter((task) => task.targets.length > 0 && isDue(task.check));
  const wanted = input.lists.map((list) => dueList(list, input)).filter((one) => one !== null);
  const due = wanted.filter((one): one is DueList => !('held' in one));
  const allows = (list: List): string =>
    `the operator allows ${Math.floor(dailyLimit(list, input.lists) ?? 0)} queries a day`;
  const notCovered = wanted.flatMap((one): NotCovered[] => {
    const { id } = one.list;
    if ('held' in one)
      return [{ list: id, why: `it was queried a moment ago, and ${allows(one.list)}`, how: 'try again later' }];
    if (one.left === 0) return [];
    const why = `${one.left} targets wait for a later run: ${allows(one.list)}`;
    const how = 'they are asked in turn; ask the operator for a data feed to cover all of them every time';
    return [{ list: id, why, how }];
  });
  const asked: Record<string, LedgerEntry> = { ...ledger };
  for (const { check } of ownDue) asked[check] = { last: now, next: 0 };
  for (const { list, entry } of due) asked[`dnsbl:${list.id}`] = entry;
  const fleetFor = fleetParts(fleetOf(targets));
  // A remedy names everyone who sends for a domain, and a worker sees its own batch only.
  const batches = batchesOf([...ownDue, ...listTasks(due)], given.mostBatches ?? MOST_BATCHES).map((batch) =>
    batch.check === 'dnsbl' ? batch : { ...batch, fleet: fleetFor(batch.targets) },
  );
  return { plan: { batches, notCovered }, ledger: asked };
}

/** When something is due next, for the person who waits: milliseconds, or null when nothing is planned at all. */
export function nextDue(ledger: Ledger, period: number): number | null {
  const last = Object.values(ledger).map((entry) => entry.last);
  return last.length === 0 ? null : Math.max(...last) + period;
}

/** The ledger without what the run of that time had planned and never judged. */
export const dueAgain = (ledger: Ledger, at: number): Ledger =>
  Object.fromEntries(
    Object.entries(ledger).map(([item, entry]) => [item, entry.last === at ? { ...entry, last: 0 } : entry]),
  );
