/**
 * What is known or being asked is not asked again. Answers are kept for as long as their TTL allows, absences by their SOA
 * (RFC 2308), at most an hour; equal questions at the same time become one. Failures are never kept: "we could not ask" is
 * true of a moment. A question marked `fresh` is always asked, each for itself: a control proves the path as it is now,
 * and one question cannot be both the proof before and the proof after.
 */
import type { Clock } from '../model/clock.ts';
import { canonicalName } from '../model/domain.ts';
import {
  type Absent,
  type Answer,
  type Question,
  type Records,
  type RecordType,
  type Resolver,
  serverText,
} from './answer.ts';

const MAX_TTL_S = 3600;

export type CacheOptions = {
  /** At most so many are kept; when there are more, the older half goes. */
  readonly entries: number;
  readonly onHit?: (known: Answer) => void;
  readonly onJoin?: (open: Promise<Answer>) => void;
};

type Entry = {
  /** Type and server. */
  readonly kind: string;
  /** While it is being asked. */
  open: Promise<Answer> | null;
  answer: Records<RecordType> | Absent | null;
  /** Monotonic. */
  until: number;
  /** Another kind of the same name, or an older one of the same. */
  next: Entry | undefined;
};

/** By name alone, so that no name can be made to look like another question. */
type Generation = Map<string, Entry>;

export function withCache(resolver: Resolver, clock: Clock, options: CacheOptions): Resolver {
  const cache = new Cache(resolver, clock, options);
  return { ...resolver, ask: (question) => cache.ask(question) };
}

class Cache {
  readonly #resolver: Resolver;
  readonly #clock: Clock;
  readonly #options: CacheOptions;
  // Two generations, and nothing is ever deleted singly: when the new one is full, the old one goes as a whole.
  #current: Generation = new Map();
  #previous: Generation = new Map();
  #room: number;

  constructor(resolver: Resolver, clock: Clock, options: CacheOptions) {
    this.#resolver = resolver;
    this.#clock = clock;
    this.#options = options;
    this.#room = options.entries / 2;
  }

  ask<T extends RecordType>(question: Question<T>): Promise<Answer<T>> {
    const kind = kindOf(question);
    const name = canonicalName(question.name);
    const entry = question.fresh ? undefined : this.#find(name, kind);
    if (entry === undefined) return this.#begin(question, kind, name);
    // Kept by type, so it is of that type.
    if (entry.open !== null) {
      this.#options.onJoin?.(entry.open);
      return entry.open as unknown as Promise<Answer<T>>;
    }
    const left = entry.until - this.#clock.monotonic();
    if (entry.answer === null || left <= 0) return this.#begin(question, kind, name);
    // What is still asked for outlives the flood of what is asked once.
    if (find(this.#current, name, kind) === undefined) this.#put(name, { ...entry });
    this.#options.onHit?.(entry.answer);
    const trace = { ...entry.answer.trace, name: question.name };
    return Promise.resolve({ ...entry.answer, ttl: Math.ceil(left / 1000), trace } as unknown as Answer<T>);
  }

  #find(name: string, kind: string): Entry | undefined {
    return find(this.#current, name, kind) ?? find(this.#previous, name, kind);
  }

  #begin<T extends RecordType>(question: Question<T>, kind: string, name: string): Promise<Answer<T>> {
    const answer = this.#resolver.ask(question);
    const { fresh = false } = question;
    const open = answer as unknown as Promise<Answer>;
    const entry: Entry = { kind, open, answer: null, until: 0, next: undefined };
    // Nobody joins a fresh question; what was known before it stays until it is answered.
    if (!fresh) this.#put(name, entry);
    open.then(
      (result) => this.#settle(name, entry, result, fresh),
      // A rejection is a bug, and reaches the caller by the promise it was given.
      () => {
        entry.open = null;
      },
    );
    return answer;
  }

  #settle(name: string, entry: Entry, answer: Answer, fresh: boolean): void {
    entry.open = null;
    if (answer.kind === 'failed') return;
    entry.answer = answer;
    entry.until = this.#clock.monotonic() + Math.min(answer.ttl, MAX_TTL_S) * 1000;
    if (fresh) this.#put(name, entry);
  }

  #put(name: string, entry: Entry): void {
    if (this.#room <= 0) {
      // What is still being asked is not forgotten.
      const kept = stillOpen(this.#previous);
      this.#previous = this.#current;
      this.#current = kept;
      this.#room = this.#options.entries / 2;
    }
    this.#room--;
    entry.next = this.#current.get(name);
    this.#current.set(name, entry);
  }
}

function find(generation: Generation, name: string, kind: string): Entry | undefined {
  let entry = generation.get(name);
  while (entry !== undefined && entry.kind !== kind) entry = entry.next;
  return entry;
}

/** Of a generation that goes: its entries are linked anew. */
function stillOpen(generation: Generation): Generation {
  const open: Generation = new Map();
  generation.forEach((first, name) => {
    let next: Entry | undefined;
    for (let entry: Entry | undefined = first; entry !== undefined; entry = next) {
      next = entry.next;
      if (entry.open === null) continue;
      entry.next = open.get(name);
      open.set(name, entry);
    }
  });
  return open;
}

const kindOf = ({ type, server, via }: Question): string => {
  if (server !== undefined) return `${type} ${serverText(server)}`;
  return via === undefined ? type : `${type} via ${via}`;
};
