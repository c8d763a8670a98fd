/** What waits in the outbox goes out, whichever run has left it there. */
import { openBase } from '../adapters/aws/runtime.ts';
import { tell } from '../adapters/aws/telling.ts';

export const handler = () => tell(openBase());
