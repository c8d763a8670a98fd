/**
 * What people do to an incident. An act is a conditional write like any other: it fails where the state has changed meanwhile,
 * and is then done again on the new state. It leaves `lastRun` alone, so a run that is closed twice still does nothing twice.
 */
import { defined } from '../../model/defined.ts';
import { DAY } from '../../model/duration.ts';
import type { Acknowledgement, IncidentRecord, Notice, Snooze } from '../../model/incident.ts';
import { noticeId, snoozeId } from '../../model/incident-id.ts';
import { type Text, within } from '../../model/language.ts';
import { type Parsed, parsed, problem } from '../../model/parsed.ts';
import { printable } from '../../model/text.ts';
import type { Scoped } from '../incidents/mute.ts';
import { recordOf } from '../incidents/records.ts';
import type { TargetState } from '../incidents/state.ts';
import type { Commit, Memory } from '../run/memory.ts';
import { endBeforeStart, endInPast, endTooFar, incidentIsClosed, NOTHING_TO_SNOOZE, noSuchIncident } from './words.ts';

/** `until`: ISO time, or null: until the incident ends. */
export type Act = Omit<Acknowledgement, 'at'>;

/** `unknown`: there is no incident of this id; `closed`: it has cleared or ended, as the record says. */
export type ActRefusal =
  | { readonly why: 'unknown'; readonly record: null }
  | { readonly why: 'closed'; readonly record: IncidentRecord };

type Acknowledging =
  | { readonly ok: true; readonly commit: Commit | null; readonly record: IncidentRecord }
  | { readonly ok: false; readonly refusal: ActRefusal };

export type Acknowledged =
  | { readonly ok: true; readonly record: IncidentRecord }
  | { readonly ok: false; readonly refusal: ActRefusal };

/** One line. */
export const refusalText = (id: string, { record }: ActRefusal): Text =>
  record === null ? noSuchIncident(printable(id, 40)) : incidentIsClosed(id, record);

/** What a person asks for, its fields read already; `now` and `until` are ISO times. */
export function actOf({ by, why, until }: Act, now: string): Parsed<Act> {
  return until !== null && !(Date.parse(until) > Date.parse(now))
    ? problem(within('until', endInPast(until)))
    : parsed({ by, why, until });
}

/** `remembered`: its entry in the timeline; null: nothing changes. `kept`: what applies from now on. */
type Acting = (was: Acknowledgement | undefined) => {
  readonly kept: Acknowledgement | undefined;
  readonly remembered: Acknowledgement | null;
};

/** Pure; `state` is that of the record's target. */
function actOn(
  record: IncidentRecord | null,
  state: TargetState | undefined,
  acting: Acting,
  now: string,
): Acknowledging {
  if (record === null) return { ok: false, refusal: { why: 'unknown', record } };
  const subject = state?.subjects[record.subject];
  const openIncident = subject?.standing ?? null;
  if (state === undefined || subject === undefined || openIncident === null || openIncident.incident !== record.id)
    return { ok: false, refusal: { why: 'closed', record } };
  const { acknowledged: was, ...rest } = openIncident;
  const { kept, remembered } = acting(was);
  const after = { ...rest, ...defined({ acknowledged: kept }) };
  const next = recordOf(state.target, record.subject, after);
  if (remembered === null) return { ok: true, commit: null, record: next };
  const version = state.version + 1;
  const entry: Notice = {
    id: noticeId(state.target, record.subject, openIncident.finding, 'acknowledged', version),
    run: state.lastRun,
    at: now,
    transition: 'acknowledged',
    incident: record.id,
    target: state.target,
    finding: null,
    before: openIncident,
    acknowledged: remembered,
  };
  return {
    ok: true,
    record: next,
    commit: {
      state: { ...state, version, subjects: { ...state.subjects, [record.subject]: { ...subject, standing: after } } },
      expected: state.version,
      notices: [],
      recordOnly: [entry],
      incidents: [next],
    },
  };
}

/**
 * The notices that it suppressed until `now` stay explained; one that has not begun leaves nothing behind. False where there
 * is none of this id, or none any more.
 */
export async function endSnooze(
  memory: Pick<Memory, 'snoozes' | 'saveSnooze' | 'removeSnooze'>,
  id: string,
  now: string,
): Promise<boolean> {
  const snooze = (await memory.snoozes(now)).find((one) => one.id === id);
  if (snooze === undefined) return false;
  if (snooze.from >= now) return memory.removeSnooze(id);
  await memory.saveSnooze({ ...snooze, until: now });
  return true;
}

/** A run closes a target once an hour: to fail so often in a row means that something else is wrong. */
const MOST_TRIES = 5;

type ActMemory = Pick<Memory, 'incident' | 'states' | 'commit'>;

/** A second acknowledgement replaces the first. */
export function acknowledgeIncident(memory: ActMemory, id: string, act: Act, now: string): Promise<Acknowledged> {
  const { by, why, until } = act;
  const acknowledged: Acknowledgement = { by, at: now, why, until };
  return actUntilKept(memory, id, () => ({ kept: acknowledged, remembered: acknowledged }), now);
}

/** What was taken back is in the timeline as an acknowledgement that ends when it was given. Where there is none, that is fine. */
export function unacknowledgeIncident(memory: ActMemory, id: string, by: string, now: string): Promise<Acknowledged> {
  const takenBack: Acting = (was) => ({
    kept: undefined,
    remembered: was === undefined ? null : { by, at: now, why: was.why, until: now },
  });
  return actUntilKept(memory, id, takenBack, now);
}

async function actUntilKept(memory: ActMemory, id: string, acting: Acting, now: string): Promise<Acknowledged> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const record = await memory.incident(id);
    const state = record === null ? undefined : (await memory.states([record.target])).get(record.target);
    const acted = actOn(record, state, acting, now);
    if (!acted.ok) return acted;
    if (acted.commit === null || (await memory.commit([acted.commit])).length === 0)
      return { ok: true, record: acted.record };
  }
  throw new Error(`the incident ${id} changed ${MOST_TRIES} times while it was being acted on`);
}

/** What is longer belongs into the settings. */
const LONGEST_MS = 366 * DAY;

/** What a person asks for, its fields read already; times are ISO. `now`: when, and the beginning unless another one is given. */
export function snoozeOf(
  wish: Pick<Snooze, 'by' | 'why' | 'until'> & Scoped & { readonly from?: string },
  now: string,
): Parsed<Snooze> {
  const { by, why, until, from = now, target, list, finding } = wish;
  if (target === undefined && list === undefined && finding === undefined) return problem(NOTHING_TO_SNOOZE);
  const [start, end, at] = [from, until, now].map((time) => Date.parse(time)) as [number, number, number];
  if (!(end > at)) return problem(within('until', endInPast(until)));
  if (!(end > start)) return problem(within('until', endBeforeStart(from, until)));
  if (end - at > LONGEST_MS) return problem(within('until', endTooFar(until)));
  const scope = { ...defined({ target, list, finding }) };
  const id = snoozeId([by, now, from, until, why, target ?? '', list ?? '', finding ?? '']);
  return parsed({ id, by, at: now, why, from, until, ...scope });
}
