/**
 * The two steps of a run that see all of it, over a million addresses: discover's plan with its batches and its manifest, and close with
 * its judgement and its states, each in a process with as much heap as is said. The table is a stand-in that keeps nothing, and results
 * are made when they are read: what is measured is what the steps themselves hold. `npm run bench large`, or `node bench/large.ts 100000`.
 */
import { spawnSync } from 'node:child_process';
import { manifestOf } from '../adapters/aws/steps/manifest.ts';
import { memoryIn } from '../adapters/aws/table/memory.ts';
import type { Table, TableItem } from '../adapters/aws/table/table.ts';
import { systemClock } from '../adapters/local/clock.ts';
import { CHANNELS } from '../shared/channels/index.ts';
import type { List } from '../shared/dnsbl/list.ts';
import { address } from '../shared/model/address.ts';
import { MOST_DISTRIBUTED } from '../shared/model/batch.ts';
import { HOUR } from '../shared/model/duration.ts';
import { type StoredFinding, summaryOf } from '../shared/model/finding.ts';
import { verbatim } from '../shared/model/language.ts';
import { type Target, targetKey } from '../shared/model/target.ts';
import type { BatchResult } from '../shared/watch/incidents/result.ts';
import { DEFAULT_RULES } from '../shared/watch/incidents/rules.ts';
import type { Memory, RunRecord } from '../shared/watch/run/memory.ts';
import type { Batch } from '../shared/watch/run/plan.ts';
import { closeRun, openRun } from '../shared/watch/run/run.ts';
import { MOST_NEW } from '../shared/watch/run/take-on.ts';

/** Megabytes of heap: what the function has (`infra/constructs/function.ts`, three quarters of 1,536 and 1,024). */
const STEPS = { plan: 1152, quiet: 768, first: 768 } as const;
type Step = keyof typeof STEPS;

const NOW = Date.UTC(2026, 10, 24, 12);
const AT = new Date(NOW).toISOString();
/** Of the addresses, so many have something new in a run (`shared/notices/estimate.ts`). */
const CHANGES = 0.002;

const text = (at: number): string => `${100 + (at >> 16)}.${(at >> 8) & 255}.${at & 255}.10`;
const target = (at: number): Target => ({
  kind: 'address',
  address: address(text(at)),
  domains: [`d${at >> 8}.example`],
});
const range = (from: number, to: number): Target[] => Array.from({ length: to - from }, (_, at) => target(from + at));

const LISTS = Array.from(
  { length: 25 },
  (_, at): List => ({
    id: `list${at}`,
    name: `List ${at}`,
    operator: 'Example',
    operatorId: `operator${at}`,
    zone: `list${at}.example`,
    scope: ['ip4'],
    kind: 'block',
    severity: at % 3 === 0 ? 'minor' : 'major',
    access: 'open',
    status: 'active',
    codes: [{ match: '127.0.0.2', means: 'listed', effect: 'listed' }],
    refusals: [],
  }),
);

/** Counts what is written and keeps nothing but which run is open. */
function countingTable() {
  const written = { items: 0, bytes: 0, units: 0 };
  const count = (items: readonly TableItem[], each: number): void => {
    for (const item of items) {
      const bytes = Object.values(item).reduce((sum, { S, N, B }) => sum + (S ?? N ?? '').length + (B?.length ?? 0), 0);
      written.items += 1;
      written.bytes += bytes;
      written.units += each * Math.ceil(bytes / 1024);
    }
  };
  const table: Table = {
    get: async () => null,
    put: async (item) => count([item], 1),
    remove: async () => {},
    putAll: async (items) => count(items, 1),
    getAll: async () => [],
    query: async () => [],
    transact: async (actions) => {
      // A transaction costs twice (DynamoDB, "Capacity unit consumption for write operations").
      count(
        actions.flatMap((one) => (one.kind === 'put' ? [one.item] : [])),
        2,
      );
      return [];
    },
  };
  return { table, written };
}

const memoryOver = (table: Table): Memory =>
  memoryIn({ table, clock: systemClock, channels: [CHANNELS.sns.id], owner: 'bench' });

const clock = { ...systemClock, now: () => NOW };

async function planStep(count: number) {
  const { table, written } = countingTable();
  const world = { targets: range(0, count), unseen: [], lists: LISTS, mostBatches: MOST_DISTRIBUTED };
  const record = await openRun(world, HOUR, memoryOver(table), clock);
  if (typeof record === 'string') throw new Error(record);
  const items = record.batchKeys.map((key) => ({ function: `Postwatch-${'x'.repeat(40)}`, run: record.id, key }));
  return { batches: items.length, manifest: manifestOf(items).length, ...written };
}

const finding = (check: 'ptr' | 'spf' | 'dnsbl', key: string, subject: string): StoredFinding => ({
  check,
  id: check === 'ptr' ? 'ptr.confirmed' : check === 'spf' ? 'spf.pass' : 'dnsbl.clear',
  target: key,
  subject,
  status: 'pass',
  severity: 'info',
  ...summaryOf(verbatim(`${key} is in order`)),
  evidence: [],
  remedy: null,
});

/** Three checks of all addresses, in batches of 250; the first run writes a state of each. */
async function closeStep(count: number, share: number) {
  const { table, written } = countingTable();
  const parts = Math.ceil(count / 250);
  const batchKeys = ['ptr', 'spf', 'dnsbl-0'].flatMap((name) =>
    Array.from({ length: parts }, (_, at) => `${name}-${at}`),
  );
  const record: RunRecord = { id: `run-${AT}`, at: AT, batchKeys, notCovered: [], gone: [], judgement: null };
  const batch = (key: string): Batch => {
    const part = Number(key.split('-').at(-1));
    const check = key.split('-', 1)[0] as Batch['check'];
    const targets = range(part * 250, Math.min(count, (part + 1) * 250));
    return { key, check, targets, lists: check === 'dnsbl' ? LISTS.map(({ id }) => id) : [] };
  };
  const result = (key: string): BatchResult => {
    const { check, targets } = batch(key);
    const touched = targets.filter((_, at) => at < Math.max(share === 0 ? 0 : 1, Math.round(share * targets.length)));
    const subjectOf = (one: Target) => (check === 'spf' && one.kind === 'address' ? one.domains[0]! : targetKey(one));
    const findings =
      check === 'dnsbl' ? [] : touched.map((one) => finding(check as 'ptr' | 'spf', targetKey(one), subjectOf(one)));
    const example = (id: string) => finding('dnsbl', targetKey(targets[0]!), id);
    const tallies = LISTS.map(
      ({ id }) => [id, { asked: targets.length, answered: targets.length, example: example(id) }] as const,
    );
    return {
      key,
      touched,
      findings,
      lists: check === 'dnsbl' ? Object.fromEntries(tallies) : {},
      coverage: { asked: targets.length, answered: targets.length, notCovered: [] },
      fingerprints:
        check === 'spf' ? Object.fromEntries(targets.slice(0, 1).map((one) => [subjectOf(one), 'a'.repeat(32)])) : {},
    };
  };
  const memory: Memory = {
    ...memoryOver(table),
    batch: async (_run, key) => batch(key),
    result: async (_run, key) => result(key),
  };
  const world = { lists: LISTS, notCovered: [], prove: async () => true, incidents: DEFAULT_RULES };
  const { missing, notices } = await closeRun(record, world, memory, clock, () => {});
  return { batches: batchKeys.length, missing: missing.length, notices: notices.length, ...written };
}

const WORK: Readonly<Record<Step, (count: number) => Promise<object>>> = {
  plan: planStep,
  quiet: (count) => closeStep(count, CHANGES),
  first: (count) => closeStep(count, 1),
};

/** Each in a process of its own, which dies where the heap does not suffice. */
export async function benchLarge(count = 1_000_000): Promise<void> {
  console.log(`\nlarge: a run over ${count} addresses, by step`);
  for (const [step, megabytes] of Object.entries(STEPS)) {
    const began = performance.now();
    // A run takes on no more new addresses than that.
    const most = step === 'first' ? Math.min(count, MOST_NEW) : count;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [`--max-old-space-size=${megabytes}`, import.meta.filename, String(most), step],
      { encoding: 'utf8', timeout: 600_000 },
    );
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    const said = status === 0 ? stdout.trim() : (/FATAL ERROR: (.*)/.exec(stderr)?.[1] ?? stderr.slice(-500));
    console.log(`  ${step.padEnd(6)} ${megabytes} MB heap, ${seconds} s: ${said}`);
    if (status !== 0) process.exitCode = 1;
  }
}

if (import.meta.main) {
  const [count = '1000000', step] = process.argv.slice(2);
  if (step === undefined) await benchLarge(Number(count));
  else {
    const done = await WORK[step as Step](Number(count));
    console.log(JSON.stringify({ ...done, rss: Math.round(process.resourceUsage().maxRSS / 1024) }));
  }
}
