/**
 * Alarms about Postwatch itself, on the health topic. Each says what it means and what to do, in English whatever the language of
 * the settings: CloudFormation does not keep other characters in a template everywhere. What only the next run can change is
 * evaluated over two periods, because with a flexible start one period may hold no run.
 */
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Metrics } from './metrics.ts';

const { BREACHING, IGNORE, NOT_BREACHING } = TreatMissingData;

type Rule = {
  readonly metric: IMetric;
  readonly means: string;
  readonly wrong: { readonly atLeast: number } | { readonly below: number };
  /** So many of the last so many periods. */
  readonly periods: readonly [wrong: number, of: number];
  /** Without a number: wrong, as it was, or right. */
  readonly missing: TreatMissingData;
};

function rules(metrics: Metrics, everyMinutes: number): Readonly<Record<string, Rule>> {
  const { own } = metrics;
  return {
    RunFailed: {
      metric: metrics.runsFailed(),
      means:
        'A run failed, timed out or was stopped. The next run resumes it. Look at the last executions of the state machine.',
      wrong: { atLeast: 1 },
      periods: [1, 2],
      missing: NOT_BREACHING,
    },
    NoRunFinished: {
      metric: own('RunsFinished', 'Sum'),
      means:
        'No run has finished in two periods, so nothing is being watched. Look at the schedule and at the last executions of the state machine.',
      wrong: { below: 1 },
      periods: [2, 2],
      missing: BREACHING,
    },
    Coverage: {
      metric: metrics.unchecked(),
      means: 'Two runs in a row did not check every address. Look at the failed items of the last executions.',
      wrong: { atLeast: 1 },
      periods: [2, 2],
      missing: IGNORE,
    },
    FunctionErrors: {
      metric: metrics.errors(),
      means: 'Functions failed in two periods in a row, despite retries. Look at their logs.',
      wrong: { atLeast: 1 },
      periods: [2, 2],
      missing: NOT_BREACHING,
    },
    FunctionThrottles: {
      metric: metrics.throttles(),
      means:
        'Functions were throttled in two periods in a row. Lower aws.workers, or raise the quota for concurrent executions.',
      wrong: { atLeast: 1 },
      periods: [2, 2],
      missing: NOT_BREACHING,
    },
    OutboxOld: {
      metric: own('OutboxOldestSeconds', 'Maximum'),
      means:
        'Notices have been waiting for more than two periods. Look at the log of the function notify and at the alerts topic.',
      wrong: { atLeast: 2 * everyMinutes * 60 },
      periods: [1, 1],
      missing: IGNORE,
    },
    NoSubscriber: {
      metric: own('ConfirmedSubscribers', 'Maximum'),
      means:
        'Nobody has confirmed a subscription to the alerts topic, so nobody receives notices. Confirm the mail from AWS.',
      wrong: { below: 1 },
      periods: [1, 1],
      missing: IGNORE,
    },
  };
}

export class Alarms extends Construct {
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, metrics: Metrics, everyMinutes: number, topic: ITopic) {
    super(scope, id);
    const action = new SnsAction(topic);
    this.alarms = Object.entries(rules(metrics, everyMinutes)).map(([name, rule]) => {
      const { metric, means, wrong, periods, missing } = rule;
      const alarm = new Alarm(this, name, {
        metric,
        alarmDescription: `Postwatch: ${means}`,
        ...('below' in wrong
          ? { comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD, threshold: wrong.below }
          : { comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD, threshold: wrong.atLeast }),
        datapointsToAlarm: periods[0],
        evaluationPeriods: periods[1],
        treatMissingData: missing,
      });
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
      return alarm;
    });
  }
}
