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
  /** While it is being asked. */
  open: Promise<Answer> | null;
  answer: Records<RecordType> | Absent | null;
  /** Monotonic. */
  until: number;
};

export function withCache(resolver: Resolver, clock: Clock, { entries, onHit, onJoin }: CacheOptions): Resolver {
  // Two generations, and nothing is ever deleted singly: when the new one is full, the old one goes as a whole.
  let current = new Generation();
  let previous = new Generation();
  let room = entries / 2;
  const put = (question: Question, entry: Entry): void => {
    if (current.size >= room) {
      previous = current;
      // The next rotation must not forget what is still being asked.
      current = previous.open();
      room = current.size + entries / 2;
    }
    current.set(question, entry);
  };
  const settle = (question: Question, entry: Entry, answer: Answer): void => {
    entry.open = null;
    if (answer.kind === 'failed') return;
    entry.answer = answer;
    entry.until = clock.monotonic() + Math.min(answer.ttl, MAX_TTL_S) * 1000;
    if (question.fresh) put(question, entry);
  };
  const begin = <T extends RecordType>(question: Question<T>): Promise<Answer<T>> => {
    const answer = resolver.ask(question);
    const entry: Entry = { open: answer as unknown as Promise<Answer>, answer: null, until: 0 };
    // Nobody joins a fresh question; what was known before it stays until it is answered.
    if (!question.fresh) put(question, entry);
    (answer as Promise<Answer>).then(
      (result) => settle(question, entry, result),
      // A rejection is a bug, and reaches the caller by the promise it was given.
      () => {
        entry.open = null;
      },
    );
    return answer;
  };
  const ask = <T extends RecordType>(question: Question<T>): Promise<Answer<T>> => {
    const entry = question.fresh ? undefined : (current.get(question) ?? previous.get(question));
    if (entry === undefined) return begin(question);
    // Kept by type, so it is of that type.
    if (entry.open !== null) {
      onJoin?.(entry.open);
      return entry.open as unknown as Promise<Answer<T>>;
    }
    const left = entry.until - clock.monotonic();
    if (entry.answer === null || left <= 0) return begin(question);
    // What is still asked for outlives the flood of what is asked once.
    if (current.get(question) === undefined) put(question, entry);
    onHit?.(entry.answer);
    const trace = { ...entry.answer.trace, name: question.name };
    return Promise.resolve({ ...entry.answer, ttl: Math.ceil(left / 1000), trace } as unknown as Answer<T>);
  };
  return { ...resolver, ask };
}

/** Entries by question. The name alone is the key, within its type and server: no name can look like another question. */
class Generation {
  readonly #kinds = new Map<string, Map<string, Entry>>();
  size = 0;

  get(question: Question): Entry | undefined {
    return this.#kinds.get(kindOf(question))?.get(canonicalName(question.name));
  }

  set(question: Question, entry: Entry): void {
    this.#set(kindOf(question), canonicalName(question.name), entry);
  }

  /** Those not answered yet, as the beginning of the next one. */
  open(): Generation {
    const next = new Generation();
    this.#kinds.forEach((names, kind) => {
      names.forEach((entry, name) => {
        if (entry.open !== null) next.#set(kind, name, entry);
      });
    });
    return next;
  }

  #set(kind: string, name: string, entry: Entry): void {
    let names = this.#kinds.get(kind);
    if (names === undefined) {
      names = new Map();
      this.#kinds.set(kind, names);
    }
    names.set(name, entry);
    this.size++;
  }
}

const kindOf = ({ type, server }: Question): string => (server === undefined ? type : `${type} ${serverText(server)}`);
