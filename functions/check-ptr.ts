/** {run, key} -> the batch's reverse DNS, stored under its key. */
import type { Remaining } from '../adapters/aws/settings/dns.ts';
import { workStep } from '../adapters/aws/steps/worker.ts';

export const handler = (event: unknown, context: Remaining) =>
  workStep(event, context, async () => {
    const { createPtrCheck } = await import('../shared/checks/ptr.ts');
    return ({ fleet }) => createPtrCheck(fleet);
  });
