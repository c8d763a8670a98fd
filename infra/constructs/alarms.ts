/**
 * Who watches the watch: alarms on the health topic. Each says what it means for the person who gets the mail, how bad that is,
 * what to look at first, and where the runbook is. What only the next run can change is looked at over two periods, because
 * CloudWatch's window slides and the schedule is flexible, so that one period may hold no run.
 */
import { Alarm, type CfnAlarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Metrics } from './metrics.ts';

const { BREACHING, IGNORE, NOT_BREACHING } = TreatMissingData;

type AlarmRule = {
  readonly metric: IMetric;
  readonly severity: 'critical' | 'major' | 'minor';
  readonly means: string;
  /** What to look at before anything else. */
  readonly first: string;
  readonly wrong: { readonly atLeast: number } | { readonly below: number };
  /** So many of the last so many periods. */
  readonly periods: readonly [wrong: number, of: number];
  /** Without a number: wrong, as it was, or right. */
  readonly missing: TreatMissingData;
};

/** The section of the runbook has the alarm's name as its heading. */
const RUNBOOK = 'docs/operations.md';

function rules(metrics: Metrics, everyMinutes: number): Readonly<Record<string, AlarmRule>> {
  const { own } = metrics;
  return {
    RunFailed: {
      metric: metrics.runsFailed(),
      severity: 'major',
      means: 'A run failed, timed out or was stopped. The next run resumes what it left.',
      first: 'the last executions of the state machine',
      wrong: { atLeast: 1 },
      periods: [1, 2],
      missing: NOT_BREACHING,
    },
    NoRunFinished: {
      metric: metrics.progress(),
      severity: 'critical',
      means: 'For two periods no run has finished and none is working: your addresses are not being watched.',
      first: 'the schedule, and the last executions of the state machine',
      wrong: { below: 1 },
      periods: [2, 2],
      // FILL makes missing data a zero; what it makes of a metric without any point is not documented.
      missing: BREACHING,
    },
    Coverage: {
      metric: metrics.unchecked(),
      severity: 'major',
      means: 'Two runs in a row did not check every address.',
      first: 'the failed items of the last executions',
      wrong: { atLeast: 1 },
      periods: [2, 2],
      missing: IGNORE,
    },
    ...functionRules(metrics),
    OutboxOld: {
      metric: own('OutboxOldestSeconds', 'Maximum'),
      severity: 'critical',
      means: 'Notices have been waiting for more than two periods to be published.',
      first: 'the alerts topic, and the log of the function notify',
      wrong: { atLeast: 2 * everyMinutes * 60 },
      periods: [1, 1],
      missing: IGNORE,
    },
    NoSubscriber: {
      metric: own('ConfirmedSubscribers', 'Maximum'),
      severity: 'critical',
      means: 'The alerts topic has no confirmed subscription, so no notice reaches anyone.',
      first: 'the mail from AWS that asks for your confirmation',
      wrong: { below: 1 },
      periods: [1, 1],
      missing: IGNORE,
    },
  };
}

/** One alarm a group of functions, since an alarm may look at ten metrics only. */
function functionRules({ errors, throttles }: Metrics): Readonly<Record<string, AlarmRule>> {
  const common = { wrong: { atLeast: 1 }, periods: [2, 2], missing: NOT_BREACHING } as const;
  const of = (kind: string, groups: readonly IMetric[], rule: Omit<AlarmRule, 'metric' | keyof typeof common>) =>
    groups.map((metric, at): readonly [string, AlarmRule] => [
      `Function${kind}${at === 0 ? '' : at + 1}`,
      { metric, ...rule, ...common },
    ]);
  return Object.fromEntries([
    ...of('Errors', errors(), {
      severity: 'major',
      means: 'Functions ended with an error in two periods in a row, in spite of retries.',
      first: 'the logs of the functions',
    }),
    ...of('Throttles', throttles(), {
      severity: 'major',
      means: 'Functions were throttled in two periods in a row.',
      first: 'the quota of concurrent executions in this Region, or lower aws.workers',
    }),
  ]);
}

const described = (name: string, { severity, means, first }: AlarmRule): string =>
  `Postwatch (${severity}): ${means} Look first at ${first}. Runbook: ${RUNBOOK}#${name.toLowerCase()}`;

const comparison = ({ wrong }: AlarmRule) =>
  'below' in wrong
    ? { comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD, threshold: wrong.below }
    : { comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD, threshold: wrong.atLeast };

/** CloudWatch's longest. */
const LONGEST_WARM_UP = 2880;

export class Alarms extends Construct {
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, metrics: Metrics, everyMinutes: number, topic: ITopic) {
    super(scope, id);
    const action = new SnsAction(topic);
    this.alarms = Object.entries(rules(metrics, everyMinutes)).map(([name, rule]) => {
      const { metric, periods, missing } = rule;
      const alarm = new Alarm(this, name, {
        metric,
        alarmDescription: described(name, rule),
        datapointsToAlarm: periods[0],
        evaluationPeriods: periods[1],
        treatMissingData: missing,
        ...comparison(rule),
      });
      alarm.addAlarmAction(action);
      warmUp(alarm, (periods[1] + 1) * everyMinutes);
      return alarm;
    });
    this.notifyOfRecovery(topic);
  }

  /** An alarm that is new, or has just been changed, becomes OK too: only one that was in ALARM before is news. */
  private notifyOfRecovery(topic: ITopic): void {
    const name = EventField.fromPath('$.detail.alarmName');
    const time = EventField.fromPath('$.time');
    const over = `Postwatch: the alarm ${name} is over since ${time}.`;
    // The topic's own policy lets EventBridge publish (`topics.ts`), and only from this account.
    new Rule(this, 'Recovered', {
      description: 'Postwatch: an alarm is over',
      eventPattern: {
        source: ['aws.cloudwatch'],
        detailType: ['CloudWatch Alarm State Change'],
        resources: this.alarms.map(({ alarmArn }) => alarmArn),
        detail: { state: { value: ['OK'] }, previousState: { value: ['ALARM'] } },
      },
      targets: [{ bind: () => ({ arn: topic.topicArn, input: RuleTargetInput.fromText(over) }) }],
    });
  }
}

/** Before the first runs there is nothing to judge; it ends early when there is (CloudWatch, "Alarm warm-up"; CDK has it on the L1 only). */
function warmUp(alarm: Alarm, minutes: number): void {
  const resource = alarm.node.defaultChild as CfnAlarm;
  resource.warmUpConfiguration = { warmUpPeriodDurationInMinutes: Math.min(minutes, LONGEST_WARM_UP) };
}
