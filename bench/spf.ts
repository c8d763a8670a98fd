/**
 * SPF evaluation beside `mailauth` in strict mode: the 123 cases of the RFC's suite, the same answers from memory, side by
 * side in one run. What is compared is the ratio; the goal is 1.0 or less.
 */
import { performance } from 'node:perf_hooks';
import { spf as mailauth } from 'mailauth/lib/spf/index.js';
import { type Address, address } from '../shared/model/address.ts';
import type { Clock } from '../shared/model/clock.ts';
import { RFC_LIMITS } from '../shared/spf/budget.ts';
import { checkHost } from '../shared/spf/evaluate.ts';
import { mailauthResolver } from '../test/spf/mailauth.ts';
import { readSuite, suiteZone } from '../test/spf/suite.ts';
import type { ZoneResolver } from '../test/support/zone.ts';

type Case = {
  readonly host: string;
  readonly client: Address;
  readonly sender: string;
  readonly helo: string;
  readonly resolver: ZoneResolver;
};

const ROUNDS = 15;
const WARM_UP = 3;

const clock: Clock = {
  now: Date.now,
  monotonic: () => performance.now(),
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};

const cases: readonly Case[] = readSuite().flatMap((scenario) => {
  const resolver = suiteZone(scenario);
  return Object.values(scenario.tests).map(({ host, mailfrom, helo }) => ({
    host,
    client: address(host),
    sender: mailfrom,
    helo,
    resolver,
  }));
});

async function timed(evaluate: (one: Case) => Promise<unknown>): Promise<number> {
  const started = performance.now();
  for (const one of cases) await evaluate(one);
  for (const { resolver } of cases) {
    resolver.asked.length = 0;
    resolver.questions.length = 0;
  }
  return ((performance.now() - started) * 1000) / cases.length;
}

const ours = ({ client, sender, helo, resolver }: Case) =>
  checkHost({ address: client, sender, helo }, { resolver, clock }, RFC_LIMITS);

const theirs = ({ host, sender, helo, resolver }: Case) =>
  mailauth({ ip: host, sender, helo, resolver: mailauthResolver(resolver), strict: true });

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Microseconds an evaluation, median of the rounds; the two take turns within each round. */
export async function benchSpf(): Promise<{ readonly ours: number; readonly theirs: number; readonly ratio: number }> {
  const rounds: (readonly [number, number])[] = [];
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    const pair = [await timed(ours), await timed(theirs)] as const;
    if (round >= WARM_UP) rounds.push(pair);
  }
  const result = {
    ours: median(rounds.map(([own]) => own)),
    theirs: median(rounds.map(([, other]) => other)),
    ratio: median(rounds.map(([own, other]) => own / other)),
  };
  console.log(`spf: ${cases.length} cases of the openspf suite, ${ROUNDS} rounds, µs per evaluation (median)`);
  console.table({ postwatch: { µs: result.ours.toFixed(1) }, 'mailauth strict': { µs: result.theirs.toFixed(1) } });
  console.log(`ratio ${result.ratio.toFixed(2)} (goal: at most 1.00)`);
  return result;
}

if (import.meta.main) await benchSpf();
