/** Parts of the stack that not every stand-in for AWS can make: each with a stack that shows it, and what is deployed in its place. */

import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnMetricFilter } from 'aws-cdk-lib/aws-logs';
import type { IConstruct } from 'constructs';

export type TrialPart = {
  /** The name of the step that asks the endpoint. */
  readonly step: string;
  /** Makes one of the kind that the product has. */
  readonly probe: object;
  /** So that the rest can be tried. */
  readonly replace: (construct: IConstruct) => void;
};

const METRIC = { Namespace: 'PostwatchTrial', MetricName: 'Probe' };

export const TRIAL_PARTS = {
  expressions: {
    step: 'CloudFormation takes alarms over expressions',
    probe: {
      Alarm: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: {
          ComparisonOperator: 'GreaterThanThreshold',
          EvaluationPeriods: 1,
          Threshold: 1,
          Metrics: [
            { Id: 'm', ReturnData: false, MetricStat: { Metric: METRIC, Period: 300, Stat: 'Sum' } },
            { Id: 'e', Expression: 'FILL(m, 0)', ReturnData: true },
          ],
        },
      },
    },
    replace: (construct) => {
      if (construct instanceof CfnAlarm && construct.metrics !== undefined) makePlain(construct);
    },
  },
  'metric-filters': {
    step: 'CloudFormation takes metric filters',
    probe: {
      Log: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 1 } },
      Filter: {
        Type: 'AWS::Logs::MetricFilter',
        Properties: {
          LogGroupName: { Ref: 'Log' },
          FilterPattern: '{ $.status = "429" }',
          MetricTransformations: [
            { MetricNamespace: METRIC.Namespace, MetricName: METRIC.MetricName, MetricValue: '1' },
          ],
        },
      },
    },
    // Nothing refers to one: alarms name the metric.
    replace: (construct) => {
      if (construct instanceof CfnMetricFilter) construct.node.scope?.node.tryRemoveChild(construct.node.id);
    },
  },
} as const satisfies Readonly<Record<string, TrialPart>>;

export type TrialPartName = keyof typeof TRIAL_PARTS;

export const isTrialPart = (name: string): name is TrialPartName => Object.hasOwn(TRIAL_PARTS, name);

function makePlain(alarm: CfnAlarm): void {
  alarm.metrics = undefined;
  alarm.metricName = 'RunsFinished';
  alarm.namespace = 'Postwatch';
  alarm.statistic = 'Sum';
  alarm.period = 3600;
}
