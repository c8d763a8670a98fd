/**
 * Which lists are due, and about whom they are asked now. The lists that matter are asked every period (an hour); minor lists every six
 * hours, informational ones once a day. What an operator allows comes first: if asking everything at that rhythm would pass `perDay` or
 * `perMonth`, the list is asked more seldom; if one pass alone would, or would take longer at `perSecond` than a pass has for it
 * (`paced.ts`), a part of the targets is asked, in turn. Of a minor list that part is spread over its six hours.
 */
import type { List } from '../../dnsbl/list.ts';
import { appliesTo, familyOf } from '../../dnsbl/scope.ts';
import { operatorPace } from '../../dnsbl/turns.ts';
import { BATCH_TARGETS } from '../../model/batch.ts';
import { DAY, HOUR, MINUTE } from '../../model/duration.ts';
import { type NotCovered, notCoveredFor } from '../../model/finding.ts';
import { type Target, targetKey } from '../../model/target.ts';
import { type Ledger, type LedgerEntry, listItem } from './ledger.ts';
import { laneShares, PACED_TARGETS, queriesFor, targetsWithin } from './paced.ts';
import { askedAMomentAgo, askedInTurn, waitForTheirDay } from './plan-words.ts';
import { turnOf } from './turn.ts';

/** A timer that fires a little early must not skip a period. */
export const SLACK = 5 * MINUTE;
/** For each family of addresses or names, before and after: positive, negative and probe. */
const CONTROL_QUERIES = 6;

export type DueInput = {
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
};

export type DueList = {
  readonly list: List;
  readonly targets: readonly Target[];
  readonly entry: LedgerEntry;
  /** The index of the first of these targets in the round; 0 where all are asked. */
  readonly start: number;
  readonly queries: number;
  /** Of its operator, where it names one. */
  readonly perSecond: number | null;
};

export type DueLists = { readonly due: readonly DueList[]; readonly notCovered: readonly NotCovered[] };

/** Those that a list can say anything about; the same array for lists of the same scope. */
type Applicable = { readonly targets: readonly Target[]; readonly controls: number };

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

function applicableOf(targets: readonly Target[]): (list: List) => Applicable {
  const byScope = new Map<string, Applicable>();
  return (list) => {
    const scope = list.scope.toSorted().join();
    const known = byScope.get(scope);
    if (known !== undefined) return known;
    const applicable = targets.filter((target) => appliesTo(list, target));
    const made = { targets: applicable, controls: CONTROL_QUERIES * new Set(applicable.map(familyOf)).size };
    byScope.set(scope, made);
    return made;
  };
}

export function dueLists(input: DueInput): DueLists {
  const { lists, targets, period } = input;
  const applicable = applicableOf(targets);
  const wanted = lists.filter((list) => applicable(list).targets.length > 0);
  const extents = wanted.map((list) => {
    const { targets: all, controls } = applicable(list);
    return { list, targets: all.length, controls };
  });
  const shares = laneShares(extents, period);
  const notCovered: NotCovered[] = [];
  const due = wanted.flatMap((list): DueList[] => {
    const one = dueList(list, applicable(list), shares.get(list.id), input);
    notCovered.push(...one.notCovered);
    return one.due === null ? [] : [one.due];
  });
  return { due, notCovered };
}

type Considered = { readonly due: DueList | null; readonly notCovered: readonly NotCovered[] };

const NOT_DUE: Considered = { due: null, notCovered: [] };

/** What one pass may ask of a list, by its operator's numbers. `share`: so many targets by its pace. */
function allowanceOf(list: List, { targets, controls }: Applicable, share: number | undefined, input: DueInput) {
  const { period, lists } = input;
  const all = targets.length;
  const size = share === undefined ? BATCH_TARGETS : PACED_TARGETS;
  const perDay = dailyLimit(list, lists);
  const daily = perDay === undefined ? all : Math.max(1, targetsWithin(Math.floor(perDay), controls, size));
  const paced = share ?? all;
  const turns = paced < all;
  const spread = turns ? Math.min(paced, Math.ceil((all * period) / rhythm(list, period))) : paced;
  const most = Math.min(all, daily, spread);
  const queries = queriesFor(most, controls, size);
  const apart = perDay === undefined ? 0 : Math.ceil((DAY * queries) / perDay);
  return { most, apart, every: turns ? period : rhythm(list, period), perDay, size, byPace: turns && most === spread };
}

type Asking = ReturnType<typeof allowanceOf> & {
  readonly list: List;
  readonly all: readonly Target[];
  readonly controls: number;
  readonly known: LedgerEntry;
  readonly fresh: ReadonlySet<string>;
  readonly perSecond: number | null;
  readonly share: number | undefined;
};

function dueList(list: List, applicable: Applicable, share: number | undefined, input: DueInput): Considered {
  const { now, lists, ledger, everything = false, fresh = new Set<string>() } = input;
  const known = ledger[listItem(list.id)] ?? NEVER;
  const allowance = allowanceOf(list, applicable, share, input);
  const perSecond = operatorPace(lists.filter(({ operatorId }) => operatorId === list.operatorId));
  const { targets: all, controls } = applicable;
  const asking: Asking = { ...allowance, list, all, controls, known, fresh, perSecond, share };
  const { apart, every, perDay = 0 } = allowance;
  const since = now - known.last;
  if (everything && since < apart)
    return { due: null, notCovered: [notCoveredFor(list.id, askedAMomentAgo(Math.floor(perDay)))] };
  // The operator's limit knows no slack.
  return since < Math.max(apart, everything ? 0 : every - SLACK)
    ? beforeItsTurn(asking, input)
    : itsTurn(asking, input);
}

function asked(asking: Asking, targets: readonly Target[], entry: LedgerEntry, start = 0): DueList {
  const { list, controls, size, perSecond } = asking;
  return { list, targets, entry, start, queries: queriesFor(targets.length, controls, size), perSecond };
}

function itsTurn(asking: Asking, { now, period }: DueInput): Considered {
  const { list, all, known, fresh, most, every, apart, byPace, perSecond, perDay = 0 } = asking;
  const { open = [] } = known;
  if (most >= all.length) return { due: asked(asking, all, kept({ last: now, next: 0 }, open)), notCovered: [] };
  const turn = turnOf(all, most, known, fresh);
  const apiece = Math.ceil(Math.max(every, apart) / period) * period;
  const words = byPace
    ? askedInTurn({ parts: Math.ceil(all.length / most), every: apiece, perSecond: perSecond ?? 0 })
    : waitForTheirDay(all.length - turn.targets.length, Math.floor(perDay));
  const entry = kept({ last: now, next: turn.next }, open);
  return { due: asked(asking, turn.targets, entry, turn.start), notCovered: [notCoveredFor(list.id, words)] };
}

/** Newcomers on a critical list before its turn: the owner of a listed address should know before it sends mail. */
function beforeItsTurn(asking: Asking, { period }: DueInput): Considered {
  const { list, all, known, fresh, perDay, controls, size, share } = asking;
  if (list.severity !== 'critical' || fresh.size === 0) return NOT_DUE;
  const room = perDay === undefined ? all.length : targetsWithin(Math.floor((perDay * period) / DAY), controls, size);
  const newcomers = all.filter((target) => fresh.has(targetKey(target))).slice(0, Math.min(room, share ?? room));
  return newcomers.length === 0 ? NOT_DUE : { due: asked(asking, newcomers, known), notCovered: [] };
}

const NEVER: LedgerEntry = { last: 0, next: 0 };

const kept = (entry: LedgerEntry, open: readonly string[]): LedgerEntry =>
  open.length === 0 ? entry : { ...entry, open };

/** Queries a day that a list gets at its rhythm, its controls included, within what its operator allows. */
export function dailyQueries(list: List, { period, targets, lists }: Pick<DueInput, 'period' | 'targets' | 'lists'>) {
  const applicable = targets.filter((target) => appliesTo(list, target)).length;
  if (applicable === 0) return 0;
  const wanted = ((applicable + CONTROL_QUERIES) * DAY) / rhythm(list, period);
  return Math.floor(Math.min(wanted, dailyLimit(list, lists) ?? wanted));
}
