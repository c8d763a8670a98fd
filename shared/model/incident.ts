/**
 * Incidents and notices. An incident is one problem of one subject from its opening to its clearing; a notice is what
 * people receive about one turn of it. Notice ids are made of what happened, never of when it was written, so a run that
 * is repeated says nothing twice.
 */
import { createHash } from 'node:crypto';
import type { Finding, Severity, Status } from './finding.ts';
import type { ElasticIp } from './target.ts';

/** `ended` closes an incident that did not clear: nobody watches the subject any more. */
export type Transition = 'opened' | 'worsened' | 'improved' | 'cleared' | 'blind' | 'ended';

export type EndReason = 'unwatched' | 'list-retired';

/** The problem that stands on a subject: an incident is open. */
export type Standing = {
  readonly finding: string;
  readonly severity: Severity;
  readonly status: Status;
  readonly summary: string;
  /** ISO time of the run that opened the incident. */
  readonly since: string;
  /** The incident's id; of a member, its group's. */
  readonly incident: string;
  /** The list whose one incident this target is a member of. */
  readonly memberOf?: string;
};

export type Notice = {
  readonly id: string;
  readonly run: string;
  /** ISO time of the run. */
  readonly at: string;
  readonly transition: Transition;
  readonly incident: string;
  /** An address, a domain, or `list:<id>` for what concerns a list as a whole. */
  readonly target: string;
  /** What is seen now: the problem, or what proves that it is gone. Null where the subject is no longer looked at. */
  readonly finding: Finding | null;
  /** What stood before, if anything did. */
  readonly before: Standing | null;
  /** The problem stood already when the watch first looked. */
  readonly atFirstSight?: boolean;
  readonly ended?: EndReason;
  /** Where the target is an address of AWS; of one that is gone, or no Elastic IP, only its place is known. */
  readonly elasticIp?: NoticedElasticIp;
};

export type NoticedElasticIp = Pick<ElasticIp, 'account' | 'region'> &
  Partial<Pick<ElasticIp, 'allocationId' | 'associated'>>;

/** Short, stable, safe in a URL: the first 12 hex digits of a hash of its parts. */
const shortId = (parts: readonly (string | number)[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12);

export const incidentId = (target: string, subject: string, version: number): string =>
  shortId(['incident', target, subject, version]);

export const noticeId = (
  target: string,
  subject: string,
  finding: string,
  transition: Transition,
  version: number,
): string => shortId(['notice', target, subject, finding, transition, version]);
