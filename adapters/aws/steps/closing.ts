/** The end of a run: judged and closed by `shared/watch`, then counted, for the alarms and for anyone who asks about it. */
import { isoTime } from '../../../shared/model/clock.ts';
import { defined } from '../../../shared/model/defined.ts';
import type { Transition } from '../../../shared/model/incident.ts';
import { targetKey } from '../../../shared/model/target.ts';
import type { RunRecord } from '../../../shared/watch/run/memory.ts';
import { type Closed, closeRun, joinedCoverage } from '../../../shared/watch/run/run.ts';
import type { RunSetup } from '../../../shared/watch/run/setup.ts';
import type { World } from '../../../shared/watch/run/watch-ports.ts';
import { systemRandom } from '../../local/random.ts';
import type { Remaining } from '../settings/dns.ts';
import { type StepPorts, setupOf } from './runtime.ts';

export type Closing = { readonly run: string | null; readonly notices: number; readonly missing: readonly string[] };

/** A run that is not open any more was closed by an earlier try, or dropped: then there is nothing to do. */
export async function closeStep(run: string | null, base: StepPorts, context: Remaining): Promise<Closing> {
  const { memory, clock } = base;
  const record = run === null ? null : await memory.unfinished();
  if (run === null || record?.id !== run) return { run, notices: 0, missing: [] };
  const setup = await setupOf(run, memory);
  const closed = await closeRun(
    record,
    { ...setup, prove: proveWith(setup, context), askAgain: askAgainWith(setup, context) },
    memory,
    clock,
    () => {},
  );
  await account(record, setup, closed, base);
  return { run, notices: closed.notices.length, missing: closed.missing };
}

/** What it takes to ask a list is loaded for the rare run that must. */
function proveWith({ resolvers }: RunSetup, context: Remaining): World['prove'] {
  return async (list, family) => {
    const [{ health }, { keysFor }, { openDns }] = await Promise.all([
      import('../../../shared/dnsbl/health.ts'),
      import('../settings/keys.ts'),
      import('../settings/dns.ts'),
    ]);
    const { keys, failure } = await keysFor([list]);
    // Without its key nothing would be learnt about the list, and it would pass for unsound.
    if (failure !== null) throw new Error(`the keys of lists cannot be read: ${failure}`);
    const resolver = openDns(resolvers, context);
    try {
      const { state } = await health(list, family === 4 ? 'ip4' : 'ip6', keys, { resolver, random: systemRandom });
      return state === 'healthy';
    } finally {
      resolver.close();
    }
  };
}

/** Rare as well: many senders lost their names or their SPF at once. */
function askAgainWith({ resolvers }: RunSetup, context: Remaining): NonNullable<World['askAgain']> {
  return async (_, findings) => {
    const [{ stillHolds }, { openDns }] = await Promise.all([
      import('../../../shared/checks/second-opinion.ts'),
      import('../settings/dns.ts'),
    ]);
    const dns = openDns(resolvers, context);
    try {
      return await stillHolds(findings, dns.witness);
    } finally {
      dns.close();
    }
  };
}

/** What is known of the last run, which a run that follows it adds to. */
type LastRun = Pick<RunRecord, 'at'> &
  Pick<Closed, 'coverage' | 'silent'> & {
    readonly run: string;
    readonly finished: string;
    readonly batches: number;
    readonly answered: number;
    readonly expected: number;
    readonly checked: number;
  };

async function account(record: RunRecord, setup: RunSetup, closed: Closed, base: StepPorts): Promise<void> {
  const { memory, clock, telemetry } = base;
  const { coverage, missing, notices, silent } = closed;
  const before = record.follows === undefined ? null : await memory.fact<LastRun>('LAST-RUN');
  const first = before?.run === record.follows ? before : null;
  const skipped = first === null ? await addressesOf(record, missing, memory) : 0;
  const checked = first?.checked ?? setup.expected - setup.unseen - skipped;
  const own: LastRun = {
    run: record.id,
    at: record.at,
    finished: isoTime(clock.now()),
    batches: record.batchKeys.length,
    answered: record.batchKeys.length - missing.length,
    coverage,
    silent,
    expected: setup.expected,
    checked,
  };
  await memory.saveFact('LAST-RUN', first === null ? own : together(first, own));
  const turned = (...turns: Transition[]) => notices.filter(({ transition }) => turns.includes(transition)).length;
  const counts = {
    RunsWorking: 1,
    BatchesFailed: missing.length,
    NoticesOpened: turned('opened'),
    NoticesCleared: turned('cleared'),
    ...defined({ Coverage: coverage.asked === 0 ? undefined : (100 * coverage.answered) / coverage.asked }),
  };
  const ofRun = { RunsFinished: 1, AddressesExpected: setup.expected, AddressesChecked: checked };
  // A run with one that follows it is one run.
  telemetry.metrics(record.follows === undefined ? { ...ofRun, ...counts } : counts);
  telemetry.log('info', 'run finished', { run: record.id, notices: notices.length, missing });
}

const together = (first: LastRun, second: LastRun): LastRun => ({
  ...first,
  finished: second.finished,
  batches: first.batches + second.batches,
  answered: first.answered + second.answered,
  coverage: joinedCoverage([first.coverage, second.coverage]),
  silent: [...first.silent, ...second.silent],
});

async function addressesOf(record: RunRecord, keys: readonly string[], memory: StepPorts['memory']): Promise<number> {
  const addresses = new Set<string>();
  for (const key of keys) {
    for (const target of (await memory.batch(record.id, key)).targets)
      if (target.kind === 'address') addresses.add(targetKey(target));
  }
  return addresses.size;
}
