import { readFileSync } from 'node:fs';
import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, it } from 'vitest';
import { deadLetterMetrics } from '../../infra/constructs/metrics.ts';
import { estimate } from '../../shared/notices/estimate.ts';
import { appWithFlags, SETTINGS, templateOf, withAws } from '../support/stack.ts';
import { type AlarmState, alarmState, type Point, RANGES, statesOver, type Treatment } from './cloudwatch.ts';

const template = templateOf();
const alarms = new Map(
  Object.entries(template.findResources('AWS::CloudWatch::Alarm')).map(([id, one]) => [
    id.replace(/^PostwatchAlarms/, '').replace(/[0-9A-F]{8}$/, ''),
    one['Properties'],
  ]),
);
/** A metric or an expression that an alarm looks at. */
type Query = {
  readonly Expression?: string;
  readonly MetricStat?: {
    readonly Metric: {
      readonly MetricName: string;
      readonly Dimensions: readonly { readonly Name: string; readonly Value: unknown }[];
    };
    readonly Period: number;
  };
};

const OPERATIONS = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
const own = { Namespace: 'Postwatch', Dimensions: [{ Name: 'Stack', Value: 'Postwatch' }], Period: 3600 };

describe('the alarms', () => {
  it('are these, each with a text, a severity and a runbook for the person who gets the mail', () => {
    expect([...alarms.keys()].sort()).toEqual([
      'ApiDenied',
      'ApiErrors',
      'ApiSlow',
      'ApiThrottled',
      'Coverage',
      'FailedEvents',
      'FunctionErrors',
      'FunctionThrottles',
      'NoRunFinished',
      'NoSubscriber',
      'OutboxOld',
      'RunFailed',
      'RunTooLong',
      'TableErrors',
      'TableThrottled',
    ]);
    for (const [name, alarm] of alarms) {
      expect(alarm.AlarmActions).toEqual([{ Ref: expect.stringMatching(/^PostwatchTopicsHealth/) }]);
      expect(alarm.AlarmDescription).toMatch(
        /^Postwatch \((critical|major|minor)\): .{30,}\. Look first at .+\. Runbook: /,
      );
      const anchor = /docs\/operations\.md#(\w+)$/.exec(alarm.AlarmDescription)?.[1];
      expect(anchor).toBe(name.toLowerCase());
      expect(OPERATIONS, `a section on ${name}`).toMatch(new RegExp(`^### ${name}$`, 'm'));
    }
  });

  it('notify that they are over only after they were on, since CloudWatch calls a new alarm OK, too', () => {
    for (const alarm of alarms.values()) expect(alarm.OKActions).toBeUndefined();
    const rules = Object.values(template.findResources('AWS::Events::Rule')).map((one) => one['Properties']);
    expect(rules).toHaveLength(1);
    const { source, resources, detail } = rules[0].EventPattern;
    expect({ source, detail }).toEqual({
      source: ['aws.cloudwatch'],
      detail: { state: { value: ['OK'] }, previousState: { value: ['ALARM'] } },
    });
    expect(resources).toHaveLength(alarms.size);
    expect(rules[0].Targets).toEqual([
      expect.objectContaining({ Arn: { Ref: expect.stringMatching(/^PostwatchTopicsHealth/) } }),
    ]);
  });

  it.each([15, 60, 360, 1440])('judge nothing before the first runs, with a run every %i minutes', (everyMinutes) => {
    const made = templateOf({ ...SETTINGS, everyMinutes }).findResources('AWS::CloudWatch::Alarm');
    for (const [id, { Properties }] of Object.entries(made)) {
      const { WarmUpConfiguration, EvaluationPeriods, Metrics = [] } = Properties;
      const minutes = WarmUpConfiguration.WarmUpPeriodDurationInMinutes;
      const period = Properties.Period ?? Metrics.find((one: Query) => one.MetricStat !== undefined).MetricStat.Period;
      expect(period, id).toBe(60 * (/Alarms(Api|FailedEvents)/.test(id) ? 15 : everyMinutes));
      expect(minutes).toBe(Math.min(2880, (EvaluationPeriods + 1) * (period / 60)));
      // PutMetricAlarm: seven days at most, and one where a period is under an hour.
      expect(period * EvaluationPeriods).toBeLessThanOrEqual(period < 3600 ? 86_400 : 604_800);
    }
  });

  it('look at as many metrics as the first report says they cost', () => {
    const looked = [...alarms.values()].flatMap(({ Metrics = [{ MetricStat: {} }] }) =>
      Metrics.filter((one: { MetricStat?: unknown }) => one.MetricStat !== undefined),
    );
    const { parts } = estimate({ addresses: 10, spfTargets: 10, lists: 10, everyMinutes: 60 });
    expect(parts.at(-1)?.factors).toContainEqual({ amount: String(looked.length), unit: 'alarmMetrics', price: 0.1 });
  });

  it('have NoRunFinished fire on missing data, but not for a run that takes long', () => {
    const { Metrics, ...alarm } = alarms.get('NoRunFinished')!;
    expect(alarm).toMatchObject({
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      EvaluationPeriods: 2,
      DatapointsToAlarm: 2,
      TreatMissingData: 'breaching',
    });
    const { Expression } = Metrics.find((one: { Expression?: string }) => one.Expression !== undefined);
    expect(Expression).toBe('FILL(sign0, 0)');
    const stats = Metrics.flatMap(
      (one: { MetricStat?: { Metric: { MetricName: string }; Stat: string; Period: number } }) =>
        one.MetricStat === undefined
          ? []
          : [[one.MetricStat.Metric.MetricName, one.MetricStat.Stat, one.MetricStat.Period]],
    );
    expect(stats).toEqual([['RunsWorking', 'Sum', 3600]]);
  });

  it('have NoSubscriber fire below one subscriber', () => {
    expect(alarms.get('NoSubscriber')).toMatchObject({
      ...own,
      MetricName: 'ConfirmedSubscribers',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'ignore',
    });
  });

  it('have OutboxOld fire for notices older than two periods', () => {
    expect(alarms.get('OutboxOld')).toMatchObject({
      ...own,
      MetricName: 'OutboxOldestSeconds',
      Statistic: 'Maximum',
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: 7200,
    });
  });

  it('have Coverage fire where less is checked than expected, by its expression', () => {
    const { Metrics, Threshold, ComparisonOperator } = alarms.get('Coverage')!;
    expect({ Threshold, ComparisonOperator }).toEqual({
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    });
    expect(Metrics.find((one: { Expression?: string }) => one.Expression !== undefined).Expression).toBe(
      'expected - checked',
    );
    const names = Object.fromEntries(
      Metrics.filter((one: { MetricStat?: unknown }) => one.MetricStat !== undefined).map(
        (one: { Id: string; MetricStat: { Metric: { MetricName: string } } }) => [
          one.Id,
          one.MetricStat.Metric.MetricName,
        ],
      ),
    );
    expect(names).toEqual({ expected: 'AddressesExpected', checked: 'AddressesChecked' });
  });

  it.each([
    ['RunFailed', ['ExecutionsAborted', 'ExecutionsFailed', 'ExecutionsTimedOut'], 3, 1],
    ['FunctionErrors', ['Errors'], 8, 2],
    ['FunctionThrottles', ['Throttles'], 8, 2],
  ])('have %s sum over all functions, even if one of them has no data', (name, metricNames, count, datapoints) => {
    const { Metrics, DatapointsToAlarm, Threshold } = alarms.get(name)!;
    const stats = Metrics.filter((one: { MetricStat?: unknown }) => one.MetricStat !== undefined);
    const asked = stats.map(
      (one: { MetricStat: { Metric: { MetricName: string } } }) => one.MetricStat.Metric.MetricName,
    );
    expect([...new Set(asked)].sort()).toEqual(metricNames);
    expect(stats).toHaveLength(count);
    const { Expression } = Metrics.find((one: { Expression?: string }) => one.Expression !== undefined);
    for (const { Id } of stats) expect(Expression).toContain(`FILL(${Id}, 0)`);
    expect({ DatapointsToAlarm, Threshold }).toEqual({ DatapointsToAlarm: datapoints, Threshold: 1 });
  });
});

describe('the alarms on the API', () => {
  const periods = { EvaluationPeriods: 1, DatapointsToAlarm: 1, TreatMissingData: 'notBreaching' };
  const seconds = 900;
  it.each([
    ['ApiErrors', 'AWS/ApiGateway', '5xx', 'Sum', 3],
    ['ApiDenied', 'Postwatch', 'RequestsDenied', 'Sum', 50],
    ['ApiThrottled', 'Postwatch', 'RequestsThrottled', 'Sum', 50],
  ])('%s: %s %s, %s of at least %i in 15 minutes', (name, Namespace, MetricName, Statistic, Threshold) => {
    expect(alarms.get(name)).toMatchObject({
      Namespace,
      MetricName,
      Statistic,
      Threshold,
      Period: seconds,
      ...periods,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    });
  });

  it('ApiSlow: the average of half an hour, below what API Gateway waits for', () => {
    expect(alarms.get('ApiSlow')).toMatchObject({
      MetricName: 'Latency',
      Statistic: 'Average',
      Threshold: 15_000,
      EvaluationPeriods: 2,
      DatapointsToAlarm: 2,
    });
  });

  it('count what was denied and throttled in the access log, and each stack its own', () => {
    const filters = Object.values(template.findResources('AWS::Logs::MetricFilter')).map((one) => one['Properties']);
    const [stage] = Object.values(template.findResources('AWS::ApiGatewayV2::Stage'));
    const log = JSON.parse(stage!['Properties'].AccessLogSettings.Format);
    expect(log).toMatchObject({ stack: 'Postwatch', status: '$context.status' });
    const made = filters.map(({ FilterPattern, MetricTransformations: [one] }) => [FilterPattern, one]);
    expect(made).toEqual(
      [
        ['RequestsDenied', '{ ($.status = "401") || ($.status = "403") }'],
        ['RequestsThrottled', '{ $.status = "429" }'],
      ].map(([MetricName, pattern]) => [
        pattern,
        {
          MetricName,
          MetricNamespace: 'Postwatch',
          MetricValue: '1',
          Dimensions: [{ Key: 'Stack', Value: '$.stack' }],
        },
      ]),
    );
  });

  it('WrongTokens is apart from them, where bearer tokens are taken', () => {
    const withTokens = templateOf(withAws({ apiAuth: { type: 'token' } }));
    withTokens.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'Postwatch',
      MetricName: 'TokensRefused',
      Statistic: 'Sum',
      Threshold: 20,
      Period: seconds,
      Dimensions: [{ Name: 'Stack', Value: 'Postwatch' }],
      AlarmDescription: Match.stringLikeRegexp('docs/operations.md#wrongtokens$'),
    });
  });
});

describe('the alarms on the table and on the time of runs', () => {
  const statsOf = (name: string) =>
    (alarms.get(name)!.Metrics as Query[]).flatMap(({ MetricStat: one }) => (one === undefined ? [] : [one]));
  it.each([
    ['TableThrottled', ['ReadThrottleEvents', 'WriteThrottleEvents'], []],
    ['TableErrors', ['SystemErrors'], ['BatchGetItem', 'BatchWriteItem', 'PutItem', 'Query']],
  ])('%s: %j of %j, two periods in a row', (name, metrics, operations) => {
    const stats = statsOf(name);
    expect([...new Set(stats.map((one) => one.Metric.MetricName))]).toEqual(metrics);
    const dimensions = stats.flatMap((one) => one.Metric.Dimensions);
    expect(dimensions.filter((one) => one.Name === 'Operation').map((one) => one.Value)).toEqual(operations);
    const [table] = Object.keys(template.findResources('AWS::DynamoDB::GlobalTable'));
    const tables = dimensions.flatMap((one) => (one.Name === 'TableName' ? [one.Value] : []));
    expect(tables).toEqual(stats.map(() => ({ Ref: table })));
    expect(alarms.get(name)).toMatchObject({ EvaluationPeriods: 2, DatapointsToAlarm: 2, Threshold: 1 });
  });

  it('RunTooLong: the longest run against the time between two', () => {
    expect(alarms.get('RunTooLong')).toMatchObject({
      Namespace: 'AWS/States',
      MetricName: 'ExecutionTime',
      Statistic: 'Maximum',
      Threshold: 3_600_000,
      TreatMissingData: 'notBreaching',
    });
  });
});

it('the alarm on dead letters keeps its state while SQS says nothing, and looks at ten queues at most', () => {
  const stack = new Stack(appWithFlags(), 'Queues');
  const queues = Array.from({ length: 11 }, (_, at) => new Queue(stack, `Queue${at}`));
  for (const [at, metric] of deadLetterMetrics(queues).entries())
    new Alarm(stack, `Dead${at}`, { metric, threshold: 1, evaluationPeriods: 1 });
  const made = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm'));
  const expressions = made.flatMap(({ Properties }) =>
    Properties.Metrics.flatMap(({ Expression }: Query) => Expression ?? []),
  );
  expect(expressions.map((one) => one.match(/FILL\(\w+, REPEAT\)/g)?.length)).toEqual([9, 2]);
});

/** Newest last; `0` fine, `X` wrong, `-` missing. */
const pointsOf = (text: string): readonly Point[] =>
  [...text].map((one) => ({ '0': 'fine' as const, X: 'wrong' as const, '-': 'missing' as const })[one] ?? 'missing');

const KEEP: AlarmState = 'ALARM';
type Verdicts = Readonly<Record<Treatment, AlarmState>>;
const verdicts = (
  missing: AlarmState,
  ignore: AlarmState,
  breaching: AlarmState,
  notBreaching: AlarmState,
): Verdicts => ({
  missing,
  ignore,
  breaching,
  notBreaching,
});

describe("CloudWatch's rule for missing data, by its own tables", () => {
  it.each([
    ['0-X-X', [3, 3], verdicts('OK', 'OK', 'OK', 'OK')],
    ['0----', [3, 3], verdicts('OK', 'OK', 'OK', 'OK')],
    ['-----', [3, 3], verdicts('INSUFFICIENT_DATA', KEEP, 'ALARM', 'OK')],
    ['0XX-X', [3, 3], verdicts('ALARM', 'ALARM', 'ALARM', 'ALARM')],
    ['--X--', [3, 3], verdicts('ALARM', KEEP, 'ALARM', 'OK')],
    ['0-X-X', [2, 3], verdicts('ALARM', 'ALARM', 'ALARM', 'ALARM')],
    ['00X0X', [2, 3], verdicts('ALARM', 'ALARM', 'ALARM', 'ALARM')],
    ['0-X--', [2, 3], verdicts('OK', 'OK', 'ALARM', 'OK')],
    ['----0', [2, 3], verdicts('OK', 'OK', 'ALARM', 'OK')],
    ['---X-', [2, 3], verdicts('ALARM', KEEP, 'ALARM', 'OK')],
  ] as const)('is followed for the data %s in %j', (range, datapoints, expected) => {
    for (const [treat, state] of Object.entries(expected))
      expect([
        treat,
        alarmState({ range: pointsOf(range), datapoints, treat: treat as Treatment, before: KEEP }),
      ]).toEqual([treat, state]);
  });
});

describe('the alarm NoRunFinished', () => {
  const { DatapointsToAlarm, EvaluationPeriods, TreatMissingData } = alarms.get('NoRunFinished')!;
  const rule = { datapoints: [DatapointsToAlarm, EvaluationPeriods] as const, treat: TreatMissingData as Treatment };
  const fewerThanOne = (value: number): boolean => value < 1;
  /** As the expression of the alarm makes it of what the metrics hold. */
  const filled = (values: readonly (number | null)[]): readonly number[] => values.map((value) => value ?? 0);
  const healthy = [1, 1, 1, 1, 1, 1];

  it.each(RANGES)(
    'fires two periods after the last sign of life, and not later (%i points more than are evaluated)',
    (more) => {
      const states = statesOver(filled([...healthy, null, null, null]), fewerThanOne, { ...rule, more });
      expect(states.slice(healthy.length)).toEqual(['OK', 'ALARM', 'ALARM']);
      // What the bare metric would do, for which this rule exists.
      const bare = statesOver([...healthy, null, null, null], fewerThanOne, { ...rule, more });
      expect(bare.slice(healthy.length, healthy.length + 2)).not.toContain('ALARM');
    },
  );

  it.each(RANGES)('never fires in a period without a run, as the sliding window makes them (%i more)', (more) => {
    const states = statesOver(filled([1, 1, null, 2, 1, null, 1, 1]), fewerThanOne, { ...rule, more });
    expect(states).not.toContain('ALARM');
  });

  it.each(RANGES)('is over with the first sign of life (%i more)', (more) => {
    const states = statesOver(filled([1, null, null, null, 3]), fewerThanOne, { ...rule, more });
    expect(states.slice(-2)).toEqual(['ALARM', 'OK']);
  });
});

describe('what CloudWatch allows in an alarm (PutMetricAlarm)', () => {
  const everything = templateOf({
    ...SETTINGS,
    aws: {
      ...SETTINGS.aws,
      apiAuth: { type: 'token' },
      inbox: { addresses: ['bounces@example.com'] },
      reverseDns: 'manage',
    },
  });
  const made = Object.entries(everything.findResources('AWS::CloudWatch::Alarm')).map(
    ([id, one]) => [id, one['Properties']] as const,
  );

  it('is kept, whatever is switched on: ten metrics, ten expressions, one of them the result', () => {
    for (const [id, { Metrics = [], MetricName }] of made) {
      const queries = Metrics as (Query & { readonly ReturnData?: boolean })[];
      expect(queries.filter(({ MetricStat }) => MetricStat !== undefined).length, id).toBeLessThanOrEqual(10);
      expect(queries.filter(({ Expression }) => Expression !== undefined).length, id).toBeLessThanOrEqual(10);
      expect(queries.filter(({ ReturnData }) => ReturnData !== false).length, id).toBe(
        MetricName === undefined ? 1 : 0,
      );
    }
  });

  it('is why more functions than that have more than one alarm, each with the runbook of the first', () => {
    const functions = Object.keys(everything.findResources('AWS::Lambda::Function')).length;
    expect(functions).toBeGreaterThanOrEqual(10);
    const errors = made.filter(([, { AlarmDescription }]) => /ended with an error/.test(AlarmDescription));
    expect(errors.length).toBeGreaterThan(1);
    for (const [, { AlarmDescription }] of errors) expect(AlarmDescription).toMatch(/#functionerrors$/);
  });

  it('has a runbook for every alarm, also those that only some settings have', () => {
    for (const [id, { AlarmDescription }] of made) {
      const anchor = /#(\w+)$/.exec(AlarmDescription)?.[1];
      const headings = [...OPERATIONS.matchAll(/^### (\w+)$/gm)].map(([, name = '']) => name.toLowerCase());
      expect(headings, id).toContain(anchor);
    }
  });
});
