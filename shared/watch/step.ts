/**
 * One target, one run: what its subjects were, what was seen of them, what they are now and what is said about it. Pure.
 * Both the worker (to foresee whether anything changes) and `close` (to write it) step a target with this one function.
 */
import type { Finding } from '../model/finding.ts';
import {
  type EndReason,
  incidentId,
  type Notice,
  type NoticedElasticIp,
  noticeId,
  type Standing,
} from '../model/incident.ts';
import { type AddressTarget, placeOf, type Target } from '../model/target.ts';
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
  for (const [key, seen] of input.observed) {
    const observation = driftUnseen(key, context) && seen.kind === 'sound' ? unknownOf(seen) : seen;
    const { next, changes } = stepSubject(key, observation, context);
    if (isQuiet(next, input.rules.mayGoBlind(key))) delete subjects[key];
    else subjects[key] = next;
    said.push(...changes);
  }
  said.push(...endSubjects(subjects, context));
  // Even a target of which nothing is to be remembered is written once: the next problem is then no first sight.
  const place = placeNow(input.target) ?? known.place;
  const same = place === known.place && sameSubjects(known.subjects, subjects);
  if (known.version > 0 && same) return { state: known, said };
  const where = place === undefined ? {} : { place };
  return { state: { ...known, version, lastRun: input.run.id, subjects, ...where }, said };
}

/** Takes out what nobody looks at any more; what stood there ends. */
function endSubjects(subjects: Record<SubjectKey, Subject>, context: Context): readonly Notice[] {
  return Object.entries(subjects).flatMap(([key, { standing }]) => {
    const why = whyEnded(key, standing, context.input);
    if (why === null) return [];
    delete subjects[key];
    return standing === null || standing.memberOf !== undefined ? [] : [endNotice(key, standing, why, context)];
  });
}

/** What EC2 has recorded decides about drift: where it was not looked at, drift that stands is not over. */
function driftUnseen(key: SubjectKey, { known, input: { target } }: Context): boolean {
  if (known.subjects[key]?.standing?.finding !== 'ptr.drift') return false;
  const { recordedPtr, wantedPtr } = addressOf(target)?.elasticIp ?? {};
  return recordedPtr === undefined && wantedPtr === undefined;
}

const unknownOf = ({ finding }: Observation): Observation => ({ kind: 'unknown', finding });

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

type Base = Pick<Notice, 'id' | 'run' | 'at' | 'transition' | 'target' | 'elasticIp'>;

function base(
  key: SubjectKey,
  finding: Finding['id'],
  transition: Notice['transition'],
  { known, version, input }: Context,
): Base {
  const id = noticeId(known.target, key, finding, transition, version);
  const elasticIp = noticedIp(input.target, known);
  return {
    ...{ id, run: input.run.id, at: input.run.at, transition, target: known.target },
    ...(elasticIp === undefined ? {} : { elasticIp }),
  };
}

const addressOf = (target: StepInput['target']): AddressTarget | undefined =>
  typeof target === 'object' && target.kind === 'address' ? target : undefined;

function placeNow(target: StepInput['target']): string | undefined {
  const { elasticIp, place } = addressOf(target) ?? {};
  return elasticIp === undefined ? place : placeOf(elasticIp);
}

/** From the target as it is now, or from what is remembered of one that is gone. */
function noticedIp(target: StepInput['target'], { place }: TargetState): NoticedElasticIp | undefined {
  const ip = addressOf(target)?.elasticIp;
  if (ip !== undefined) {
    const { account, region, allocationId, associated } = ip;
    return { account, region, allocationId, associated };
  }
  const [account, region] = (placeNow(target) ?? place)?.split('/') ?? [];
  return account === undefined || region === undefined ? undefined : { account, region };
}

/** Nobody looks at the subject any more: its incident ends, which is not clearing, and is said as such. */
function whyEnded(key: SubjectKey, standing: Standing | null, { target, lists }: StepInput): EndReason | null {
  if (target === 'gone') return 'unwatched';
  if (target === 'list') return null;
  const at = key.indexOf('|');
  const [check, subject] = [key.slice(0, at), key.slice(at + 1)];
  if (check === 'dnsbl' && !lists.has(subject)) return 'list-retired';
  if (target.kind === 'domain') return null;
  if (check === 'spf' && !target.domains.includes(subject)) return 'unwatched';
  // No sender any more: what stands is no longer worth a message, which is not to say that it is over.
  const waking = check === 'dnsbl' && standing?.severity === 'critical';
  return standing !== null && target.role === 'candidate' && !waking ? 'unwatched' : null;
}

const sameSubjects = (a: TargetState['subjects'], b: TargetState['subjects']): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
