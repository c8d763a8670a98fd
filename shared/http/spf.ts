/** One evaluation of SPF, in the command line's shape. */
import { withCause } from '../spf/absence.ts';
import { RFC_LIMITS } from '../spf/budget.ts';
import { checkHost, type SpfQuery } from '../spf/evaluate.ts';
import { spfView } from '../spf/view.ts';
import { withChecking } from './checking.ts';
import type { ApiPorts } from './ports.ts';

export const spfNow = (question: SpfQuery, ports: ApiPorts): Promise<object> =>
  withChecking(ports, async ({ lookupPorts }) => {
    const result = await withCause(await checkHost(question, lookupPorts, RFC_LIMITS), lookupPorts);
    return { ...spfView(result), resolver: await lookupPorts.proofs() };
  });
