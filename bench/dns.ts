/**
 * DNS beside `node:dns` (c-ares), in one run on this machine: how fast and how big with 50,000 questions, and how soon a
 * check of ten addresses on 25 lists is done over a net with delay, a dead list, and loss. Each engine runs in processes of
 * its own, and they take turns. The machine is noisy: what counts is the ratios.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { LoadResult } from './support/dns-load.ts';
import { type Running, startLists, startScript, ZONES } from './support/dns-world.ts';
import type { Measured } from './support/goals.ts';

type Engine = { readonly name: 'ours' | 'node:dns'; readonly window: number };
type Load = { readonly port: number; readonly addresses: number; readonly timeoutMs: number; readonly rounds: number };

const label = ({ name, window }: Engine): string => `${name.padEnd(8)} ${String(window).padStart(3)} at a time`;

async function run({ name, window }: Engine, { port, addresses, timeoutMs, rounds }: Load): Promise<LoadResult[]> {
  const parameters = [name, port, addresses, window, timeoutMs, rounds].map(String);
  const child = spawn(process.execPath, [join(import.meta.dirname, 'support', 'dns-load.ts'), ...parameters], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  await new Promise((done) => child.once('close', done));
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as LoadResult);
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const most = (values: readonly number[]): number => Math.max(...values);
const ms = (value: number): string => `${value.toFixed(0)} ms`.padStart(8);
const verdict = (met: boolean): string => (met ? 'met' : 'MISSED');

async function takingTurns(
  engines: readonly Engine[],
  turns: number,
  once: (engine: Engine, turn: number) => Promise<LoadResult[]>,
): Promise<ReadonlyMap<Engine, readonly LoadResult[]>> {
  const results = new Map<Engine, LoadResult[]>(engines.map((engine) => [engine, []]));
  for (let turn = 0; turn < turns; turn++) {
    for (const engine of engines) results.get(engine)?.push(...(await once(engine, turn)));
  }
  return results;
}

const ADDRESSES = 2000;
const TURNS = 5;

async function throughput(lists: Running): Promise<readonly Measured[]> {
  const questions = ADDRESSES * ZONES.length;
  console.log(`\n${questions.toLocaleString('en')} A questions, median of ${TURNS} fresh processes each`);
  const engines: readonly Engine[] = [
    { name: 'ours', window: 10 },
    { name: 'ours', window: 100 },
    { name: 'ours', window: 256 },
    { name: 'node:dns', window: 10 },
    { name: 'node:dns', window: 100 },
  ];
  const load = { port: lists.port, addresses: ADDRESSES, timeoutMs: 5000, rounds: 1 };
  const results = await takingTurns(engines, TURNS, (engine) => run(engine, load));
  const best = { ours: 0, 'node:dns': 0 };
  const leastCpu = { ours: Number.POSITIVE_INFINITY, 'node:dns': Number.POSITIVE_INFINITY };
  let lost = 0;
  let oursMb = 0;
  for (const [engine, rows] of results) {
    const rate = questions / (median(rows.map(({ wallMs }) => wallMs)) / 1000);
    const cpu = median(rows.map(({ cpuMs }) => cpuMs)) / questions;
    const mb = most(rows.map(({ rssMb }) => rssMb));
    const missing = most(rows.map(({ failed, listed, expectedListed }) => failed + expectedListed - listed));
    console.log(
      `  ${label(engine)} ${rate.toFixed(0).padStart(7)}/s  ${cpu.toFixed(3)} s CPU/1,000  ${mb.toFixed(0)} MB at most  ${missing} lost`,
    );
    best[engine.name] = Math.max(best[engine.name], rate);
    leastCpu[engine.name] = Math.min(leastCpu[engine.name], cpu);
    if (engine.name === 'ours') {
      lost = Math.max(lost, missing);
      oursMb = Math.max(oursMb, mb);
    }
  }
  const ratio = best.ours / best['node:dns'];
  console.log(
    `  rate, each at its best: ours ${ratio.toFixed(2)} x node:dns (goal 1.0, at least 0.9: ${verdict(ratio >= 0.9)})`,
  );
  console.log(
    `  memory at most ${oursMb.toFixed(0)} MB (150: ${verdict(oursMb <= 150)}), lost ${lost} (0: ${verdict(lost === 0)})`,
  );
  return [
    { goal: 'engine-cpu', value: leastCpu.ours / leastCpu['node:dns'] },
    { goal: 'engine-rate', value: ratio },
  ];
}

type Trouble = {
  readonly title: string;
  readonly dead: number;
  readonly perMille: number;
  readonly timeoutMs: number;
  readonly goalMs: number;
};

/** The relay's slowest list answers after 95 ms and up to 5 more. */
const SLOWEST_MS = 100;
const BUDGET_MS = 800;

const TROUBLES: readonly Trouble[] = [
  { title: 'delay only', dead: -1, perMille: 0, timeoutMs: 5000, goalMs: 1.15 * SLOWEST_MS + 50 },
  {
    title: `a dead list, ${BUDGET_MS} ms a question`,
    dead: 12,
    perMille: 0,
    timeoutMs: BUDGET_MS,
    goalMs: BUDGET_MS + 50,
  },
  { title: '1 % loss', dead: -1, perMille: 10, timeoutMs: 5000, goalMs: 450 },
];

const CHECK_TURNS = 3;
const CHECK_ROUNDS = 3;

async function trouble(lists: Running, { title, dead, perMille, timeoutMs, goalMs }: Trouble): Promise<void> {
  const engines: readonly Engine[] = [
    { name: 'ours', window: 256 },
    { name: 'node:dns', window: 250 },
  ];
  const results = await takingTurns(engines, CHECK_TURNS, async (engine, turn) => {
    const relay = await startScript('dns-relay.ts', ...[lists.port, dead, perMille, turn + 1].map(String));
    const rows = await run(engine, { port: relay.port, addresses: 10, timeoutMs, rounds: CHECK_ROUNDS });
    relay.stop();
    return rows;
  });
  console.log(`  ${title} (goal ${goalMs.toFixed(0)} ms)`);
  for (const [engine, rows] of results) {
    const walls = rows.map(({ wallMs }) => wallMs);
    const cold = median(rows.filter((_, index) => index % CHECK_ROUNDS === 0).map(({ wallMs }) => wallMs));
    const goal = engine.name === 'ours' ? `  ${verdict(median(walls) <= goalMs)}` : '';
    const failed = most(rows.map((row) => row.failed));
    console.log(
      `    ${label(engine)} ${ms(median(walls))}, a process's first ${ms(cold)}, slowest ${ms(most(walls))}, ${failed} unanswered${goal}`,
    );
  }
}

export async function benchDns(): Promise<readonly Measured[]> {
  const lists = await startLists();
  console.log(`DNS: ${ZONES.length} lists on ${lists.name}, loopback`);
  try {
    const measured = await throughput(lists);
    console.log(
      `\n10 addresses x ${ZONES.length} lists over a relay of 15 to ${SLOWEST_MS} ms, median of ${CHECK_TURNS * CHECK_ROUNDS}`,
    );
    for (const one of TROUBLES) await trouble(lists, one);
    return measured;
  } finally {
    lists.stop();
  }
}

if (import.meta.main) await benchDns();
