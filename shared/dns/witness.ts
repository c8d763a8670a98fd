/**
 * A second opinion on an absence. A resolver that proved itself may still hide one record: an old answer, a filter, a zone of
 * its own. So before anybody is notified that a record is missing, somebody else is asked: another configured resolver that
 * is sound, else the servers to which the zone is delegated.
 */
import type { Answer, Question, RecordType } from './answer.ts';
import { askServers, findCut, isCut } from './authority.ts';
import type { ProvenResolver } from './proven.ts';

export type Absence = {
  readonly name: string;
  readonly type: RecordType;
  /** `host:port` of the resolver that says so. */
  readonly resolver: string;
};

/** `by`: who said it, as evidence names a server. */
export type SecondOpinion =
  | { readonly kind: 'agrees'; readonly by: string }
  | { readonly kind: 'contradicts'; readonly by: string; readonly answer: Answer }
  /** Nobody else answered. */
  | { readonly kind: 'none' };

export type Witness = {
  readonly ask: (absence: Absence) => Promise<SecondOpinion>;
  /** Whether this resolver is sound at this moment, after what it said. */
  readonly isStillSound: (server: string) => Promise<boolean>;
};

/** `servers`: the configured resolvers (`host:port`). */
export const createWitness = (resolver: ProvenResolver, servers: readonly string[]): Witness => ({
  isStillSound: async (server) => !servers.includes(server) || (await resolver.proveAgain(server)).state === 'sound',
  ask: async (absence) => {
    const opinion = await askWitnesses(absence, resolver, servers);
    if (opinion.kind === 'contradicts' && servers.includes(absence.resolver)) {
      const { name, type } = absence;
      const why = `it says that there is no ${type} record at ${name}, and ${opinion.by} has one`;
      await resolver.contradicted(absence.resolver, why);
    }
    return opinion;
  },
});

async function askWitnesses(
  absence: Absence,
  resolver: ProvenResolver,
  servers: readonly string[],
): Promise<SecondOpinion> {
  for (const via of servers.filter((server) => server !== absence.resolver)) {
    const opinion = opinionOf(await askVia(absence, via, resolver));
    if (opinion.kind !== 'none') return opinion;
  }
  const cut = await findCut(absence.name, { resolver, fromCache: true });
  if (!isCut(cut)) return { kind: 'none' };
  const opinions = (await askServers(cut, absence, { resolver })).map(opinionOf);
  // One server that has the record outweighs another that has not heard of it yet.
  return (
    opinions.find(({ kind }) => kind === 'contradicts') ??
    opinions.find(({ kind }) => kind === 'agrees') ?? { kind: 'none' }
  );
}

/** Through the proof: what an unsound resolver says is a failure, and so no opinion. */
const askVia = ({ name, type }: Absence, via: string, resolver: ProvenResolver): Promise<Answer> =>
  resolver.ask({ name, type, via, fresh: true });

/**
 * An absence that came without an SOA of its zone (RFC 2308 section 5) is put to the witness. It stays an absence unless
 * somebody contradicts: some servers leave the SOA out.
 */
export function withDoubtedAbsences(resolver: ProvenResolver, witness: Witness): ProvenResolver {
  const ask = async <T extends RecordType>(question: Question<T>): Promise<Answer<T>> => {
    const answer = await resolver.ask(question);
    const { name, type, proof, server, via } = question;
    const isOwn = proof !== undefined || server !== undefined || via !== undefined;
    if (isOwn || answer.kind !== 'absent' || answer.soa !== false) return answer;
    const opinion = await witness.ask({ name, type, resolver: answer.trace.resolver });
    if (opinion.kind !== 'contradicts') return answer;
    const detail = `${answer.trace.resolver} says that it is missing, without an SOA, and ${opinion.by} has it`;
    return { kind: 'failed', reason: 'unproven', detail, trace: answer.trace };
  };
  return { ...resolver, ask };
}

function opinionOf(answer: Answer): SecondOpinion {
  const by = answer.trace.resolver;
  if (answer.kind === 'absent') return { kind: 'agrees', by };
  return answer.kind === 'records' ? { kind: 'contradicts', by, answer } : { kind: 'none' };
}
