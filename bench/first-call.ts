/**
 * A cold function's whole first call, not only until its handler is ready: each call of a run's functions in a process of its own,
 * against the stand-in of AWS and the small internet of the tests. In processor time, beside an empty handler that is called.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Zone } from '../cli/sandbox/zones.ts';
import { awsWorld, CONTEXT, execute, type Functions, type Handler, HOME, REGION } from '../test/support/aws/world.ts';
import { bundleOf } from '../test/support/bundle.ts';
import type { Measured } from './support/goals.ts';

const ROUNDS = 7;
const FOLDER = 'node_modules/.cache/postwatch-bench';
const NAMES = ['discover', 'check-ptr', 'check-dnsbl', 'check-spf', 'close', 'notify'] as const;

/** What it answered and took, on its fourth stream: its standard output are log lines. */
const CALLER = `
const { handler } = await import(process.argv[1]);
const answer = await handler(JSON.parse(process.argv[2]), { getRemainingTimeInMillis: () => ${CONTEXT.getRemainingTimeInMillis()} });
const { user, system } = process.cpuUsage();
process.getBuiltinModule('node:fs').writeSync(3, JSON.stringify({ answer, ms: (user + system) / 1000 }));
process.exit(0);
`;

type Called = { readonly answer: unknown; readonly ms: number };

async function call(file: string, event: unknown): Promise<Called> {
  const words = ['--input-type=module', '--eval', CALLER, file, JSON.stringify(event)];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit', 'pipe'] });
  let text = '';
  child.stdio[3]?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  await new Promise((done) => child.once('close', done));
  if (text === '') throw new Error(`${file} did not answer`);
  return JSON.parse(text) as Called;
}

/** One address, one list, one domain: what a first call costs, not what a batch does. */
const ZONE: Zone = {
  '10.100.51.198.in-addr.arpa': { PTR: ['mail.example.com'] },
  'mail.example.com': { A: ['198.51.100.10'] },
  'example.com': { TXT: ['v=spf1 ip4:198.51.100.10 -all'] },
  '2.0.0.127.alpha.lists.example': { A: ['127.0.0.2'] },
};
const LIST = {
  id: 'alpha',
  name: 'List alpha',
  operator: 'Example',
  zone: 'alpha.lists.example',
  scope: ['ip4'],
  severity: 'critical',
  codes: [{ match: '127.0.0.2', means: 'spam' }],
  testListed: '127.0.0.2',
  testUnlisted: '127.0.0.1',
};

/** Milliseconds of processor time by function, of one run in a fresh account. */
async function oneRun(files: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, number>> {
  const settings = { domains: ['example.com'], aws: { alertEmails: ['ops@example.com'] } };
  const world = await awsWorld({ settings, lists: [LIST], zone: ZONE });
  world.ec2[`${HOME}/${REGION}`] = { addresses: [{ ip: '198.51.100.10', id: 'eipalloc-10', instance: 'i-1' }] };
  const took = new Map<string, number>();
  const handlers = NAMES.map((name): readonly [string, Handler] => [
    name,
    async (event) => {
      const { answer, ms } = await call(files.get(name) ?? '', event);
      took.set(name, Math.max(ms, took.get(name) ?? 0));
      return answer;
    },
  ]);
  try {
    await execute(new Date().toISOString(), Object.fromEntries(handlers) as Functions);
  } finally {
    await world.close();
  }
  return took;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

export async function benchFirstCall(): Promise<readonly Measured[]> {
  mkdirSync(FOLDER, { recursive: true });
  const empty = path.resolve(FOLDER, 'empty.mjs');
  writeFileSync(empty, 'export const handler = async () => {};\n');
  const files = new Map<string, string>(NAMES.map((name) => [name, bundleOf(name).file]));
  const rounds: { readonly empty: number; readonly took: ReadonlyMap<string, number> }[] = [];
  for (let round = 0; round < ROUNDS; round++)
    rounds.push({ empty: (await call(empty, {})).ms, took: await oneRun(files) });
  const ratioOf = (name: string): number => median(rounds.map((one) => (one.took.get(name) ?? Number.NaN) / one.empty));
  console.log(`first call of a cold function: ${ROUNDS} runs, processor time beside an empty handler (medians)`);
  for (const name of NAMES) console.log(`  ${name.padEnd(12)} ${ratioOf(name).toFixed(2)} x`);
  const workers = NAMES.filter((name) => name.startsWith('check-'));
  return [{ goal: 'first-call', value: Math.max(...workers.map(ratioOf)) }];
}

if (import.meta.main) await benchFirstCall();
