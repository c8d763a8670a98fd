/**
 * The first step of a run: is one still going, what is there, what is due. What could not be looked at is kept as such: in
 * the log, in the inventory that the first report and the API read, and in the number of addresses that were expected.
 */
import { type Covered, cover } from '../../../shared/dnsbl/coverage.ts';
import { MOST_DISTRIBUTED } from '../../../shared/model/batch.ts';
import { isoTime } from '../../../shared/model/clock.ts';
import { MINUTE } from '../../../shared/model/duration.ts';
import { inTurn } from '../../../shared/watch/found/enforce.ts';
import { type MailHosts, type MailHostsRead, mailHosts } from '../../../shared/watch/found/mail-hosts.ts';
import { readSurroundings, type Surroundings } from '../../../shared/watch/found/surroundings.ts';
import { introductionOf } from '../../../shared/watch/run/introduction.ts';
import { batchesLeft, leftOpen } from '../../../shared/watch/run/left-open.ts';
import type { RunRecord } from '../../../shared/watch/run/memory.ts';
import { inLanes } from '../../../shared/watch/run/paced.ts';
import { openRun } from '../../../shared/watch/run/run.ts';
import { setupFor } from '../../../shared/watch/run/setup.ts';
import { takeOn } from '../../../shared/watch/run/take-on.ts';
import { discoverAddresses } from '../account/addresses.ts';
import { openDns, type Remaining } from '../settings/dns.ts';
import { deploymentHome } from '../settings/environment.ts';
import { keysFor } from '../settings/keys.ts';
import { type Configured, readConfigured } from '../settings/settings.ts';
import { itemKeyOf } from './item-key.ts';
import { type HandedOver, handOver, type WorkItem } from './manifest.ts';
import type { StepPorts } from './runtime.ts';

/** `following`: a run that opens when this one is closed, with items of its own. */
export type Discovery = HandedOver & {
  readonly run: string | null;
  readonly following: { readonly run: string; readonly items: readonly WorkItem[] } | null;
};

const NOTHING: Discovery = { run: null, items: [], manifest: null, following: null };

/** `at`: the planned time of this execution, which is also its name: a repeat finds the run that it opened. */
export async function discover(at: string, base: StepPorts, context: Remaining): Promise<Discovery> {
  const { memory, telemetry, environment, clock } = base;
  const configured = readConfigured(environment.settingsFolder);
  const period = configured.settings.everyMinutes * MINUTE;
  const left = await leftOpen(at, period, memory, clock);
  if (left === 'still-going') {
    telemetry.log('warn', 'the previous run is still going');
    return NOTHING;
  }
  if (left !== null) return discovered(left, await itemsLeft(left, base), base);
  const { surroundings, covered } = await readAccounts(configured, base, context);
  const known = await memory.knownTargets();
  const { targets, waiting } = takeOn(surroundings.inventory.targets, known);
  if (waiting > 0) telemetry.log('warn', 'new addresses wait for a later run', { waiting });
  const seen = setupFor(surroundings, covered, configured.settings, known);
  const setup = { ...seen, unseen: seen.unseen + waiting };
  // Before the run can be found: nobody then meets a run without its setup.
  const open: typeof memory.open = async (record, batches, ledger) => {
    for (const one of [record, record.following]) if (one !== undefined) await memory.saveSetup(one.id, setup);
    return memory.open(record, batches, ledger);
  };
  const world = {
    targets,
    unseen: surroundings.unseen.map(({ place }) => place),
    lists: covered.askable,
    mostBatches: MOST_DISTRIBUTED,
  };
  const opened = await openRun(world, period, { ...memory, open, knownTargets: async () => known }, clock);
  if (typeof opened === 'string') {
    telemetry.log('info', opened === 'nothing-due' ? 'nothing is due' : 'another execution has opened a run');
    return NOTHING;
  }
  // Until the first report is out, what it will say.
  if ((await memory.fact('REPORTED')) === null) {
    const introduction = introductionOf(surroundings, covered, configured.settings, isoTime(clock.now()));
    await memory.saveFact('FIRST-REPORT', introduction);
  }
  telemetry.log('info', 'run opened', { run: opened.id, batches: opened.batchKeys.length, expected: setup.expected });
  const toEnforce = inTurn(surroundings.toEnforce, Math.floor(clock.now() / period));
  const items = [...(await itemsLeft(opened, base)), ...enforcing(opened.id, toEnforce, base)];
  return discovered(opened, items, base);
}

async function discovered(record: RunRecord, items: readonly WorkItem[], base: StepPorts): Promise<Discovery> {
  const { id, following } = record;
  const next =
    following === undefined ? null : { run: following.id, items: itemsOf(following.id, following.batchKeys, base) };
  return { run: id, ...(await handOver(id, items, base)), following: next };
}

/** Beside the checks, and no part of what is judged: a look that fails is made again by the next run. */
const enforcing = (run: string, addresses: readonly string[], { environment }: StepPorts): readonly WorkItem[] =>
  addresses.map((address) => ({ function: environment.reverseDns, run, key: address }));

const itemsLeft = async (record: RunRecord, base: StepPorts): Promise<readonly WorkItem[]> =>
  itemsOf(record.id, await batchesLeft(record, base.memory), base);

const itemsOf = (run: string, keys: readonly string[], { environment }: StepPorts): readonly WorkItem[] =>
  inLanes(keys).map((some) => ({ function: environment.checks[checkOf(some[0])], run, key: itemKeyOf(some) }));

/** Batches are named after their check (`plan.ts`). */
function checkOf(key = ''): 'ptr' | 'dnsbl' | 'spf' {
  const check = key.split('-', 1)[0];
  if (check !== 'ptr' && check !== 'dnsbl' && check !== 'spf') throw new Error(`no function checks ${key}`);
  return check;
}

async function readAccounts(
  { settings, selection }: Configured,
  { environment, memory, telemetry, clock }: StepPorts,
  context: Remaining,
): Promise<{ readonly surroundings: Surroundings; readonly covered: Covered }> {
  const aws = settings.aws ?? { accounts: [], instanceIpv6: false };
  const home = deploymentHome(environment);
  const reading = keysFor(selection.lists);
  const surroundings = await readSurroundings(settings, home.account, {
    addresses: async () => {
      const discovered = await discoverAddresses(aws, home);
      for (const { place, why, denied } of discovered.unseen)
        telemetry.log(denied ? 'info' : 'warn', 'not looked at', { place, why });
      return discovered;
    },
    mailHosts: (known) => askMailHosts(settings, known, context),
    facts: memory,
    clock,
    warn: (message, fields) => telemetry.log('warn', message, fields),
  });
  const read = await reading;
  if (read.failure !== null) telemetry.log('error', 'the keys of lists cannot be read', { why: read.failure });
  return { surroundings, covered: cover(selection.lists, read) };
}

async function askMailHosts(
  { domains, resolvers }: Configured['settings'],
  known: MailHosts,
  context: Remaining,
): Promise<MailHostsRead> {
  const dns = openDns(resolvers, context);
  try {
    return await mailHosts(domains, dns, known);
  } finally {
    dns.close();
  }
}
