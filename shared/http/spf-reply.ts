/** One evaluation of SPF, in the command line's shape. */
import { answerSpf } from '../checks/spf-question.ts';
import type { SpfQuery } from '../spf/evaluate.ts';
import { spfView } from '../spf/view.ts';
import { withChecking } from './checking.ts';
import type { ApiPorts } from './ports.ts';

export const spfNow = (question: SpfQuery, ports: ApiPorts): Promise<object> =>
  withChecking(ports, async ({ lookupPorts }) => {
    const { result, resolver } = await answerSpf(question, lookupPorts);
    return { ...spfView(result), resolver };
  });
