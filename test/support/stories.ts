/** What must hold of a history that was played, whatever happened in it. Each check gives what is wrong, in words. */
import type { Notice, OpenIncident } from '../../shared/model/incident.ts';
import { groupKey, homeOf, memberKey } from '../../shared/watch/incidents/groups.ts';
import type { Played } from './histories.ts';
import type { PureMemory } from './memory.ts';

const OPENINGS: readonly string[] = ['opened', 'blind'];
const CLOSINGS: readonly string[] = ['cleared', 'ended'];

/** Of each incident, the ids of the notices of these turns. */
function idsOf(entries: readonly Notice[], turns: readonly string[]): Map<string, Set<string>> {
  const ids = new Map<string, Set<string>>();
  for (const { transition, incident, id } of entries)
    if (turns.includes(transition)) ids.set(incident, (ids.get(incident) ?? new Set()).add(id));
  return ids;
}

/** The timeline told again: what stands after it, by incident. */
function replay(entries: readonly Notice[]): ReadonlyMap<string, string> {
  const open = new Map<string, string>();
  const closed = new Set<string>();
  for (const { transition, incident, finding } of entries) {
    if (transition === 'cleared' || transition === 'ended') {
      open.delete(incident);
      closed.add(incident);
    } else if (['opened', 'blind', 'worsened', 'improved'].includes(transition) && !closed.has(incident))
      open.set(incident, finding!.id);
  }
  return open;
}

/** Own incidents; a member's is its list's. */
function standings(memory: PureMemory): readonly OpenIncident[] {
  return [...memory.stored.values()]
    .flatMap(({ subjects }) => Object.values(subjects))
    .flatMap(({ standing }) => (standing === null || standing.memberOf !== undefined ? [] : [standing]));
}

const sorted = (pairs: Iterable<readonly [string, string]>) => [...pairs].map((pair) => pair.join(' ')).sort();

/** What is wrong, in words; nothing, one hopes. One `expect` a history: thousands would be most of the time. */
export function brokenStory({ memory, published, repeats, changed }: Played): readonly string[] {
  const broken: string[] = [];
  const must = (holds: boolean, what: string): void => void (holds || broken.push(what));
  const opening = idsOf(memory.entries, OPENINGS);
  const closing = idsOf(memory.entries, CLOSINGS);
  for (const [incident, ids] of opening) must(ids.size === 1, `${incident} has ${ids.size} openings`);
  for (const [incident, ids] of closing) {
    must(ids.size === 1, `${incident} has ${ids.size} closings`);
    must(opening.has(incident), `${incident} closed and never opened`);
  }
  const stands = sorted(standings(memory).map((one) => [one.incident, one.finding]));
  must(sorted(replay(memory.entries)).join() === stands.join(), 'the timeline does not replay to the state');
  must(repeats || new Set(published.map(({ id }) => id)).size === published.length, 'something was published twice');
  must(!changed, 'a run that was closed twice changed something twice');
  must(
    !published.some(({ transition, muted }) => transition === 'acknowledged' || muted !== undefined),
    'published in vain',
  );
  return broken;
}

export async function brokenRecords({ memory }: Played): Promise<readonly string[]> {
  const open = new Map(standings(memory).map((one) => [one.incident, one]));
  const closed = new Map(
    memory.entries.flatMap(({ transition, incident }) =>
      CLOSINGS.includes(transition) ? [[incident, transition]] : [],
    ),
  );
  const broken: string[] = [];
  for (const incident of idsOf(memory.entries, OPENINGS).keys()) {
    const record = await memory.incident(incident);
    const standing = open.get(incident);
    const state =
      standing === undefined ? closed.get(incident) : standing.acknowledged === undefined ? 'open' : 'acknowledged';
    if (record?.state !== state || (record?.closed === null) !== (standing !== undefined))
      broken.push(`${incident} is ${state}, and its record says ${JSON.stringify(record)}`);
  }
  return broken;
}

/** Once no snooze holds and a calm day has passed, people know what stands and what is over. */
export async function brokenEnd({ memory, published, settle, now }: Played): Promise<readonly string[]> {
  for (const { id } of await memory.snoozes(now())) await memory.removeSnooze(id);
  await settle(3, 1);
  await settle(1, 25);
  const open = new Set(standings(memory).map(({ incident }) => incident));
  const heard = idsOf(published, OPENINGS);
  const over = idsOf(published, CLOSINGS);
  const flapped = new Set(memory.entries.filter(({ muted }) => muted === 'flapping').map(({ incident }) => incident));
  return [
    ...[...open].filter((incident) => !heard.has(incident)).map((incident) => `${incident} stands untold`),
    ...[...heard.keys()]
      .filter((incident) => !open.has(incident) && !over.has(incident) && !flapped.has(incident))
      .map((incident) => `${incident} was published, and its end was not`),
    ...[...over.keys()]
      .filter((incident) => !heard.has(incident) && !flapped.has(incident))
      .map((incident) => `of ${incident} only the end was published`),
  ];
}

/** Whoever is a part of an incident is one of its members, and has its id; and the other way round. */
export function brokenGroups({ memory: { stored } }: Pick<Played, 'memory'>): readonly string[] {
  const broken: string[] = [];
  for (const [target, { subjects, members = [] }] of stored) {
    for (const { standing } of Object.values(subjects)) {
      if (standing?.memberOf === undefined) continue;
      const home = stored.get(homeOf(standing.memberOf));
      const own = home?.subjects[groupKey(homeOf(standing.memberOf))]?.standing;
      if (home?.members?.includes(target) !== true) broken.push(`${target} is left behind by ${standing.memberOf}`);
      if (own?.incident !== standing.incident) broken.push(`${target} is part of no incident of ${standing.memberOf}`);
    }
    for (const member of members) {
      const standing = stored.get(member)?.subjects[memberKey(target, member)]?.standing;
      if (homeOf(standing?.memberOf ?? 'nobody') !== target)
        broken.push(`${target} counts ${member}, which is no part of it`);
    }
  }
  return broken;
}
