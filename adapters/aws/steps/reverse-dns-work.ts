/**
 * What the function `reverse-dns` does at each call, which is one step of the machine: for a job that someone asked for, or
 * for a tag that a run enforces. It never sleeps; who called it knows when to call again.
 */
import { advance } from '../../../shared/reverse-dns/advance.ts';
import { advanceJob, isUnderWay } from '../../../shared/reverse-dns/jobs.ts';
import { isManaged } from '../../../shared/reverse-dns/manage-tag.ts';
import type { Allocation, Ports } from '../../../shared/reverse-dns/ports.ts';
import type { State } from '../../../shared/reverse-dns/state.ts';
import { begin } from '../../../shared/reverse-dns/wish.ts';
import type { Settings } from '../../../shared/settings/settings.ts';
import { systemClock } from '../../local/clock.ts';
import { openAccount } from '../account/account-ports.ts';
import { openDns, type Remaining } from '../settings/dns.ts';
import { deploymentHome, type Environment, readEnvironment } from '../settings/environment.ts';
import { readDeployed } from '../settings/settings-file.ts';
import { jobsIn } from '../table/reverse-dns-jobs.ts';
import { openTable } from '../table/table.ts';
import { type Telemetry, telemetry } from './metrics.ts';

const TAG = 'postwatch:ptr';

/** For the state machine: `again` is when to call, null when it is over. */
export type JobProgress = {
  readonly job: string;
  readonly stage: State['stage'] | 'gone';
  readonly again: string | null;
};

export async function goOn(job: string, context: Remaining): Promise<JobProgress> {
  const base = openBase();
  const jobs = jobsIn(base.table, systemClock);
  const opened: (() => void)[] = [];
  try {
    const state = await advanceJob(job, jobs, async ({ allocation }) => {
      const { ports, close } = await open(base, context, allocation);
      opened.push(close);
      return ports;
    });
    if (state === null) return { job, stage: 'gone', again: null };
    logOutcome(state, base.log);
    return { job, stage: state.stage, again: state.again };
  } finally {
    for (const close of opened) close();
  }
}

export type Enforced = { readonly key: string; readonly stage: State['stage'] | 'left' };

/** One step per run: EC2 keeps the request, and the next run resumes from there. */
export async function enforceTag(run: string, address: string, context: Remaining): Promise<Enforced> {
  const base = openBase();
  const job = await jobsIn(base.table, systemClock).read(address);
  if (job !== null && isUnderWay(job, systemClock)) {
    base.log('info', 'a job is under way for this address: its tag waits', { run, address });
    return { key: address, stage: 'left' };
  }
  const { ports, close } = await open(base, context, null);
  try {
    const found = await ports.elasticIps.find(address);
    const hostname = found.ok && isManaged(found.value) ? found.value.tags[TAG] : undefined;
    if (hostname === undefined) {
      base.log('info', 'the tag is gone, or could not be read', { run, address });
      return { key: address, stage: 'left' };
    }
    const wish = { address, hostname, mayReplace: 'any', mayMerge: false, touchZones: false, needsTag: true } as const;
    const state = await advance(begin({ ...wish, caller: `run ${run}` }, systemClock), ports);
    logOutcome(state, base.log);
    return { key: address, stage: state.stage };
  } finally {
    close();
  }
}

type Base = {
  readonly environment: Environment;
  readonly settings: Settings;
  readonly table: ReturnType<typeof openTable>;
  readonly log: Telemetry['log'];
};

function openBase(): Base {
  const environment = readEnvironment(process.env);
  const { log } = telemetry({ stack: environment.stack, clock: systemClock });
  const table = openTable({ name: environment.table, clock: systemClock });
  return { environment, settings: readDeployed(environment.settingsFolder), table, log };
}

type Opened = { readonly ports: Ports; readonly close: () => void };

async function open(
  { environment, settings, log }: Base,
  context: Remaining,
  known: Allocation | null,
): Promise<Opened> {
  const { account, region: home } = deploymentHome(environment);
  const { elasticIps, zones, close } = await openAccount({ home, account, regions: settings.aws?.regions }, known);
  const dns = openDns(settings.resolvers, context);
  const write: Ports['log'] = ({ level, message, ...fields }) => log(level, message, fields);
  return {
    ports: { elasticIps, zones, resolver: dns, clock: systemClock, log: write },
    close: () => {
      dns.close();
      close();
    },
  };
}

function logOutcome({ wish, stage, next, blocked }: State, log: Telemetry['log']): void {
  const { address, hostname, caller } = wish;
  const about = { address, hostname, caller, stage };
  if (blocked === null) log('info', 'reverse DNS', { ...about, next });
  else
    log('warn', 'reverse DNS is blocked', {
      ...about,
      reason: blocked.reason,
      why: blocked.text,
      do: blocked.whatToDo,
    });
}
