/** What waits in the outbox goes out, whichever run has left it there. */
import { withCallIds } from '../adapters/aws/steps/call-ids.ts';
import { openBase } from '../adapters/aws/steps/runtime.ts';
import { notifyStep } from '../adapters/aws/steps/telling.ts';

export const handler = withCallIds(() => notifyStep(openBase()));
