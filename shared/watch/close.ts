/**
 * The only writer of watch state. It judges lists that turned on many senders at once, compares every subject asked in
 * this run with what is known, and commits new state and notices together, one conditional transaction a target. Killed
 * anywhere and repeated, it arrives at the same state and the same notice ids.
 */
import type { List } from '../dnsbl/list.ts';
import type { Finding } from '../model/finding.ts';
import { incidentId, type Notice, noticeId } from '../model/incident.ts';
import type { Target } from '../model/target.ts';
import type { BatchResult } from './batch.ts';
import { type Change, compare, POLICY, type Policy } from './compare.ts';
import { cellsByList, listObservation, membersObservation } from './lists.ts';
import type { Judgement, Memory, RunRecord } from './memory.ts';
import { observe } from './observe.ts';
import { type Ended, endedSubjects } from './retire.ts';
import {
  listTarget,
  NEW_SUBJECT,
  newState,
  type Observation,
  type Subject,
  type SubjectKey,
  subjectKey,
  type TargetState,
} from './state.ts';

export type CloseInput = {
  readonly run: RunRecord;
  readonly judgement: Judgement;
  readonly results: readonly BatchResult[];
  readonly targets: readonly Target[];
  /** Every list that is watched now, asked in this run or not. */
  readonly lists: readonly List[];
};

type Observations = ReadonlyMap<SubjectKey, Observation>;

/** How one target's subjects are stepped: the parts that differ between a target and a list. */
type Rules = {
  readonly policy: Policy;
  readonly mayGoBlind: (subject: SubjectKey) => boolean;
  /** The list whose group incident a new problem on this subject joins silently. */
  readonly group: (subject: SubjectKey) => string | undefined;
};

export async function close(input: CloseInput, memory: Memory): Promise<readonly Notice[]> {
  const states = new Map(await memory.states());
  const seen = observationsByTarget(input);
  const notices: Notice[] = [];
  const put = async (target: string, observed: Observations, rules: Rules): Promise<void> => {
    const known = states.get(target) ?? newState(target);
    if (known.lastRun === input.run.id) return;
    const { state, said } = stepTarget(known, observed, input, rules);
    if (state === known) return;
    if (!(await memory.commit({ state, expected: known.version, notices: said }))) {
      throw new Error(`the state of ${target} was changed by somebody else while this run was closing`);
    }
    states.set(target, state);
    notices.push(...said);
  };
  const targets = targetRules(input);
  for (const target of new Set([...seen.keys(), ...states.keys()])) {
    if (!target.startsWith('list:')) await put(target, seen.get(target) ?? new Map(), targets);
  }
  const cells = cellsByList(input.results);
  for (const list of input.lists) {
    await put(listTarget(list.id), listSubjects(list, input.judgement, cells.get(list.id) ?? [], states), LIST_RULES);
  }
  return notices;
}

function observationsByTarget({ results, judgement }: CloseInput): ReadonlyMap<string, Observations> {
  const findings = new Map<string, Finding[]>();
  for (const finding of results.flatMap((result) => result.findings)) {
    // A list that failed its controls after turning on many senders said nothing in this run.
    if (finding.check === 'dnsbl' && judgement.unsound.includes(finding.subject)) continue;
    const known = findings.get(finding.target);
    if (known === undefined) findings.set(finding.target, [finding]);
    else known.push(finding);
  }
  return new Map([...findings].map(([target, found]) => [target, observe(found)]));
}

function targetRules({ judgement }: CloseInput): Rules {
  const grouped = new Map(judgement.massListing.map((list) => [subjectKey('dnsbl', list), list]));
  return {
    policy: POLICY,
    // A list's blindness is told once, about the list.
    mayGoBlind: (subject) => !subject.startsWith('dnsbl|'),
    group: (subject) => grouped.get(subject),
  };
}

/** What concerns a list as a whole has been agreed on by many cells: it opens and clears in one run. */
const LIST_RULES: Rules = {
  policy: { ...POLICY, openAfter: 1, clearAfter: 1 },
  mayGoBlind: () => true,
  group: () => undefined,
};

function listSubjects(
  list: List,
  judgement: Judgement,
  cells: readonly Finding[],
  states: ReadonlyMap<string, TargetState>,
): Observations {
  const own = listObservation(list, judgement, cells);
  const members = membersObservation(list, judgement, cells, states);
  return new Map([
    ...(own === null ? [] : [[subjectKey('dnsbl', list.id), own] as const]),
    ...(members === null ? [] : [[subjectKey('dnsbl', `${list.id}#members`), members] as const]),
  ]);
}

type Stepped = { readonly state: TargetState; readonly said: readonly Notice[] };

/** The same object comes back when nothing changed, and then nothing is written. */
function stepTarget(known: TargetState, observed: Observations, input: CloseInput, rules: Rules): Stepped {
  const version = known.version + 1;
  const subjects: Record<SubjectKey, Subject> = { ...known.subjects };
  const said: Notice[] = [];
  for (const [key, observation] of observed) {
    const before = known.subjects[key] ?? NEW_SUBJECT;
    const { next, changes } = stepSubject(before, key, observation, { target: known.target, version, input, rules });
    subjects[key] = next;
    said.push(...changes);
  }
  for (const ended of endedSubjects(known, input)) {
    delete subjects[ended.subject];
    if (ended.standing !== null) said.push(endNotice(known.target, version, input.run, ended));
  }
  if (sameSubjects(known.subjects, subjects)) return { state: known, said };
  return { state: { ...known, version, lastRun: input.run.id, subjects }, said };
}

type StepContext = {
  readonly target: string;
  readonly version: number;
  readonly input: CloseInput;
  readonly rules: Rules;
};

function stepSubject(
  known: Subject,
  key: SubjectKey,
  now: Observation,
  context: StepContext,
): { next: Subject; changes: Notice[] } {
  const { target, version, input, rules } = context;
  const group = known.standing === null ? rules.group(key) : known.standing.memberOf;
  const first = !known.worked;
  const at = input.run.at;
  const step = {
    incident: incidentId(target, key, version),
    at,
    first: first || group !== undefined,
    mayGoBlind: rules.mayGoBlind(key),
  };
  const { next, changes } = compare(known, now, step, rules.policy);
  if (group !== undefined) {
    // One message for the whole list, written under the list's own target.
    const standing = next.standing === null ? null : { ...next.standing, memberOf: group };
    return { next: { ...next, standing }, changes: [] };
  }
  return { next, changes: changes.map((change) => changeNotice(change, key, next, { ...context, first })) };
}

function changeNotice(
  change: Change,
  key: SubjectKey,
  next: Subject,
  context: StepContext & { first: boolean },
): Notice {
  const { target, version, input, first } = context;
  const { transition, finding, before } = change;
  const incident = (transition === 'cleared' ? before : (before ?? next.standing))?.incident ?? '';
  return {
    id: noticeId(target, key, finding.id, transition, version),
    run: input.run.id,
    at: input.run.at,
    transition,
    incident,
    target,
    finding,
    before,
    ...(first && transition === 'opened' ? { atFirstSight: true } : {}),
  };
}

function endNotice(target: string, version: number, run: RunRecord, { subject, standing, why }: Ended): Notice {
  const finding = standing?.finding ?? '';
  return {
    id: noticeId(target, subject, finding, 'ended', version),
    run: run.id,
    at: run.at,
    transition: 'ended',
    incident: standing?.incident ?? '',
    target,
    finding: null,
    before: standing,
    ended: why,
  };
}

function sameSubjects(a: Readonly<Record<string, Subject>>, b: Readonly<Record<string, Subject>>): boolean {
  return JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
}
