/**
 * One target, one run: what its subjects were, what was seen of them, what they are now and what is said about it. Pure.
 * Both the worker (to foresee whether anything changes) and `close` (to write it) step a target with this one function.
 */
import type { EndReason, IncidentRecord, Standing } from '../model/incident.ts';
import { incidentId } from '../model/incident-id.ts';
import { type AddressTarget, placeOf, type Target } from '../model/target.ts';
import { compare } from './compare.ts';
import { tellMembers } from './members.ts';
import { nameOfAddress, noticedPlace } from './naming.ts';
import { type Context, memberNotice } from './notice.ts';
import { recordsBetween } from './records.ts';
import type { Group, Rules } from './rules.ts';
import {
  isQuiet,
  NEW_SUBJECT,
  type Observation,
  type Observations,
  type Subject,
  type SubjectKey,
  type TargetState,
} from './state.ts';
import { type Told, tell, tellEnd, type Voiced } from './tell.ts';

export type StepInput = {
  readonly run: { readonly id: string; readonly at: string };
  /** `gone`: nobody watches it any more, so everything that stands ends; `retired`: a list that is asked no more. */
  readonly target: Target | 'gone' | 'list' | 'retired';
  readonly observed: Observations;
  /** Ids of the lists that are watched now. */
  readonly lists: ReadonlySet<string>;
  readonly rules: Rules;
  /** Of a list: the targets whose listings are one incident with it, after this run. */
  readonly members?: readonly string[];
};

export type Stepped = Voiced & { readonly state: TargetState; readonly incidents: readonly IncidentRecord[] };

const NOTHING: Voiced = { said: [], silent: [] };

/** The same state object comes back when there is nothing to write. */
export function stepTarget(known: TargetState, input: StepInput): Stepped {
  const context = contextOf(known, input);
  const subjects: Record<SubjectKey, Subject> = { ...known.subjects };
  const members = input.members ?? known.members ?? [];
  const voiced = [
    ...Object.keys(known.subjects).map((key) => joinGroup(key, subjects, input, context)),
    ...[...input.observed].map(([key, seen]) => stepSubject(key, subjects, seen, known, input, context)),
    ...endSubjects(subjects, input, context),
    tellMembers(known, subjects, members, input.observed, context),
  ];
  const told = { said: voiced.flatMap(({ said }) => said), silent: voiced.flatMap(({ silent }) => silent) };
  const incidents = recordsBetween(known, subjects, told, input.run.at);
  return { state: stateAfter(known, subjects, members, input), ...told, incidents };
}

function stateAfter(
  known: TargetState,
  subjects: TargetState['subjects'],
  members: readonly string[],
  { run, target }: StepInput,
): TargetState {
  const place = placeNow(target) ?? known.place;
  const stayed = place === known.place && members.join() === (known.members ?? []).join();
  // Even a target of which nothing is to be remembered is written once: the next problem is then no first sight.
  if (known.version > 0 && stayed && sameSubjects(known.subjects, subjects)) return known;
  return {
    ...{ ...known, version: known.version + 1, lastRun: run.id, subjects },
    ...(place === undefined ? {} : { place }),
    ...(members.length === 0 && known.members === undefined ? {} : { members }),
  };
}

function contextOf(known: TargetState, { run, rules, target }: StepInput): Context {
  const address = addressOf(target);
  const elasticIp = noticedPlace(address, placeNow(target) ?? known.place);
  const name = address === undefined ? undefined : nameOfAddress(address);
  return {
    ...{ target: known.target, version: known.version + 1, first: known.version === 0, run, rules },
    ...(elasticIp === undefined ? {} : { elasticIp }),
    ...(name === undefined ? {} : { name }),
  };
}

function stepSubject(
  key: SubjectKey,
  subjects: Record<SubjectKey, Subject>,
  seen: Observation,
  known: TargetState,
  { target }: StepInput,
  context: Context,
): Voiced {
  const now = driftUnseen(key, known, target) && seen.kind === 'sound' ? unknownOf(seen) : seen;
  const { subject, ...voiced } = stepOne(key, subjects[key] ?? NEW_SUBJECT, now, context);
  if (isQuiet(subject, context.rules.mayGoBlind(key))) delete subjects[key];
  else subjects[key] = subject;
  return voiced;
}

function stepOne(key: SubjectKey, before: Subject, now: Observation, context: Context): Told {
  const { rules, version, target, run } = context;
  const group = before.standing === null ? rules.group(key) : groupOf(before.standing);
  const step = {
    incident: group?.incident ?? incidentId(target, key, version),
    at: run.at,
    first: context.first || group !== undefined,
    mayGoBlind: rules.mayGoBlind(key),
  };
  const compared = compare(before, now, step, rules.policy);
  if (group === undefined) return tell(key, compared, now, context);
  // One message for the whole list, told under the list's own target.
  const { next, changes } = compared;
  const standing = next.standing === null ? null : { ...next.standing, memberOf: group.list };
  const silent = changes.map(({ finding, before: was }) => memberNotice(key, group, finding, was, context));
  return { subject: { ...next, standing }, said: [], silent };
}

const groupOf = ({ memberOf, incident }: Standing): Group | undefined =>
  memberOf === undefined ? undefined : { list: memberOf, incident };

/** A target that was on the list before becomes part of the list's one incident; its own is superseded. */
function joinGroup(
  key: SubjectKey,
  subjects: Record<SubjectKey, Subject>,
  { observed, rules }: StepInput,
  context: Context,
): Voiced {
  const subject = subjects[key];
  const group = rules.group(key);
  const standing = subject?.standing ?? null;
  if (subject === undefined || standing === null || standing.memberOf !== undefined) return NOTHING;
  // Not who was just seen not to be on it.
  if (group === undefined || observed.get(key)?.kind === 'sound') return NOTHING;
  const { finding, severity, status, summary, since } = standing;
  const member: Standing = {
    finding,
    severity,
    status,
    summary,
    since,
    incident: group.incident,
    memberOf: group.list,
  };
  subjects[key] = { ...NEW_SUBJECT, worked: subject.worked, standing: member };
  return tellEnd(key, subject, 'superseded', context);
}

/** Takes out what nobody looks at any more; what stood there ends. */
function endSubjects(subjects: Record<SubjectKey, Subject>, input: StepInput, context: Context): readonly Voiced[] {
  return Object.entries(subjects).flatMap(([key, subject]) => {
    const why = whyEnded(key, subject.standing, input);
    if (why === null) return [];
    delete subjects[key];
    const { standing } = subject;
    const group = standing === null ? undefined : groupOf(standing);
    if (group === undefined) return [tellEnd(key, subject, why, context)];
    return [{ said: [], silent: [memberNotice(key, group, null, standing, context)] }];
  });
}

/** What EC2 has recorded decides about drift: where it was not looked at, drift that stands is not over. */
function driftUnseen(key: SubjectKey, { subjects }: TargetState, target: StepInput['target']): boolean {
  if (subjects[key]?.standing?.finding !== 'ptr.drift') return false;
  const { recordedPtr, wantedPtr } = addressOf(target)?.elasticIp ?? {};
  return recordedPtr === undefined && wantedPtr === undefined;
}

const unknownOf = ({ finding }: Observation): Observation => ({ kind: 'unknown', finding });

const addressOf = (target: StepInput['target']): AddressTarget | undefined =>
  typeof target === 'object' && target.kind === 'address' ? target : undefined;

function placeNow(target: StepInput['target']): string | undefined {
  const { elasticIp, place } = addressOf(target) ?? {};
  return elasticIp === undefined ? place : placeOf(elasticIp);
}

/** Nobody looks at the subject any more: its incident ends, which is not clearing, and is said as such. */
function whyEnded(key: SubjectKey, standing: Standing | null, { target, lists }: StepInput): EndReason | null {
  if (target === 'gone') return 'unwatched';
  if (target === 'retired') return 'list-retired';
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

function sameSubjects(a: TargetState['subjects'], b: TargetState['subjects']): boolean {
  const keys = Object.keys(a);
  const same = (key: SubjectKey): boolean => a[key] === b[key] || JSON.stringify(a[key]) === JSON.stringify(b[key]);
  return keys.length === Object.keys(b).length && keys.every(same);
}
