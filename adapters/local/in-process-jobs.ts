/**
 * Jobs for reverse names inside one process (`postwatch serve`). They are kept in memory only: EC2 and Route 53 hold what was
 * done, so a request after a restart resumes.
 */
import type { ApiPorts, ReverseDnsPort } from '../../shared/http/ports.ts';
import type { Clock } from '../../shared/model/clock.ts';
import { printable } from '../../shared/model/text.ts';
import { dryRun } from '../../shared/reverse-dns/dry-run.ts';
import { advanceJob, type JobStore, startJob } from '../../shared/reverse-dns/jobs.ts';
import type { Allocation, Ports } from '../../shared/reverse-dns/ports.ts';
import { readReverseDns } from '../../shared/reverse-dns/read-current.ts';
import type { State } from '../../shared/reverse-dns/state.ts';
import { begin } from '../../shared/reverse-dns/wish.ts';

/** For one step; `known`: what an earlier one found. */
export type OpenPorts = (
  known: Allocation | null,
) => Promise<{ readonly ports: Omit<Ports, 'clock' | 'log'>; readonly close: () => void }>;

export type LocalReverseDnsOptions = {
  readonly clock: Clock;
  readonly open: OpenPorts;
  readonly log: ApiPorts['log'];
};

/** `close` leaves every job as it is. */
export function localReverseDns(options: LocalReverseDnsOptions): ReverseDnsPort & { readonly close: () => void } {
  const { clock, open, log } = options;
  const store = memoryJobs(1000);
  /** Cancels the wait for a job's next look. */
  const waits = new Map<string, () => void>();
  let closed = false;
  const goOn = async (address: string): Promise<void> => {
    const state = await advanceOnce(address, store, options);
    if (state?.again == null || closed) return;
    const ms = Math.max(0, Date.parse(state.again) - clock.now());
    waits.set(
      address,
      clock.after(ms, () => follow(address)),
    );
  };
  const follow = (address: string): void => {
    waits.delete(address);
    goOn(address).catch((error: unknown) => {
      log({ level: 'error', message: 'a job for reverse DNS failed', address, error: printable(String(error)) });
    });
  };
  return {
    job: store.read,
    readReverseName: async (address) => {
      const { ports, close } = await open(null);
      return readReverseDns(address, ports).finally(close);
    },
    plan: async (wish) => {
      const { ports, close } = await open(null);
      const begun = begin({ ...wish, touchZones: true, needsTag: false }, clock);
      return dryRun(begun, { ...ports, clock, log }).finally(close);
    },
    start: async (wish) => {
      // Anyone who is logged in to AWS here has whatever rights he has: no tag decides.
      const started = await startJob({ ...wish, touchZones: true, needsTag: false }, store, clock);
      if (started.kind === 'accepted' && started.isNew) follow(started.state.wish.address);
      return started;
    },
    close: () => {
      closed = true;
      for (const cancel of waits.values()) cancel();
    },
  };
}

async function advanceOnce(
  address: string,
  store: JobStore,
  { clock, open, log }: LocalReverseDnsOptions,
): Promise<State | null> {
  const opened: (() => void)[] = [];
  try {
    return await advanceJob(address, store, async ({ allocation }) => {
      const { ports, close } = await open(allocation);
      opened.push(close);
      return { ...ports, clock, log };
    });
  } finally {
    for (const close of opened) close();
  }
}

/** The latest so many. */
function memoryJobs(most: number): JobStore {
  const jobs = new Map<string, State>();
  return {
    read: async (address) => jobs.get(address) ?? null,
    put: async (state, before) => {
      const { address } = state.wish;
      if ((jobs.get(address)?.startedAt ?? null) !== before) return false;
      jobs.delete(address);
      jobs.set(address, state);
      const [oldest] = jobs.keys();
      if (jobs.size > most && oldest !== undefined) jobs.delete(oldest);
      return true;
    },
  };
}
