/**
 * One list over many targets is one incident, written under the list's own target. Targets that the list turns on in the run
 * of the mass listing are its members; so is who stood on it already, whose own incident that one supersedes. Members come
 * and go without a word of their own: what changed is told once a run, about the list.
 */
import type { List } from '../dnsbl/list.ts';
import { incidentId } from '../model/incident-id.ts';
import { count } from '../model/text.ts';
import type { BatchResult } from './batch.ts';
import { about } from './lists.ts';
import type { Judgement } from './memory.ts';
import { scopeOf } from './mute.ts';
import { type Context, findingOf, membersNotice } from './notice.ts';
import type { Group } from './rules.ts';
import {
  listTarget,
  newState,
  type Observation,
  type Observations,
  type SubjectKey,
  subjectKey,
  type TargetState,
} from './state.ts';
import type { Voiced } from './tell.ts';

/** The subject of a list's one incident. */
const membersKey = (list: string): SubjectKey => subjectKey('dnsbl', `${list}#members`);

/** Whose own incident on this list stands: not as a member of the list's. */
export function standsAlone(state: TargetState | undefined, list: string): boolean {
  const standing = state?.subjects[subjectKey('dnsbl', list)]?.standing ?? null;
  return standing !== null && standing.memberOf === undefined;
}

/** The incident that stands, or the one that the list's next version will open. */
export function groupOf(list: string, state: TargetState = newState(listTarget(list))): Group {
  const key = membersKey(list);
  const standing = state.subjects[key]?.standing ?? null;
  return { list, incident: standing?.incident ?? incidentId(state.target, key, state.version + 1) };
}

/** The members after this run: whoever was touched and is (still) listed as one, and whoever was not touched. */
export function membersAfter(
  { id }: List,
  known: TargetState,
  touched: ReadonlyMap<string, unknown>,
  states: ReadonlyMap<string, TargetState>,
): readonly string[] {
  const key = subjectKey('dnsbl', id);
  const isMember = (target: string): boolean => states.get(target)?.subjects[key]?.standing?.memberOf === id;
  const stayed = (known.members ?? []).filter((target) => !touched.has(target) || isMember(target));
  return [...new Set([...stayed, ...[...touched.keys()].filter(isMember)])].sort();
}

/** The one incident of a list that really lists a large share of the senders; its members are the targets' own entries. */
export function membersObservation(
  list: List,
  judgement: Judgement,
  results: readonly BatchResult[],
  known: TargetState,
  members: readonly string[],
): Observation | null {
  const subject = `${list.id}#members`;
  const stands = (known.subjects[membersKey(list.id)]?.standing ?? null) !== null;
  if (!judgement.massListing.includes(list.id) && !stands) return null;
  const cell = results
    .flatMap(({ findings }) => findings)
    .find(({ target, subject: id }) => id === list.id && members.includes(target));
  const example = cell ?? results.flatMap(({ lists }) => lists[list.id] ?? [])[0]?.example;
  if (members.length === 0) {
    const finding = about(list, 'list.mass-listing-over', 'pass', `${list.name} lists none of them any more`, example);
    return { kind: 'sound', finding: { ...finding, subject } };
  }
  const shown = members.slice(0, 10).join(', ');
  const more = members.length > 10 ? ` and ${members.length - 10} more` : '';
  const summary = `${list.name} lists ${count(members.length, 'sender')}: ${shown}${more}`;
  const finding = about(list, 'list.mass-listing', list.severity === 'minor' ? 'warn' : 'fail', summary, example);
  return { kind: 'problem', finding: { ...finding, subject }, partial: false };
}

/** So many names are told of those who joined, and of those who left. */
const MOST_NAMED = 1000;

/** Who joined and left while the incident stood, in one notice. */
export function tellMembers(
  known: TargetState,
  subjects: TargetState['subjects'],
  members: readonly string[],
  observed: Observations,
  context: Context,
): Voiced {
  const key = [...observed.keys()].find((one) => one.endsWith('#members'));
  const subject = key === undefined ? undefined : subjects[key];
  const standing = subject?.standing ?? null;
  if (key === undefined || standing === null || standing.incident !== known.subjects[key]?.standing?.incident)
    return { said: [], silent: [] };
  const [before, after] = [new Set(known.members), new Set(members)];
  const joined = members.filter((member) => !before.has(member)).slice(0, MOST_NAMED);
  const left = [...before].filter((member) => !after.has(member)).slice(0, MOST_NAMED);
  if (joined.length + left.length === 0) return { said: [], silent: [] };
  const finding = observed.get(key)?.finding ?? findingOf(key, standing, context.target);
  const notice = membersNotice(key, standing, finding, { joined, left, count: members.length }, context);
  const muted = standing.untold?.muted ?? context.rules.mute(scopeOf(key, standing.finding, context.target));
  return muted === null ? { said: [notice], silent: [] } : { said: [], silent: [{ ...notice, muted }] };
}
