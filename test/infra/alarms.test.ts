import { describe, expect, it } from 'vitest';
import { estimate } from '../../shared/notices/estimate.ts';
import { templateOf } from '../support/stack.ts';

const template = templateOf();
const alarms = new Map(
  Object.entries(template.findResources('AWS::CloudWatch::Alarm')).map(([id, one]) => [
    id.replace(/^PostwatchAlarms/, '').replace(/[0-9A-F]{8}$/, ''),
    one['Properties'],
  ]),
);
const own = { Namespace: 'Postwatch', Dimensions: [{ Name: 'Stack', Value: 'Postwatch' }], Period: 3600 };

describe('the alarms', () => {
  it('are these, each with words for the person who gets the mail, and told on the health topic when they start and end', () => {
    expect([...alarms.keys()].sort()).toEqual([
      'Coverage',
      'FunctionErrors',
      'FunctionThrottles',
      'NoRunFinished',
      'NoSubscriber',
      'OutboxOld',
      'RunFailed',
    ]);
    for (const alarm of alarms.values()) {
      expect(alarm.AlarmActions).toEqual([{ Ref: expect.stringMatching(/^PostwatchTopicsHealth/) }]);
      expect(alarm.OKActions).toEqual(alarm.AlarmActions);
      expect(alarm.AlarmDescription).toMatch(/^Postwatch: .{40,}\.$/);
    }
  });

  it('look at as many metrics as the first report says they cost', () => {
    const looked = [...alarms.values()].flatMap(({ Metrics = [{ MetricStat: {} }] }) =>
      Metrics.filter((one: { MetricStat?: unknown }) => one.MetricStat !== undefined),
    );
    const { parts } = estimate({ addresses: 10, spfTargets: 10, lists: 10, everyMinutes: 60 });
    expect(parts.at(-1)?.factors).toContainEqual({ amount: String(looked.length), unit: 'alarmMetrics', price: 0.1 });
  });

  it('NoRunFinished: silence is the alarm', () => {
    expect(alarms.get('NoRunFinished')).toMatchObject({
      ...own,
      MetricName: 'RunsFinished',
      Statistic: 'Sum',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      EvaluationPeriods: 2,
      DatapointsToAlarm: 2,
      TreatMissingData: 'breaching',
    });
  });

  it('NoSubscriber: fewer than one', () => {
    expect(alarms.get('NoSubscriber')).toMatchObject({
      ...own,
      MetricName: 'ConfirmedSubscribers',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'ignore',
    });
  });

  it('OutboxOld: older than two periods', () => {
    expect(alarms.get('OutboxOld')).toMatchObject({
      ...own,
      MetricName: 'OutboxOldestSeconds',
      Statistic: 'Maximum',
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: 7200,
    });
  });

  it('Coverage: expected less checked, as the expression says', () => {
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
  ])('%s: the sum over all of them, whichever of them is silent', (name, metricNames, count, datapoints) => {
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
