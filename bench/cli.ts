/**
 * The command line as people start it, from the package and from the checkout, beside an empty script of the same Node, in
 * turns. Judged by the processor time of the whole process (user and system), which a loaded machine changes least.
 */
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packCommandLine } from '../infra/pack-cli.ts';
import { CHECKED } from './support/checked.ts';
import { startScript } from './support/dns-world.ts';
import type { Measured } from './support/goals.ts';

const ROUNDS = 11;
const ROOT = path.resolve(import.meta.dirname, '..');
/** Below `node_modules`, by which the command line knows that it was installed. */
const FOLDER = path.join(ROOT, 'node_modules/.cache/postwatch-bench/package');

/** The process's own processor time in ms, on its fourth stream. */
const COUNTED = `data:text/javascript,${encodeURIComponent(
  "process.on('exit',()=>{const {user,system}=process.cpuUsage();process.getBuiltinModule('node:fs').writeSync(3,String((user+system)/1000))})",
)}`;

function cpuOf(file: string, words: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, ['--import', COUNTED, file, ...words], {
    cwd: path.dirname(FOLDER),
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  let text = '';
  child.stdio[3]?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return new Promise((done) => child.once('close', () => done(Number(text))));
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

async function packed(): Promise<string> {
  rmSync(FOLDER, { recursive: true, force: true });
  await packCommandLine(ROOT, path.join(FOLDER, 'dist/cli'));
  mkdirSync(path.join(FOLDER, 'cli'));
  const start = path.join(FOLDER, 'cli/postwatch.js');
  copyFileSync(path.join(ROOT, 'cli/postwatch.js'), start);
  copyFileSync(path.join(ROOT, 'package.json'), path.join(FOLDER, 'package.json'));
  return start;
}

export async function benchCli(): Promise<readonly Measured[]> {
  const start = await packed();
  const checkout = path.join(ROOT, 'cli/postwatch.js');
  const empty = path.join(FOLDER, 'empty.mjs');
  writeFileSync(empty, '');
  const world = await startScript('check-world.ts');
  const resolver = ['--resolver', `${world.host}:${world.port}`];
  const check = ['check', CHECKED.address, ...resolver];
  const runs = {
    empty: [empty],
    version: [start, '--version'],
    help: [start, '--help'],
    lookup: [start, 'lookup', `a:${CHECKED.name}`, ...resolver],
    check: [start, ...check],
    checkout: [checkout, ...check],
  } as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>;
  type Run = keyof typeof runs;
  const names = Object.keys(runs) as Run[];
  const rounds: Record<Run, number>[] = [];
  // The first round fills what is kept compiled, and is not counted.
  for (let round = 0; round <= ROUNDS; round++) {
    const ms: Partial<Record<Run, number>> = {};
    for (const name of names) {
      const [file, ...words] = runs[name];
      ms[name] = await cpuOf(file, words);
    }
    if (round > 0) rounds.push(ms as Record<Run, number>);
  }
  world.stop();
  const ratio = (of: Run, to: Run): number => median(rounds.map((round) => round[of] / round[to]));
  const measured: readonly Measured[] = [
    { goal: 'help', value: ratio('help', 'empty') },
    { goal: 'version', value: ratio('version', 'empty') },
    { goal: 'check', value: ratio('check', 'empty') },
    { goal: 'lookup', value: ratio('lookup', 'empty') },
    { goal: 'checkout', value: ratio('checkout', 'check') },
  ];
  console.log(`command line: ${ROUNDS} starts each, taking turns; processor time beside an empty node (medians)`);
  for (const { goal, value } of measured) console.log(`  ${goal.padEnd(10)} ${value.toFixed(2)} x`);
  return measured;
}

if (import.meta.main) await benchCli();
