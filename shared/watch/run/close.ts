import type { StoredFinding } from '../../model/finding.ts';
import type { Notice } from '../../model/incident.ts';
import { type Target, targetKey } from '../../model/target.ts';
import { homeStep, type RunOfHomes } from '../causes/homes.ts';
import { candidateFloor } from '../incidents/candidates.ts';
import { type IncidentGroup, isAddressKey, memberKey } from '../incidents/groups.ts';
import { groupIncident, standsAlone } from '../incidents/members.ts';
import { observe } from '../incidents/observe.ts';
import type { Judgement } from '../incidents/result.ts';
import { habitsAt, type IncidentRules, targetRules } from '../incidents/rules.ts';
import {
  listTarget,
  newState,
  type Observations,
  type SubjectKey,
  subjectKey,
  type TargetState,
} from '../incidents/state.ts';
import { type StepInput, stepTarget } from '../incidents/step.ts';
import type { Commit, Memory, RunRecord } from './memory.ts';

export type CloseInput = RunOfHomes & {
  readonly run: RunRecord;
  /** Lists that were asked in earlier runs and are watched no more. */
  readonly retired: readonly string[];
  /** Homes that had an incident of their own before. */
  readonly homes: readonly string[];
  readonly incidents: IncidentRules;
};

/** A person's act may come between reading and writing; so often in a row means a second writer, which is a bug. */
const MOST_TRIES = 5;
const SETTLED_TOGETHER = 2000;

class StateConflict extends Error {
  override readonly name = 'StateConflict';
}

type States = Map<string, TargetState>;

const known = (states: States, key: string): TargetState => states.get(key) ?? newState(key);

export type ClosedStates = {
  readonly notices: readonly Notice[];
  /** Of the homes, as they are after the run. */
  readonly homes: ReadonlyMap<string, TargetState>;
  /** Of everyone who was touched, likewise. */
  readonly states: ReadonlyMap<string, TargetState>;
};

export async function closeStates(input: CloseInput, memory: Memory): Promise<ClosedStates> {
  const { run, lists, judgement } = input;
  const habits = await habitsAt(run.at, input.incidents, memory);
  const targets = touchedTargets(input);
  const homes = homesOf(input, targets);
  const asked = [...input.askedOf.values()].flat().map(targetKey);
  const states: States = new Map(await memory.states([...new Set([...targets.keys(), ...asked, ...homes.all])]));
  const touched = new Map([...targets, ...alone(input, states)]);
  const incidents = new Map(
    homes.judged.map((home) => [home, judgement.incidents?.[home] ?? groupIncident(home, states.get(home))]),
  );
  const orphans = await orphansOf(input, states, touched, memory);
  const rules = targetRules(habits, candidateFloor(lists), groupsOf(judgement, incidents));
  const seen = findingsByTarget(input);
  const ids = new Set(lists.map(({ id }) => id));
  const members = [...touched.keys(), ...orphans.keys()].filter((key) => !homes.all.has(key));
  const notices = await settle(members, states, run.id, memory, (key) => {
    const orphaned = orphans.get(key);
    if (orphaned !== undefined) return { run, target: 'orphan', orphaned, observed: new Map(), lists: ids, rules };
    const target = touched.get(key) ?? 'gone';
    const observed: Observations =
      target === 'gone' ? new Map() : observe(seen.get(key) ?? [], target, rules.floor).observations;
    return { run, target, observed, lists: ids, rules };
  });
  await readMembers(homes.all, states, touched, incidents, memory);
  const known = [...homes.all].filter((key) => states.has(key) || homes.now.has(key));
  const step = homeStep({ input, states, touched, seen, habits, incidents });
  const ofHomes = await settle(known, states, run.id, memory, step);
  const after = new Map(
    [...homes.all].flatMap((key): [string, TargetState][] => {
      const state = states.get(key);
      return state === undefined ? [] : [[key, state]];
    }),
  );
  return { notices: [...notices, ...ofHomes], homes: after, states };
}

/**
 * Members of a group that ends because nobody asks the list, or watches the domain, any more, and that nobody looked at in this
 * run: they would stay members of nothing, and what is open on them would never be reported again. By member, its subjects.
 */
async function orphansOf(
  { run, retired }: CloseInput,
  states: States,
  touched: ReadonlyMap<string, unknown>,
  memory: Memory,
): Promise<ReadonlyMap<string, ReadonlySet<SubjectKey>>> {
  const orphans = new Map<string, Set<SubjectKey>>();
  for (const home of [...retired.map(listTarget), ...run.gone]) {
    for (const member of known(states, home).members ?? []) {
      if (!touched.has(member)) orphans.set(member, (orphans.get(member) ?? new Set()).add(memberKey(home, member)));
    }
  }
  const missing = [...orphans.keys()].filter((key) => !states.has(key));
  for (const [key, state] of await memory.states(missing)) states.set(key, state);
  return orphans;
}

type HomeKeys = {
  readonly all: ReadonlySet<string>;
  /** Those that are stepped even if nothing is known of them yet. */
  readonly now: ReadonlySet<string>;
  readonly judged: readonly string[];
};

/** Lists, what was judged, what had an incident before; and domains, which wait for their members' turn to be over. */
function homesOf({ lists, retired, homes, judgement }: CloseInput, targets: ReadonlyMap<string, unknown>): HomeKeys {
  const judged = [...judgement.massListing.map(listTarget), ...(judgement.causes ?? []).map(({ home }) => home)];
  const domains = [...targets.keys()].filter((key) => !isAddressKey(key));
  const now = new Set([...lists.map(({ id }) => listTarget(id)), ...judged, ...domains]);
  return { all: new Set([...now, ...retired.map(listTarget), ...homes]), now, judged };
}

/** Of homes about which something is to be said, what is open on all of their members. */
async function readMembers(
  homes: ReadonlySet<string>,
  states: States,
  touched: ReadonlyMap<string, unknown>,
  incidents: ReadonlyMap<string, string>,
  memory: Memory,
): Promise<void> {
  const missing = new Set<string>();
  for (const home of homes) {
    const { members = [] } = home.startsWith('list:') ? {} : known(states, home);
    if (incidents.has(home) || members.some((member) => touched.has(member)))
      for (const member of members) if (!states.has(member)) missing.add(member);
  }
  for (const [key, state] of await memory.states([...missing])) states.set(key, state);
}

/** Steps and commits; who was changed by someone else meanwhile is read and stepped again. */
async function settle(
  keys: readonly string[],
  states: States,
  run: string,
  memory: Memory,
  inputOf: (key: string) => StepInput,
): Promise<readonly Notice[]> {
  const settled: Notice[] = [];
  let left = keys;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const conflicts: string[] = [];
    // In slices: on a first run every target has something to write.
    for (let at = 0; at < left.length; at += SETTLED_TOGETHER) {
      const some = left.slice(at, at + SETTLED_TOGETHER);
      const commits = some.flatMap((key) => commitOf(known(states, key), run, inputOf(key)));
      const lost = new Set(commits.length === 0 ? [] : await memory.commit(commits));
      conflicts.push(...lost);
      for (const { state, notices } of commits.filter(({ state: { target } }) => !lost.has(target))) {
        states.set(state.target, state);
        settled.push(...notices);
      }
    }
    if (conflicts.length === 0) return settled;
    left = conflicts;
    for (const [key, state] of await memory.states(left)) states.set(key, state);
  }
  throw new StateConflict(
    `the states of ${left.slice(0, 3).join(', ')} changed ${MOST_TRIES} times while ${run} was closing`,
  );
}

/** Nothing where nothing changes, and where this run has written already. */
function commitOf(state: TargetState, run: string, input: StepInput): readonly Commit[] {
  if (state.lastRun === run) return [];
  const { publish, recordOnly, incidents, ...stepped } = stepTarget(state, input);
  return stepped.state === state
    ? []
    : [{ state: stepped.state, expected: state.version, notices: publish, recordOnly, incidents }];
}

/** What each entry is a part of, if it turns in this run. */
function groupsOf(
  { massListing, causes = [] }: Judgement,
  incidents: ReadonlyMap<string, string>,
): ReadonlyMap<SubjectKey, IncidentGroup> {
  const groups = new Map<SubjectKey, IncidentGroup>();
  const add = (home: string, target: string, atOnce: boolean): void => {
    groups.set(memberKey(home, target), { home, incident: incidents.get(home) ?? '', atOnce });
  };
  for (const list of massListing) add(listTarget(list), '', true);
  // Those of a cause would open by themselves already; others of the same domain wait for a second run as ever.
  for (const { home, targets } of causes) for (const target of targets) add(home, target, false);
  return groups;
}

/** Who has an incident of its own on what is one incident now: nothing else need have changed about them. */
function alone({ askedOf }: CloseInput, states: States): ReadonlyMap<string, Target> {
  return new Map(
    [...askedOf].flatMap(([home, targets]) =>
      targets.flatMap((target) => {
        const key = targetKey(target);
        return standsAlone(states.get(key), home) ? [[key, target] as const] : [];
      }),
    ),
  );
}

function touchedTargets({ run, results }: CloseInput): ReadonlyMap<string, Target | 'gone'> {
  const touched = new Map<string, Target | 'gone'>(run.gone.map((key) => [key, 'gone']));
  for (const target of results.flatMap((result) => result.touched)) touched.set(targetKey(target), target);
  return touched;
}

function findingsByTarget({ results, judgement }: CloseInput): ReadonlyMap<string, readonly StoredFinding[]> {
  const doubted = new Set(
    (judgement.doubted ?? []).flatMap(({ home, targets }) =>
      targets.map((target) => `${target} ${memberKey(home, target)}`),
    ),
  );
  // A list that failed its controls after turning on many senders said nothing in this run.
  const believed = results
    .flatMap(({ findings }) => findings)
    .filter(({ check, subject }) => check !== 'dnsbl' || !judgement.unsound.includes(subject))
    .filter(({ check, subject, target }) => !doubted.has(`${target} ${subjectKey(check, subject)}`));
  return Map.groupBy(believed, ({ target }) => target);
}
