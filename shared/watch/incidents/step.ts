/**
 * One target, one run: what its subjects were, what was seen of them, what they are now and the notices about it. Pure.
 * Both the worker (to foresee whether anything changes) and `close` (to write it) step a target with this one function.
 */
import { defined } from '../../model/defined.ts';
import { type FindingCheck, summaryOf, summaryText } from '../../model/finding.ts';
import type { EndReason, IncidentRecord, Notice, OpenIncident } from '../../model/incident.ts';
import { incidentId } from '../../model/incident-id.ts';
import type { AddressTarget, Target } from '../../model/target.ts';
import { counts } from './candidates.ts';
import { type Change, type Compared, compare } from './compare.ts';
import { groundsStand } from './ground.ts';
import { groupKey, homeOf, type IncidentGroup, markOf } from './groups.ts';
import { noticesOfMembers, withMembers } from './members.ts';
import { nameOfAddress, noticedPlace } from './naming.ts';
import { type Context, memberNotice, withNeighbors } from './notice.ts';
import { decideNotices, type NoticedSubject, type NoticesOfStep, noticesOfEnd } from './notification-policy.ts';
import { recordsBetween } from './records.ts';
import type { Rules } from './rules.ts';
import {
  isQuiet,
  NEW_SUBJECT,
  type Observation,
  type Observations,
  type SubjectKey,
  type SubjectState,
  subjectKey,
  type TargetState,
} from './state.ts';
import { allocationNow, placeNow, watchedNow } from './watched.ts';

export type StepInput = {
  readonly run: { readonly id: string; readonly at: string };
  /**
   * `gone`: nobody watches it any more, so everything that is open ends; `retired`: a list that is asked no more; `home`: the
   * home of a group, as which nothing of its own was looked at; `orphan`: nobody looked at it, and the group ends of which it is
   * a member on the subjects `orphaned`.
   */
  readonly target: Target | 'gone' | 'home' | 'retired' | 'orphan';
  readonly orphaned?: ReadonlySet<SubjectKey>;
  readonly observed: Observations;
  /** Ids of the lists that are watched now. */
  readonly lists: ReadonlySet<string>;
  readonly rules: Rules;
  readonly home?: HomeStep;
};

/** What a home's step knows besides. */
export type HomeStep = {
  /** The targets whose problems are one incident with it, after this run. */
  readonly members: readonly string[];
  /** The id that its members were given: the incident opens under it. */
  readonly incident?: string | undefined;
  /** Everyone it is about was seen for the first time. */
  readonly first?: boolean | undefined;
  /** The last members are no longer watched, and none was seen without the problem. */
  readonly left: boolean;
};

export type Stepped = NoticesOfStep & { readonly state: TargetState; readonly incidents: readonly IncidentRecord[] };

const NOTHING: NoticesOfStep = { publish: [], recordOnly: [] };

/** The same state object comes back when there is nothing to write. */
export function stepTarget(known: TargetState, given: StepInput): Stepped {
  const input = { ...given, observed: withOpenGrounds(known, given) };
  const context = contextOf(known, input);
  const subjects: Record<SubjectKey, SubjectState> = { ...known.subjects };
  const members = input.home?.members ?? known.members ?? [];
  const decisions = [
    ...Object.keys(known.subjects).map((key) => joinGroup(key, subjects, input, context)),
    ...[...input.observed].map(([key, seen]) => stepSubject(key, subjects, seen, known, input, context)),
    ...endSubjects(subjects, input, context),
    noticesOfMembers(known, subjects, members, input.observed, context),
  ];
  keepExtent(known, subjects, members, input.observed);
  const naming = (notices: readonly Notice[]) =>
    notices.map((notice) => withNeighbors(withMembers(notice, members, known, subjects), known, subjects));
  const decided = {
    publish: naming(decisions.flatMap(({ publish }) => publish)),
    recordOnly: naming(decisions.flatMap(({ recordOnly }) => recordOnly)),
  };
  const incidents = recordsBetween(known, subjects, decided, input.run.at);
  return { state: stateAfter(known, subjects, members, input), ...decided, incidents };
}

function stateAfter(
  known: TargetState,
  subjects: TargetState['subjects'],
  members: readonly string[],
  { run, target, observed }: StepInput,
): TargetState {
  const place = placeNow(addressOf(target)) ?? known.place;
  const allocationId = allocationNow(known, addressOf(target));
  const reverse = observed.get(subjectKey('ptr', known.target));
  const watched = watchedNow(known.watched, addressOf(target), reverse, run.at);
  const isThere = place === known.place && allocationId === known.allocationId;
  const stayed = isThere && watched === known.watched && members.join() === (known.members ?? []).join();
  // Even a target of which nothing is to be remembered is written once: the next problem is then no first sight.
  if (known.version > 0 && stayed && sameSubjects(known.subjects, subjects)) return known;
  const { allocationId: _, ...rest } = known;
  return {
    ...rest,
    version: known.version + 1,
    lastRun: run.id,
    subjects,
    ...defined({ place, allocationId, watched }),
    ...defined({ members: members.length === 0 && known.members === undefined ? undefined : members }),
  };
}

/** Nobody asks why an address is watched: that there is a reason again is known as soon as the target is. */
function withOpenGrounds({ subjects, target: key }: TargetState, { target, observed }: StepInput): Observations {
  const about = subjectKey('sender', key);
  if (typeof target === 'string' || (subjects[about]?.standing ?? null) === null) return observed;
  const finding = groundsStand(target);
  return finding === null ? observed : new Map([...observed, [about, { kind: 'sound', finding }]]);
}

/** What is open says how many it is about: they are more, or fewer, without another finding. */
function keepExtent(
  { target, members: before = [] }: TargetState,
  subjects: Record<SubjectKey, SubjectState>,
  members: readonly string[],
  observed: Observations,
): void {
  const key = groupKey(target);
  const [subject, seen] = [subjects[key], observed.get(key)];
  if (members.length === 0 || members.join() === before.join() || seen?.kind !== 'problem') return;
  const openIncident = subject?.standing ?? null;
  if (subject === undefined || openIncident?.finding !== seen.finding.id) return;
  subjects[key] = { ...subject, standing: { ...openIncident, ...summaryOf(summaryText(seen.finding)) } };
}

function contextOf(known: TargetState, { run, rules, target, home }: StepInput): Context {
  const address = addressOf(target);
  // What many of one account share is that account's as well.
  const shared = known.target.startsWith('account:') ? known.target.slice('account:'.length) : known.place;
  const elasticIp = noticedPlace(address, placeNow(addressOf(target)) ?? shared);
  const name = address === undefined ? undefined : nameOfAddress(address);
  const first = home?.first ?? known.version === 0;
  return { target: known.target, version: known.version + 1, first, run, rules, ...defined({ elasticIp, name }) };
}

function stepSubject(
  key: SubjectKey,
  subjects: Record<SubjectKey, SubjectState>,
  seen: Observation,
  known: TargetState,
  { target, home }: StepInput,
  context: Context,
): NoticesOfStep {
  const now = driftUnseen(key, known, target) && seen.kind === 'sound' ? unknownOf(seen) : seen;
  const own = key === groupKey(context.target) ? home?.incident : undefined;
  const { subject, ...notices } = stepOne(key, subjects[key] ?? NEW_SUBJECT, now, context, own);
  if (isQuiet(subject, context.rules.mayGoBlind(key))) delete subjects[key];
  else subjects[key] = subject;
  return notices;
}

/** `opens`: the id under which an incident opens there, where it is not this step's to say. */
function stepOne(
  key: SubjectKey,
  before: SubjectState,
  now: Observation,
  context: Context,
  opens?: string,
): NoticedSubject {
  const { rules, version, target, run } = context;
  const { standing: openIncident } = before;
  const group =
    openIncident === null || openIncident.status === 'unknown' ? rules.group(key) : membershipOf(openIncident);
  const step = {
    /** Asked for where one opens, which is seldom: a hash. */
    get incident() {
      return group?.incident ?? opens ?? incidentId(target, key, version);
    },
    at: run.at,
    first: context.first || group?.atOnce === true,
    mayGoBlind: rules.mayGoBlind(key),
  };
  const compared = compare(before, now, step, rules.policyFor(key));
  return group === undefined ? decideNotices(key, compared, now, context) : joined(key, compared, now, group, context);
}

/** What is the group's is reported under its home; only the end of a blindness of one's own is reported here. */
function joined(key: SubjectKey, { next, changes }: Compared, now: Observation, group: Membership, context: Context) {
  const isOwn = ({ before }: Change): boolean => before !== null && before.memberOf === undefined;
  const own = changes.filter(isOwn);
  const decided =
    own.length === 0
      ? { subject: next, ...NOTHING }
      : decideNotices(key, { next: { ...next, standing: null }, changes: own }, now, context);
  const { standing: openIncident } = next;
  const ofMember = changes
    .filter((change) => !isOwn(change))
    .map(({ finding, before }) => memberNotice(key, group, finding, before, context));
  return {
    subject: {
      ...decided.subject,
      standing: openIncident === null ? null : { ...openIncident, memberOf: markOf(group.home) },
    },
    publish: decided.publish,
    recordOnly: [...decided.recordOnly, ...ofMember],
  };
}

type Membership = Pick<IncidentGroup, 'home' | 'incident'> & Partial<IncidentGroup>;

const membershipOf = ({ memberOf, incident }: OpenIncident): Membership | undefined =>
  memberOf === undefined ? undefined : { home: homeOf(memberOf), incident };

/** A target that was alone becomes part of the home's one incident; its own is superseded. */
function joinGroup(
  key: SubjectKey,
  subjects: Record<SubjectKey, SubjectState>,
  { observed, rules }: StepInput,
  context: Context,
): NoticesOfStep {
  const subject = subjects[key];
  const group = rules.group(key);
  const openIncident = subject?.standing ?? null;
  if (subject === undefined || openIncident === null || openIncident.memberOf !== undefined) return NOTHING;
  // Not who was just seen to be well, and not for what nobody could see.
  if (group === undefined || openIncident.status === 'unknown' || observed.get(key)?.kind === 'sound') return NOTHING;
  const { finding, severity, status, summary, since } = openIncident;
  const member: OpenIncident = {
    finding,
    severity,
    status,
    summary,
    since,
    incident: group.incident,
    memberOf: markOf(group.home),
  };
  subjects[key] = { ...NEW_SUBJECT, worked: subject.worked, standing: member };
  return noticesOfEnd(key, subject, 'superseded', context);
}

/** Takes out what nobody looks at any more; what was there ends. */
function endSubjects(
  subjects: Record<SubjectKey, SubjectState>,
  input: StepInput,
  context: Context,
): readonly NoticesOfStep[] {
  return Object.entries(subjects).flatMap(([key, subject]) => {
    const left = input.home?.left === true && key === groupKey(context.target);
    const why = left ? 'unwatched' : whyEnded(key, subject.standing, input);
    if (why === null) return [];
    delete subjects[key];
    const { standing: openIncident } = subject;
    const group = openIncident === null ? undefined : membershipOf(openIncident);
    if (group === undefined) return [noticesOfEnd(key, subject, why, context)];
    return [{ publish: [], recordOnly: [memberNotice(key, group, null, openIncident, context)] }];
  });
}

/** What EC2 has recorded decides about drift: where it was not looked at, drift that is open is not over. */
function driftUnseen(key: SubjectKey, { subjects }: TargetState, target: StepInput['target']): boolean {
  if (subjects[key]?.standing?.finding !== 'ptr.drift') return false;
  const { recordedPtr, wantedPtr } = addressOf(target)?.elasticIp ?? {};
  return recordedPtr === undefined && wantedPtr === undefined;
}

const unknownOf = ({ finding }: Observation): Observation => ({ kind: 'unknown', finding });

const addressOf = (target: StepInput['target']): AddressTarget | undefined =>
  typeof target === 'object' && target.kind === 'address' ? target : undefined;

/** Nobody looks at the subject any more: its incident ends, which is not clearing, and is said as such. */
function whyEnded(key: SubjectKey, openIncident: OpenIncident | null, input: StepInput): EndReason | null {
  const { target, lists, rules, orphaned } = input;
  if (target === 'orphan') return orphaned?.has(key) === true ? 'unwatched' : null;
  if (target === 'gone') return 'unwatched';
  if (target === 'retired') return 'list-retired';
  if (target === 'home') return null;
  const at = key.indexOf('|');
  const [check, subject] = [key.slice(0, at), key.slice(at + 1)];
  if (check === 'dnsbl' && !lists.has(subject)) return 'list-retired';
  if (target.kind === 'domain') return null;
  if (check === 'spf' && !target.domains.includes(subject)) return 'unwatched';
  // No sender any more: an open problem is no longer worth a notice, although it may not be over.
  if (openIncident === null) return null;
  const { severity } = openIncident;
  return counts({ check: check as FindingCheck, severity }, target, rules.floor) ? null : 'unwatched';
}

function sameSubjects(a: TargetState['subjects'], b: TargetState['subjects']): boolean {
  const keys = Object.keys(a);
  const same = (key: SubjectKey): boolean => a[key] === b[key] || JSON.stringify(a[key]) === JSON.stringify(b[key]);
  return keys.length === Object.keys(b).length && keys.every(same);
}
