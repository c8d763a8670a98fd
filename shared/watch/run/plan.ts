/**
 * What is due: pure planning from the clock, the targets, the lists and what was asked when (`due-lists.ts`), cut into batches. Reverse DNS
 * and SPF are asked every period.
 *
 * Lists of an operator with a pace have batches of their own (`paced.ts`). Those that take longer than a moment are no part of the run
 * itself: they follow when it is judged and reported.
 */
import { BATCH_TARGETS, MOST_BATCHES, MOST_LANES } from '../../model/batch.ts';
import type { CheckId, NotCovered } from '../../model/finding.ts';
import { compareSeverity } from '../../model/finding.ts';
import { type Fleet, fleetOf, fleetParts } from '../../model/fleet.ts';
import { type Target, targetKey } from '../../model/target.ts';
import { type DueInput, type DueList, dueLists, SLACK } from './due-lists.ts';
import { standsByItself } from './homes-ledger.ts';
import { type Ledger, type LedgerEntry, listItem } from './ledger.ts';
import { MOMENT_MS, PACED_TARGETS } from './paced.ts';

/** Batches that follow are planned so many milliseconds later: their run has another id, and the ledger another time for their lists. */
export const FOLLOWS_MS = 1;

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
  /** Worked when the run is over, as one of its own: lists whose pace makes them take long. */
  readonly following: readonly Batch[];
  readonly notCovered: readonly NotCovered[];
};

export type PlanInput = DueInput & {
  /** Beyond so many batches each takes more targets; `MOST_BATCHES` if not given. */
  readonly mostBatches?: number;
};

export type Planned = { readonly plan: RunPlan; readonly ledger: Ledger };

/** One kind of question for some targets, as many as there are. `first`: the number of its first batch. */
type Task = Omit<Batch, 'key'> & { readonly name: string; readonly first: number };

/** Lists that are asked of the same targets share their batches. */
function listTasks(due: readonly DueList[]): Task[] {
  const whole = Map.groupBy(due, ({ targets }) => targets);
  const groups = new Map<string, { targets: readonly Target[]; lists: string[]; first: number }>();
  for (const [targets, some] of whole) {
    // Of a round, other lists may have the same part; what is not asked in turn is one array already.
    const turns = some[0]?.start !== 0 || whole.size > 1;
    const same = turns ? targets.map(targetKey).join(' ') : '';
    const group = groups.get(same);
    const lists = some.map(({ list }) => list.id);
    if (group === undefined) groups.set(same, { targets, lists, first: some[0]?.start ?? 0 });
    else group.lists.push(...lists);
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
      key: `${task.name}-${task.first + part}`,
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

type Lanes = {
  readonly quick: readonly Batch[];
  readonly following: readonly Batch[];
  readonly late: readonly DueList[];
};

/** Each operator with a pace: batches of its own, a list each, the lists that matter first. */
function lanesOf(due: readonly DueList[]): Lanes {
  const [quick, following, late]: [Batch[], Batch[], DueList[]] = [[], [], []];
  const lanes = [...Map.groupBy(due, ({ list }) => list.operatorId).values()].sort(bySeverity);
  for (const [lane, some] of lanes.entries()) {
    const ms = some.reduce((sum, { queries, perSecond }) => sum + (queries * 1000) / (perSecond ?? 1), 0);
    const batches = some
      .toSorted((a, b) => compareSeverity(a.list.severity, b.list.severity))
      .flatMap((one, at) => {
        const { targets, list, start } = one;
        return Array.from({ length: Math.ceil(targets.length / PACED_TARGETS) }, (_, part): Batch => {
          const own = targets.slice(part * PACED_TARGETS, (part + 1) * PACED_TARGETS);
          return {
            key: `dnsbl-lane${lane % MOST_LANES}.${lane}.${at}-${start + part}`,
            check: 'dnsbl',
            targets: own,
            lists: [list.id],
          };
        });
      });
    if (ms <= MOMENT_MS) quick.push(...batches);
    else {
      following.push(...batches);
      late.push(...some);
    }
  }
  return { quick, following, late };
}

const bySeverity = (a: readonly DueList[], b: readonly DueList[]): number => {
  const worst = (some: readonly DueList[]) => some.map(({ list }) => list.severity).sort(compareSeverity)[0] ?? 'info';
  return compareSeverity(worst(a), worst(b));
};

export function plan(given: PlanInput): Planned {
  const input = { ...given, ledger: untilNow(given.ledger, given.now) };
  const { now, period, targets, ledger } = input;
  const isDue = (item: string): boolean =>
    given.everything === true || now - (ledger[item]?.last ?? 0) >= period - SLACK;
  const addresses = targets.filter(({ kind }) => kind === 'address');
  const own: readonly Task[] = [
    { check: 'ptr', name: 'ptr', targets: addresses, lists: [], first: 0 },
    { check: 'spf', name: 'spf', targets: spfTargets(targets, ledger), lists: [], first: 0 },
  ];
  const ownDue = own.filter((task) => task.targets.length > 0 && isDue(task.check));
  const { due, notCovered } = dueLists(input);
  const { quick, following, late } = lanesOf(due.filter(({ perSecond }) => perSecond !== null));
  const asked: Record<string, LedgerEntry> = { ...ledger };
  for (const { check } of ownDue) asked[check] = { last: now, next: 0 };
  for (const { list, entry } of due) asked[listItem(list.id)] = entry;
  for (const { list, entry } of late)
    if (entry.last === now) asked[listItem(list.id)] = { ...entry, last: now + FOLLOWS_MS };
  const fleetFor = fleetParts(fleetOf(targets));
  const tasks = [...ownDue, ...listTasks(due.filter(({ perSecond }) => perSecond === null))];
  // A remedy names everyone who sends for a domain, and a worker sees its own batch only.
  const batches = batchesOf(tasks, given.mostBatches ?? MOST_BATCHES).map((batch) =>
    batch.check === 'dnsbl' ? batch : { ...batch, fleet: fleetFor(batch.targets) },
  );
  return { plan: { batches: [...quick, ...batches], following, notCovered }, ledger: asked };
}

/** When something is due next, for the person who waits: milliseconds, or null when nothing is planned at all. */
export function nextDue(ledger: Ledger, period: number): number | null {
  const last = Object.values(ledger).map((entry) => entry.last);
  return last.length === 0 ? null : Math.max(...last) + period;
}

/** The ledger without what the runs of those times had planned and never judged. */
export const dueAgain = (ledger: Ledger, at: readonly number[]): Ledger =>
  Object.fromEntries(
    Object.entries(ledger).map(([item, entry]) => [item, at.includes(entry.last) ? { ...entry, last: 0 } : entry]),
  );
