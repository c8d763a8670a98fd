/**
 * The functions as they are deployed: size, the time until the handler can be called, and memory, beside an empty handler in
 * the same run. Each start is a process of its own, as on Lambda; what is compared is the ratio, Node's own start included.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FUNCTIONS, type FunctionName } from '../infra/constructs/bundle.ts';
import { bundleOf } from '../test/support/bundle.ts';
import type { Measured } from './support/goals.ts';

const ROUNDS = 11;
const FOLDER = 'node_modules/.cache/postwatch-bench';

/** Times an empty handler's, at most. */
const GOALS: Readonly<Record<FunctionName, number>> = {
  discover: 4,
  'check-ptr': 2.5,
  'check-dnsbl': 2.5,
  'check-spf': 2.5,
  close: 2.5,
  notify: 2.5,
  api: 1.5,
  authorizer: 2.5,
  'reverse-dns': 4,
  'elastic-ip-reverse-dns': 1.5,
  inbox: 2.5,
};

const STARTER = `
await import(process.argv[1]);
const ready = performance.now();
const { user, system } = process.cpuUsage();
process.stdout.write(JSON.stringify({ ready, cpu: (user + system) / 1000, rss: process.resourceUsage().maxRSS }));
`;

const ENVIRONMENT = {
  AWS_REGION: 'eu-west-1',
  POSTWATCH_STACK: 'bench',
  POSTWATCH_TABLE: 'bench',
  POSTWATCH_ALERTS_TOPIC: 'arn:aws:sns:eu-west-1:111122223333:alerts',
  POSTWATCH_HEALTH_TOPIC: 'arn:aws:sns:eu-west-1:111122223333:health',
};

type Start = { readonly ready: number; readonly cpu: number; readonly rss: number };

/** Milliseconds since the process began and of its processor time until then, and its largest size in KB. */
function start(file: string): Start {
  const words = ['--input-type=module', '--eval', STARTER, file];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', env: ENVIRONMENT });
  if (status !== 0) throw new Error(`${file} does not start: ${stderr}`);
  return JSON.parse(stdout) as Start;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

export async function benchFunctions(): Promise<readonly Measured[]> {
  mkdirSync(FOLDER, { recursive: true });
  const empty = path.resolve(FOLDER, 'empty.mjs');
  writeFileSync(empty, 'export const handler = async () => {};\n');
  const bundles = FUNCTIONS.map((name) => ({ name, bundle: bundleOf(name) }));
  const rounds = Array.from({ length: ROUNDS }, () => ({
    empty: start(empty),
    starts: bundles.map(({ bundle }) => start(bundle.file)),
  }));
  const emptyMs = median(rounds.map((round) => round.empty.ready));
  const results = bundles.map(({ name, bundle }, index) => ({
    name,
    bundle,
    readyRatio: median(rounds.map((round) => (round.starts[index]?.ready ?? 0) / round.empty.ready)),
    cpuRatio: median(rounds.map((round) => (round.starts[index]?.cpu ?? 0) / round.empty.cpu)),
    memoryMb: median(rounds.map((round) => (round.starts[index]?.rss ?? 0) / 1024)),
  }));
  console.log(
    `functions: ${ROUNDS} starts each, taking turns (median); an empty handler is ready after ${emptyMs.toFixed(0)} ms`,
  );
  console.table(
    Object.fromEntries(
      results.map(({ name, bundle, readyRatio, cpuRatio, memoryMb }) => [
        name,
        {
          'entry KB': Math.round(bundle.entry / 1000),
          'at start KB': Math.round(bundle.start / 1000),
          'all KB': Math.round(bundle.all / 1000),
          ready: `${readyRatio.toFixed(2)}x`,
          processor: `${cpuRatio.toFixed(2)}x`,
          goal: `${GOALS[name].toFixed(1)}x`,
          'memory MB': Math.round(memoryMb),
        },
      ]),
    ),
  );
  return [{ goal: 'function-start', value: Math.max(...results.map((one) => one.readyRatio / GOALS[one.name])) }];
}

if (import.meta.main) await benchFunctions();
