/** What a page is made of: the watch's memory as it was at one moment, read in one go. A memory gives it. */
import type { Coverage } from '../model/finding.ts';
import type { Notice, Snooze } from '../model/incident.ts';
import type { Remedy } from '../model/remedy.ts';
import type { SilentList } from '../watch/incidents/list-incidents.ts';
import type { TargetState } from '../watch/incidents/state.ts';
import type { TargetDays } from '../watch/run/days.ts';
import type { StoredVerdicts } from '../watch/run/verdicts.ts';

export type ReportMemory = {
  readonly states: readonly TargetState[];
  readonly verdicts: readonly StoredVerdicts[];
  readonly snoozes: readonly Snooze[];
  /** Newest first. */
  readonly lately: readonly Notice[];
  /** Of open incidents, by id: the newest notice that has a finding. */
  readonly latest: ReadonlyMap<string, Notice>;
  readonly lastRun: ReportedRun | null;
  /** Milliseconds; null where nothing was ever planned. */
  readonly lastPlanned: number | null;
  /** A target's days of the last 90; undefined where a memory keeps none. */
  readonly days?: (target: string) => TargetDays;
};

export type ReportedRun = {
  /** ISO times. `finished` is null while it is going, or if it was killed. */
  readonly at: string;
  readonly finished: string | null;
  readonly batches: number;
  /** Batches with a result. */
  readonly answered: number;
  readonly coverage: Coverage;
  /** Lists that were queried and gave no verdict at all. */
  readonly silent: readonly ReportedSilence[];
};

/** `remedy`: what may make the list answer. */
export type ReportedSilence = SilentList & { readonly remedy: Remedy | null };

/** A list as a page names it; critical ones first where pages sort them. */
export type ReportedList = {
  readonly id: string;
  readonly name: string;
  readonly severity: 'critical' | 'major' | 'minor' | 'info';
  /** It can be queried: its key is there, and it has not shut down. */
  readonly asked: boolean;
  /** What it lists. */
  readonly scope: readonly ('ip4' | 'ip6' | 'domain')[];
  /** For the page of the list. */
  readonly about?: ListFacts;
};

/** As the table of lists has it; a key's place in the zone is `{key}`. */
export type ListFacts = {
  readonly operator: string | null;
  readonly zone: string | null;
  readonly usedBy: readonly string[];
  readonly lookupUrl?: string;
  readonly removalUrl?: string;
};

/** Ids of lists whose newest verdicts say nothing of anybody. */
export function silentIn(stored: readonly StoredVerdicts[]): readonly string[] {
  const newest = new Map<string, { readonly at: string; readonly isSilent: boolean }>();
  for (const { batch, unsound } of stored) {
    const keys = new Set(batch.patterns.flatMap((pattern) => Object.keys(pattern)));
    for (const key of keys) {
      const list = key.startsWith('dnsbl|') ? key.slice('dnsbl|'.length) : null;
      if (list === null || (newest.get(list)?.at ?? '') > batch.at) continue;
      const said = batch.patterns.some((pattern) => (pattern[key] ?? 'unknown') !== 'unknown');
      newest.set(list, { at: batch.at, isSilent: !said || unsound.includes(list) });
    }
  }
  return [...newest].flatMap(([list, { isSilent }]) => (isSilent ? [list] : []));
}
