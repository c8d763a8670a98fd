/**
 * What the limits of operators cost a batch, known before it starts. An operator's number a second counts all its lists
 * together; where the time does not allow every question, the controls come first and what is left over is said to be our
 * own doing, instead of running into the end and losing the controls with it.
 */
import type { Resolver } from '../dns/answer.ts';
import { paceLine } from '../dns/limits.ts';
import type { Clock } from '../model/clock.ts';
import { type Text, verbatim } from '../model/language.ts';
import type { Target } from '../model/target.ts';
import type { Keys } from './keys.ts';
import type { Family, List } from './list.ts';
import { accessTo, controlsOf } from './query.ts';
import { questionName } from './question.ts';
import { appliesTo, familyOf } from './scope.ts';
import { fairParts, operatorPace } from './turns.ts';
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

type ControlCount = { readonly all: number; readonly after: number };

function controlsIn({ list, family }: PacedGroup): ControlCount {
  const counts = controlCounts.get(list) ?? new Map<Family, ControlCount>();
  controlCounts.set(list, counts);
  const known = counts.get(family);
  if (known !== undefined) return known;
  const { before, after } = controlsOf(list, family, () => 0, new Set());
  const counted = { all: before.length + after.length, after: after.length };
  counts.set(family, counted);
  return counted;
}

/** A command asks for it four times a list before the first packet leaves. */
const controlCounts = new WeakMap<List, Map<Family, ControlCount>>();

const controlCount = (group: PacedGroup): number => controlsIn(group).all;

/** Of an operator's lists: where an address that nobody has is listed, a second one is asked. */
const turnsOf = (groups: readonly PacedGroup[]): number => queriesOf(groups) + groups.length;

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
  /** For its controls: whatever the names have waited for, the last turns before the end are theirs. */
  readonly controls: Resolver;
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
    const perSecond = operatorPace(own.map(({ list }) => list));
    const { resolver } = ports;
    if (perSecond === null)
      for (const group of own) {
        const names = group.names.length;
        shares.set(group, { resolver, controls: resolver, names, reasons: true, why: verbatim('') });
      }
    else shareTurns(own, perSecond, ports, shares);
  }
  return shares;
}

function shareTurns(
  groups: readonly PacedGroup[],
  perSecond: number,
  { resolver, clock }: Ports,
  shares: Map<PacedGroup, Share>,
): void {
  const deadlineAt = resolver.deadlineAt ?? Number.POSITIVE_INFINITY;
  const left = deadlineAt - clock.monotonic();
  const latest = deadlineAt - answerMs(left);
  const turns = left <= 0 ? 0 : Math.floor(((left - answerMs(left)) * perSecond) / 1000) + 1;
  const needed = turnsOf(groups);
  const why = paceAllowed(perSecond, turns, needed, seconds(msFor(needed, perSecond)));
  const line = paceLine(resolver, clock, perSecond);
  const kept = groups.reduce((sum, group) => sum + controlsIn(group).after + 1, 0);
  const [names, controls] = [line(latest - (kept * 1000) / perSecond), line(latest)];
  const listings = groups.reduce((sum, group) => sum + group.names.length, 0);
  const wishes = groups.map((group) => ({ names: group.names.length, controls: controlCount(group) + 1 }));
  const parts = fairParts(wishes, turns);
  for (const [at, group] of groups.entries()) {
    const reasons = turns >= needed + listings;
    shares.set(group, { resolver: names, controls, names: parts[at] ?? 0, reasons, why });
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
    const perSecond = operatorPace(own.map(({ list }) => list));
    const { operator, name } = own[0]?.list ?? { operator: null, name: '' };
    return perSecond === null ? [] : [{ who: operator ?? name, queries: turnsOf(own), perSecond }];
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
