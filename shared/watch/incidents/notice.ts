/** Turns of a subject -> notices. Their ids come from what turned and from the state's version, never from the time. */

import { defined } from '../../model/defined.ts';
import type { StoredFinding } from '../../model/finding.ts';
import type { EndReason, Notice, NoticedElasticIp, OpenIncident, Untold } from '../../model/incident.ts';
import { noticeId } from '../../model/incident-id.ts';
import type { Change } from './compare.ts';
import { type IncidentGroup, isAddressKey } from './groups.ts';
import type { Rules } from './rules.ts';
import type { SubjectKey, TargetState } from './state.ts';

/** One step of one target, as far as its subjects need to know. */
export type Context = {
  readonly target: string;
  /** That of the state after the step. */
  readonly version: number;
  /** The target was never looked at before. */
  readonly first: boolean;
  readonly run: { readonly id: string; readonly at: string };
  readonly rules: Rules;
  readonly elasticIp?: NoticedElasticIp;
  /** Of an address: the name it is known by. */
  readonly name?: string;
};

type Head = Pick<Notice, 'id' | 'run' | 'at' | 'transition' | 'target' | 'elasticIp' | 'name'>;

function head(
  key: SubjectKey,
  finding: StoredFinding['id'],
  transition: Notice['transition'],
  { target, version, run, elasticIp, name }: Context,
): Head {
  return {
    id: noticeId(target, key, finding, transition, version),
    run: run.id,
    at: run.at,
    transition,
    target,
    ...defined({ elasticIp, name }),
  };
}

/** `standing`: the open incident after the change. */
export function changeNotice(
  key: SubjectKey,
  { transition, finding, before }: Change,
  openIncident: OpenIncident | null,
  context: Context,
): Notice {
  const incident = (transition === 'cleared' ? before : (before ?? openIncident))?.incident ?? '';
  const isFirst = context.first && transition === 'opened';
  return {
    ...head(key, finding.id, transition, context),
    incident,
    finding,
    before,
    ...defined({ atFirstSight: isFirst ? true : undefined }),
  };
}

export function endNotice(key: SubjectKey, before: OpenIncident, ended: EndReason, context: Context): Notice {
  const { finding, incident } = before;
  return { ...head(key, finding, 'ended', context), incident, finding: null, before, ended };
}

/** In the place of `turn`, the one too many. */
export function flappingNotice(key: SubjectKey, turn: Notice, turns: number, context: Context): Notice {
  const { incident, finding, before } = turn;
  return { ...head(key, finding?.id ?? '', 'flapping', context), incident, finding, before, turns };
}

export function reminderNotice(
  key: SubjectKey,
  openIncident: OpenIncident,
  finding: StoredFinding,
  context: Context,
): Notice {
  const { incident } = openIncident;
  return { ...head(key, openIncident.finding, 'reminder', context), incident, finding, before: openIncident };
}

export function membersNotice(
  key: SubjectKey,
  openIncident: OpenIncident,
  finding: StoredFinding,
  members: NonNullable<Notice['members']>,
  context: Context,
): Notice {
  const { incident } = openIncident;
  return { ...head(key, openIncident.finding, 'members', context), incident, finding, before: openIncident, members };
}

/** In the history of one member: it joined its home's incident, changed, or left it. People are notified of the home as a whole. */
export function memberNotice(
  key: SubjectKey,
  { home, incident }: Pick<IncidentGroup, 'home' | 'incident'>,
  finding: StoredFinding | null,
  before: OpenIncident | null,
  context: Context,
): Notice {
  const about = finding?.id ?? before?.finding ?? '';
  return { ...head(key, about, 'members', context), incident, finding, before, muted: home };
}

export const untoldOf = ({ id, transition, before, atFirstSight }: Notice, muted: string): Untold => ({
  id,
  transition,
  before,
  muted,
  ...defined({ atFirstSight }),
});

/** What nobody was notified of until now: under its own id, at the time of this run. */
export function lateNotice(
  key: SubjectKey,
  { muted: _, ...untold }: Untold,
  about: OpenIncident,
  finding: StoredFinding | null,
  context: Context,
): Notice {
  const { incident, since } = about;
  return { ...head(key, about.finding, untold.transition, context), ...untold, incident, finding, since };
}

/** What is open, as a finding; of what this run has not seen itself nothing more is known. */
export function findingOf(
  key: SubjectKey,
  { finding: id, status, severity, summary, translated }: OpenIncident,
  target: string,
): StoredFinding {
  const at = key.indexOf('|');
  const [check, subject] = [key.slice(0, at) as StoredFinding['check'], key.slice(at + 1)];
  return {
    check,
    id,
    target,
    subject,
    status,
    severity,
    summary,
    ...defined({ translated }),
    evidence: [],
    remedy: null,
  };
}

/** Whether all else that is known of an address is in order: neither a problem, nor one that has yet to be confirmed, nor blind. */
export function withNeighbors(notice: Notice, { target }: TargetState, subjects: TargetState['subjects']): Notice {
  const isOver = notice.transition === 'cleared' || notice.transition === 'ended';
  if (isOver || !isAddressKey(target)) return notice;
  const [own, ...others] = Object.values(subjects).filter(
    ({ standing: openIncident, seen, blind }) => openIncident !== null || seen > 0 || blind > 0,
  );
  const isAlone =
    others.length === 0 && own?.standing?.incident === notice.incident && own.standing.status !== 'unknown';
  return isAlone ? { ...notice, alone: true } : notice;
}
