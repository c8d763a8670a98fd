/**
 * The run as a state machine.
 *
 *   Discover {at} -> {run, items: [{function, run, key}]}
 *   Check: a Map over the items, a few at a time; the function that the item names gets {run, key}
 *   Close {run} -> Notify {run}
 *
 * Every step is stored before the next begins and safe to repeat, so each is simply retried. An item that fails for good
 * becomes {key, failed} and the rest continues: its batch was "not looked at". Without a run (nothing is due, or the previous
 * one is still going) there are no items, and Notify sends what an earlier run left.
 */
import { Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import {
  type CustomState,
  DefinitionBody,
  JsonPath,
  Map as MapState,
  Pass,
  StateMachine,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { PostwatchFunction } from './function.ts';
import { acknowledgeMachine, type RunStep, step } from './step.ts';
import { serviceHere } from './trust.ts';

export type RunProps = {
  readonly discover: PostwatchFunction;
  /** Whatever items may name. */
  readonly checks: readonly PostwatchFunction[];
  readonly close: PostwatchFunction;
  readonly notify: PostwatchFunction;
  /** Check functions at a time. */
  readonly workers: number;
  readonly tracing: boolean;
};

/** A hundred thousand addresses at five workers take hours; longer than this nothing takes. */
const RUN_HOURS = 12;

export class Run extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: RunProps) {
    super(scope, id);
    const { discover, checks, close, notify, workers, tracing } = props;
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      role: new Role(this, 'StateMachineRole', { assumedBy: serviceHere(this, 'states') }),
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromChainable(
        this.call('Discover', discover, '$')
          .next(this.checkEach(workers))
          .next(this.call('Close', close, { 'run.$': '$.run' }))
          .next(this.call('Notify', notify, { 'run.$': '$.run' })),
      ),
      timeout: Duration.hours(RUN_HOURS),
      tracingEnabled: tracing,
    });
    for (const { lambda } of [discover, ...checks, close, notify]) {
      this.stateMachine.addToRolePolicy(
        new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [lambda.functionArn] }),
      );
    }
    acknowledgeMachine(this, tracing);
  }

  /** What the function returns is what the next step gets. */
  private call(id: string, { lambda }: PostwatchFunction, payload: RunStep['payload']): CustomState {
    return step(this, id, { target: lambda.functionArn, payload, output: { OutputPath: '$.Payload' } });
  }

  /** What the workers return is not kept: 2,000 results would pass the 256 KiB that a state may hold. */
  private checkEach(workers: number): MapState {
    const failed = new Pass(this, 'Record the failure', { parameters: { 'key.$': '$.key', failed: true } });
    const work = step(this, 'Check one batch', {
      target: { path: '$.function' },
      payload: { 'run.$': '$.run', 'key.$': '$.key' },
      output: { ResultPath: null },
    });
    work.addCatch(failed, { errors: ['States.ALL'], resultPath: JsonPath.DISCARD });
    return new MapState(this, 'Check', {
      itemsPath: '$.items',
      maxConcurrency: workers,
      resultPath: '$.items',
    }).itemProcessor(work);
  }
}
