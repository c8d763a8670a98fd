/**
 * One question to its answer, over as many exchanges as its CNAME chain needs: a server that is not the target's own may
 * answer with the alias alone, and the name it resolves to is then asked in its turn. All of them share one deadline.
 */
import { canonicalName } from '../model/domain.ts';
import { printable } from '../model/text.ts';
import type { Answer, Question, RecordType } from './answer.ts';
import type { Manner } from './candidate.ts';
import { Exchange, type ExchangeOwner, type ExchangeResult, type ServerLine } from './exchange.ts';
import { type Denied, looping, NO_CHAIN, type ReadAbsence, type ReadRecords } from './read.ts';
import type { Roster, RosterMember } from './roster.ts';
import type { Upstream } from './upstream.ts';
import { encodeQuery } from './wire.ts';

/** Times a chain may lead out of what one answer holds. */
const MAX_STEPS = 8;

/** The questions under way. */
export type Active = Roster<RosterMember & { readonly abort: (detail: string) => void }>;

export class QuestionInHand<T extends RecordType> implements ExchangeOwner<T> {
  slot = -1;
  readonly #line: ServerLine;
  readonly #active: Active;
  readonly #question: Question<T>;
  readonly #upstreams: readonly Upstream[];
  readonly #resolve: (answer: Answer<T>) => void;
  readonly #at: number;
  #exchange: Exchange<T> | null = null;
  #startedAt: number | null = null;
  #chain = NO_CHAIN;
  #ttl = Number.MAX_SAFE_INTEGER;
  #steps = 0;

  constructor(
    line: ServerLine,
    active: Active,
    question: Question<T>,
    upstreams: readonly Upstream[],
    resolve: (answer: Answer<T>) => void,
  ) {
    this.#line = line;
    this.#active = active;
    this.#question = question;
    this.#upstreams = upstreams;
    this.#resolve = resolve;
    this.#at = line.clock.now();
    active.add(this);
  }

  step(query: Buffer): void {
    const { deadlineAt, timeoutMs } = this.#line;
    const latest = this.#startedAt === null ? deadlineAt : Math.min(deadlineAt, this.#startedAt + timeoutMs);
    this.#exchange = new Exchange<T>(this.#line, this, this.#upstreams, query, this.#question.type, latest);
    this.#exchange.next();
  }

  abort(detail: string): void {
    this.#exchange?.abort(detail);
  }

  ended(result: ExchangeResult<T>, manner: Manner): void {
    this.#startedAt ??= this.#exchange?.startedAt ?? null;
    if (result.kind !== 'onward') {
      this.#answer(result, manner);
      return;
    }
    this.#chain = [...this.#chain, ...result.chain];
    this.#ttl = Math.min(this.#ttl, result.ttl);
    this.#steps++;
    const target = this.#chain.at(-1) ?? '';
    const { type, server } = this.#question;
    const query = encodeQuery(target, type, server === undefined);
    const problem = this.#chainProblem(target);
    if (problem !== null) this.#answer(problem, manner);
    else if (query === null) this.#answer(malformed(`a CNAME to ${printable(target, 80)}`), manner);
    else this.step(query);
  }

  #chainProblem(target: string): Denied | null {
    if (target === canonicalName(this.#question.name) || this.#chain.indexOf(target) < this.#chain.length - 1) {
      return looping(target);
    }
    return this.#steps > MAX_STEPS ? malformed(`a CNAME chain over more than ${MAX_STEPS} answers`) : null;
  }

  #answer(result: ReadRecords<T> | ReadAbsence | Denied, { rcode, resolver, errors, ad }: Manner): void {
    this.#active.remove(this);
    const { name, type } = this.#question;
    const rttMs = this.#startedAt === null ? 0 : this.#line.clock.monotonic() - this.#startedAt;
    const trace = { name, type, resolver, rcode, at: this.#at, rttMs, errors, ad };
    const { counters } = this.#line;
    if (result.kind === 'denied') {
      counters.failed[result.reason]++;
      const unsent = result.reason === 'timeout' && this.#startedAt === null ? true : undefined;
      this.#resolve({ kind: 'failed', reason: result.reason, detail: result.detail, unsent, trace });
      return;
    }
    const chain = this.#chain.length === 0 ? result.chain : [...this.#chain, ...result.chain];
    const ttl = Math.min(this.#ttl, result.ttl);
    counters[result.kind]++;
    if (result.kind === 'absent')
      this.#resolve({ kind: 'absent', reason: result.reason, chain, ttl, soa: result.soa, trace });
    else this.#resolve({ kind: 'records', records: result.records, chain, ttl, trace });
  }
}

const malformed = (detail: string): Denied => ({ kind: 'denied', reason: 'malformed', detail });
