/**
 * What belongs together is one entry: the notices of one cause (the same turn of the same problem on the same list, in the
 * same domain, or of the same kind) are one entry with its members, however many they are. Pure. What has members of its own (a
 * list's incident) stays as it is.
 */

import { compareSeverity } from '../model/finding.ts';
import type { Notice, Transition } from '../model/incident.ts';
import { hasVanished, problemOf, weight } from './about.ts';
import { isExchange } from './section.ts';

/** Never empty; of more than one, all have the same cause. */
export type Entry = readonly Notice[];

/** Fewer than this are entries of their own, each with its evidence and its own steps. */
const FEWEST = 3;

/** The worst news first. */
export const TURNS: readonly Transition[] = [
  'opened',
  'worsened',
  'flapping',
  'members',
  'blind',
  'reminder',
  'improved',
  'acknowledged',
  'cleared',
  'ended',
];

const order = (a: Notice, b: Notice): number =>
  TURNS.indexOf(a.transition) - TURNS.indexOf(b.transition) || compareSeverity(weight(a), weight(b));

/** Those of a digest are asked for several times: its subject, its text and what a channel has room for. */
const known = new WeakMap<readonly Notice[], readonly Entry[]>();

/** In the order of the text. Every notice is in exactly one of them. */
export function entriesOf(notices: readonly Notice[]): readonly Entry[] {
  const entries = known.get(notices) ?? grouped(notices);
  known.set(notices, entries);
  return entries;
}

/** The notices of entries, one after the other. */
export function inOrder(entries: readonly Entry[]): readonly Notice[] {
  const notices = entries.flat();
  known.set(notices, entries);
  return notices;
}

function grouped(notices: readonly Notice[]): readonly Entry[] {
  const sorted = [...notices].sort(order);
  // A cause takes the place of the first of its notices.
  return [...Map.groupBy(sorted, (notice) => causeOf(notice) ?? notice).values()].flatMap((some) =>
    some.length < FEWEST ? some.map((one) => [one]) : [some],
  );
}

/** Null for a notice that is grouped with no other. */
function causeOf(notice: Notice): string | null {
  const { target, transition, finding, before, members, acknowledged, ended, turns, atFirstSight } = notice;
  if (target.startsWith('list:') || members !== undefined || acknowledged !== undefined) return null;
  const problem = problemOf(notice);
  return JSON.stringify([
    transition,
    problem,
    weight(notice),
    finding?.status,
    before?.finding,
    ended,
    turns === undefined,
    atFirstSight === true,
    hasVanished(notice),
    isExchange(notice) && notice.elasticIp?.associated,
    problem.startsWith('ptr.') ? '' : whereOf(notice),
  ]);
}

/** The list or the domain; where the notice does not name it, its summary without the target. */
function whereOf({ target, finding, before }: Notice): string {
  if (finding !== null && finding.subject !== target) return finding.subject;
  const summary = (before ?? finding)?.summary;
  return summary === undefined ? '' : summary.replaceAll(target, '');
}
