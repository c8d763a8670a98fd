/**
 * One target, one run: what its subjects were, what was seen of them, what they are now and what is said about it. Pure.
 * Both the worker (to foresee whether anything changes) and `close` (to write it) step a target with this one function.
 */
import type { Finding } from '../model/finding.ts';
import { type EndReason, incidentId, type Notice, noticeId, type Standing } from '../model/incident.ts';
import type { Target } from '../model/target.ts';
import { type Change, compare, POLICY, type Policy } from './compare.ts';
import {
  isQuiet,
  NEW_SUBJECT,
  type Observation,
  type Observations,
  type Subject,
  type SubjectKey,
  subjectKey,
  type TargetState,
} from './state.ts';

/** How a target's subjects are stepped: what differs between an address or domain and a list as a whole. */
export type Rules = {
  readonly policy: Policy;
  readonly mayGoBlind: (subject: SubjectKey) => boolean;
  /** The list whose one incident a new problem on this subject joins without a word of its own. */
  readonly group: (subject: SubjectKey) => string | undefined;
};

/** A list's blindness is told once, about the list, so a target's entry of a list never goes blind. */
export function targetRules(massListing: readonly string[]): Rules {
  const grouped = new Map(massListing.map((list) => [subjectKey('dnsbl', list), list]));
  return {
    policy: POLICY,
    mayGoBlind: (subject) => !subject.startsWith('dnsbl|'),
    group: (subject) => grouped.get(subject),
  };
}

/** What concerns a list as a whole has been agreed on by many cells: it opens and clears in one run. */
export const LIST_RULES: Rules = {
  policy: { ...POLICY, openAfter: 1, clearAfter: 1 },
  mayGoBlind: (subject) => !subject.endsWith('#members'),
  group: () => undefined,
};

export type StepInput = {
  readonly run: { readonly id: string; readonly at: string };
  /** `gone`: nobody watches it any more, so everything that stands ends. */
  readonly target: Target | 'gone' | 'list';
  readonly observed: Observations;
  /** Ids of the lists that are watched now. */
  readonly lists: ReadonlySet<string>;
  readonly rules: Rules;
};

export type Stepped = { readonly state: TargetState; readonly said: readonly Notice[] };

/** The same state object comes back when there is nothing to write. */
export function stepTarget(known: TargetState, input: StepInput): Stepped {
  const version = known.version + 1;
  const subjects: Record<SubjectKey, Subject> = { ...known.subjects };
  const said: Notice[] = [];
  const context = { known, version, input };
  for (const [key, observation] of input.observed) {
    const { next, changes } = stepSubject(key, observation, context);
    if (isQuiet(next, input.rules.mayGoBlind(key))) delete subjects[key];
    else subjects[key] = next;
    said.push(...changes);
  }
  for (const [key, { standing }] of Object.entries(subjects)) {
    const why = whyEnded(key, input);
    if (why === null) continue;
    delete subjects[key];
    if (standing !== null && standing.memberOf === undefined) said.push(endNotice(key, standing, why, context));
  }
  // Even a target of which nothing is to be remembered is written once: the next problem is then no first sight.
  if (known.version > 0 && sameSubjects(known.subjects, subjects)) return { state: known, said };
  return { state: { ...known, version, lastRun: input.run.id, subjects }, said };
}

type Context = { readonly known: TargetState; readonly version: number; readonly input: StepInput };

function stepSubject(
  key: SubjectKey,
  now: Observation,
  context: Context,
): { next: Subject; changes: readonly Notice[] } {
  const { known, version, input } = context;
  const before = known.subjects[key] ?? NEW_SUBJECT;
  const group = before.standing === null ? input.rules.group(key) : before.standing.memberOf;
  const step = {
    incident: incidentId(known.target, key, version),
    at: input.run.at,
    first: known.version === 0 || group !== undefined,
    mayGoBlind: input.rules.mayGoBlind(key),
  };
  const { next, changes } = compare(before, now, step, input.rules.policy);
  if (group === undefined) return { next, changes: changes.map((change) => changeNotice(key, change, next, context)) };
  // One message for the whole list, written under the list's own target.
  const standing = next.standing === null ? null : { ...next.standing, memberOf: group };
  return { next: { ...next, standing }, changes: [] };
}

function changeNotice(
  key: SubjectKey,
  { transition, finding, before }: Change,
  next: Subject,
  context: Context,
): Notice {
  const incident = (transition === 'cleared' ? before : (before ?? next.standing))?.incident ?? '';
  const isFirst = context.known.version === 0 && transition === 'opened';
  return {
    ...base(key, finding.id, transition, context),
    incident,
    finding,
    before,
    ...(isFirst ? { atFirstSight: true } : {}),
  };
}

function endNotice(key: SubjectKey, standing: Standing, why: EndReason, context: Context): Notice {
  return {
    ...base(key, standing.finding, 'ended', context),
    incident: standing.incident,
    finding: null,
    before: standing,
    ended: why,
  };
}

type Base = Pick<Notice, 'id' | 'run' | 'at' | 'transition' | 'target'>;

function base(
  key: SubjectKey,
  finding: Finding['id'],
  transition: Notice['transition'],
  { known, version, input }: Context,
): Base {
  const id = noticeId(known.target, key, finding, transition, version);
  return { id, run: input.run.id, at: input.run.at, transition, target: known.target };
}

/** Nobody looks at the subject any more: its incident ends, which is not clearing, and is said as such. */
function whyEnded(key: SubjectKey, { target, lists }: StepInput): EndReason | null {
  if (target === 'gone') return 'unwatched';
  if (target === 'list') return null;
  const at = key.indexOf('|');
  const [check, subject] = [key.slice(0, at), key.slice(at + 1)];
  if (check === 'dnsbl' && !lists.has(subject)) return 'list-retired';
  if (check === 'spf' && target.kind === 'address' && !target.domains.includes(subject)) return 'unwatched';
  return null;
}

const sameSubjects = (a: TargetState['subjects'], b: TargetState['subjects']): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
