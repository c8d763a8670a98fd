/**
 * The only writer of watch state. It judges lists that turned on many senders at once, steps every target that this run
 * touched, then the lists as a whole, and commits new state and notices together, one conditional transaction a target.
 * Killed anywhere and repeated, it arrives at the same state and the same notice ids.
 */
import type { List } from '../dnsbl/list.ts';
import type { Finding } from '../model/finding.ts';
import type { Notice } from '../model/incident.ts';
import { type Target, targetKey } from '../model/target.ts';
import type { BatchResult } from './batch.ts';
import { listObservation } from './lists.ts';
import { groupOf, membersAfter, membersObservation, standsAlone } from './members.ts';
import type { Commit, Judgement, Memory, RunRecord } from './memory.ts';
import { observe } from './observe.ts';
import { type Habits, habitsAt, type IncidentRules, listRules, targetRules } from './rules.ts';
import { listTarget, newState, type Observations, subjectKey, type TargetState } from './state.ts';
import { type StepInput, stepTarget } from './step.ts';

export type CloseInput = {
  readonly run: RunRecord;
  readonly judgement: Judgement;
  readonly results: readonly BatchResult[];
  /** Every list that is watched now, asked in this run or not. */
  readonly lists: readonly List[];
  /** Lists that were asked in earlier runs and are watched no more. */
  readonly retired: readonly string[];
  /** By each list that turned on many senders and is sound: all whom it was asked about. */
  readonly askedOf: ReadonlyMap<string, readonly Target[]>;
  readonly incidents: IncidentRules;
};

/** A person's act may come between reading and writing; so often in a row means a second writer, which is a bug. */
const MOST_TRIES = 5;

class StateConflict extends Error {
  override readonly name = 'StateConflict';
}

type States = Map<string, TargetState>;

const known = (states: States, key: string): TargetState => states.get(key) ?? newState(key);

export async function close(input: CloseInput, memory: Memory): Promise<readonly Notice[]> {
  const { run, lists, retired, judgement } = input;
  const habits = await habitsAt(run.at, input.incidents, memory);
  const targets = touchedTargets(input);
  const asked = [...input.askedOf.values()].flat().map(targetKey);
  const keys = new Set([...targets.keys(), ...asked, ...[...lists.map(({ id }) => id), ...retired].map(listTarget)]);
  const states: States = new Map(await memory.states([...keys]));
  const touched = new Map([...targets, ...standingAlone(input, states)]);
  const ids = new Set(lists.map(({ id }) => id));
  const groups = judgement.massListing.map((list) => groupOf(list, states.get(listTarget(list))));
  const rules = targetRules(habits, groups);
  const seen = findingsByTarget(input);
  const said = await settle([...touched.keys()], states, run.id, memory, (key) => {
    const target = touched.get(key) ?? 'gone';
    const observed: Observations = target === 'gone' ? new Map() : observe(seen.get(key) ?? [], target).observations;
    return { run, target, observed, lists: ids, rules };
  });
  const stepList = listStep(input, states, touched, habits);
  const ofLists = [...lists.map(({ id }) => id), ...retired.filter((id) => states.has(listTarget(id)))];
  return [...said, ...(await settle(ofLists.map(listTarget), states, run.id, memory, stepList))];
}

/** Steps and commits; who was changed by somebody else meanwhile is read and stepped again. */
async function settle(
  keys: readonly string[],
  states: States,
  run: string,
  memory: Memory,
  inputOf: (key: string) => StepInput,
): Promise<readonly Notice[]> {
  const said: Notice[] = [];
  let left = keys;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const commits = left.flatMap((key) => commitOf(known(states, key), run, inputOf(key)));
    const conflicts = new Set(commits.length === 0 ? [] : await memory.commit(commits));
    for (const { state, notices } of commits.filter(({ state: { target } }) => !conflicts.has(target))) {
      states.set(state.target, state);
      said.push(...notices);
    }
    if (conflicts.size === 0) return said;
    left = [...conflicts];
    for (const [key, state] of await memory.states(left)) states.set(key, state);
  }
  throw new StateConflict(
    `the states of ${left.slice(0, 3).join(', ')} changed ${MOST_TRIES} times while ${run} was closing`,
  );
}

/** Nothing where nothing changes, and where this run has written already. */
function commitOf(state: TargetState, run: string, input: StepInput): readonly Commit[] {
  if (state.lastRun === run) return [];
  const { said, silent, incidents, ...stepped } = stepTarget(state, input);
  return stepped.state === state
    ? []
    : [{ state: stepped.state, expected: state.version, notices: said, silent, incidents }];
}

/** A list as a whole; one that is asked no more ends what stands. */
function listStep(
  input: CloseInput,
  states: States,
  touched: ReadonlyMap<string, unknown>,
  habits: Habits,
): (key: string) => StepInput {
  const byKey = new Map(input.lists.map((list) => [listTarget(list.id), list]));
  const base = { run: input.run, lists: new Set<string>(), rules: listRules(habits) };
  return (key) => {
    const list = byKey.get(key);
    if (list === undefined) return { ...base, target: 'retired', observed: new Map(), members: [] };
    const before = known(states, key);
    const members = membersAfter(list, before, touched, states);
    return { ...base, target: 'list', observed: listSubjects(list, input, before, members), members };
  };
}

/** Whose own incident stands on a list that is one incident now: nothing else need have changed about them. */
function standingAlone({ askedOf }: CloseInput, states: States): ReadonlyMap<string, Target> {
  return new Map(
    [...askedOf].flatMap(([list, targets]) =>
      targets.flatMap((target) => {
        const key = targetKey(target);
        return standsAlone(states.get(key), list) ? [[key, target] as const] : [];
      }),
    ),
  );
}

function touchedTargets({ run, results }: CloseInput): ReadonlyMap<string, Target | 'gone'> {
  const touched = new Map<string, Target | 'gone'>(run.gone.map((key) => [key, 'gone']));
  for (const target of results.flatMap((result) => result.touched)) touched.set(targetKey(target), target);
  return touched;
}

function findingsByTarget({ results, judgement }: CloseInput): ReadonlyMap<string, readonly Finding[]> {
  // A list that failed its controls after turning on many senders said nothing in this run.
  const believed = results
    .flatMap(({ findings }) => findings)
    .filter(({ check, subject }) => check !== 'dnsbl' || !judgement.unsound.includes(subject));
  return Map.groupBy(believed, ({ target }) => target);
}

function listSubjects(
  list: List,
  { results, judgement }: CloseInput,
  known: TargetState,
  members: readonly string[],
): Observations {
  const own = listObservation(list, judgement, results);
  const mass = membersObservation(list, judgement, results, known, members);
  return new Map([
    ...(own === null ? [] : [[subjectKey('dnsbl', list.id), own] as const]),
    ...(mass === null ? [] : [[subjectKey('dnsbl', `${list.id}#members`), mass] as const]),
  ]);
}
