/**
 * The second half of `close`: homes of groups (`groups.ts`), after all their members have been stepped. Lists are homes, and
 * so are domains, which may have been looked at themselves as well.
 */

import type { List } from '../../dnsbl/list.ts';
import { type FindingCheck, type StoredFinding, summaryOf } from '../../model/finding.ts';
import { type FixedFindingId, weightOf } from '../../model/findings/index.ts';
import { type Target, targetKey } from '../../model/target.ts';
import { type CandidateFloor, CRITICAL_ONLY, candidateFloor } from '../incidents/candidates.ts';
import { groupKey, memberKey } from '../incidents/groups.ts';
import { listObservation } from '../incidents/list-incidents.ts';
import { listMembersObservation, membersAfter } from '../incidents/members.ts';
import { findingOf } from '../incidents/notice.ts';
import { observe } from '../incidents/observe.ts';
import type { BatchResult, Judgement } from '../incidents/result.ts';
import { type Habits, homeRules, listRules } from '../incidents/rules.ts';
import {
  listTarget,
  newState,
  type Observation,
  type Observations,
  type SubjectKey,
  subjectKey,
  type TargetState,
} from '../incidents/state.ts';
import type { StepInput } from '../incidents/step.ts';
import { type GroupMember, groupFinding } from './group-finding.ts';
import { NOBODY_LEFT } from './words.ts';

type States = ReadonlyMap<string, TargetState>;

/** Of a run, what its homes are stepped by. */
export type RunOfHomes = {
  readonly run: StepInput['run'];
  readonly judgement: Judgement;
  readonly results: readonly BatchResult[];
  /** Every list that is watched now, asked in this run or not. */
  readonly lists: readonly List[];
  /** By each home of a list or a domain that was judged to be the cause: all whom it was asked about. */
  readonly askedOf: ReadonlyMap<string, readonly Target[]>;
};

export type Homes = {
  readonly input: RunOfHomes;
  /** With what was written of this run. */
  readonly states: States;
  readonly touched: ReadonlyMap<string, Target | 'gone'>;
  /** What of the run is believed. */
  readonly seen: ReadonlyMap<string, readonly StoredFinding[]>;
  readonly habits: Habits;
  /** By home: the incident that its members were given. */
  readonly incidents: ReadonlyMap<string, string>;
};

/** How a home is stepped; a list that is asked no more ends what is open. */
export function homeStep(homes: Homes): (key: string) => StepInput {
  const lists = new Map(homes.input.lists.map((list) => [listTarget(list.id), list]));
  return (key) => {
    const list = lists.get(key);
    if (list !== undefined) return stepOfList(list, homes);
    return key.startsWith('list:') ? stepOfRetired(homes) : stepOfHome(key, homes);
  };
}

const stepOfRetired = ({ input: { run }, habits }: Homes): StepInput => ({
  run,
  target: 'retired',
  observed: new Map(),
  lists: new Set<string>(),
  rules: listRules(habits),
  home: { members: [], left: false },
});

function stepOfList(list: List, homes: Homes): StepInput {
  const { input, habits, incidents, states } = homes;
  const key = listTarget(list.id);
  const known = states.get(key) ?? newState(key);
  const { members, left } = extentOf(key, homes);
  const own = listObservation(list, input.judgement, input.results);
  const mass = left ? null : listMembersObservation(list, input.judgement, input.results, known, members);
  const observed = new Map<SubjectKey, Observation>();
  if (own !== null) observed.set(subjectKey('dnsbl', list.id), own);
  if (mass !== null) observed.set(groupKey(key), mass);
  return {
    run: input.run,
    target: 'home',
    observed,
    lists: new Set<string>(),
    rules: listRules(habits),
    home: { members, left, incident: incidents.get(key) },
  };
}

function stepOfHome(key: string, homes: Homes): StepInput {
  const { input, habits, incidents, states, touched } = homes;
  const { run, lists } = input;
  const target = touched.get(key) ?? 'home';
  const known = states.get(key) ?? newState(key);
  const had = known.members ?? [];
  const { members, left } = extentOf(key, homes);
  const own =
    typeof target === 'object' ? observe(homes.seen.get(key) ?? [], target, CRITICAL_ONLY).observations : new Map();
  const { observed, ends } = withGroup({ key, known, members, left, own }, homes);
  const met = members.filter((member) => {
    const state = states.get(member);
    return state?.version === 1 && state.lastRun === run.id;
  });
  const first = members.length > 0 && had.length === 0 ? met.length === members.length : undefined;
  return {
    run,
    target,
    observed: target === 'gone' ? new Map() : observed,
    lists: new Set(lists.map(({ id }) => id)),
    rules: homeRules(habits, key, members.length + had.length > 0),
    home: { members: target === 'gone' ? [] : members, left: ends, incident: incidents.get(key), first },
  };
}

type Extent = {
  readonly members: readonly string[] /** Nobody is left, and nobody was seen to be well. */;
  readonly left: boolean;
};

function extentOf(home: string, { input, states, touched, seen }: Homes): Extent {
  const known = states.get(home) ?? newState(home);
  const looked = new Set([...touched.keys(), ...(input.askedOf.get(home) ?? []).map(targetKey)]);
  const members = membersAfter(home, known, looked, states);
  if (members.length > 0) return { members, left: false };
  const left = (known.members ?? []).filter(
    (member) => !isWell(member, home, touched.get(member), seen, candidateFloor(input.lists)),
  );
  return { members, left: left.length > 0 && left.length === known.members?.length };
}

function isWell(
  member: string,
  home: string,
  target: Target | 'gone' | undefined,
  seen: ReadonlyMap<string, readonly StoredFinding[]>,
  floor: CandidateFloor,
): boolean {
  if (target === undefined || target === 'gone') return false;
  // Of what it was a member for, a verdict; or what nobody need ask (`ground.ts`).
  const about = observe(seen.get(member) ?? [], target, floor).observations.get(memberKey(home, member));
  return about === undefined ? home.startsWith('ground:') : about.kind === 'sound';
}

type Grouped = Extent & { readonly key: string; readonly known: TargetState; readonly own: Observations };

/** What was seen of the home itself, and of its members as one. */
function withGroup({ key: home, known, members, left, own }: Grouped, homes: Homes) {
  const key = groupKey(home);
  const [mine, ...others] = [own.get(key), ...[...own].filter(([subject]) => subject !== key)] as const;
  const group = members.length > 0 ? problemOf(home, known, members, homes) : null;
  const over = members.length === 0 && (known.members ?? []).length > 0 && !left ? soundOf(home, known) : null;
  // A home with members is judged by them; without any, by its own record.
  const now = group ?? (over !== null && mine?.kind !== 'problem' ? over : mine);
  const observed = new Map<SubjectKey, Observation>(others);
  if (now !== undefined) observed.set(key, now);
  return { observed, ends: left && now === undefined };
}

/** Null where nothing about it is new and nothing is open. */
function problemOf(
  home: string,
  known: TargetState,
  members: readonly string[],
  { states, seen, touched, incidents }: Homes,
): Observation | null {
  const key = groupKey(home);
  const openIncident = known.subjects[key]?.standing ?? null;
  const moved = incidents.has(home) || [...members, ...(known.members ?? [])].some((member) => touched.has(member));
  if (!moved)
    return openIncident === null
      ? null
      : { kind: 'problem', finding: findingOf(key, openIncident, home), partial: false };
  const all = members.flatMap((target): GroupMember[] => {
    const subject = memberKey(home, target);
    const one = states.get(target)?.subjects[subject]?.standing ?? null;
    const fresh = (seen.get(target) ?? []).find(
      ({ id, check, subject: of }) => id === one?.finding && subjectKey(check, of) === subject,
    );
    return one === null ? [] : [{ target, standing: one, seen: fresh }];
  });
  return { kind: 'problem', finding: groupFinding(home, all), partial: false };
}

const OVER: Readonly<Record<FindingCheck, FixedFindingId>> = {
  ptr: 'ptr.group-over',
  spf: 'spf.group-over',
  sender: 'sender.group-over',
  dnsbl: 'list.mass-listing-over',
};

function soundOf(home: string, { subjects }: TargetState): Observation | null {
  const key = groupKey(home);
  const openIncident = subjects[key]?.standing ?? null;
  if (openIncident === null) return null;
  const finding = findingOf(key, openIncident, home);
  const id = OVER[finding.check];
  return {
    kind: 'sound',
    finding: { ...finding, ...weightOf(id), id, ...summaryOf(NOBODY_LEFT) },
  };
}
