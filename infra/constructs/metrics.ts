/** The numbers the alarms and the dashboard look at: our own (written by the functions, EMF) and those of AWS. */
import { Duration, Stack } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Api } from './api.ts';
import type { PostwatchFunction } from './function.ts';
import type { MemoryTable } from './table.ts';

/** Names as the functions write them, in the namespace `Postwatch`, with the stack as their only dimension. */
type Own =
  | 'RunsFinished'
  | 'RunsWorking'
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
  /** Signs of a run that is being worked, and of its end: none of them is a watch that has stopped. */
  readonly progress: () => IMetric;
  /** Of the longest run that has ended, in milliseconds. */
  readonly runTime: () => IMetric;
  /** A sum for each group of functions. */
  readonly errors: () => readonly IMetric[];
  readonly throttles: () => readonly IMetric[];
  readonly api: {
    readonly errors: () => IMetric;
    /** Milliseconds, on average. */
    readonly latency: () => IMetric;
    /** Answers 401 and 403. */
    readonly denied: () => IMetric;
    /** Answers 429. */
    readonly throttled: () => IMetric;
    /** Null where the API takes no bearer tokens. */
    readonly wrongTokens: (() => IMetric) | null;
  };
  readonly table: { readonly throttles: () => IMetric; readonly errors: () => IMetric };
  /** Messages in each group of dead-letter queues. */
  readonly deadLetters: () => readonly IMetric[];
};

export type WatchedParts = {
  readonly all: readonly PostwatchFunction[];
  readonly run: StateMachine;
  readonly api: Api;
  readonly table: MemoryTable;
  /** Where what could not be handled waits for a person. */
  readonly deadLetters: readonly IQueue[];
};

/** People call the API, not the schedule: its numbers are looked at in periods of their own. */
export const API_PERIOD_MINUTES = 15;

/** CloudWatch allows ten metrics in the expression of an alarm (PutMetricAlarm). */
const MOST_METRICS = 9;

/** DynamoDB counts its own errors by operation, and each costs: an outage shows in those that every run needs. */
const OPERATIONS = ['BatchGetItem', 'BatchWriteItem', 'PutItem', 'Query'];

/** What a metric that is silent counts as. `REPEAT`: as before. */
type Silence = 0 | 'REPEAT';

/** Ids must differ where two sums are in one graph. */
const sum = (label: string, id: string, metrics: readonly Metric[], period: Duration, silence: Silence = 0): IMetric =>
  new MathExpression({
    label,
    // A series without a value (a function that did not run) would make the whole sum missing.
    expression: metrics.map((_, index) => `FILL(${id}${index}, ${silence})`).join(' + '),
    usingMetrics: Object.fromEntries(metrics.map((metric, index) => [`${id}${index}`, metric])),
    period,
  });

const sums = (label: string, id: string, metrics: readonly Metric[], period: Duration, silence: Silence = 0) =>
  groupsOf(metrics).map((group, at) => sum(label, at === 0 ? id : `${id}${at + 1}x`, group, period, silence));

export function metricsOf(scope: Construct, period: Duration, parts: WatchedParts): Metrics {
  const { all, run, deadLetters } = parts;
  const own: Metrics['own'] = (metricName, statistic) => ownMetric(scope, metricName, statistic, period);
  const functions = (label: string, id: string, metricOf: (one: PostwatchFunction) => Metric): readonly IMetric[] =>
    sums(label, id, all.map(metricOf), period);
  return {
    own,
    unchecked: () =>
      new MathExpression({
        label: 'Addresses not checked',
        expression: 'expected - checked',
        usingMetrics: { expected: own('AddressesExpected', 'Sum'), checked: own('AddressesChecked', 'Sum') },
        period,
      }),
    runsFailed: () => {
      const failed = [run.metricFailed({ period }), run.metricTimedOut({ period }), run.metricAborted({ period })];
      return sum('Runs failed', 'run', failed, period);
    },
    progress: () => {
      return sum('Runs finished or working', 'sign', [own('RunsWorking', 'Sum')], period);
    },
    runTime: () => run.metricTime({ period, statistic: 'Maximum' }),
    errors: () => functions('Function errors', 'error', ({ lambda }) => lambda.metricErrors({ period })),
    throttles: () => functions('Function throttles', 'throttle', ({ lambda }) => lambda.metricThrottles({ period })),
    api: apiMetrics(scope, parts),
    table: tableMetrics(parts.table, period),
    deadLetters: () => deadLetterMetrics(deadLetters),
  };
}

const API_PERIOD = Duration.minutes(API_PERIOD_MINUTES);

const ownMetric = (scope: Construct, metricName: string, statistic: string, period: Duration): Metric =>
  new Metric({
    namespace: 'Postwatch',
    metricName,
    dimensionsMap: { Stack: Stack.of(scope).stackName },
    statistic,
    period,
  });

/** Messages in each group of queues. Where SQS says nothing, as it does of queues that nobody touches, it is what it was. */
export function deadLetterMetrics(queues: readonly IQueue[]): readonly IMetric[] {
  const waiting = { period: API_PERIOD, statistic: 'Maximum' };
  const metrics = queues.map((queue) => queue.metricApproximateNumberOfMessagesVisible(waiting));
  return sums('Dead letters', 'dead', metrics, API_PERIOD, 'REPEAT');
}

/** API Gateway counts all 4xx together: which were denied and which throttled is in the access log. */
function apiMetrics(scope: Construct, { api }: WatchedParts): Metrics['api'] {
  const { httpApi, accessLog, takesTokens } = api;
  const answers = (metricName: string, statuses: readonly string[]) => {
    new MetricFilter(scope, metricName, {
      logGroup: accessLog,
      metricNamespace: 'Postwatch',
      metricName,
      filterPattern: FilterPattern.any(...statuses.map((one) => FilterPattern.stringValue('$.status', '=', one))),
      dimensions: { Stack: '$.stack' },
    });
    return () => ownMetric(scope, metricName, 'Sum', API_PERIOD);
  };
  return {
    errors: () => httpApi.metricServerError({ period: API_PERIOD, statistic: 'Sum' }),
    latency: () => httpApi.metricLatency({ period: API_PERIOD, statistic: 'Average' }),
    denied: answers('RequestsDenied', ['401', '403']),
    throttled: answers('RequestsThrottled', ['429']),
    wrongTokens: takesTokens ? () => ownMetric(scope, 'TokensRefused', 'Sum', API_PERIOD) : null,
  };
}

function tableMetrics({ tableName }: MemoryTable, period: Duration): Metrics['table'] {
  const metric = (metricName: string, more: Readonly<Record<string, string>> = {}): Metric =>
    new Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap: { TableName: tableName, ...more },
      statistic: 'Sum',
      period,
    });
  return {
    throttles: () =>
      sum('Table throttles', 'slow', [metric('ReadThrottleEvents'), metric('WriteThrottleEvents')], period),
    errors: () =>
      sum(
        'Table errors',
        'broken',
        OPERATIONS.map((Operation) => metric('SystemErrors', { Operation })),
        period,
      ),
  };
}

/** As few groups as possible, in the order of the metrics. */
const groupsOf = <T>(metrics: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(metrics.length / MOST_METRICS) }, (_, at) =>
    metrics.slice(at * MOST_METRICS, (at + 1) * MOST_METRICS),
  );
