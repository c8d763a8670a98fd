/**
 * The first step of a run: is one still going, what is there, what is due. What could not be looked at is kept as such: in
 * the log, in the inventory that the first report and the API read, and in the number of addresses that were expected.
 */
import type { List } from '../../../shared/dnsbl/list.ts';
import { isoTime } from '../../../shared/model/clock.ts';
import { MINUTE } from '../../../shared/model/duration.ts';
import { targetKey } from '../../../shared/model/target.ts';
import { estimate } from '../../../shared/notices/estimate.ts';
import type { FirstReport } from '../../../shared/notices/first-report.ts';
import { inTurn, tagsToEnforce } from '../../../shared/watch/found/enforce.ts';
import { type FoundAddress, type Inventory, takeInventory } from '../../../shared/watch/found/inventory.ts';
import { type MailHosts, type MailHostsRead, mailHosts } from '../../../shared/watch/found/mail-hosts.ts';
import { type Remembered, type Senders, sendersBefore } from '../../../shared/watch/found/senders.ts';
import { addressIdentity } from '../../../shared/watch/incidents/naming.ts';
import { incidentRules } from '../../../shared/watch/incidents/rules.ts';
import type { KnownTarget, RunRecord } from '../../../shared/watch/run/memory.ts';
import { dailyQueries } from '../../../shared/watch/run/plan.ts';
import { continued, openRun } from '../../../shared/watch/run/run.ts';
import { discoverAddresses } from '../account/addresses.ts';
import type { Unseen } from '../account/roles.ts';
import { openDns, type Remaining } from '../settings/dns.ts';
import { deploymentHome } from '../settings/environment.ts';
import { keysFor } from '../settings/keys.ts';
import { type Covered, cover } from '../settings/lists.ts';
import { type Configured, readConfigured } from '../settings/settings.ts';
import type { RunSetup, StepPorts } from './runtime.ts';

export type WorkItem = { readonly function: string; readonly run: string; readonly key: string };
export type Discovery = { readonly run: string | null; readonly items: readonly WorkItem[] };

/** A run of which nothing was written for so long is dead: no step lasts longer without a word. */
const SILENT_MS = 20 * MINUTE;

const NOTHING: Discovery = { run: null, items: [] };

/** `at`: the planned time of this execution, which is also its name: a repeat finds the run that it opened. */
export async function discover(at: string, base: StepPorts, context: Remaining): Promise<Discovery> {
  const { memory, telemetry, environment } = base;
  const configured = readConfigured(environment.settingsFolder);
  const period = configured.settings.everyMinutes * MINUTE;
  const left = await leftOpen(at, period, base);
  if (left === 'still-going') {
    telemetry.log('warn', 'the previous run is still going');
    return NOTHING;
  }
  if (left !== null) return { run: left.id, items: await itemsLeft(left, base) };
  const world = await lookAround(configured, base, context);
  const known = await memory.knownTargets();
  const unseen = world.unseen.map(({ place }) => place);
  const setup = setupFor(world, configured, known, unseen);
  // Before the run can be found: nobody then meets a run without its setup.
  const open: typeof memory.open = async (record, batches, ledger) => {
    await memory.saveSetup(record.id, setup);
    return memory.open(record, batches, ledger);
  };
  const { targets } = world.inventory;
  const planning = { ...memory, open, knownTargets: async () => known };
  const opened = await openRun({ targets, unseen, lists: world.covered.askable }, period, planning, base.clock);
  if (typeof opened === 'string') {
    telemetry.log('info', opened === 'nothing-due' ? 'nothing is due' : 'another execution has opened a run');
    return NOTHING;
  }
  await report(world, configured, base);
  telemetry.log('info', 'run opened', { run: opened.id, batches: opened.batchKeys.length, expected: setup.expected });
  const toEnforce = inTurn(world.toEnforce, Math.floor(base.clock.now() / period));
  return { run: opened.id, items: [...(await itemsLeft(opened, base)), ...enforcing(opened.id, toEnforce, base)] };
}

/** Beside the checks, and no part of what is judged: a look that fails is made again by the next run. */
const enforcing = (run: string, addresses: readonly string[], { environment }: StepPorts): readonly WorkItem[] =>
  addresses.map((address) => ({ function: environment.reverseDns, run, key: address }));

/** The run to go on with; null where there is none, or it lay too long to be news. */
async function leftOpen(
  at: string,
  period: number,
  { memory, clock }: StepPorts,
): Promise<RunRecord | 'still-going' | null> {
  const holder = await memory.holder();
  if (holder === null) return null;
  const mine = holder.owner === at;
  if (!mine && clock.now() - holder.alive < SILENT_MS) return 'still-going';
  if (!(await memory.take(holder))) return 'still-going';
  // What somebody else left half a period ago is due again, and worth asking anew.
  return continued(mine ? Number.POSITIVE_INFINITY : period / 2, memory, clock);
}

/** Batches without a result; none once the run was judged, since what came later would be judged by nobody. */
async function itemsLeft(
  { id, batchKeys, judgement }: RunRecord,
  { memory, environment }: StepPorts,
): Promise<readonly WorkItem[]> {
  if (judgement !== null) return [];
  const items: WorkItem[] = [];
  for (const key of batchKeys) items.push({ function: environment.checks[checkOf(key)], run: id, key });
  const [first] = batchKeys;
  // A fresh run has no result at all, and its hundreds of batches need not be looked for.
  if (first === undefined || (await memory.result(id, first)) === null) return items;
  const done = await Promise.all(batchKeys.map((key) => memory.result(id, key)));
  return items.filter((_, at) => done[at] === null);
}

/** Batches are named after their check (`plan.ts`). */
function checkOf(key: string): 'ptr' | 'dnsbl' | 'spf' {
  const check = key.split('-', 1)[0];
  if (check !== 'ptr' && check !== 'dnsbl' && check !== 'spf') throw new Error(`no function checks ${key}`);
  return check;
}

type Seen = {
  readonly inventory: Inventory;
  readonly unseen: readonly Unseen[];
  readonly covered: Covered;
  /** Addresses whose reverse name is to be set to their tag's. */
  readonly toEnforce: readonly string[];
};

async function lookAround({ settings, selection }: Configured, base: StepPorts, context: Remaining): Promise<Seen> {
  const { environment, memory, telemetry } = base;
  const aws = settings.aws ?? { accounts: [], instanceIpv6: false };
  const [{ found, unseen }, read] = await Promise.all([
    discoverAddresses(aws, deploymentHome(environment)),
    keysFor(selection.lists),
  ]);
  for (const { place, why, denied } of unseen) telemetry.log(denied ? 'info' : 'warn', 'not looked at', { place, why });
  if (read.failure !== null) telemetry.log('error', 'the keys of lists cannot be read', { why: read.failure });
  const known = (await memory.fact<MailHosts>('MAIL-HOSTS')) ?? {};
  const looked = found.length === 0 ? { hosts: {}, unknown: [] } : await hostsOf(settings, known, base, context);
  const remembered = await rememberedOf(found, known, { hidden: unseen.length > 0, unknown: looked.unknown }, base);
  const inventory = takeInventory(found, settings, looked.hosts, remembered);
  for (const note of inventory.notes) telemetry.log('warn', note);
  const { senders, candidates, others, notes, grounds } = inventory;
  // Before the times of this look are: whoever repeats a killed one still finds those of the look before.
  if (JSON.stringify(grounds) !== JSON.stringify(remembered.known)) await memory.saveFact('SENDERS', grounds);
  const fresh = found.length > 0 && JSON.stringify(looked.hosts) !== JSON.stringify(known);
  if (fresh) await memory.saveFact('MAIL-HOSTS', looked.hosts);
  await memory.saveFact('INVENTORY', { at: isoTime(base.clock.now()), senders, candidates, others, notes, unseen });
  const toEnforce =
    settings.aws?.reverseDns === 'manage' ? tagsToEnforce(found, inventory, deploymentHome(environment).account) : [];
  return { inventory, unseen, covered: cover(selection.lists, read), toEnforce };
}

async function hostsOf(
  { domains, resolvers }: Configured['settings'],
  known: MailHosts,
  { telemetry }: StepPorts,
  context: Remaining,
): Promise<MailHostsRead> {
  const dns = openDns(resolvers, context);
  try {
    const looked = await mailHosts(domains, dns, known);
    const { unknown } = looked;
    if (unknown.length > 0) telemetry.log('warn', 'MX or SPF of domains cannot be asked', { domains: unknown });
    return looked;
  } finally {
    dns.close();
  }
}

/** Who was a sender by its records, as the look before left it; of a version that did not, what its mail records say. */
async function rememberedOf(
  found: readonly FoundAddress[],
  hosts: MailHosts,
  now: Pick<Remembered, 'hidden' | 'unknown'>,
  { memory, clock }: StepPorts,
): Promise<Remembered> {
  const at = isoTime(clock.now());
  const lastAt = (await memory.fact<{ readonly at: string }>('INVENTORY'))?.at ?? null;
  const addresses = found.map(({ address }) => address);
  const known = (await memory.fact<Senders>('SENDERS')) ?? sendersBefore(addresses, hosts, lastAt ?? at);
  return { ...now, known, at, lastAt };
}

function setupFor(
  { inventory, covered }: Seen,
  { settings }: Configured,
  known: readonly KnownTarget[],
  unseen: readonly string[],
): RunSetup {
  const addresses = inventory.targets.filter(({ kind }) => kind === 'address');
  const watched = new Set(addresses.map(targetKey));
  const outOfSight = known.filter(
    ({ target, place }) =>
      place !== undefined && !watched.has(target) && unseen.some((prefix) => place.startsWith(prefix)),
  );
  const workers = settings.aws?.workers ?? 1;
  return {
    lists: [...covered.askable, ...covered.unread].map((list) => shared(list, workers)),
    notCovered: covered.notCovered,
    resolvers: settings.resolvers,
    expected: addresses.length + outOfSight.length,
    unseen: outOfSight.length,
    incidents: incidentRules(settings),
  };
}

/** An operator's pace counts all workers together. */
const shared = (list: List, workers: number): List =>
  list.limits?.perSecond === undefined
    ? list
    : { ...list, limits: { ...list.limits, perSecond: list.limits.perSecond / workers } };

/** Until the first report is out, what it will say. */
async function report(
  { inventory, unseen, covered }: Seen,
  { settings }: Configured,
  { memory, clock }: StepPorts,
): Promise<void> {
  if ((await memory.fact('REPORTED')) !== null) return;
  const { targets, senders, candidates, others, notes } = inventory;
  const identities = new Map(
    targets.flatMap((one) => (one.kind === 'address' ? [[targetKey(one), addressIdentity(one)] as const] : [])),
  );
  const called = (addresses: readonly string[]) => addresses.map((one) => identities.get(one) ?? one);
  const period = settings.everyMinutes * MINUTE;
  const lists = covered.askable;
  const operators = Map.groupBy(covered.needKey, ({ operatorId }) => operatorId);
  const waiting = new Set(covered.needKey.map(({ id }) => id));
  const first: FirstReport = {
    at: isoTime(clock.now()),
    senders: called(senders),
    candidates: called(candidates),
    others,
    notes,
    unseen,
    missingKeys: [...operators].map(([operatorId, some]) => ({
      operatorId,
      lists: some.map(({ name }) => name),
      why: `${some.length === 1 ? 'needs' : 'need'} a key of ${some[0]?.operator ?? operatorId}`,
    })),
    notCovered: covered.notCovered.filter(({ list }) => !waiting.has(list)),
    silent: [],
    queries: lists.map((list) => ({
      list: list.name,
      perDay: dailyQueries(list, { period, targets, lists }),
      limit:
        list.limits?.perDay ?? (list.limits?.perMonth === undefined ? null : Math.floor(list.limits.perMonth / 31)),
    })),
    estimate: estimate({
      addresses: senders.length + candidates.length,
      spfTargets: targets.filter((one) => one.kind === 'domain' || one.domains.length > 0).length,
      lists: lists.length,
      everyMinutes: settings.everyMinutes,
    }),
  };
  await memory.saveFact('FIRST-REPORT', first);
}
