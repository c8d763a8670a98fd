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
  let current = new Map<string, Entry>();
  let previous = new Map<string, Entry>();
  let room = entries / 2;
  const put = (key: string, entry: Entry): void => {
    if (current.size >= room) {
      previous = current;
      current = new Map();
      // The next rotation must not forget what is still being asked.
      previous.forEach((kept, other) => {
        if (kept.open !== null) current.set(other, kept);
      });
      room = current.size + entries / 2;
    }
    current.set(key, entry);
  };
  const settle = (key: string, entry: Entry, answer: Answer, fresh: boolean): void => {
    entry.open = null;
    if (answer.kind === 'failed') return;
    entry.answer = answer;
    entry.until = clock.monotonic() + Math.min(answer.ttl, MAX_TTL_S) * 1000;
    if (fresh) put(key, entry);
  };
  const begin = <T extends RecordType>(key: string, question: Question<T>): Promise<Answer<T>> => {
    const answer = resolver.ask(question);
    const { fresh = false } = question;
    const entry: Entry = { open: answer as unknown as Promise<Answer>, answer: null, until: 0 };
    // Nobody joins a fresh question; what was known before it stays until it is answered.
    if (!fresh) put(key, entry);
    (answer as Promise<Answer>).then(
      (result) => settle(key, entry, result, fresh),
      // A rejection is a bug, and reaches the caller by the promise it was given.
      () => {
        entry.open = null;
      },
    );
    return answer;
  };
  const ask = <T extends RecordType>(question: Question<T>): Promise<Answer<T>> => {
    const key = questionKey(question);
    const entry = question.fresh ? undefined : (current.get(key) ?? previous.get(key));
    if (entry === undefined) return begin(key, question);
    // The key holds the type, so what is kept under it is of that type.
    if (entry.open !== null) {
      onJoin?.(entry.open);
      return entry.open as unknown as Promise<Answer<T>>;
    }
    const left = entry.until - clock.monotonic();
    if (entry.answer === null || left <= 0) return begin(key, question);
    // What is still asked for outlives the flood of what is asked once.
    if (!current.has(key)) put(key, entry);
    onHit?.(entry.answer);
    const trace = { ...entry.answer.trace, name: question.name };
    return Promise.resolve({ ...entry.answer, ttl: Math.ceil(left / 1000), trace } as unknown as Answer<T>);
  };
  return { ...resolver, ask };
}

/** The name stands last: whatever it holds, it forges no other part. */
const questionKey = ({ name, type, server }: Question): string =>
  `${type} ${server === undefined ? '' : serverText(server)} ${canonicalName(name)}`;
