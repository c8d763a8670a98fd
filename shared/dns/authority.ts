/**
 * What the servers say that a zone is delegated to, asked one by one without recursion: a resolver may keep an old answer
 * for hours, and the servers' answer is what everyone else will see.
 */
import type { Evidence } from '../model/finding.ts';
import { type Answer, evidenceOf, type Failed, type RecordType, type Resolver } from './answer.ts';

/** A zone as public DNS delegates it. Names are canonical. */
export type Cut = { readonly zone: string; readonly nameServers: readonly string[] };

export type AuthorityPorts = {
  readonly resolver: Resolver;
  /** Instead of 53, for servers that take the place of others. */
  readonly nameServerPort?: number;
  /** True: answers that the resolver remembers will do. */
  readonly fromCache?: boolean;
};

/** A zone has two to eight servers as a rule; a hostile one could name hundreds. */
const MAX_SERVERS = 8;
const DNS_PORT = 53;

/** The nearest zone at or above `name` that public DNS knows; null above the last label. */
export async function findCut(
  name: string,
  { resolver, fromCache = false }: AuthorityPorts,
): Promise<Cut | Failed | null> {
  for (let zone = name; zone !== ''; zone = zone.slice(`${zone.split('.', 1)[0]}.`.length)) {
    const answer = await resolver.ask({ name: zone, type: 'NS', fresh: !fromCache });
    if (answer.kind === 'failed') return answer;
    // Behind a CNAME is another name's zone.
    if (answer.kind === 'records' && answer.chain.length === 0)
      return { zone, nameServers: [...answer.records].sort() };
  }
  return null;
}

export const isCut = (cut: Cut | Failed | null): cut is Cut => cut !== null && 'nameServers' in cut;

/** One answer a server, also of those that could not be queried. */
export async function askAuthorities<T extends RecordType>(
  { nameServers }: Cut,
  question: { readonly name: string; readonly type: T },
  { resolver, nameServerPort = DNS_PORT }: AuthorityPorts,
): Promise<readonly (Answer<T> | Failed)[]> {
  const asked = nameServers.slice(0, MAX_SERVERS).map(async (name): Promise<Answer<T> | Failed> => {
    const at = await resolver.ask({ name, type: 'A' });
    const host = at.kind === 'records' ? at.records[0] : undefined;
    if (host === undefined) return noServer(at, name);
    return resolver.ask({ ...question, fresh: true, server: { host, port: nameServerPort } });
  });
  return Promise.all(asked);
}

const noServer = (answer: Answer, name: string): Failed =>
  answer.kind === 'failed'
    ? answer
    : { kind: 'failed', reason: 'network', detail: `the name server ${name} has no address`, trace: answer.trace };

/** `yes` and `no` are said by every server that answered, and `yes` by at least one; `unknown`: none answered. */
export type AuthorityVerdict = 'yes' | 'no' | 'unknown';

export function authorityVerdict<T extends RecordType>(
  answers: readonly (Answer<T> | Failed)[],
  holds: (answer: Answer<T>) => boolean,
): AuthorityVerdict {
  const answered = answers.filter(({ kind }) => kind !== 'failed');
  if (answered.length === 0) return 'unknown';
  return answered.every(holds) ? 'yes' : 'no';
}

export const evidence = (answers: readonly Answer[]): readonly Evidence[] =>
  answers.map((answer) => evidenceOf(answer));
