/**
 * The run as a state machine.
 *
 *   Discover {at} -> {run, items: [{function, run, key}]}
 *   Check: a Map over the items, a few at a time; the function that the item names gets {run, key}
 *   Close {run} -> Notify {run}
 *
 * Every step is stored before the next begins and safe to repeat, so each is simply retried. An item that fails for good
 * becomes {key, failed} and the rest goes on: its batch was "not looked at". Without a run (nothing is due, or the previous
 * one is still going) there are no items, and Notify sends what an earlier run left.
 */
import { Aws, Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  CustomState,
  DefinitionBody,
  JitterType,
  JsonPath,
  Map as MapState,
  Pass,
  StateMachine,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { PostwatchFunction } from './function.ts';

export type RunProps = {
  readonly discover: PostwatchFunction;
  readonly checks: readonly PostwatchFunction[];
  readonly close: PostwatchFunction;
  readonly notify: PostwatchFunction;
  /** Check functions at a time. */
  readonly workers: number;
  readonly tracing: boolean;
};

/** Lambda's own limit is 15 minutes; a step that hears nothing for longer has lost its function. */
const STEP_SECONDS = 16 * 60;
/** A hundred thousand addresses at five workers take hours; longer than this nothing takes. */
const RUN_HOURS = 12;

export class Run extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: RunProps) {
    super(scope, id);
    const { discover, checks, close, notify, workers, tracing } = props;
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromChainable(
        this.step('Discover', discover.lambda.functionArn, '$', { OutputPath: '$.Payload' })
          .next(this.checkEach(workers))
          .next(this.step('Close', close.lambda.functionArn, { 'run.$': '$.run' }, { OutputPath: '$.Payload' }))
          .next(this.step('Notify', notify.lambda.functionArn, { 'run.$': '$.run' }, { OutputPath: '$.Payload' })),
      ),
      timeout: Duration.hours(RUN_HOURS),
      tracingEnabled: tracing,
    });
    for (const { lambda } of [discover, ...checks, close, notify]) {
      // CDK's own invoke task would be granted every version and alias of the function as well.
      this.stateMachine.addToRolePolicy(
        new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [lambda.functionArn] }),
      );
    }
    this.acknowledgeFindings(tracing);
  }

  /** What the workers return is not kept: 2,000 results would pass the 256 KiB that a state may hold. */
  private checkEach(workers: number): MapState {
    const failed = new Pass(this, 'Record the failure', { parameters: { 'key.$': '$.key', failed: true } });
    const payload = { 'run.$': '$.run', 'key.$': '$.key' };
    const work = this.step('Check one batch', { path: '$.function' }, payload, { ResultPath: null });
    work.addCatch(failed, { errors: ['States.ALL'], resultPath: JsonPath.DISCARD });
    return new MapState(this, 'Check', {
      itemsPath: '$.items',
      maxConcurrency: workers,
      resultPath: '$.items',
    }).itemProcessor(work);
  }

  /** A task that calls a function, by its ARN or by the name at a path of the input. */
  private step(
    id: string,
    target: string | { readonly path: string },
    payload: string | Readonly<Record<string, unknown>>,
    output: Readonly<Record<string, unknown>>,
  ): CustomState {
    const state = new CustomState(this, id, {
      stateJson: {
        Type: 'Task',
        Resource: `arn:${Aws.PARTITION}:states:::lambda:invoke`,
        TimeoutSeconds: STEP_SECONDS,
        Parameters: {
          ...(typeof target === 'string' ? { FunctionName: target } : { 'FunctionName.$': target.path }),
          ...(typeof payload === 'string' ? { 'Payload.$': payload } : { Payload: payload }),
        },
        ...output,
      },
    });
    state.addRetry({
      errors: [
        'Lambda.TooManyRequestsException',
        'Lambda.ServiceException',
        'Lambda.AWSLambdaException',
        'Lambda.SdkClientException',
      ],
      interval: Duration.seconds(2),
      backoffRate: 2,
      maxAttempts: 6,
      jitterStrategy: JitterType.FULL,
    });
    state.addRetry({ errors: ['States.ALL'], interval: Duration.seconds(5), backoffRate: 2, maxAttempts: 2 });
    return state;
  }

  private acknowledgeFindings(tracing: boolean): void {
    acknowledge(
      this,
      'SF1',
      null,
      'A Standard state machine keeps the history of every execution for 90 days; log delivery would need logs:* rights on every log group',
    );
    if (tracing) {
      acknowledge(this, 'IAM5', 'Resource::*', 'X-Ray has no resources to name, and tracing was asked for');
    } else {
      acknowledge(this, 'SF2', null, 'Traces cost money and the history shows every step; aws.tracing turns them on');
    }
  }
}
