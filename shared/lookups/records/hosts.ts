/** Hosts that records name (MX, NS), each with its addresses, all asked side by side. */
import { type Answer, evidenceOf, type Failed, type Resolver } from '../../dns/answer.ts';
import type { Evidence } from '../../model/finding.ts';

/** A hostile zone can name thousands. */
const MAX_HOSTS = 20;

export type HostSeen = {
  readonly name: string;
  /** IPv4 first. */
  readonly addresses: readonly string[];
  /** Where a CNAME leads, which neither an MX nor an NS may name. */
  readonly alias: string | null;
  readonly failed: Failed | null;
  /** Whether it has an IPv4 address; null where that could not be looked up. */
  readonly hasIPv4: boolean | null;
  readonly evidence: readonly Evidence[];
};

export const lookHosts = (names: readonly string[], resolver: Resolver): Promise<readonly HostSeen[]> =>
  Promise.all([...new Set(names)].slice(0, MAX_HOSTS).map((name) => lookHost(name, resolver)));

export async function lookHost(name: string, resolver: Resolver): Promise<HostSeen> {
  const answers: readonly Answer<'A' | 'AAAA'>[] = await Promise.all([
    resolver.ask({ name, type: 'A' as const }),
    resolver.ask({ name, type: 'AAAA' as const }),
  ]);
  const [first] = answers;
  const known = answers.filter((answer) => answer.kind !== 'failed');
  return {
    name,
    addresses: answers.flatMap((answer) => (answer.kind === 'records' ? answer.records : [])),
    alias: known.flatMap(({ chain }) => chain).at(-1) ?? null,
    failed: answers.find((answer) => answer.kind === 'failed') ?? null,
    hasIPv4: first === undefined || first.kind === 'failed' ? null : first.kind === 'records',
    evidence: answers.map(evidenceOf),
  };
}
