/**
 * Jobs for reverse names as a state machine: one step, then a wait until the time that the step has named, then another, until
 * it names none. The job itself lies in the table; here only its address goes round.
 *
 *   Look {job} -> {job, stage, again} -> over, or wait until `again` -> Look
 */
import { Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import {
  Choice,
  Condition,
  DefinitionBody,
  StateMachine,
  StateMachineType,
  Succeed,
  Wait,
  WaitTime,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { PostwatchFunction } from './function.ts';
import { acknowledgeMachine, step } from './step.ts';
import { serviceHere } from './trust.ts';

export type ReverseDnsProps = {
  /** Advances the job by one step. */
  readonly worker: PostwatchFunction;
  readonly tracing: boolean;
};

/** The machine in shared/reverse-dns ends by itself within an hour. */
const LONGEST = Duration.minutes(90);

export class ReverseDnsMachine extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, { worker, tracing }: ReverseDnsProps) {
    super(scope, id);
    const { functionArn } = worker.lambda;
    const workAgain = step(this, 'Look', { target: functionArn, payload: '$', output: { OutputPath: '$.Payload' } });
    const wait = new Wait(this, 'Wait until it is time', { time: WaitTime.timestampPath('$.again') });
    workAgain.next(
      new Choice(this, 'Is it over?')
        .when(Condition.isNull('$.again'), new Succeed(this, 'Over'))
        .otherwise(wait.next(workAgain)),
    );
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      role: new Role(this, 'StateMachineRole', { assumedBy: serviceHere(this, 'states') }),
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromChainable(workAgain),
      timeout: LONGEST,
      tracingEnabled: tracing,
    });
    this.stateMachine.addToRolePolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] }),
    );
    acknowledgeMachine(this, tracing);
  }
}
