/** One question of SPF as a person asks it: the evaluation, what made it go wrong, and the resolvers it rests on. */
import { noneSound, type ResolverProof } from '../dns/soundness.ts';
import { withCause } from '../spf/absence.ts';
import { RFC_LIMITS } from '../spf/budget.ts';
import { checkHost, type SpfQuery } from '../spf/evaluate.ts';
import type { SpfResult } from '../spf/tree.ts';
import { spfWithoutResolver } from '../spf/words/result.ts';
import type { InspectPorts } from './inspect.ts';

export type SpfAnswer = { readonly result: SpfResult; readonly resolver: readonly ResolverProof[] };

/** A word that only a sound resolver can say (RFC 7208 section 2.6) is `temperror` where none proved itself to the end. */
export async function answerSpf(query: SpfQuery, ports: InspectPorts): Promise<SpfAnswer> {
  const result = await withCause(await checkHost(query, ports, RFC_LIMITS), ports);
  const resolver = await ports.proofs(result.result === 'pass' ? 'known' : 'again');
  if (!noneSound(resolver) || result.result === 'temperror') return { result, resolver };
  const reason = spfWithoutResolver(resolver.map(({ server, state }) => `${server}: ${state}`).join(', '));
  return { result: { ...result, result: 'temperror', reason }, resolver };
}
