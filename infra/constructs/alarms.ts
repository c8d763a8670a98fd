/**
 * Who watches the watch: alarms on the health topic, by the table in `alarm-rules.ts`. Each mail says what it means, how bad that
 * is, what to look at first, and where the runbook is.
 */
import { Alarm, type CfnAlarm, ComparisonOperator } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { type AlarmRule, alarmRules } from './alarm-rules.ts';
import type { FailedEvents } from './failed-events.ts';
import type { Metrics } from './metrics.ts';

/** The section of the runbook has the alarm's name as its heading; of the alarms on several groups it is the name of the first. */
const RUNBOOK = 'docs/operations.md';

const described = (name: string, { severity, means, first }: AlarmRule): string =>
  `Postwatch (${severity}): ${means} Look first at ${first}. Runbook: ${RUNBOOK}#${name.toLowerCase().replace(/\d+$/, '')}`;

const comparison = ({ wrong }: AlarmRule) =>
  'below' in wrong
    ? { comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD, threshold: wrong.below }
    : { comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD, threshold: wrong.atLeast };

/** CloudWatch's longest. */
const LONGEST_WARM_UP = 2880;

export type AlarmsProps = {
  readonly metrics: Metrics;
  readonly everyMinutes: number;
  readonly topic: ITopic;
  readonly failed: FailedEvents;
};

export class Alarms extends Construct {
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { metrics, everyMinutes, topic, failed } = props;
    const action = new SnsAction(topic);
    this.alarms = Object.entries(alarmRules(metrics, everyMinutes)).map(([name, rule]) => {
      const { metric, periods, missing, minutes = everyMinutes } = rule;
      const alarm = new Alarm(this, name, {
        metric,
        alarmDescription: described(name, rule),
        datapointsToAlarm: periods[0],
        evaluationPeriods: periods[1],
        treatMissingData: missing,
        ...comparison(rule),
      });
      alarm.addAlarmAction(action);
      warmUp(alarm, (periods[1] + 1) * minutes);
      return alarm;
    });
    this.notifyOfRecovery(topic, failed);
  }

  /** An alarm that is new, or has just been changed, becomes OK too: only one that was in ALARM before is news. */
  private notifyOfRecovery(topic: ITopic, failed: FailedEvents): void {
    const name = EventField.fromPath('$.detail.alarmName');
    const time = EventField.fromPath('$.time');
    const over = `Postwatch: the alarm ${name} is over since ${time}.`;
    // The topic's own policy lets EventBridge publish (`topics.ts`), and only from this account.
    const rule = new Rule(this, 'Recovered', {
      description: 'Postwatch: an alarm is over',
      eventPattern: {
        source: ['aws.cloudwatch'],
        detailType: ['CloudWatch Alarm State Change'],
        resources: this.alarms.map(({ alarmArn }) => alarmArn),
        detail: { state: { value: ['OK'] }, previousState: { value: ['ALARM'] } },
      },
    });
    const input = RuleTargetInput.fromText(over);
    rule.addTarget({ bind: () => ({ arn: topic.topicArn, input, ...failed.ofRule(rule) }) });
  }
}

/** Before the first runs there is nothing to judge; it ends early when there is (CloudWatch, "Alarm warm-up"; CDK has it on the L1 only). */
function warmUp(alarm: Alarm, minutes: number): void {
  const resource = alarm.node.defaultChild as CfnAlarm;
  resource.warmUpConfiguration = { warmUpPeriodDurationInMinutes: Math.min(minutes, LONGEST_WARM_UP) };
}
