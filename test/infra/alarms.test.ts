import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { estimate } from '../../shared/notices/estimate.ts';
import { SETTINGS, templateOf } from '../support/stack.ts';
import { type AlarmState, alarmState, type Point, RANGES, statesOver, type Treatment } from './cloudwatch.ts';

const template = templateOf();
const alarms = new Map(
  Object.entries(template.findResources('AWS::CloudWatch::Alarm')).map(([id, one]) => [
    id.replace(/^PostwatchAlarms/, '').replace(/[0-9A-F]{8}$/, ''),
    one['Properties'],
  ]),
);
const OPERATIONS = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
const own = { Namespace: 'Postwatch', Dimensions: [{ Name: 'Stack', Value: 'Postwatch' }], Period: 3600 };

describe('the alarms', () => {
  it('are these, each with a text, a severity and a runbook for the person who gets the mail', () => {
    expect([...alarms.keys()].sort()).toEqual([
      'Coverage',
      'FunctionErrors',
      'FunctionThrottles',
      'NoRunFinished',
      'NoSubscriber',
      'OutboxOld',
      'RunFailed',
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
    for (const { Properties } of Object.values(made)) {
      const { WarmUpConfiguration, EvaluationPeriods } = Properties;
      const minutes = WarmUpConfiguration.WarmUpPeriodDurationInMinutes;
      expect(minutes).toBe(Math.min(2880, (EvaluationPeriods + 1) * everyMinutes));
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
    expect(Expression).toBe('FILL(sign0, 0) + FILL(sign1, 0) + FILL(sign2, 0) + FILL(sign3, 0)');
    const stats = Metrics.flatMap(
      (one: { MetricStat?: { Metric: { MetricName: string }; Stat: string; Period: number } }) =>
        one.MetricStat === undefined
          ? []
          : [[one.MetricStat.Metric.MetricName, one.MetricStat.Stat, one.MetricStat.Period]],
    );
    expect(stats).toEqual([['RunsFinished', 'Sum', 3600], ...Array(3).fill(['Invocations', 'Sum', 3600])]);
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

describe('an alarm on many functions', () => {
  it('never reads ten metrics or more, whatever is switched on', () => {
    const everything = templateOf({
      ...SETTINGS,
      aws: {
        ...SETTINGS.aws,
        apiAuth: { type: 'token' },
        inbox: { addresses: ['bounces@example.com'] },
        reverseDns: 'manage',
      },
    });
    const made = Object.values(everything.findResources('AWS::CloudWatch::Alarm')).map((one) => one['Properties']);
    const metrics = made.map(
      ({ Metrics = [] }) => Metrics.filter((one: { MetricStat?: unknown }) => one.MetricStat !== undefined).length,
    );
    expect(Math.max(...metrics)).toBeLessThan(10);
    const functions = Object.keys(everything.findResources('AWS::Lambda::Function')).length;
    expect(functions).toBeGreaterThanOrEqual(10);
    expect(made.filter(({ AlarmDescription }) => /ended with an error/.test(AlarmDescription)).length).toBeGreaterThan(
      1,
    );
  });
});
