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
import { listObservation, membersAfter, membersObservation } from './lists.ts';
import type { Commit, Judgement, Memory, RunRecord } from './memory.ts';
import { observe } from './observe.ts';
import { listTarget, newState, type Observations, subjectKey, type TargetState } from './state.ts';
import { LIST_RULES, type StepInput, stepTarget, targetRules } from './step.ts';

export type CloseInput = {
  readonly run: RunRecord;
  readonly judgement: Judgement;
  readonly results: readonly BatchResult[];
  /** Every list that is watched now, asked in this run or not. */
  readonly lists: readonly List[];
};

/** A conflict means a second writer: a bug, or a run that overlaps another. */
class StateConflict extends Error {
  override readonly name = 'StateConflict';
}

export async function close(input: CloseInput, memory: Memory): Promise<readonly Notice[]> {
  const { run, lists } = input;
  const touched = touchedTargets(input);
  const states = new Map(await memory.states([...touched.keys(), ...lists.map(({ id }) => listTarget(id))]));
  const known = (key: string): TargetState => states.get(key) ?? newState(key);
  const put = async (commits: readonly Commit[]): Promise<readonly Notice[]> => {
    const [conflict] = await memory.commit(commits);
    if (conflict !== undefined)
      throw new StateConflict(`the state of ${conflict} was changed by somebody else while ${run.id} was closing`);
    for (const { state } of commits) states.set(state.target, state);
    return commits.flatMap(({ notices }) => notices);
  };
  const ids = new Set(lists.map(({ id }) => id));
  const rules = targetRules(input.judgement.massListing);
  const seen = findingsByTarget(input);
  const said = await put(
    [...touched].flatMap(([key, target]) => {
      const observed: Observations = target === 'gone' ? new Map() : observe(seen.get(key) ?? [], target).observations;
      return commitOf(known(key), { run, target, observed, lists: ids, rules });
    }),
  );
  const saidOfLists = await put(
    lists.flatMap((list) => {
      const before = known(listTarget(list.id));
      const members = membersAfter(list, before, touched, states);
      const observed = listSubjects(list, input, before, members);
      return commitOf(before, { run, target: 'list', observed, lists: ids, rules: LIST_RULES }, members);
    }),
  );
  return [...said, ...saidOfLists];
}

/** Nothing where nothing changes, and where this run has written already. */
function commitOf(known: TargetState, input: StepInput, members?: readonly string[]): readonly Commit[] {
  if (known.lastRun === input.run.id) return [];
  const stepped = stepTarget(known, input);
  const state = withMembers(known, stepped.state, members, input.run.id);
  return state === known ? [] : [{ state, expected: known.version, notices: stepped.said }];
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

/** A list's members are part of its state: a change of them alone is written too. */
function withMembers(
  known: TargetState,
  next: TargetState,
  members: readonly string[] | undefined,
  run: string,
): TargetState {
  if (members === undefined || JSON.stringify(members) === JSON.stringify(known.members ?? [])) return next;
  return { ...next, version: known.version + 1, lastRun: run, members };
}
