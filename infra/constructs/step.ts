/** A step of a state machine that calls a function, retried as all of them are. */
import { Aws, Duration } from 'aws-cdk-lib';
import { CustomState, JitterType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** Lambda's own limit is 15 minutes; a step that hears nothing for longer has lost its function. */
const STEP_SECONDS = 16 * 60;

export type RunStep = {
  /** A function's ARN, or where in the input its name is. */
  readonly target: string | { readonly path: string };
  /** What it is called with: a path of the input, or an object. */
  readonly payload: string | Readonly<Record<string, unknown>>;
  /** Fields of the state about its output. */
  readonly output: Readonly<Record<string, unknown>>;
  /** `few` where hundreds of such steps share one history; `many` if not given. */
  readonly retries?: keyof typeof RETRIES;
};

/**
 * An execution's history holds 25,000 events (Step Functions, "Quotas related to state machine executions"), and each try of a step
 * makes three: scheduled, started, failed. Both errors may come in turn, so a step is tried 1 + both of them. With `few` the longest
 * inline run stays below the limit whatever fails (test/infra/bounds.test.ts); both wait about two minutes for a quota.
 */
const RETRIES = {
  many: { throttled: { maxAttempts: 6, interval: Duration.seconds(2), backoffRate: 2 }, failed: 2 },
  few: { throttled: { maxAttempts: 4, interval: Duration.seconds(5), backoffRate: 2.5 }, failed: 1 },
} as const;

/** A field whose name ends in `.$` is a path of the input. */
const functionField = (target: RunStep['target']): Readonly<Record<string, string>> =>
  typeof target === 'string' ? { FunctionName: target } : { 'FunctionName.$': target.path };

const payloadField = (payload: RunStep['payload']): Readonly<Record<string, unknown>> =>
  typeof payload === 'string' ? { 'Payload.$': payload } : { Payload: payload };

/** Not CDK's own invoke task, which would be granted every version and alias of the function as well. */
export function step(
  scope: Construct,
  id: string,
  { target, payload, output, retries = 'many' }: RunStep,
): CustomState {
  const { throttled, failed } = RETRIES[retries];
  const state = new CustomState(scope, id, {
    stateJson: {
      Type: 'Task',
      Resource: `arn:${Aws.PARTITION}:states:::lambda:invoke`,
      TimeoutSeconds: STEP_SECONDS,
      Parameters: { ...functionField(target), ...payloadField(payload) },
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
    ...throttled,
    jitterStrategy: JitterType.FULL,
  });
  state.addRetry({ errors: ['States.ALL'], interval: Duration.seconds(5), backoffRate: 2, maxAttempts: failed });
  return state;
}

/** What cdk-nag finds in each of our state machines. */
export function acknowledgeMachine(scope: Construct, tracing: boolean): void {
  acknowledge(
    scope,
    'SF1',
    null,
    'A Standard state machine keeps the history of every execution for 90 days; log delivery would need logs:* rights on every log group',
  );
  if (tracing) {
    acknowledge(scope, 'IAM5', 'Resource::*', 'X-Ray has no resources to name, and tracing was asked for');
  } else {
    acknowledge(scope, 'SF2', null, 'Traces cost money and the history shows every step; aws.tracing turns them on');
  }
}
