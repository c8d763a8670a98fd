/**
 * What was seen last, good or bad: the verdicts of one batch in one small record. A state remembers only what is wrong, so without
 * this nobody could tell "in order" from "never looked at". It decides nothing: incidents come from states alone.
 */
import type { TargetReport } from '../../checks/check.ts';
import { compareStatus, type Status, type StoredFinding } from '../../model/finding.ts';
import { targetKey } from '../../model/target.ts';
import { printable } from '../../model/text.ts';
import type { Judgement } from '../incidents/result.ts';
import { type SubjectKey, subjectKey } from '../incidents/state.ts';
import type { Batch } from './plan.ts';

/** A verdict older than this is dropped: by then every list has had its turn. */
export const VERDICTS_KEPT_DAYS = 8;
const MOST_NAMES = 3;
const MAX_NAME = 255;

export type BatchVerdicts = {
  readonly run: string;
  /** Equal for the same part of the same question, so that the next run overwrites it. */
  readonly part: string;
  /** ISO time at which the batch was done. */
  readonly at: string;
  /** Statuses by subject, each pattern once: most targets share one. The target's own name in a subject is `*`. */
  readonly patterns: readonly Readonly<Record<SubjectKey, Status>>[];
  /** By target: the index of its pattern. */
  readonly targets: Readonly<Record<string, number>>;
  /** Of reverse DNS, by address: the names found, at most three. */
  readonly names?: Readonly<Record<string, readonly string[]>>;
};

const OWN = '*';

export function packVerdicts(run: string, batch: Batch, at: string, reports: readonly TargetReport[]): BatchVerdicts {
  const indexes = new Map<string, number>();
  const patterns: Record<SubjectKey, Status>[] = [];
  const targets: Record<string, number> = {};
  for (const { target, findings } of reports) {
    const pattern = patternOf(targetKey(target), findings);
    const written = JSON.stringify(pattern);
    const index = indexes.get(written) ?? patterns.push(pattern) - 1;
    indexes.set(written, index);
    targets[targetKey(target)] = index;
  }
  const number = batch.key.slice(batch.key.lastIndexOf('-') + 1);
  const packed = { run, part: `${batch.check}:${batch.lists.toSorted().join(',')}:${number}`, at, patterns, targets };
  return batch.check === 'ptr' ? { ...packed, names: namesIn(reports) } : packed;
}

/** The worst of each subject's findings. */
function patternOf(target: string, findings: readonly StoredFinding[]): Record<SubjectKey, Status> {
  const pattern: Record<SubjectKey, Status> = {};
  for (const { check, subject, status } of findings) {
    const key = subjectKey(check, subject === target ? OWN : subject);
    const known = pattern[key];
    if (known === undefined || compareStatus(status, known) < 0) pattern[key] = status;
  }
  return pattern;
}

function namesIn(reports: readonly TargetReport[]): Record<string, readonly string[]> {
  const named = reports.flatMap(({ target, findings }): [string, readonly string[]][] => {
    const answers = findings.flatMap(({ evidence }) => evidence.filter(({ type }) => type === 'PTR'))[0]?.answers ?? [];
    const names = answers.slice(0, MOST_NAMES).map((name) => printable(name.replace(/\.$/, ''), MAX_NAME));
    return names.length === 0 ? [] : [[targetKey(target), names]];
  });
  return Object.fromEntries(named);
}

/** `at`: ISO time. */
export type SeenVerdict = { readonly status: Status; readonly at: string };

export type SeenTarget = {
  readonly verdicts: ReadonlyMap<SubjectKey, SeenVerdict>;
  /** Reverse names, when they were last looked up; undefined where they never were. */
  readonly names: readonly string[] | undefined;
};

type Unpacking = { readonly verdicts: Map<SubjectKey, SeenVerdict>; names: readonly string[] | undefined };

/** With what was judged of its run, if that is known. */
export type StoredVerdicts = {
  readonly batch: BatchVerdicts;
  readonly unsound: Judgement['unsound'];
};

/** By target; of each subject the newest. What a list answered in a run in which it failed its tests does not count. */
export function unpackVerdicts(stored: readonly StoredVerdicts[]): ReadonlyMap<string, SeenTarget> {
  const seen = new Map<string, Unpacking>();
  for (const { batch, unsound } of stored.toSorted((a, b) => (a.batch.at < b.batch.at ? -1 : 1))) {
    const doubted = new Set(unsound.map((list) => subjectKey('dnsbl', list)));
    const patterns = batch.patterns.map((pattern) => seenPattern(pattern, batch.at, doubted));
    for (const [target, index] of Object.entries(batch.targets)) {
      const known = seen.get(target) ?? { verdicts: new Map(), names: undefined };
      seen.set(target, known);
      for (const [key, verdict] of patterns[index] ?? []) known.verdicts.set(subjectOf(key, target), verdict);
      if (batch.names !== undefined) known.names = batch.names[target] ?? [];
    }
  }
  return seen;
}

const subjectOf = (key: SubjectKey, target: string): SubjectKey =>
  key.endsWith(`|${OWN}`) ? key.slice(0, -OWN.length) + target : key;

const seenPattern = (
  pattern: Readonly<Record<SubjectKey, Status>>,
  at: string,
  doubted: ReadonlySet<SubjectKey>,
): readonly (readonly [SubjectKey, SeenVerdict])[] =>
  Object.entries(pattern).map(([key, status]) => [key, { status: doubted.has(key) ? 'unknown' : status, at }]);
