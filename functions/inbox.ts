/** A mail in the bucket, SNS with bounces, or the daily schedule -> counts and messages. */
import { withCallIds } from '../adapters/aws/steps/call-ids.ts';
import { receive } from '../adapters/aws/steps/inbox.ts';
import { openBase } from '../adapters/aws/steps/runtime.ts';

export const handler = withCallIds((event: unknown) => receive(event, openBase()));
