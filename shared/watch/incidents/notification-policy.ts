/**
 * Which of a subject's changes people are notified of, and when. Pure. Everything that happens is in the history; this decides what
 * of it is sent.
 *
 * | what happens                             | while it is snoozed, or in a maintenance window                       |
 * | ---------------------------------------- | --------------------------------------------------------------------- |
 * | it opens, goes blind, or gets worse      | is reported when that is over and it is still open, under the same id |
 * | it clears or ends, and people knew of it | is reported at once: good news ends the story                         |
 * | it clears or ends, and nobody knew of it | is not reported at all                                                |
 * | it improves; a reminder is due           | is not reported                                                       |
 *
 * A subject that opens and clears more than three times within a day is reported once as one that comes and goes. Its turns are
 * then kept quiet until a day has passed without one, and what holds is reported: the last clearing, or what is open.
 */
import { defined } from '../../model/defined.ts';
import { DAY, HOUR } from '../../model/duration.ts';
import type { StoredFinding } from '../../model/finding.ts';
import type { EndReason, Notice, OpenIncident } from '../../model/incident.ts';
import type { Change, Compared } from './compare.ts';
import { scopeOf } from './mute.ts';
import {
  type Context,
  changeNotice,
  endNotice,
  findingOf,
  flappingNotice,
  lateNotice,
  reminderNotice,
  untoldOf,
} from './notice.ts';
import type { Observation, SubjectKey, SubjectState } from './state.ts';
import { degreeChange } from './transitions.ts';

/** `publish`: for the outbox and the history; `recordOnly`: for the history alone. */
export type NoticesOfStep = { readonly publish: readonly Notice[]; readonly recordOnly: readonly Notice[] };

export type NoticedSubject = NoticesOfStep & { readonly subject: SubjectState };

/** More turns than these within a day, and it is reported as one that comes and goes. */
const CALM_TURNS = 3;
/** So many are remembered; it flaps long before. */
const MOST_TURNS = 24;
const FLAPPING = 'flapping';

/** What is worked on within one step. */
type Draft = {
  openIncident: OpenIncident | null;
  turns: readonly string[];
  flapping: SubjectState['flapping'];
  readonly publish: Notice[];
  readonly recordOnly: Notice[];
};

export function decideNotices(
  key: SubjectKey,
  { next, changes }: Compared,
  now: Observation,
  context: Context,
): NoticedSubject {
  const { turns, flapping, ...rest } = next;
  if (changes.length === 0 && next.standing === null && turns === undefined && flapping === undefined)
    return { subject: next, publish: [], recordOnly: [] };
  const { at } = context.run;
  const draft: Draft = {
    openIncident: next.standing === null ? null : upToDate(next.standing, at),
    // Of a clock that was put back since, none is kept either.
    turns: (turns ?? []).filter((turn) => Math.abs(Date.parse(at) - Date.parse(turn)) < DAY),
    flapping,
    publish: [],
    recordOnly: [],
  };
  const step = { key, draft, now, context };
  for (const change of changes) decideOnChange(change, step);
  settle(step);
  publishLate(step);
  remind(step);
  const { openIncident, publish, recordOnly } = draft;
  const isPublished =
    openIncident !== null &&
    openIncident.since !== at &&
    publish.some(({ incident }) => incident === openIncident.incident);
  return {
    subject: {
      ...rest,
      standing: isPublished ? { ...openIncident, remindedAt: at } : openIncident,
      ...defined({ turns: draft.turns.length === 0 ? undefined : draft.turns, flapping: draft.flapping }),
    },
    publish,
    recordOnly,
  };
}

type Step = {
  readonly key: SubjectKey;
  readonly draft: Draft;
  readonly now: Observation;
  readonly context: Context;
};

/** An acknowledgement that has run out is forgotten; what an earlier version opened gets a record of its own. */
function upToDate(openIncident: OpenIncident, at: string): OpenIncident {
  const { acknowledged, ...rest } = openIncident;
  const until = acknowledged?.until ?? null;
  if (until !== null && Date.parse(until) <= Date.parse(at)) return { ...rest, recorded: true };
  return openIncident.recorded === true ? openIncident : { ...openIncident, recorded: true };
}

/** People were notified of it: of its opening, or that it comes and goes. */
const isKnown = ({ untold }: OpenIncident): boolean => untold === undefined || untold.transition === 'worsened';

/** No notice, for the same reason for which the opening was held back. */
const quiet = (notice: Notice, { untold }: OpenIncident): Notice =>
  untold === undefined ? notice : { ...notice, muted: untold.muted };

function mutedNow({ key, context }: Step, finding: StoredFinding['id']): string | null {
  return context.rules.mute(scopeOf(key, finding, context.target));
}

function decideOnChange(change: Change, step: Step): void {
  const { key, draft, context } = step;
  const { transition } = change;
  const notice = changeNotice(key, change, draft.openIncident, context);
  if (transition === 'worsened' || transition === 'improved') decideOnDegree(notice, change, step);
  else {
    draft.turns = [...draft.turns, context.run.at].slice(-MOST_TURNS);
    if (transition === 'cleared') decideOnClearing(notice, step);
    else decideOnOpening(notice, step);
  }
}

function decideOnOpening(notice: Notice, step: Step): void {
  const { draft } = step;
  const muted = flaps(notice, notice.finding?.id ?? '', step) ? FLAPPING : mutedNow(step, notice.finding?.id ?? '');
  if (muted === null) draft.publish.push(notice);
  else {
    draft.recordOnly.push({ ...notice, muted });
    if (draft.openIncident !== null) draft.openIncident = { ...draft.openIncident, untold: untoldOf(notice, muted) };
  }
}

function decideOnClearing(notice: Notice, step: Step): void {
  const { draft } = step;
  const cleared = notice.before;
  if (cleared !== null && draft.flapping === undefined && !isKnown(cleared))
    draft.recordOnly.push(quiet(notice, cleared));
  else if (flaps(notice, cleared?.finding ?? '', step)) {
    draft.recordOnly.push({ ...notice, muted: FLAPPING });
    draft.flapping = { cleared: untoldOf(notice, FLAPPING) };
  } else draft.publish.push(notice);
}

/** True while it comes and goes; it is reported as such with the first turn that would be one notice too many. */
function flaps(turn: Notice, finding: StoredFinding['id'], step: Step): boolean {
  const { key, draft, context } = step;
  if (draft.flapping === undefined) {
    if (draft.turns.length <= CALM_TURNS || mutedNow(step, finding) !== null) return false;
    draft.publish.push(flappingNotice(key, turn, draft.turns.length, context));
  }
  draft.flapping = { cleared: null };
  return true;
}

/** It got worse, or better: what counts in the end is whether it is worse than people know. */
function decideOnDegree(notice: Notice, { before, finding }: Change, step: Step): void {
  const { draft } = step;
  const { openIncident } = draft;
  if (before === null || openIncident === null) throw new Error('a change of degree without an incident');
  const { untold, ...plain } = openIncident;
  if (!isKnown(before)) {
    draft.recordOnly.push(quiet(notice, openIncident));
    return;
  }
  const muted = mutedNow(step, finding.id);
  const known = untold?.before ?? before;
  draft.openIncident = plain;
  if (muted === null) draft.publish.push(notice);
  else {
    draft.recordOnly.push({ ...notice, muted });
    if (isGraver(plain, known)) draft.openIncident = { ...plain, untold: untold ?? untoldOf(notice, muted) };
  }
}

function isGraver(now: OpenIncident, known: OpenIncident): boolean {
  const same = now.finding === known.finding && now.severity === known.severity && now.status === known.status;
  return !same && degreeChange(known, now) === 'worsened';
}

/** A day without a turn, and a check of it: it no longer comes and goes. */
function settle({ key, draft, now, context }: Step): void {
  const { flapping, openIncident } = draft;
  const seen = openIncident === null ? now.kind === 'sound' : now.kind !== 'sound';
  if (flapping === undefined || draft.turns.length > 0 || !seen) return;
  draft.flapping = undefined;
  const about = flapping.cleared?.before ?? null;
  if (openIncident === null && flapping.cleared !== null && about !== null)
    draft.publish.push(lateNotice(key, flapping.cleared, about, now.finding, context));
}

/** What keeps it back is over, and it is still open. */
function publishLate(step: Step): void {
  const { key, draft, now, context } = step;
  const { openIncident, flapping } = draft;
  if (openIncident?.untold === undefined || flapping !== undefined || now.kind === 'sound') return;
  if (mutedNow(step, openIncident.finding) !== null) return;
  const { untold, ...open } = openIncident;
  draft.publish.push(lateNotice(key, untold, open, seenOf(step, open), context));
  draft.openIncident = open;
}

function remind(step: Step): void {
  const { key, draft, now, context } = step;
  const { openIncident, flapping, publish } = draft;
  const { remindHours } = context.rules.policy;
  if (openIncident === null || remindHours === undefined || now.kind === 'sound' || publish.length > 0) return;
  if (openIncident.untold !== undefined || openIncident.acknowledged !== undefined || flapping !== undefined) return;
  if (openIncident.severity !== 'critical' && openIncident.severity !== 'major') return;
  const last = Date.parse(openIncident.remindedAt ?? openIncident.since);
  if (Date.parse(context.run.at) - last < remindHours * HOUR || mutedNow(step, openIncident.finding) !== null) return;
  publish.push(reminderNotice(key, openIncident, seenOf(step, openIncident), context));
}

/** With this run's evidence, where it saw the same. */
const seenOf = ({ key, now, context }: Step, openIncident: OpenIncident): StoredFinding =>
  now.finding.id === openIncident.finding ? now.finding : findingOf(key, openIncident, context.target);

/** The subject is no longer watched: its incident ends, which is not clearing, and the notice says so. */
export function noticesOfEnd(
  key: SubjectKey,
  { standing: openIncident, flapping }: SubjectState,
  why: EndReason,
  context: Context,
): NoticesOfStep {
  if (openIncident === null) {
    const cleared = flapping?.cleared ?? null;
    const about = cleared?.before ?? null;
    return cleared === null || about === null
      ? { publish: [], recordOnly: [] }
      : { publish: [lateNotice(key, cleared, about, null, context)], recordOnly: [] };
  }
  const notice = endNotice(key, openIncident, why, context);
  return flapping !== undefined || isKnown(openIncident)
    ? { publish: [notice], recordOnly: [] }
    : { publish: [], recordOnly: [quiet(notice, openIncident)] };
}
