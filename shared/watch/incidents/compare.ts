/**
 * Last known + now -> what changed and what to remember. Pure: the same two inputs give the same answer for ever, and a
 * verdict compared with itself changes nothing.
 *
 * The rule in one table (`n` = runs in a row):
 * | open      | seen now                  | change                                              |
 * |-----------|---------------------------|-----------------------------------------------------|
 * | nothing   | a problem                 | `opened` at once if critical, at first sight or a vanished record, else when `openAfter` of the last `openWithin` verdicts are problems (a critical one that rests on an unconfirmed absence: two at least) |
 * | a problem | another problem           | `worsened` or `improved` (`transitions.ts`), at once |
 * | a problem | none                      | `cleared` at n = `clearAfter`                       |
 * | anything  | unknown                   | none; `blind` at n = `blindAfter` if it ever worked and nothing is open |
 * | blindness | a verdict                 | `cleared` at once (and a problem is judged as new)  |
 */
import { defined } from '../../model/defined.ts';
import { type StoredFinding, valueSeen } from '../../model/finding.ts';
import type { OpenIncident, Transition } from '../../model/incident.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Observation, SubjectState } from './state.ts';
import { degreeChange, opensAtOnce } from './transitions.ts';

/** `openAfter` of `openWithin`; `clearAfter` and `blindAfter` in a row; `remindHours` concerns what is reported (`notification-policy.ts`). */
export type IncidentPolicy = Readonly<Settings['incidents']>;

export const POLICY: IncidentPolicy = { openAfter: 2, clearAfter: 2, blindAfter: 3 };

export type Change = {
  readonly transition: Transition;
  /** What is seen now: the problem, or the proof that it is gone. */
  readonly finding: StoredFinding;
  /** The open incident before, if there was one. */
  readonly before: OpenIncident | null;
};

/** `incident` is the id an incident opened by this step shall get. */
export type CompareStep = {
  readonly incident: string;
  readonly at: string;
  readonly first: boolean;
  readonly mayGoBlind: boolean;
};

export type Compared = { readonly next: SubjectState; readonly changes: readonly Change[] };

const isBlindness = (openIncident: OpenIncident | null): boolean =>
  openIncident !== null && openIncident.status === 'unknown';

export function compare(known: SubjectState, now: Observation, step: CompareStep, policy: IncidentPolicy): Compared {
  if (now.kind === 'unknown') return blind(known, now.finding, step, policy);
  const { standing: openIncident } = known;
  const seeing: SubjectState = { ...known, blind: 0, worked: true };
  // A list that is again not believed gives no verdict either: an open incident stays open.
  const again = openIncident?.finding === now.finding.id;
  if (openIncident === null || !isBlindness(openIncident) || again) return judgeSubject(seeing, now, step, policy);
  const { next, changes } = judgeSubject({ ...seeing, standing: null, seen: 0, clean: 0 }, now, step, policy);
  return { next, changes: [{ transition: 'cleared', finding: now.finding, before: openIncident }, ...changes] };
}

type Verdict = Exclude<Observation, { kind: 'unknown' }>;

const judgeSubject = (known: SubjectState, now: Verdict, step: CompareStep, policy: IncidentPolicy): Compared =>
  now.kind === 'problem' ? problem(known, now, step, policy) : sound(known, now.finding, policy);

const incidentOf = (finding: StoredFinding, { incident, at }: CompareStep): OpenIncident => ({
  ...seen(finding),
  since: at,
  incident,
});

function seen(
  finding: StoredFinding,
): Pick<OpenIncident, 'finding' | 'severity' | 'status' | 'summary' | 'translated' | 'value'> {
  const { id, severity, status, summary, translated } = finding;
  const value = valueSeen(finding);
  return { finding: id, severity, status, summary, ...defined({ translated, value }) };
}

function problem(
  known: SubjectState,
  now: Verdict & { kind: 'problem' },
  step: CompareStep,
  policy: IncidentPolicy,
): Compared {
  const { finding, partial } = now;
  const { standing: openIncident } = known;
  if (openIncident === null) {
    const looks = `${looksOf(known)}1`;
    const needed = looksNeeded(finding, step, policy);
    if (problems(looks.slice(-withinOf(policy))) < needed) return { next: remember(known, looks, policy), changes: [] };
    const next = { ...remember(known, '', policy), standing: incidentOf(finding, step), clean: 0 };
    return { next, changes: [{ transition: 'opened', finding, before: null }] };
  }
  const next = { ...known, clean: 0 };
  // Half a view may add a problem but never replace one: what it did not see may still be open.
  const same = openIncident.finding === finding.id && openIncident.severity === finding.severity;
  if (same || partial) return { next, changes: [] };
  const transition = degreeChange(openIncident, { ...finding, finding: finding.id });
  // The person who acknowledged it has not seen this yet.
  const { acknowledged, ...rest } = openIncident;
  const kept = transition === 'improved' ? openIncident : rest;
  return {
    next: { ...next, standing: { ...kept, ...seen(finding) } },
    changes: [{ transition, finding, before: openIncident }],
  };
}

/**
 * Of a critical problem, or at first sight, one look is enough. Where it rests on something being absent that only one
 * resolver says, the next look has to agree, at first sight too.
 */
function looksNeeded(finding: StoredFinding, { first }: CompareStep, { openAfter }: IncidentPolicy): number {
  if (finding.severity === 'critical' && finding.confirmed === false) return Math.max(2, openAfter);
  return opensAtOnce(finding) || first ? 1 : openAfter;
}

/** Verdicts while nothing is open: `1` a problem, `0` none, the newest last. */
const looksOf = ({ looks, seen }: SubjectState): string => looks ?? '1'.repeat(seen);

const problems = (looks: string): number => looks.replaceAll('0', '').length;

const withinOf = ({ openAfter, openWithin = openAfter }: IncidentPolicy): number => Math.max(openAfter, openWithin);

/** What the next verdict is counted with, one less than `openWithin`, from the first problem on. */
function remember(known: SubjectState, looks: string, policy: IncidentPolicy): SubjectState {
  const { looks: _, ...rest } = known;
  const kept = looks.slice(Math.max(0, looks.length + 1 - withinOf(policy))).replace(/^0+/, '');
  const seen = problems(kept);
  return { ...rest, seen, ...defined({ looks: kept.length > seen ? kept : undefined }) };
}

function sound(known: SubjectState, finding: StoredFinding, policy: IncidentPolicy): Compared {
  const { standing: openIncident } = known;
  if (openIncident === null) return { next: remember(known, `${looksOf(known)}0`, policy), changes: [] };
  const clean = known.clean + 1;
  if (clean < policy.clearAfter) return { next: { ...known, clean }, changes: [] };
  const next = { ...known, standing: null, clean: 0, seen: 0 };
  return { next, changes: [{ transition: 'cleared', finding, before: openIncident }] };
}

function blind(known: SubjectState, finding: StoredFinding, step: CompareStep, policy: IncidentPolicy): Compared {
  if (!step.mayGoBlind) return { next: known, changes: [] };
  // Beyond that nothing more is learnt, and nothing need be written.
  const next = { ...known, blind: Math.max(known.blind, Math.min(known.blind + 1, policy.blindAfter)) };
  const opens = known.worked && known.standing === null && next.blind >= policy.blindAfter;
  if (!opens) return { next, changes: [] };
  return {
    next: { ...next, standing: incidentOf(finding, step) },
    changes: [{ transition: 'blind', finding, before: null }],
  };
}
