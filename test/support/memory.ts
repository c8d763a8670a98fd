/** A memory of plain maps: the port's promises and nothing else, for thousands of histories a second. */
import type { IncidentRecord, Notice, Snooze } from '../../shared/model/incident.ts';
import { isHomeOnly } from '../../shared/watch/incidents/groups.ts';
import type { BatchResult, Judgement } from '../../shared/watch/incidents/result.ts';
import type { TargetState } from '../../shared/watch/incidents/state.ts';
import type { Ledger } from '../../shared/watch/run/ledger.ts';
import { type ChannelHold, type Memory, type RunRecord, runOfBatch } from '../../shared/watch/run/memory.ts';
import type { Batch } from '../../shared/watch/run/plan.ts';

type Waiting = { leased: number; sent: boolean };

export type PureMemory = Memory & {
  /** Everything that was ever said or kept silent, oldest first. */
  readonly entries: readonly Notice[];
  /** The states, to be looked at or tampered with. */
  readonly stored: Map<string, TargetState>;
};

export function pureMemory(): PureMemory {
  const runs = new Map<string, { record: RunRecord; finished: boolean }>();
  const batches = new Map<string, Batch>();
  const results = new Map<string, BatchResult>();
  const stored = new Map<string, TargetState>();
  const due = new Map<string, Notice>();
  /** By channel and notice: any channel that asks has an outbox. */
  const outbox = new Map<string, Waiting>();
  const waiting = (channel: string, id: string): Waiting => {
    const key = `${channel} ${id}`;
    const one = outbox.get(key) ?? { leased: 0, sent: false };
    outbox.set(key, one);
    return one;
  };
  const entries: Notice[] = [];
  const incidents = new Map<string, IncidentRecord>();
  const snoozes = new Map<string, Snooze>();
  const holds = new Map<string, ChannelHold>();
  let ledger: Ledger = {};
  let fingerprints = {};
  const change = (run: string, more: { judgement?: Judgement; finished?: boolean }): void => {
    const known = runs.get(run);
    if (known === undefined) throw new Error(`no run ${run}`);
    const { judgement = known.record.judgement, finished = known.finished } = more;
    runs.set(run, { record: { ...known.record, judgement }, finished });
  };
  return {
    entries,
    stored,
    unfinished: async () => [...runs.values()].find(({ finished }) => !finished)?.record ?? null,
    open: async (record, planned, next) => {
      if ([...runs.values()].some(({ finished }) => !finished)) return false;
      runs.set(record.id, { record, finished: false });
      for (const batch of planned) batches.set(`${runOfBatch(record, batch.key)} ${batch.key}`, batch);
      ledger = next;
      return true;
    },
    batch: async (run, key) => batches.get(`${run} ${key}`)!,
    result: async (run, key) => results.get(`${run} ${key}`) ?? null,
    saveResult: async (run, result) => {
      results.set(`${run} ${result.key}`, result);
    },
    saveJudgement: async (run, judgement) => change(run, { judgement }),
    finish: async (run, _at, kept) => {
      const { following } = kept;
      const repeated = runs.get(run)?.finished === true;
      change(run, { finished: true });
      if (following !== undefined && !repeated) runs.set(following.id, { record: following, finished: false });
      ledger = { ...ledger, ...kept.ledger };
      fingerprints = { ...fingerprints, ...kept.fingerprints };
    },
    ledger: async () => ledger,
    fingerprints: async () => fingerprints,
    states: async (targets) =>
      new Map(
        targets.flatMap((target) => {
          const state = stored.get(target);
          return state === undefined ? [] : [[target, state] as const];
        }),
      ),
    knownTargets: async () => [...stored.keys()].filter((target) => !isHomeOnly(target)).map((target) => ({ target })),
    commit: async (commits) =>
      commits.flatMap(({ state, expected, notices, recordOnly = [], incidents: records = [] }) => {
        if ((stored.get(state.target)?.version ?? 0) !== expected) return [state.target];
        stored.set(state.target, state);
        entries.push(...notices, ...recordOnly);
        for (const notice of notices) due.set(notice.id, notice);
        for (const record of records) incidents.set(record.id, record);
        return [];
      }),
    incident: async (id) => incidents.get(id) ?? null,
    history: async (target, most) =>
      entries
        .filter((notice) => notice.target === target)
        .reverse()
        .slice(0, most),
    snoozes: async (now) => [...snoozes.values()].filter(({ until }) => until > now),
    saveSnooze: async (snooze) => {
      snoozes.set(snooze.id, snooze);
    },
    removeSnooze: async (id) => snoozes.delete(id),
    claim: async (channel, now, until) =>
      [...due.values()].filter(({ id }) => {
        const one = waiting(channel, id);
        const free = !one.sent && one.leased <= now;
        if (free) one.leased = until;
        return free;
      }),
    markSent: async (channel, notices) => {
      for (const { id } of notices) waiting(channel, id).sent = true;
    },
    release: async (channel, notices) => {
      for (const { id } of notices) waiting(channel, id).leased = 0;
    },
    hold: async (channel) => holds.get(channel) ?? null,
    saveHold: async (channel, hold) => {
      if (hold === null) holds.delete(channel);
      else holds.set(channel, hold);
    },
  };
}
