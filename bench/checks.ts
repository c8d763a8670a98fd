/** The blocklist check beside the bare engine with the same questions: 2,000 addresses on 25 lists, each run in a process of its own. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { CheckLoad } from './support/check-load.ts';
import { startLists } from './support/dns-world.ts';
import type { Measured } from './support/goals.ts';

const ROUNDS = 5;
const ADDRESSES = 2000;
const SCRIPT = path.join(import.meta.dirname, 'support/check-load.ts');

async function load(kind: 'bare' | 'check', port: number): Promise<CheckLoad> {
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, kind, String(port), String(ADDRESSES)]);
  return JSON.parse(stdout) as CheckLoad;
}

export async function benchChecks(): Promise<readonly Measured[]> {
  const lists = await startLists();
  const rounds: { bare: CheckLoad; check: CheckLoad }[] = [];
  for (let round = 0; round < ROUNDS; round++)
    rounds.push({ bare: await load('bare', lists.port), check: await load('check', lists.port) });
  lists.stop();
  const lost = rounds.filter(({ bare, check }) => bare.listed !== check.listed).length;
  if (lost > 0) throw new Error(`in ${lost} rounds the check did not find what the engine did`);
  const ratios = rounds.map(({ bare, check }) => check.cpuMs / bare.cpuMs).sort((a, b) => a - b);
  const measured: readonly Measured[] = [
    { goal: 'check-cpu', value: ratios[ROUNDS >> 1] ?? Number.NaN },
    { goal: 'check-memory', value: Math.max(...rounds.map(({ check }) => check.rssMb)) },
  ];
  console.log(`blocklist check: ${ADDRESSES} x 25 on ${lists.name}, ${ROUNDS} turns, beside the bare engine`);
  for (const { goal, value } of measured) console.log(`  ${goal.padEnd(12)} ${value.toFixed(2)}`);
  return measured;
}

if (import.meta.main) await benchChecks();
