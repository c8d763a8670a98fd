/**
 * What the watch remembers, and nothing else: one small record a target, written only by `close`.
 *
 * A target's record holds one entry a subject: the target's reverse DNS, each list it was asked of, each domain's SPF.
 * An entry knows which problem stands (an incident is open on it) and how many runs in a row have contradicted that.
 * `unknown` neither changes nor erases: it only counts how long the watch has been blind.
 */
import type { CheckId, Finding } from '../model/finding.ts';
import type { Standing } from '../model/incident.ts';

/** Records written by this version; the previous one must stay readable when this grows (`readState`). */
const SCHEMA = 1;

/** `check|subject`, unique within a target. What concerns a list as a whole stands under the target `list:<id>`. */
export type SubjectKey = string;

export type Subject = {
  /** The open incident; null when all is well or nothing is proved yet. */
  readonly standing: Standing | null;
  /** Runs in a row with the same problem while none stands. */
  readonly seen: number;
  /** Runs in a row without the problem that stands. */
  readonly clean: number;
  /** Runs in a row without any verdict. */
  readonly blind: number;
  /** It gave a verdict at least once: only what has worked can go blind. */
  readonly worked: boolean;
};

export type TargetState = {
  readonly schema: typeof SCHEMA;
  readonly target: string;
  /** Grows by one at every write; part of every notice's id. */
  readonly version: number;
  /** The run that wrote this, so that a repeated `close` does nothing twice. */
  readonly lastRun: string;
  /** Only what is worth remembering: a list that a target is not on has no entry. */
  readonly subjects: Readonly<Record<SubjectKey, Subject>>;
  /** Of an Elastic IP: where it was last seen (`placeOf`). */
  readonly place?: string;
  /** Of a list: the targets whose listings are one incident with it. */
  readonly members?: readonly string[];
};

/** Nothing to remember: no record holds it. That a subject has worked matters only where it may go blind. */
export const isQuiet = ({ standing, seen, clean, blind, worked }: Subject, mayGoBlind: boolean): boolean =>
  standing === null && seen + clean + blind === 0 && !(worked && mayGoBlind);

export const NEW_SUBJECT: Subject = { standing: null, seen: 0, clean: 0, blind: 0, worked: false };

/** Version 0 means "never written": the first write expects to find nothing. */
export const newState = (target: string): TargetState => ({
  schema: SCHEMA,
  target,
  version: 0,
  lastRun: '',
  subjects: {},
});

export const subjectKey = (check: CheckId, subject: string): SubjectKey => `${check}|${subject}`;

export const listTarget = (list: string): string => `list:${list}`;

/** The state as stored. A record from a newer version is refused, never guessed at. */
export function readState(json: string): TargetState {
  const state = JSON.parse(json) as TargetState;
  if (state.schema !== SCHEMA)
    throw new Error(`a record of schema ${String(state.schema)}, and this version reads ${SCHEMA}`);
  return state;
}

/** What one run saw of one subject. */
export type Observation =
  /** `partial`: some of what was asked about this subject had no answer. */
  | { readonly kind: 'problem'; readonly finding: Finding; readonly partial: boolean }
  /** `finding`: what proves it. */
  | { readonly kind: 'sound'; readonly finding: Finding }
  /** `finding`: why nothing could be judged. */
  | { readonly kind: 'unknown'; readonly finding: Finding };

export type Observations = ReadonlyMap<SubjectKey, Observation>;
