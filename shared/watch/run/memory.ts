/**
 * The port to what outlives a run: run records, batches with their results, target states, the ledger of what was asked
 * when, and the outbox. Every method is safe to repeat; nothing here decides anything.
 */
import type { SurveyFingerprints, TargetReport } from '../../checks/check.ts';
import { DAY } from '../../model/duration.ts';
import type { NotCovered } from '../../model/finding.ts';
import type { IncidentRecord, Notice, Snooze } from '../../model/incident.ts';
import type { Translated } from '../../model/language.ts';
import type { BatchResult, Judgement } from '../incidents/result.ts';
import type { TargetState } from '../incidents/state.ts';
import type { Ledger } from './ledger.ts';
import type { Batch } from './plan.ts';

/** A year and a month: anyone who looks finds last year's incident of the same season. */
export const HISTORY_KEPT_MS = 400 * DAY;

export type RunRecord = {
  readonly id: string;
  /** ISO time at which it was planned; all times of the run's notices are this one. */
  readonly at: string;
  /** In the order in which they are worked. */
  readonly batchKeys: readonly string[];
  readonly notCovered: readonly NotCovered[];
  /** Targets with a state that nobody watches any more. */
  readonly gone: readonly string[];
  /** Decided once, before the first state is written, so that a repeated `close` decides the same. */
  readonly judgement: Judgement | null;
  /**
   * A run of its own that opens as this one finishes: lists whose pace makes them take long (`paced.ts`). Its batches are stored
   * with those of this one.
   */
  readonly following?: RunRecord;
  /** Of such a run: which one it follows. */
  readonly follows?: string;
};

/** Under which of the two a batch is stored that was planned with both. */
export const runOfBatch = ({ id, following }: RunRecord, key: string): string =>
  following?.batchKeys.includes(key) === true ? following.id : id;

export type Commit = {
  readonly state: TargetState;
  /** The version the state had when it was read; 0 for none. */
  readonly expected: number;
  /** For the outbox and the history. */
  readonly notices: readonly Notice[];
  /**
   * For the history alone: what was not reported, and what people did. A notice that is reported later has the id it has here, and
   * the time at which it is reported: the history keeps both.
   */
  readonly recordOnly?: readonly Notice[];
  /** As they are after this commit. */
  readonly incidents?: readonly IncidentRecord[];
};

/** What a finished run leaves for the next one. `following`: is open from then on. */
export type RunLeavings = {
  readonly ledger?: Ledger;
  readonly fingerprints?: SurveyFingerprints;
  readonly following?: RunRecord;
};

/** What is remembered of a channel that failed. It is not part of a notice: those wait as they are. */
export type ChannelHold = {
  /** Passes that failed, one after the other. */
  readonly failures: number;
  /** Of the last of them; milliseconds since 1970, as `until`. */
  readonly at: number;
  readonly until: number;
  /** English; `translated`: the same in other languages, which an earlier version did not keep. */
  readonly why: string;
  readonly translated?: Translated;
  /** So many notices were waiting for it. */
  readonly notices: number;
};

/** A target with a state; `place` where it is an Elastic IP. */
export type KnownTarget = { readonly target: string; readonly place?: string };

export type Memory = {
  /** The run that was opened and not finished, if there is one: its process was killed, or it is still going. */
  readonly unfinished: () => Promise<RunRecord | null>;
  /** Stores the run, its batches and those of the one that follows, and the ledger; false, and nothing is opened, while another run is not finished. */
  readonly open: (run: RunRecord, batches: readonly Batch[], ledger: Ledger) => Promise<boolean>;
  readonly batch: (run: string, key: string) => Promise<Batch>;
  /** Null for a batch that has no result yet. */
  readonly result: (run: string, key: string) => Promise<BatchResult | null>;
  readonly saveResult: (run: string, result: BatchResult) => Promise<void>;
  /** For people who look; a memory that keeps none has no such method. */
  readonly saveVerdicts?: (run: string, batch: Batch, at: string, reports: readonly TargetReport[]) => Promise<void>;
  readonly saveJudgement: (run: string, judgement: Judgement) => Promise<void>;
  /** What is given to keep is stored with it. A repeat opens no run that follows. */
  readonly finish: (run: string, at: string, keep: RunLeavings) => Promise<void>;
  readonly ledger: () => Promise<Ledger>;
  /** As the last finished runs left them. */
  readonly fingerprints: () => Promise<SurveyFingerprints>;
  /** The states of those targets that have one. */
  readonly states: (targets: readonly string[]) => Promise<ReadonlyMap<string, TargetState>>;
  /** Every target that has a state; homes that are not targets (`list:<id>`, `isHomeOnly`) are not among them. */
  readonly knownTargets: () => Promise<readonly KnownTarget[]>;
  /**
   * Each state with its notices in one transaction (several may share one). Returns the targets whose stored version was
   * not the expected one: of those nothing is written.
   */
  readonly commit: (commits: readonly Commit[]) => Promise<readonly string[]>;
  /** Null: there never was one, or it closed longer ago than `HISTORY_KEPT_MS`. */
  readonly incident: (id: string) => Promise<IncidentRecord | null>;
  /** Newest first: what was reported of a target, what was not reported and why, and what people did. */
  readonly history: (target: string, most: number) => Promise<readonly Notice[]>;
  /** Those that are not over at `now` (ISO time; for earlier ones as far back as the history goes), later ones included. */
  readonly snoozes: (now: string) => Promise<readonly Snooze[]>;
  readonly saveSnooze: (snooze: Snooze) => Promise<void>;
  /** False when there is none of this id. */
  readonly removeSnooze: (id: string) => Promise<boolean>;
  /** Notices of a channel that nobody has published yet, leased to the caller until `until` (milliseconds). */
  readonly claim: (channel: string, now: number, until: number) => Promise<readonly Notice[]>;
  /** Of what was claimed, those that a message carried; the rest of it stays claimed. */
  readonly markSent: (channel: string, notices: readonly Notice[], at: string) => Promise<void>;
  /** Gives a claim back after a failure, with the reason in English, for the next run. */
  readonly release: (channel: string, notices: readonly Notice[], why: string) => Promise<void>;
  /** Of a channel that keeps failing: until when it is left alone. Null where it took what it last got. */
  readonly hold: (channel: string) => Promise<ChannelHold | null>;
  readonly saveHold: (channel: string, hold: ChannelHold | null) => Promise<void>;
};
