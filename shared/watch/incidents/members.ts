/**
 * Who is a member of a home's one incident, and what is seen of the home as a whole. Targets that turn in the run that judged
 * them to be of one cause are its members; so is one that was alone with the same, whose own incident that one supersedes.
 */
import type { List } from '../../dnsbl/list.ts';
import type { StoredFinding } from '../../model/finding.ts';
import type { Notice } from '../../model/incident.ts';
import { incidentId } from '../../model/incident-id.ts';
import { groupKey, markOf, memberKey } from './groups.ts';
import { about } from './list-incidents.ts';
import { scopeOf } from './mute.ts';
import { type Context, findingOf, membersNotice } from './notice.ts';
import type { NoticesOfStep } from './notification-policy.ts';
import type { BatchResult, Judgement } from './result.ts';
import { listTarget, newState, type Observation, type Observations, type TargetState } from './state.ts';
import { listsNoneAnyMore, listsSenders } from './words.ts';

type States = ReadonlyMap<string, TargetState>;

/** Whose own problem is there: not as a member of the home's. Blindness is nobody's part of anything. */
export function standsAlone(state: TargetState | undefined, home: string): boolean {
  const openIncident = state?.subjects[memberKey(home, state.target)]?.standing ?? null;
  return openIncident !== null && openIncident.memberOf === undefined && openIncident.status !== 'unknown';
}

/** The incident that is open, or the one that the home's next version will open. */
export function groupIncident(home: string, state: TargetState = newState(home)): string {
  const key = groupKey(home);
  return state.subjects[key]?.standing?.incident ?? incidentId(home, key, state.version + 1);
}

/** The members after this run: those that were looked at and are (still) a part of it, and those that were not looked at. */
export function membersAfter(home: string, known: TargetState, looked: Iterable<string>, states: States) {
  const mark = markOf(home);
  const isMember = (target: string): boolean =>
    states.get(target)?.subjects[memberKey(home, target)]?.standing?.memberOf === mark;
  const seen = new Set(looked);
  const stayed = (known.members ?? []).filter((target) => !seen.has(target) || isMember(target));
  return [...new Set([...stayed, ...[...seen].filter(isMember)])].sort();
}

/** The one incident of a list that really lists a large share of the senders. Null where there is none, or nothing proves its end. */
export function listMembersObservation(
  list: List,
  { massListing }: Pick<Judgement, 'massListing'>,
  results: readonly BatchResult[],
  known: TargetState,
  members: readonly string[],
): Observation | null {
  const subject = `${list.id}#members`;
  const isOpen = (known.subjects[groupKey(listTarget(list.id))]?.standing ?? null) !== null;
  if (!massListing.includes(list.id) && !isOpen) return null;
  const cell = results
    .flatMap(({ findings }) => findings)
    .find(({ target, subject: id }) => id === list.id && members.includes(target));
  const example = cell ?? results.flatMap(({ lists }) => lists[list.id] ?? [])[0]?.example;
  if (members.length === 0) {
    const finding = about(list, 'list.mass-listing-over', 'pass', listsNoneAnyMore(list.name), example);
    return { kind: 'sound', finding: { ...finding, subject } };
  }
  const finding = about(
    list,
    'list.mass-listing',
    list.severity === 'minor' ? 'warn' : 'fail',
    listsSenders(list.name, members),
    example,
  );
  return { kind: 'problem', finding: { ...finding, subject }, partial: false };
}

/** So many names are reported of those who joined, and of those who left. */
const MOST_NAMED = 1000;

const NOTHING: NoticesOfStep = { publish: [], recordOnly: [] };

/** Who joined and left while the incident was open, in one notice. */
export function noticesOfMembers(
  known: TargetState,
  subjects: TargetState['subjects'],
  members: readonly string[],
  observed: Observations,
  context: Context,
): NoticesOfStep {
  const key = groupKey(context.target);
  const openIncident = subjects[key]?.standing ?? null;
  if (openIncident === null || openIncident.incident !== known.subjects[key]?.standing?.incident) return NOTHING;
  const [before, after] = [new Set(known.members), new Set(members)];
  const joined = members.filter((member) => !before.has(member)).slice(0, MOST_NAMED);
  const left = [...before].filter((member) => !after.has(member)).slice(0, MOST_NAMED);
  if (joined.length + left.length === 0) return NOTHING;
  const finding: StoredFinding = observed.get(key)?.finding ?? findingOf(key, openIncident, context.target);
  const notice = membersNotice(key, openIncident, finding, { joined, left, count: members.length }, context);
  const muted = openIncident.untold?.muted ?? context.rules.mute(scopeOf(key, openIncident.finding, context.target));
  return muted === null ? { publish: [notice], recordOnly: [] } : { publish: [], recordOnly: [{ ...notice, muted }] };
}

/** Who is affected is named as the incident of many is reported, now or later: all of them, as far as there is room. */
export function withMembers(
  notice: Notice,
  members: readonly string[],
  { target }: TargetState,
  subjects: TargetState['subjects'],
): Notice {
  const isTheirs = subjects[groupKey(target)]?.standing?.incident === notice.incident;
  if (notice.transition !== 'opened' || members.length === 0 || !isTheirs) return notice;
  return { ...notice, members: { joined: members.slice(0, MOST_NAMED), left: [], count: members.length } };
}
