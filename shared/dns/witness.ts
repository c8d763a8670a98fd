/**
 * A second opinion on an absence. A resolver that proved itself may still hide one record: an old answer, a filter, a zone of
 * its own. So before we send a notice about a missing record, we ask another server: another configured resolver that
 * is sound, else the servers to which the zone is delegated.
 */
import type { Text } from '../model/language.ts';
import { type WitnessedAbsence, whyImpossible } from './absence.ts';
import type { Answer, Question, RecordType } from './answer.ts';
import { askAuthorities, findCut, isCut } from './authority.ts';
import type { ProvenResolver } from './proven.ts';
import { asReason, hidesRecord, proofSentence } from './words.ts';

/** `by`: who said it, as evidence names a server. */
export type SecondOpinion =
  | { readonly kind: 'agrees'; readonly by: string }
  | { readonly kind: 'contradicts'; readonly by: string; readonly answer: Answer }
  /** Nobody else answered, and what the resolver says elsewhere rules it out. */
  | { readonly kind: 'impossible'; readonly why: Text }
  /** Nobody else answered. */
  | { readonly kind: 'none' };

export type Witness = {
  readonly ask: (absence: WitnessedAbsence) => Promise<SecondOpinion>;
  /** Whether this resolver is sound at this moment, after what it said. */
  readonly isStillSound: (server: string) => Promise<boolean>;
};

/** `servers`: the configured resolvers (`host:port`). */
export function createWitness(resolver: ProvenResolver, servers: readonly string[]): Witness {
  const authorities = new Authorities(resolver);
  return {
    isStillSound: async (server) => !servers.includes(server) || (await resolver.proveAgain(server)).state === 'sound',
    ask: async (absence) => {
      const opinion = (await askResolvers(absence, resolver, servers)) ?? (await authorities.ask(absence));
      // Only of a resolver: what a zone's own server says needs nobody's word.
      if (!servers.includes(absence.resolver)) return opinion;
      if (opinion.kind === 'none') return askItself(absence, resolver);
      if (opinion.kind === 'contradicts') {
        await resolver.contradicted(absence.resolver, hidesRecord(absence, opinion.by));
      }
      return opinion;
    },
  };
}

async function askItself(absence: WitnessedAbsence, resolver: ProvenResolver): Promise<SecondOpinion> {
  const impossible = await whyImpossible(absence, resolver);
  if (impossible === null) return unsound(absence, resolver);
  const { why, isResolver } = impossible;
  if (isResolver) await resolver.contradicted(absence.resolver, asReason(why));
  return { kind: 'impossible', why };
}

/** It may have been found out over another name since it answered. */
async function unsound({ resolver: server }: WitnessedAbsence, resolver: ProvenResolver): Promise<SecondOpinion> {
  const proof = (await resolver.proofs()).find((one) => one.server === server);
  return proof === undefined || proof.state === 'sound' ? NOBODY : { kind: 'impossible', why: proofSentence(proof) };
}

async function askResolvers(
  absence: WitnessedAbsence,
  resolver: ProvenResolver,
  servers: readonly string[],
): Promise<SecondOpinion | undefined> {
  for (const via of servers.filter((server) => server !== absence.resolver)) {
    const opinion = opinionOf(await askVia(absence, via, resolver));
    if (opinion.kind !== 'none') return opinion;
  }
  return undefined;
}

const NOBODY: SecondOpinion = { kind: 'none' };
/** Zones whose servers gave no answer, one after the other, until none is tried any more: many networks let no DNS out. */
const MOST_SILENT = 2;

/** The servers to which zones are delegated, as long as this network lets questions out to them. */
class Authorities {
  readonly #resolver: ProvenResolver;
  #silent = 0;

  constructor(resolver: ProvenResolver) {
    this.#resolver = resolver;
  }

  async ask(absence: WitnessedAbsence): Promise<SecondOpinion> {
    if (this.#silent >= MOST_SILENT) return NOBODY;
    const resolver = this.#resolver;
    const cut = await findCut(absence.name, { resolver, fromCache: true });
    if (!isCut(cut)) return NOBODY;
    const answers = await askAuthorities(cut, absence, { resolver });
    const opinions = answers.map(opinionOf);
    // One server that has the record outweighs another that has not heard of it yet.
    const opinion =
      opinions.find(({ kind }) => kind === 'contradicts') ?? opinions.find(({ kind }) => kind === 'agrees') ?? NOBODY;
    if (opinion.kind !== 'none') this.#silent = 0;
    else if (answers.some((answer) => answer.kind === 'failed' && answer.reason === 'timeout')) this.#silent += 1;
    return opinion;
  }
}

/** Through the proof: what an unsound resolver says is a failure, and so no opinion. */
const askVia = ({ name, type }: WitnessedAbsence, via: string, resolver: ProvenResolver): Promise<Answer> =>
  resolver.ask({ name, type, via, fresh: true });

/**
 * Absences that are put to the witness before they are believed. `without-soa`: those that came without an SOA of their zone
 * (RFC 2308 section 5), as some servers send them. `all`: where a person waits for one answer, so that time is no matter.
 */
type Doubted = 'without-soa' | 'all';

/** An absence stays one unless someone contradicts; where there is nobody to ask, its resolver has to prove itself again. */
export function withDoubtedAbsences(resolver: ProvenResolver, witness: Witness, doubted: Doubted): ProvenResolver {
  const ask = async <T extends RecordType>(question: Question<T>): Promise<Answer<T>> => {
    const answer = await resolver.ask(question);
    const { name, type, proof, server, via } = question;
    const isOwn = proof !== undefined || server !== undefined || via !== undefined;
    if (isOwn || answer.kind !== 'absent' || (doubted !== 'all' && answer.soa !== 'none')) return answer;
    const { reason, trace } = answer;
    const doubt = await whyDoubted({ name, type, reason, resolver: trace.resolver }, witness, doubted);
    return doubt === null ? answer : { kind: 'failed', reason: 'unproven', detail: doubt, trace };
  };
  return { ...resolver, ask };
}

async function whyDoubted(absence: WitnessedAbsence, witness: Witness, doubted: Doubted): Promise<string | null> {
  const { resolver } = absence;
  const opinion = await witness.ask(absence);
  if (opinion.kind === 'contradicts') return `${resolver} says that it does not exist, but ${opinion.by} has it`;
  if (opinion.kind === 'impossible') return `${resolver} contradicts itself: ${asReason(opinion.why).en}`;
  if (opinion.kind === 'agrees' || doubted !== 'all' || (await witness.isStillSound(resolver))) return null;
  return `${resolver} is no longer a sound resolver`;
}

function opinionOf(answer: Answer): SecondOpinion {
  const by = answer.trace.resolver;
  if (answer.kind === 'absent') return { kind: 'agrees', by };
  return answer.kind === 'records' ? { kind: 'contradicts', by, answer } : { kind: 'none' };
}
