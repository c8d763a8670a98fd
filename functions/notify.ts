/** What waits in the outbox goes out, whichever run has left it there. */
import { openBase } from '../adapters/aws/steps/runtime.ts';
import { notifyStep } from '../adapters/aws/steps/telling.ts';

export const handler = () => notifyStep(openBase());
