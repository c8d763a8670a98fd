/** The first page of the watch with 1,000 addresses: how long one core takes to write it, and what it weighs. */
import { viewOf } from '../shared/report/frame.ts';
import { overview } from '../shared/report/overview.ts';
import { fleetMemory, LISTS, NOW } from '../test/report/memory.ts';
import type { Measured } from './support/goals.ts';

const ADDRESSES = 1000;
const ROUNDS = 9;

export async function benchPage(): Promise<readonly Measured[]> {
  const memory = fleetMemory(ADDRESSES);
  const view = viewOf({
    chosen: null,
    language: 'ko',
    now: NOW,
    zone: 'Asia/Seoul',
    path: '/',
    query: {},
    canAct: true,
    hosts: new Set(),
  });
  const times: number[] = [];
  let kb = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    const page = String(await overview({ memory, lists: LISTS, period: 3_600_000 }, view));
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
    kb = Buffer.byteLength(page) / 1000;
  }
  // The first one too, since a function that has just started writes no other.
  const measured: readonly Measured[] = [
    { goal: 'page-cpu', value: Math.max(...times) },
    { goal: 'page-size', value: kb },
  ];
  console.log(`page: overview of ${ADDRESSES} addresses, the slowest of ${ROUNDS}`);
  for (const { goal, value } of measured) console.log(`  ${goal.padEnd(10)} ${value.toFixed(0)}`);
  return measured;
}

if (import.meta.main) await benchPage();
