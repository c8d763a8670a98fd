/**
 * One question to its answer, over as many exchanges as its CNAME chain needs: a server that is not the target's own may
 * answer with the alias alone, and the name it leads to is then asked in its turn. All of them share one deadline.
 */
import { canonicalName } from '../model/domain.ts';
import { printable } from '../model/text.ts';
import type { Answer, Question, RecordType } from './answer.ts';
import { Exchange, type Line, type Outcome } from './exchange.ts';
import { type Denied, type Found, looping, type Missing } from './read.ts';
import type { Upstream } from './upstream.ts';
import { encodeQuestion } from './wire.ts';

/** Times a chain may lead out of what one answer holds. */
const MAX_STEPS = 8;

export class Asking<T extends RecordType> {
  readonly #line: Line;
  readonly #question: Question<T>;
  readonly #upstreams: readonly Upstream[];
  readonly #done: (answer: Answer<T>) => void;
  readonly #at: number;
  #exchange: Exchange<T> | null = null;
  #startedAt: number | null = null;
  #chain: readonly string[] = [];
  #ttl = Number.MAX_SAFE_INTEGER;
  #steps = 0;

  constructor(line: Line, question: Question<T>, upstreams: readonly Upstream[], done: (answer: Answer<T>) => void) {
    this.#line = line;
    this.#question = question;
    this.#upstreams = upstreams;
    this.#done = done;
    this.#at = line.clock.now();
  }

  /** `wire` is the encoded question: the caller has seen that the name can be sent. */
  step(wire: Buffer): void {
    const { deadlineAt, timeoutMs } = this.#line;
    const latest = this.#startedAt === null ? deadlineAt : Math.min(deadlineAt, this.#startedAt + timeoutMs);
    const exchange: Exchange<T> = new Exchange<T>(this.#line, this.#upstreams, {
      question: wire,
      type: this.#question.type,
      recursion: this.#question.server === undefined,
      latest,
      done: (outcome) => {
        this.#startedAt ??= exchange.startedAt;
        this.#settle(outcome);
      },
    });
    this.#exchange = exchange;
    exchange.next();
  }

  abort(detail: string): void {
    this.#exchange?.abort(detail);
  }

  #settle(outcome: Outcome<T>): void {
    const { reading } = outcome;
    if (reading.kind !== 'onward') {
      this.#answer(reading, outcome);
      return;
    }
    this.#chain = [...this.#chain, ...reading.chain];
    this.#ttl = Math.min(this.#ttl, reading.ttl);
    this.#steps++;
    const target = this.#chain.at(-1) ?? '';
    const wire = encodeQuestion(target, this.#question.type);
    const problem = this.#chainProblem(target);
    if (problem !== null) this.#answer(problem, outcome);
    else if (wire === null)
      this.#answer(malformed(`a CNAME to ${printable(target, 80)}, which cannot be asked`), outcome);
    else this.step(wire);
  }

  #chainProblem(target: string): Denied | null {
    if (target === canonicalName(this.#question.name) || this.#chain.indexOf(target) < this.#chain.length - 1) {
      return looping(target);
    }
    return this.#steps > MAX_STEPS ? malformed(`a CNAME chain over more than ${MAX_STEPS} answers`) : null;
  }

  #answer(reading: Found<T> | Missing | Denied, { rcode, resolver }: Outcome<T>): void {
    const { name, type } = this.#question;
    const rttMs = this.#startedAt === null ? 0 : this.#line.clock.monotonic() - this.#startedAt;
    const trace = { name, type, resolver, rcode, at: this.#at, rttMs };
    if (reading.kind === 'denied') {
      this.#done({ kind: 'failed', reason: reading.reason, detail: reading.detail, trace });
      return;
    }
    const chain = this.#chain.length === 0 ? reading.chain : [...this.#chain, ...reading.chain];
    this.#done({ ...reading, chain, ttl: Math.min(this.#ttl, reading.ttl), trace });
  }
}

const malformed = (detail: string): Denied => ({ kind: 'denied', reason: 'malformed', detail });
