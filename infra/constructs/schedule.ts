/**
 * What starts the run: EventBridge Scheduler, with a role that may start this state machine and nothing else. A rate without a
 * start date is due at once when it is made (docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html, "Rate-based
 * schedules"), so a deployment ends with a first run that cannot fail it, and an update starts none.
 */
import { Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import {
  ContextAttribute,
  type IScheduleTarget,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
  TimeWindow,
} from 'aws-cdk-lib/aws-scheduler';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { FailedEvents } from './failed-events.ts';
import { serviceHere } from './trust.ts';

/** Spreads the questions of all users over time, and is not longer than the slack the plan gives a timer that fires early. */
const WINDOW_MINUTES = 5;

export type ScheduleProps = {
  readonly everyMinutes: number;
  readonly stateMachine: StateMachine;
  readonly failed: FailedEvents;
};

export function schedule(scope: Construct, id: string, props: ScheduleProps): Schedule {
  const { everyMinutes, stateMachine, failed } = props;
  const role = new Role(scope, `${id}Role`, {
    assumedBy: serviceHere(scope, 'scheduler'),
  });
  role.addToPolicy(
    new PolicyStatement({ actions: ['states:StartExecution'], resources: [stateMachine.stateMachineArn] }),
  );
  const toQueue = failed.ofSchedule(role);
  const target: IScheduleTarget = {
    bind: () => ({
      arn: stateMachine.stateMachineArn,
      role,
      input: ScheduleTargetInput.fromObject({ at: ContextAttribute.scheduledTime }),
      // What could not be started for so long is left to the next time; the alarm on missing runs reports it.
      retryPolicy: { maximumEventAgeInSeconds: everyMinutes * 60, maximumRetryAttempts: 10 },
      ...toQueue,
    }),
  };
  return new Schedule(scope, id, {
    description: 'Postwatch: starts a run',
    schedule: ScheduleExpression.rate(Duration.minutes(everyMinutes)),
    timeWindow: TimeWindow.flexible(Duration.minutes(WINDOW_MINUTES)),
    target,
  });
}
