/**
 * Incidents and notices. An incident is one problem of one subject from its opening to its clearing; a notice is what
 * people receive about one turn of it. Notice ids are made of what happened, never of when it was written, so a run that
 * is repeated says nothing twice.
 */

import type { Severity, Status, StoredFinding } from './finding.ts';
import type { Translated } from './language.ts';
import type { ElasticIp } from './target.ts';

/**
 * `ended` closes an incident that did not clear. `flapping`: it opened and cleared so often that its turns are no longer reported
 * one by one. `members`: targets joined or left the one incident of their home. `reminder`: it is still open and nobody has acknowledged
 * it. `acknowledged` is an act of a person: it is in the timeline and is reported to nobody.
 */
export type Transition =
  | 'opened'
  | 'worsened'
  | 'improved'
  | 'flapping'
  | 'members'
  | 'reminder'
  | 'acknowledged'
  | 'cleared'
  | 'blind'
  | 'ended';

/** `superseded`: another incident has taken its place (one cause over many targets). */
export type EndReason = 'unwatched' | 'list-retired' | 'superseded';

/** Someone has acknowledged it: there is no reminder until `until` (ISO time; null: until it ends). Worsening undoes it. */
export type Acknowledgement = {
  readonly by: string;
  readonly at: string;
  readonly why: string;
  readonly until: string | null;
};

/**
 * What happens meanwhile is remembered and not reported; what is still open when it is over is reported then. Every scope that is
 * given must match, and at least one is. From `from` to before `until` (ISO times): a maintenance window begins later.
 */
export type Snooze = {
  readonly id: string;
  readonly by: string;
  readonly at: string;
  readonly why: string;
  readonly from: string;
  readonly until: string;
  /** An address or a domain. */
  readonly target?: string;
  /** A list's id. */
  readonly list?: string;
  /** A finding's id. */
  readonly finding?: string;
};

/** What is kept of an incident after it has closed, so that an act on it can be answered with its state. */
export type IncidentRecord = {
  readonly id: string;
  /** As a notice's. */
  readonly target: string;
  /** `check|subject`, as in the target's state. */
  readonly subject: string;
  readonly state: 'open' | 'acknowledged' | 'cleared' | 'ended';
  readonly opened: string;
  readonly closed: string | null;
};

/** The open incident of a subject. */
export type OpenIncident = {
  readonly finding: string;
  readonly severity: Severity;
  readonly status: Status;
  /** English; `translated`: the same in other languages. */
  readonly summary: string;
  readonly translated?: Translated;
  /** What DNS said when it was judged, where one record decides (`valueSeen`). */
  readonly value?: string;
  /** ISO time of the run that opened the incident. */
  readonly since: string;
  /** The incident's id; of a member, its group's. */
  readonly incident: string;
  /** Whose one incident this target is a member of: a list's id, a domain, `zone:`, `account:` or `ground:` and its name. */
  readonly memberOf?: string;
  readonly acknowledged?: Acknowledgement;
  /** Its opening, or its getting worse, was not reported: reported when what kept it back is over, if it is still open. */
  readonly untold?: Untold;
  /** ISO time at which people were last notified of it, where that was after `since`. */
  readonly remindedAt?: string;
  /** An `IncidentRecord` is kept of it; absent in records of an earlier version, until they are next written. */
  readonly recorded?: true;
};

/** Of a notice that was held back: what it takes to send it later under the same id. */
export type Untold = Pick<Notice, 'id' | 'transition' | 'before' | 'atFirstSight'> & { readonly muted: string };

export type Notice = {
  readonly id: string;
  readonly run: string;
  /** ISO time of the run. */
  readonly at: string;
  readonly transition: Transition;
  readonly incident: string;
  /** An address, a domain, or the home of many: `list:<id>`, `zone:<zone>`, `account:<id>/<region>`, `ground:<domain>`. */
  readonly target: string;
  /** What is seen now: the problem, or what proves that it is gone. Null where the subject is no longer looked at. */
  readonly finding: StoredFinding | null;
  /** What was before, if anything did. */
  readonly before: OpenIncident | null;
  /** The problem existed already when the watch first looked. */
  readonly atFirstSight?: boolean;
  readonly ended?: EndReason;
  /** ISO time since which it is open, where this is reported later than it happened. */
  readonly since?: string;
  /** With `members`: who joined and left (at most 1,000 of each are named), and how many there are now; with `opened` of many, all. */
  readonly members?: { readonly joined: readonly string[]; readonly left: readonly string[]; readonly count: number };
  /** With `flapping`: how often it turned within a day. */
  readonly turns?: number;
  /** With `acknowledged`. */
  readonly acknowledged?: Acknowledgement;
  /**
   * Nobody was notified: the id of the snooze or maintenance window (`maintenance-1`), or `flapping`. Of a member: the target of the
   * one incident (`list:<id>`, a domain, `zone:<zone>`), as which it is reported.
   */
  readonly muted?: string;
  /** Of an address: no other problem is known there. */
  readonly alone?: true;
  /** Of an address: the name it was known by, from EC2's reverse name, its HELO name or its tags. */
  readonly name?: string;
  /** Where the target is an address of AWS; of one that is gone, or no Elastic IP, only its place is known. */
  readonly elasticIp?: NoticedElasticIp;
};

export type NoticedElasticIp = Pick<ElasticIp, 'account' | 'region'> &
  Partial<Pick<ElasticIp, 'allocationId' | 'associated' | 'instanceId'>>;

/** Whether it could be the id of anything here. */
export const isId = (text: string): boolean => /^[0-9a-f]{12}$/.test(text);

/** An acknowledgement was taken back: one that ends when it was given says so (`watch/acts/acts.ts`). */
export const isTakenBack = ({ acknowledged }: Notice): boolean =>
  acknowledged !== undefined && acknowledged.until === acknowledged.at;
