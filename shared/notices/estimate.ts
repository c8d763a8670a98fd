/**
 * What a deployment costs a month, as arithmetic that you can repeat. List prices of us-east-1 as read in October 2026,
 * before any free tier; the numbers of a run follow from how it is built (batches of 250, one item of 1 KB a state).
 */
import { BATCH_TARGETS, ITEMS_A_CHILD, MOST_DISTRIBUTED, MOST_INLINE } from '../model/batch.ts';

export type EstimateInput = {
  readonly addresses: number;
  /** Senders with domains, and domains by themselves. */
  readonly spfTargets: number;
  readonly lists: number;
  readonly everyMinutes: number;
};

/** So much of something, at so much each. */
export type CostFactor = { readonly amount: string; readonly unit: CostUnit; readonly price: number };

/** `what`: a service of AWS; `fixed`: what is paid whatever is watched. */
export type CostPart = { readonly what: string; readonly dollars: number; readonly factors: readonly CostFactor[] };

export type CostUnit =
  | 'callsMillion'
  | 'gbSeconds'
  | 'transitionsThousand'
  | 'readsMillion'
  | 'writesMillion'
  | 'logGb'
  | 'alarmMetrics'
  | 'metrics';

export const FIXED_COSTS = 'fixed';

export type Estimate = { readonly dollars: number; readonly parts: readonly CostPart[] };

const PRICE = {
  lambdaMillion: 0.2,
  lambdaGbSecond: 0.000_013_333_4,
  transitionsThousand: 0.025,
  readMillion: 0.125,
  writeMillion: 0.625,
  logGb: 0.5,
  alarm: 0.1,
  metric: 0.3,
} as const;

const HOURS = 730;
/** A worker keeps under what one network interface may send. */
const QUESTIONS_PER_SECOND = 900;
const WORKER_GB = 0.5;
/** Of `discover` and `close`, which share the time. */
const PLANNER_GB = 1.25;
/** CloudWatch bills every metric that an alarm watches: those of errors and throttles watch each function, and wrong tokens are one more. */
const ALARM_METRICS = 36;
const METRICS = 10;
/** A start, a request to the table, a line of log. */
const SECONDS_EACH = 1;
const LOG_KB_EACH = 1.2;
/** A batch and its result, compressed; a state, read by each of three checks; 0.2 % of the addresses change in a run. */
const WRITES_EACH = 10;
const READS_EACH = 8;
const WRITES_RUN = 40;
const CHANGES = 0.002;
const WRITES_CHANGE = 6;

export function estimate({ addresses, spfTargets, lists, everyMinutes }: EstimateInput): Estimate {
  const runs = (HOURS * 60) / everyMinutes;
  const batches = Math.ceil(addresses / BATCH_TARGETS);
  // Reverse DNS and the lists that matter every run, minor lists every six hours.
  const due = batches * (2 + Math.min(1, everyMinutes / 360)) + Math.ceil(spfTargets / BATCH_TARGETS);
  const items = Math.min(due, MOST_DISTRIBUTED);
  const working = items * SECONDS_EACH + (addresses * (5 + lists)) / QUESTIONS_PER_SECOND;
  const planning = 8 + addresses / 1500;
  const gbSeconds = runs * (working * WORKER_GB + planning * PLANNER_GB);
  const calls = runs * (items + 3);
  const transitions = runs * transitionsOf(items);
  const reads = runs * (addresses * 3.1 + items * READS_EACH);
  const writes = runs * (items * WRITES_EACH + WRITES_RUN + addresses * CHANGES * WRITES_CHANGE);
  const logs = (runs * (items + 3) * LOG_KB_EACH) / 1e6;
  const parts: CostPart[] = [
    part('Lambda', [
      [calls / 1e6, 'callsMillion', PRICE.lambdaMillion],
      [gbSeconds, 'gbSeconds', PRICE.lambdaGbSecond],
    ]),
    part('Step Functions', [[transitions / 1000, 'transitionsThousand', PRICE.transitionsThousand]]),
    part('DynamoDB', [
      [reads / 1e6, 'readsMillion', PRICE.readMillion],
      [writes / 1e6, 'writesMillion', PRICE.writeMillion],
    ]),
    part('Logs', [[logs, 'logGb', PRICE.logGb]]),
    part(FIXED_COSTS, [
      [ALARM_METRICS, 'alarmMetrics', PRICE.alarm],
      [METRICS, 'metrics', PRICE.metric],
    ]),
  ];
  return { dollars: parts.reduce((sum, { dollars }) => sum + dollars, 0), parts };
}

/** Discover, where the batches are, the Map, close, whether there are slow lists, notify. */
const STATES_RUN = 6;

/**
 * States that a run of so many items enters, which is what Step Functions bills: an iteration of an inline Map is none, its state is one. A child of a
 * distributed Map is one more, and has a Map of its own (Step Functions, "Transitions in state machines").
 */
export const transitionsOf = (items: number): number =>
  STATES_RUN + items + (items > MOST_INLINE ? 2 * Math.ceil(items / ITEMS_A_CHILD) : 0);

type Factor = readonly [amount: number, unit: CostUnit, price: number];

const part = (what: string, factors: readonly Factor[]): CostPart => ({
  what,
  dollars: factors.reduce((sum, [amount, , price]) => sum + amount * price, 0),
  factors: factors.map(([amount, unit, price]) => ({ amount: shortNumber(amount), unit, price })),
});

const shortNumber = (value: number): string =>
  value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(2)));

export const dollarText = (dollars: number): string => `$${dollars.toFixed(2)}`;
