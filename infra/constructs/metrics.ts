/** The numbers the alarms and the dashboard look at: our own (written by the functions, EMF) and those of AWS. */
import { type Duration, Stack } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { PostwatchFunction } from './function.ts';

/** Names as the functions write them, in the namespace `Postwatch`, with the stack as their only dimension. */
type Own =
  | 'RunsFinished'
  | 'AddressesExpected'
  | 'AddressesChecked'
  | 'BatchesFailed'
  | 'OutboxOldestSeconds'
  | 'ConfirmedSubscribers';

export type Metrics = {
  readonly own: (metricName: Own, statistic: 'Sum' | 'Maximum') => Metric;
  /** Addresses that should have been checked and were not. */
  readonly unchecked: () => IMetric;
  readonly runsFailed: () => IMetric;
  /** Runs that finished, and calls of what works for one that has not finished yet: none of both is a watch that has stopped. */
  readonly progress: () => IMetric;
  /** A sum for each group of functions. */
  readonly errors: () => readonly IMetric[];
  readonly throttles: () => readonly IMetric[];
};

export type WatchedParts = {
  readonly all: readonly PostwatchFunction[];
  /** Those that a run keeps calling while it works. */
  readonly workers: readonly PostwatchFunction[];
  readonly run: StateMachine;
};

/** CloudWatch allows ten metrics in the expression of an alarm (PutMetricAlarm). */
const MOST_METRICS = 9;

export function metricsOf(scope: Construct, period: Duration, { all, workers, run }: WatchedParts): Metrics {
  const own: Metrics['own'] = (metricName, statistic) =>
    new Metric({
      namespace: 'Postwatch',
      metricName,
      dimensionsMap: { Stack: Stack.of(scope).stackName },
      statistic,
      period,
    });
  /** Ids must differ where two sums are in one graph. */
  const total = (label: string, id: string, metrics: readonly Metric[]): IMetric =>
    new MathExpression({
      label,
      // A series without a value (a function that did not run) would make the whole sum missing.
      expression: metrics.map((_, index) => `FILL(${id}${index}, 0)`).join(' + '),
      usingMetrics: Object.fromEntries(metrics.map((metric, index) => [`${id}${index}`, metric])),
      period,
    });
  const sums = (label: string, id: string, metricOf: (one: PostwatchFunction) => Metric): readonly IMetric[] =>
    groupsOf(all).map((group, at) => total(label, at === 0 ? id : `${id}${at + 1}x`, group.map(metricOf)));
  return {
    own,
    unchecked: () =>
      new MathExpression({
        label: 'Addresses not checked',
        expression: 'expected - checked',
        usingMetrics: { expected: own('AddressesExpected', 'Sum'), checked: own('AddressesChecked', 'Sum') },
        period,
      }),
    runsFailed: () =>
      total('Runs failed', 'run', [
        run.metricFailed({ period }),
        run.metricTimedOut({ period }),
        run.metricAborted({ period }),
      ]),
    progress: () =>
      total('Runs finished or working', 'sign', [
        own('RunsFinished', 'Sum'),
        ...workers.map(({ lambda }) => lambda.metricInvocations({ period })),
      ]),
    errors: () => sums('Function errors', 'error', ({ lambda }) => lambda.metricErrors({ period })),
    throttles: () => sums('Function throttles', 'throttle', ({ lambda }) => lambda.metricThrottles({ period })),
  };
}

/** As few groups as possible, in the order of the functions. */
const groupsOf = (functions: readonly PostwatchFunction[]): readonly (readonly PostwatchFunction[])[] =>
  Array.from({ length: Math.ceil(functions.length / MOST_METRICS) }, (_, at) =>
    functions.slice(at * MOST_METRICS, (at + 1) * MOST_METRICS),
  );
