/** One evaluation of SPF, in the command line's shape. */
import { withCause } from '../spf/absence.ts';
import { RFC_LIMITS } from '../spf/budget.ts';
import { checkHost, type SpfQuery } from '../spf/evaluate.ts';
import { spfView } from '../spf/view.ts';
import { withChecking } from './checking.ts';
import type { ApiPorts } from './ports.ts';

export const spfNow = (question: SpfQuery, ports: ApiPorts): Promise<object> =>
  withChecking(ports, async ({ inspectPorts }) => {
    const result = await withCause(await checkHost(question, inspectPorts, RFC_LIMITS), inspectPorts);
    return { ...spfView(result), resolver: await inspectPorts.proofs() };
  });
