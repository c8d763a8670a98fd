/** What waits in the outbox goes out, whichever run has left it there. */
import { withCallIds } from '../adapters/aws/steps/call-ids.ts';
import { notifyStep } from '../adapters/aws/steps/notifying.ts';
import { openBase } from '../adapters/aws/steps/runtime.ts';

export const handler = withCallIds(() => notifyStep(openBase()));
