/** One evaluation of SPF, in the command line's shape, with its reasons in a language. */
import { answerSpf } from '../checks/spf-question.ts';
import { publishedProofs } from '../dns/resolver-proof.ts';
import type { Language } from '../model/language.ts';
import type { SpfQuery } from '../spf/evaluate.ts';
import { spfView } from '../spf/view.ts';
import { withChecking } from './checking.ts';
import type { ApiPorts } from './ports.ts';

export const spfNow = (question: SpfQuery, ports: ApiPorts, language: Language): Promise<object> =>
  withChecking(ports, async ({ lookupPorts }) => {
    const { result, resolver } = await answerSpf(question, lookupPorts);
    return { ...spfView(result, language), resolver: publishedProofs(resolver, language) };
  });
