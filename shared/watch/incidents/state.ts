/**
 * What the watch remembers, and nothing else: one small record a target, written only by `close`.
 *
 * A target's record holds one entry a subject: the target's reverse DNS, each list it was asked of, each domain's SPF.
 * An entry knows which problem is open (an incident is open on it) and how many runs in a row have contradicted that.
 * `unknown` neither changes nor erases: it only counts how long the watch has been blind.
 */
import type { FindingCheck, StoredFinding } from '../../model/finding.ts';
import type { OpenIncident, Untold } from '../../model/incident.ts';
import type { Ground } from '../../model/target.ts';

/**
 * It stays 1 for as long as what is added is optional, so that this version and the one before read each other's records: a
 * deploy can be taken back while incidents are open. A change that the old one would misread makes it 2.
 */
const SCHEMA = 1;

/** `check|subject`, unique within a target. What concerns a list as a whole is under the target `list:<id>`. */
export type SubjectKey = string;

export type SubjectState = {
  /** The open incident; null when all is well or nothing is proved yet. */
  readonly standing: OpenIncident | null;
  /** Runs with a problem that still count while none is open. */
  readonly seen: number;
  /** Where others lie between them: the verdicts since the first, `1` a problem and `0` none, the newest last. */
  readonly looks?: string;
  /** Runs in a row without the problem that is open. */
  readonly clean: number;
  /** Runs in a row without any verdict. */
  readonly blind: number;
  /** It gave a verdict at least once: only what has worked can go blind. */
  readonly worked: boolean;
  /** ISO times at which it opened or cleared within a day, oldest first; of the last day in which it did, until it is seen again. */
  readonly turns?: readonly string[];
  /** It comes and goes: its turns are not reported. `cleared`: the last of them, if it is clear now. */
  readonly flapping?: { readonly cleared: Untold | null };
};

export type TargetState = {
  readonly schema: typeof SCHEMA;
  readonly target: string;
  /** Grows by one at every write; part of every notice's id. */
  readonly version: number;
  /** The run that wrote this, so that a repeated `close` does nothing twice. */
  readonly lastRun: string;
  /** Only what is worth remembering: a list that a target is not on has no entry. */
  readonly subjects: Readonly<Record<SubjectKey, SubjectState>>;
  /** Of an Elastic IP: where it was last seen (`placeOf`). */
  readonly place?: string;
  /** Of an Elastic IP: the id that EC2 changes it by. */
  readonly allocationId?: string;
  /** Of an address: as what it is watched, and why. */
  readonly watched?: WatchedAs;
  /** Of a home (`groups.ts`): the targets whose problems are one incident with it. */
  readonly members?: readonly string[];
};

export type WatchedAs = {
  readonly role: 'sender' | 'candidate';
  /** ISO time of the run that first saw it in this role. */
  readonly since: string;
  readonly domains: readonly string[];
  readonly helo?: string;
  /** The records that made it a sender; absent where a person named it. */
  readonly grounds?: readonly Ground[];
  /** What its reverse DNS said when it last gave an answer. */
  readonly reverseNames?: readonly string[];
  /** `Name` and `postwatch:...`, where it has tags in AWS. */
  readonly tags?: Readonly<Record<string, string>>;
};

/** Nothing to remember: no record holds it. That a subject has worked matters only where it may go blind. */
export const isQuiet = (
  { standing: openIncident, seen, clean, blind, worked, turns, flapping }: SubjectState,
  mayGoBlind: boolean,
): boolean =>
  openIncident === null &&
  seen + clean + blind === 0 &&
  !(worked && mayGoBlind) &&
  turns === undefined &&
  flapping === undefined;

export const NEW_SUBJECT: SubjectState = { standing: null, seen: 0, clean: 0, blind: 0, worked: false };

/** Version 0 means "never written": the first write expects to find nothing. */
export const newState = (target: string): TargetState => ({
  schema: SCHEMA,
  target,
  version: 0,
  lastRun: '',
  subjects: {},
});

export const subjectKey = (check: FindingCheck, subject: string): SubjectKey => `${check}|${subject}`;

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
  | { readonly kind: 'problem'; readonly finding: StoredFinding; readonly partial: boolean }
  /** `finding`: what proves it. */
  | { readonly kind: 'sound'; readonly finding: StoredFinding }
  /** `finding`: why nothing could be judged. */
  | { readonly kind: 'unknown'; readonly finding: StoredFinding };

export type Observations = ReadonlyMap<SubjectKey, Observation>;
