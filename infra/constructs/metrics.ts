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
  readonly errors: () => IMetric;
  readonly throttles: () => IMetric;
};

export function metricsOf(
  scope: Construct,
  period: Duration,
  functions: readonly PostwatchFunction[],
  run: StateMachine,
): Metrics {
  const own: Metrics['own'] = (metricName, statistic) =>
    new Metric({
      namespace: 'Postwatch',
      metricName,
      dimensionsMap: { Stack: Stack.of(scope).stackName },
      statistic,
      period,
    });
  /** Ids must differ where two sums stand in one graph. */
  const total = (label: string, id: string, metrics: readonly Metric[]): IMetric =>
    new MathExpression({
      label,
      // A series without a value (a function that did not run) would make the whole sum missing.
      expression: metrics.map((_, index) => `FILL(${id}${index}, 0)`).join(' + '),
      usingMetrics: Object.fromEntries(metrics.map((metric, index) => [`${id}${index}`, metric])),
      period,
    });
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
    errors: () =>
      total(
        'Function errors',
        'error',
        functions.map(({ lambda }) => lambda.metricErrors({ period })),
      ),
    throttles: () =>
      total(
        'Function throttles',
        'throttle',
        functions.map(({ lambda }) => lambda.metricThrottles({ period })),
      ),
  };
}
