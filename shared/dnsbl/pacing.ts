/**
 * What the limits of operators cost a batch, known before it starts. An operator's number a second counts all its lists
 * together; where the time does not allow every question, the controls come first and what is left over is said to be our
 * own doing, instead of running into the end and losing the controls with it.
 */
import type { Resolver } from '../dns/answer.ts';
import { withPace } from '../dns/limits.ts';
import type { Clock } from '../model/clock.ts';
import { type Text, verbatim } from '../model/language.ts';
import type { Target } from '../model/target.ts';
import type { Keys } from './keys.ts';
import type { Family, List } from './list.ts';
import { accessTo, controlsOf } from './query.ts';
import { questionName } from './question.ts';
import { appliesTo, familyOf } from './scope.ts';
import { moreTime, paceAllowed, tooSlow } from './words.ts';

/** What one list is asked about one family: it proves itself for each. */
export type PacedGroup = { readonly list: List; readonly family: Family; readonly names: readonly string[] };

/** The names to ask, each once, however many targets share it. */
export function groupsOf(list: List, targets: readonly Target[]): readonly PacedGroup[] {
  const names = new Map<Family, Set<string>>();
  for (const target of targets.filter((one) => appliesTo(list, one))) {
    const family = familyOf(target);
    names.set(family, (names.get(family) ?? new Set()).add(questionName(list, target)));
  }
  return [...names].map(([family, asked]) => ({ list, family, names: [...asked] }));
}

function controlCount({ list, family }: PacedGroup): number {
  const counts = controlCounts.get(list) ?? new Map<Family, number>();
  controlCounts.set(list, counts);
  const known = counts.get(family);
  if (known !== undefined) return known;
  const { before, after } = controlsOf(list, family, () => 0, new Set());
  counts.set(family, before.length + after.length);
  return before.length + after.length;
}

/** A command asks for it four times a list before the first packet leaves. */
const controlCounts = new WeakMap<List, Map<Family, number>>();

const queriesOf = (groups: readonly PacedGroup[]): number =>
  groups.reduce((sum, group) => sum + group.names.length + controlCount(group), 0);

/** Queries to lists about so many targets, their controls included; the operators' words about listings are not. */
export function plannedQueries(targets: readonly Target[], lists: readonly List[], keys: Keys): number {
  const askable = lists.filter((list) => accessTo(list, keys).kind === 'askable');
  return queriesOf(askable.flatMap((list) => groupsOf(list, targets)));
}

/** Kept free before the command's end, so that the last question can still be answered (and repeated once). */
const answerMs = (ms: number): number => Math.min(2000, ms / 5);

/** How a group is asked. */
export type Share = {
  readonly resolver: Resolver;
  /** So many of its names; if none, its controls are not asked either. */
  readonly names: number;
  /** Whether there is time for the operator's words about a listing. */
  readonly reasons: boolean;
  /** Why the other names are left out. */
  readonly why: Text;
};

type Ports = { readonly resolver: Resolver; readonly clock: Clock };

/** By group: one line for all lists of an operator, and each its fair part of the time. */
export function shareOut(groups: readonly PacedGroup[], ports: Ports): ReadonlyMap<PacedGroup, Share> {
  const shares = new Map<PacedGroup, Share>();
  for (const own of Map.groupBy(groups, ({ list }) => list.operatorId).values()) {
    const perSecond = paceOf(own);
    if (perSecond === null)
      for (const group of own) {
        shares.set(group, { resolver: ports.resolver, names: group.names.length, reasons: true, why: verbatim('') });
      }
    else shareTurns(own, perSecond, ports, shares);
  }
  return shares;
}

function paceOf(groups: readonly PacedGroup[]): number | null {
  const numbers = groups.flatMap(({ list }) => list.limits?.perSecond ?? []);
  return numbers.length === 0 ? null : Math.min(...numbers);
}

function shareTurns(
  groups: readonly PacedGroup[],
  perSecond: number,
  { resolver, clock }: Ports,
  shares: Map<PacedGroup, Share>,
): void {
  const left = (resolver.deadlineAt ?? Number.POSITIVE_INFINITY) - clock.monotonic();
  const turns = left <= 0 ? 0 : Math.floor(((left - answerMs(left)) * perSecond) / 1000) + 1;
  const needed = queriesOf(groups);
  const why = paceAllowed(perSecond, turns, needed, seconds(msFor(needed, perSecond)));
  const paced = withPace(resolver, clock, perSecond);
  const listings = groups.reduce((sum, { names }) => sum + names.length, 0);
  let free = turns;
  // The smallest first: what they leave over is for the larger ones.
  const bySize = [...groups].sort((a, b) => a.names.length - b.names.length);
  for (const [index, group] of bySize.entries()) {
    const part = Math.floor(free / (bySize.length - index)) - controlCount(group);
    const names = Math.max(0, Math.min(group.names.length, part));
    if (names > 0) free -= names + controlCount(group);
    shares.set(group, { resolver: paced, names, reasons: turns >= needed + listings, why });
  }
}

const msFor = (queries: number, perSecond: number): number => ((queries - 1) * 1000) / perSecond;

const seconds = (ms: number): number => Math.ceil(ms / 1000);

/** The longest time that is worth recommending: `--timeout` takes no more. */
const MOST_MS = 600_000;

/**
 * A line for each operator whose limit does not allow all targets in the time given, before anything is asked. `general`:
 * questions a second that this machine sends at most, whomever to.
 */
export function slowLines(
  targets: readonly Target[],
  lists: readonly List[],
  keys: Keys,
  { ms, general }: { readonly ms: number; readonly general: number },
): readonly Text[] {
  const askable = lists.filter((list) => accessTo(list, keys).kind === 'askable');
  const groups = askable.flatMap((list) => groupsOf(list, targets));
  const byOperator = [...Map.groupBy(groups, ({ list }) => list.operatorId).values()].flatMap((own) => {
    const perSecond = paceOf(own);
    const { operator, name } = own[0]?.list ?? { operator: null, name: '' };
    return perSecond === null ? [] : [{ who: operator ?? name, queries: queriesOf(own), perSecond }];
  });
  const all = [...byOperator, { who: null, queries: queriesOf(groups), perSecond: general }];
  const slow = all
    .map(({ who, queries, perSecond }) => ({ who, perSecond, needed: msFor(queries, perSecond) }))
    .filter(({ needed }) => needed + answerMs(ms) > ms);
  // One piece of advice that is enough for all of them.
  const advice = Math.ceil((Math.max(...slow.map(({ needed }) => needed)) * 1.1 + 5000) / 10_000) * 10_000;
  const how = moreTime(advice > MOST_MS ? null : advice);
  return slow.map(({ who, perSecond, needed }) => {
    const { en, ko } = tooSlow(
      { who, perSecond, needed: seconds(needed), given: Math.floor(ms / 100) / 10 },
      targets.length,
    );
    return { en: `${en} ${how.en}`, ko: `${ko} ${how.ko}` };
  });
}
