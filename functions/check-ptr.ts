/** {run, key} -> the batch's reverse DNS, stored under its key. */
import type { Remaining } from '../adapters/aws/settings/dns.ts';
import { withCallIds } from '../adapters/aws/steps/call-ids.ts';
import { workStep } from '../adapters/aws/steps/worker.ts';

export const handler = withCallIds((event: unknown, context: Remaining) =>
  workStep(event, context, async () => {
    const { createPtrCheck } = await import('../shared/checks/ptr.ts');
    return ({ fleet }) => createPtrCheck(fleet);
  }),
);
