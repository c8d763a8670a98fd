/**
 * The resolver that proves itself: what an unproved one says is not an answer. Each configured resolver is asked its controls
 * (`soundness.ts`) once a run, beside the first questions, and an answer waits for the proof of the resolver it came from.
 * Where that resolver is not sound and another one is, the other one is asked.
 *
 * A question with a proof of its own (a blocklist's) passes through at once; the controls among them are further witnesses,
 * for a resolver that refuses to talk about the root and answers everything else.
 */
import type { Clock, Random } from '../model/clock.ts';
import { defined } from '../model/defined.ts';
import { MINUTE } from '../model/duration.ts';
import type { Text } from '../model/language.ts';
import { printable } from '../model/text.ts';
import { type Answer, evidenceOf, type Question, type RecordType, type Resolver } from './answer.ts';
import { randomLabel } from './label.ts';
import { reasonOf } from './resolver-proof.ts';
import { BELIEVED, deniesCom, judgeResolver, POSITIVE_CONTROLS, type ResolverProof } from './soundness.ts';
import { answersImpossibleReverse, LACKS_REVERSE, proofText, soundThroughLists } from './words.ts';

/** `again`: those that were sound are asked their controls once more, as at the end of bad news. */
export type Proofs = (which?: 'known' | 'again') => Promise<readonly ResolverProof[]>;

export type ProvenResolver = Resolver & {
  /** Of every resolver that was asked anything so far. */
  readonly proofs: Proofs;
  /** Asks the controls of this resolver again, as they are now. */
  readonly proveAgain: (server: string) => Promise<ResolverProof>;
  /** Someone who knows better contradicted what this resolver said: for the rest of the run it hides records. */
  readonly contradicted: (server: string, why: Text) => Promise<void>;
};

export type ProvenOptions = {
  /** The configured resolvers (`host:port`), in the order in which they are tried. */
  readonly servers: readonly string[];
  readonly clock: Clock;
  readonly random: Random;
};

/** A longer run proves its resolvers again. */
const MAX_AGE_MS = 5 * MINUTE;

export function withProof(resolver: Resolver, options: ProvenOptions): ProvenResolver {
  const proving = new Proving(resolver, options);
  return {
    ask: (question) => proving.ask(question),
    proofs: (which) => proving.proofs(which),
    proveAgain: (server) => proving.proveAgain(server),
    contradicted: (server, why) => proving.contradicted(server, why),
    ...defined({ deadlineAt: resolver.deadlineAt }),
  };
}

/** What the controls of lists have shown of one resolver. */
type Witnessed = { listed: boolean; unlisted: boolean };

class Proving {
  readonly #resolver: Resolver;
  readonly #options: ProvenOptions;
  readonly #known = new Map<string, { readonly proof: Promise<ResolverProof>; readonly at: number }>();
  readonly #reverse = new Map<string, Promise<ResolverProof | null>>();
  readonly #witnessed = new Map<string, Witnessed>();
  readonly #witnessing = new Set<Promise<Answer>>();

  constructor(resolver: Resolver, options: ProvenOptions) {
    this.#resolver = resolver;
    this.#options = options;
  }

  async ask<T extends RecordType>(question: Question<T>): Promise<Answer<T>> {
    const { servers } = this.#options;
    const [first] = servers;
    if (question.server !== undefined || first === undefined) return this.#resolver.ask(question);
    // Beside the first question, so that the proof costs no time of its own.
    const proving = this.#proofOf(first);
    if (question.proof !== undefined) {
      const via = question.via ?? (servers.length > 1 ? await this.#soundInstead(await proving) : undefined);
      return this.#witness(question, this.#resolver.ask(via === undefined ? question : { ...question, via }));
    }
    const answer = await this.#resolver.ask(question);
    const server = answer.trace.resolver;
    if (answer.kind === 'failed' || !servers.includes(server)) return answer;
    const proof = await this.#proofFor(answer, server);
    if (isBelieved(answer, proof)) return answer;
    const other = await this.#soundOther(server);
    if (other === undefined || question.via !== undefined) return unproven(answer, proof);
    return this.#resolver.ask({ ...question, via: other });
  }

  /** Of reverse names as well, that this resolver knows the zone they lie in, and has no name for what cannot have one. */
  async #proofFor(answer: Answer, server: string): Promise<ResolverProof> {
    const proof = await this.#proofOf(server);
    const { name, type } = answer.trace;
    if (proof.state !== 'sound' || !isReverseName(name) || (answer.kind === 'records' && type !== 'PTR')) return proof;
    const key = `${answer.kind} ${server}`;
    const known =
      this.#reverse.get(key) ?? (answer.kind === 'records' ? this.#proveNoReverse(server) : this.#proveReverse(server));
    this.#reverse.set(key, known);
    return (await known) ?? proof;
  }

  /** Null where a name directly below `in-addr.arpa` that cannot exist has no PTR record. */
  async #proveNoReverse(server: string): Promise<ResolverProof | null> {
    const name = `${randomLabel(this.#options.random)}.in-addr.arpa`;
    const answer = await this.#control({ name, type: 'PTR' }, server);
    if (answer.kind !== 'records') return null;
    const evidence = [evidenceOf(answer)];
    const why = answersImpossibleReverse(evidence[0]?.answers.slice(0, 3).join(', ') ?? '');
    return { server, state: 'rewriting', ...reasonOf(why), evidence };
  }

  /** Null where nothing speaks against it. A resolver that has neither zone says so about the whole world, not about this one. */
  async #proveReverse(server: string): Promise<ResolverProof | null> {
    const [com, arpa] = await Promise.all(
      (['com', 'in-addr.arpa'] as const).map((name) => this.#control({ name, type: 'SOA' }, server)),
    );
    if (com?.kind !== 'records' || arpa?.kind !== 'absent') return null;
    return { server, state: 'stripping', ...reasonOf(LACKS_REVERSE), evidence: [evidenceOf(com), evidenceOf(arpa)] };
  }

  async proofs(which: 'known' | 'again' = 'known'): Promise<readonly ResolverProof[]> {
    const known = await Promise.all([...this.#known.values()].map(({ proof }) => proof));
    if (which === 'known') return known;
    return Promise.all(known.map((proof) => (proof.state === 'sound' ? this.proveAgain(proof.server) : proof)));
  }

  /** No answer now, as at the end of a command's time, takes nothing from what was proved before. */
  async proveAgain(server: string): Promise<ResolverProof> {
    const before = await this.#known.get(server)?.proof;
    // That its controls are in order takes nothing from what someone else has shown.
    if (before?.state === 'stripping') return before;
    this.#known.delete(server);
    this.#reverse.delete(`absent ${server}`);
    this.#reverse.delete(`records ${server}`);
    const proof = await this.#proofOf(server);
    if (proof.state !== 'silent' || before?.state !== 'sound') return proof;
    this.#known.set(server, { proof: Promise.resolve(before), at: this.#options.clock.monotonic() });
    return before;
  }

  async contradicted(server: string, why: Text): Promise<void> {
    const { evidence } = await this.#proofOf(server);
    const proof: ResolverProof = { server, state: 'stripping', ...reasonOf(why), evidence };
    this.#known.set(server, { proof: Promise.resolve(proof), at: this.#options.clock.monotonic() });
  }

  #proofOf(server: string): Promise<ResolverProof> {
    const now = this.#options.clock.monotonic();
    const known = this.#known.get(server);
    if (known !== undefined && now - known.at < MAX_AGE_MS) return known.proof;
    const proof = this.#prove(server);
    this.#known.set(server, { proof, at: now });
    return proof;
  }

  async #prove(server: string): Promise<ResolverProof> {
    // What a list showed an hour ago does not count as a witness now.
    this.#witnessed.delete(server);
    const name = `${randomLabel(this.#options.random)}.com`;
    const [first, negative] = await Promise.all([
      this.#askPositive(server),
      this.#control({ name, type: 'A' }, server),
    ]);
    const isComAsked = first.some(({ trace }) => trace.name === 'com');
    const com = deniesCom(negative) && !isComAsked ? [await this.#control({ name: 'com', type: 'SOA' }, server)] : [];
    const proof = judgeResolver(server, [...first, ...com], negative);
    if (proof.state !== 'silent') return proof;
    // Only the controls that are on their way to a resolver: what lists ask later proves nothing about what was asked now.
    await Promise.all(this.#witnessing);
    const { listed, unlisted } = this.#witnessed.get(server) ?? { listed: false, unlisted: false };
    if (!listed || !unlisted) return proof;
    return { ...proof, state: 'sound', ...reasonOf(soundThroughLists(proofText(proof))) };
  }

  async #askPositive(server: string): Promise<readonly Answer[]> {
    const answers: Answer[] = [];
    for (const question of POSITIVE_CONTROLS) {
      const answer = await this.#control(question, server);
      answers.push(answer);
      // What did not answer one question in its time would not answer the next one either.
      if (answer.kind === 'records' || (answer.kind === 'failed' && answer.reason === 'timeout')) break;
    }
    return answers;
  }

  #control(question: Question, server: string): Promise<Answer> {
    return this.#resolver.ask({ ...question, fresh: true, via: server });
  }

  /** Where there are several resolvers, a question with a proof of its own still goes to one that is sound, if there is one. */
  async #soundInstead({ state, server }: ResolverProof): Promise<string | undefined> {
    return state === 'sound' || state === 'silent' ? undefined : this.#soundOther(server);
  }

  async #soundOther(server: string): Promise<string | undefined> {
    for (const other of this.#options.servers) {
      if (other !== server && (await this.#proofOf(other)).state === 'sound') return other;
    }
    return undefined;
  }

  async #witness<T extends RecordType>(question: Question<T>, asking: Promise<Answer<T>>): Promise<Answer<T>> {
    if (question.proof === 'own') return asking;
    const open = asking as unknown as Promise<Answer>;
    this.#witnessing.add(open);
    const answer = await asking;
    this.#witnessing.delete(open);
    const server = answer.trace.resolver;
    const seen = this.#witnessed.get(server) ?? { listed: false, unlisted: false };
    this.#witnessed.set(server, seen);
    if (question.proof === 'listed' && isListing(answer)) seen.listed = true;
    if (question.proof === 'unlisted' && answer.kind === 'absent' && answer.reason === 'nxdomain') seen.unlisted = true;
    return answer;
  }
}

const isReverseName = (name: string): boolean => /\.(in-addr|ip6)\.arpa\.?$/i.test(name);

/** RFC 5782 section 2.1: a list answers within 127.0.0.0/8, and what makes addresses up does not. */
const isListing = (answer: Answer): boolean =>
  answer.kind === 'records' &&
  answer.records.length > 0 &&
  answer.records.every((record) => typeof record === 'string' && record.startsWith('127.'));

const isBelieved = (answer: Answer, { state }: ResolverProof): boolean =>
  answer.kind === 'records' ? BELIEVED[state].records : BELIEVED[state].absence && !deniesControl(answer);

/** That one of these does not exist is never true, whatever else its resolver has proved. */
const deniesControl = ({ trace, ...answer }: Answer): boolean =>
  answer.kind === 'absent' && answer.reason === 'nxdomain' && POSITIVE_CONTROLS.some(({ name }) => name === trace.name);

function unproven<T extends RecordType>(answer: Answer<T>, { server, state, why }: ResolverProof): Answer<T> {
  const detail =
    state === 'sound'
      ? `${printable(server)} says that ${answer.trace.name} does not exist, but it always does`
      : `${printable(server)} is not a sound resolver (${state}): ${why}`;
  return { kind: 'failed', reason: 'unproven', detail, trace: answer.trace };
}
