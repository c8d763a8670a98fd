/** {run, key} -> the batch's SPF, stored under its key. */
import type { Remaining } from '../adapters/aws/settings/dns.ts';
import { withCallIds } from '../adapters/aws/steps/call-ids.ts';
import { workStep } from '../adapters/aws/steps/worker.ts';
import { RFC_LIMITS } from '../shared/spf/budget.ts';

export const handler = withCallIds((event: unknown, context: Remaining) =>
  workStep(event, context, async () => {
    const { createSpfCheck } = await import('../shared/checks/spf.ts');
    return ({ fleet }, known) => createSpfCheck(known, RFC_LIMITS, fleet);
  }),
);
