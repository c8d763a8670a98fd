/**
 * The watch's memory as the API shows it. A state says which problems are open and which subjects are unknown; that
 * nothing is open is not proof that all is well, so no `pass` is made of it here (`GET /check` asks).
 */

import { isoTime } from '../model/clock.ts';
import { defined } from '../model/defined.ts';
import { compareSeverity, type Severity, type Status, summaryText } from '../model/finding.ts';
import type { Acknowledgement, OpenIncident } from '../model/incident.ts';
import type { Language } from '../model/language.ts';
import { groupKey, isAddressKey, isHomeOnly } from '../watch/incidents/groups.ts';
import { type Mute, muteAt, scopeOf } from '../watch/incidents/mute.ts';
import type { SubjectKey, SubjectState, TargetState, WatchedAs } from '../watch/incidents/state.ts';
import type { ApiPorts } from './ports.ts';

export type IncidentView = {
  readonly id: string;
  /** An address, a domain, or the home of many (`groups.ts`). */
  readonly target: string;
  readonly check: string;
  readonly subject: string;
  readonly finding: string;
  readonly severity: Severity;
  readonly status: Status;
  readonly summary: string;
  readonly since: string;
  readonly acknowledged?: Acknowledgement;
  /** The id of the snooze that suppresses its notices now. */
  readonly snoozed?: string;
  /** It comes and goes; there are no notices of its turns. */
  readonly flapping?: true;
  /** The list, domain, zone or account whose one incident this is a part of. */
  readonly memberOf?: string;
  /** Of one incident over many: how many targets it covers, and the first of them. */
  readonly memberCount?: number;
  readonly members?: readonly string[];
};

export type AddressView = {
  readonly address: string;
  /** On AWS: account and Region, `123456789012/eu-west-1`. */
  readonly place?: string;
  readonly incidents: readonly IncidentView[];
  /** Subjects without a verdict, and for how many runs in a row. */
  readonly blind: readonly { readonly check: string; readonly subject: string; readonly runs: number }[];
  /** The run that last changed anything here. */
  readonly lastChange: string;
  /** As what it is watched, since when, and by which records; absent until this version has checked it. */
  readonly watched?: WatchedAs;
};

const MAX_MEMBERS = 200;

/** What a view depends on besides the state. */
export type Moment = {
  readonly now: string;
  readonly mute: Mute;
  /** Of the summaries. */
  readonly language: Language;
};

/** Maintenance windows are the settings' affair, and not shown. */
export async function momentOf({ watch, clock }: ApiPorts, language: Language): Promise<Moment> {
  const now = isoTime(clock.now());
  return { now, mute: muteAt(now, await watch.snoozes(now), [], 'UTC'), language };
}

/** Only a group's own incident has members. */
function membersOf(
  target: string,
  key: string,
  members: readonly string[],
): Pick<IncidentView, 'memberCount' | 'members'> {
  if (key !== groupKey(target) || (members.length === 0 && !isHomeOnly(target))) return {};
  return { memberCount: members.length, members: members.slice(0, MAX_MEMBERS) };
}

/** Worst first. */
export function incidentsOf({ target, subjects, members = [] }: TargetState, moment: Moment): readonly IncidentView[] {
  const open = Object.entries(subjects).flatMap(([key, subject]) =>
    subject.standing === null ? [] : [{ key, subject, standing: subject.standing }],
  );
  return open
    .sort((a, b) => compareSeverity(a.standing.severity, b.standing.severity))
    .map(({ key, subject, standing: one }) => ({
      ...viewOf(target, key, one, subject, moment),
      ...membersOf(target, key, members),
    }));
}

function viewOf(
  target: string,
  key: SubjectKey,
  openIncident: OpenIncident,
  { flapping }: SubjectState,
  { now, mute, language }: Moment,
): IncidentView {
  const { incident, finding, severity, status, since, memberOf, acknowledged } = openIncident;
  const holds = acknowledged !== undefined && (acknowledged.until === null || acknowledged.until > now);
  const snoozed = mute(scopeOf(key, finding, target));
  return {
    id: incident,
    target,
    ...splitKey(key),
    finding,
    severity,
    status,
    summary: summaryText(openIncident)[language],
    since,
    ...defined({
      acknowledged: holds ? acknowledged : undefined,
      snoozed: snoozed ?? undefined,
      flapping: flapping === undefined ? undefined : true,
      memberOf,
    }),
  };
}

function splitKey(key: SubjectKey): { check: string; subject: string } {
  const at = key.indexOf('|');
  return { check: key.slice(0, at), subject: key.slice(at + 1) };
}

export function addressView(state: TargetState, moment: Moment): AddressView {
  const blind = Object.entries(state.subjects)
    .filter(([, subject]) => subject.blind > 0)
    .map(([key, subject]) => ({ ...splitKey(key), runs: subject.blind }));
  const { target: address, place, lastRun: lastChange, watched } = state;
  return {
    address,
    ...defined({ place }),
    incidents: incidentsOf(state, moment),
    blind,
    lastChange,
    ...defined({ watched }),
  };
}

/** Domains and homes have states too. */
export const isAddress = ({ target }: TargetState): boolean => isAddressKey(target);
