/** {run, key} -> the batch's lists, stored under its key. The lists come with the run, their keys from SSM. */
import type { Remaining } from '../adapters/aws/settings/dns.ts';
import { withCallIds } from '../adapters/aws/steps/call-ids.ts';
import { workStep } from '../adapters/aws/steps/worker.ts';

export const handler = withCallIds((event: unknown, context: Remaining) =>
  workStep(event, context, async () => {
    const { keyedCheck } = await import('../adapters/aws/settings/keyed-check.ts');
    return ({ lists }, _known, setup) => keyedCheck(setup.lists.filter(({ id }) => lists.includes(id)));
  }),
);
