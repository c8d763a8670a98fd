/**
 * Answers kept for as long as their TTL allows, absences by their SOA (RFC 2308), at most an hour. Failures are never kept:
 * "we could not ask" is true of a moment. A question marked `fresh` is always asked; its answer is kept for the others.
 */
import type { Clock } from '../model/clock.ts';
import { canonicalName } from '../model/domain.ts';
import type { Absent, Answer, Question, Records, RecordType, Resolver } from './answer.ts';
import { serverText } from './answer.ts';

const MAX_TTL_S = 3600;

/** Two questions with the same key have the same answer. */
export function questionKey({ name, type, server }: Question): string {
  return `${type} ${canonicalName(name)}${server === undefined ? '' : ` @${serverText(server)}`}`;
}

type Kept = { readonly answer: Records<RecordType> | Absent; readonly since: number; readonly until: number };

export type CacheOptions = {
  /** The oldest go when there are more. */
  readonly entries: number;
  readonly onHit?: () => void;
};

export function withCache(resolver: Resolver, clock: Clock, { entries, onHit }: CacheOptions): Resolver {
  const kept = new Map<string, Kept>();
  const keep = (key: string, answer: Answer): void => {
    // Forgotten first: a fresh answer that may not be kept has still replaced the old one.
    kept.delete(key);
    if (answer.kind === 'failed' || answer.ttl === 0) return;
    const since = clock.monotonic();
    kept.set(key, { answer, since, until: since + Math.min(answer.ttl, MAX_TTL_S) * 1000 });
    const [oldest] = kept.size > entries ? kept.keys() : [];
    if (oldest !== undefined) kept.delete(oldest);
  };
  const recall = (key: string): Records<RecordType> | Absent | null => {
    const found = kept.get(key);
    const now = clock.monotonic();
    if (found === undefined || now >= found.until) return null;
    onHit?.();
    return { ...found.answer, ttl: found.answer.ttl - Math.floor((now - found.since) / 1000) };
  };
  const ask = <T extends RecordType>(question: Question<T>): Promise<Answer<T>> => {
    const key = questionKey(question);
    const known = question.fresh ? null : recall(key);
    // The key holds the type, so what is kept under it has that type's records.
    if (known !== null) return Promise.resolve({ ...known, trace: asAsked(known, question) } as Answer<T>);
    const answer = resolver.ask(question);
    void answer.then(
      (result) => keep(key, result as Answer),
      () => {},
    );
    return answer;
  };
  return { ...resolver, ask };
}

/** The same name in another spelling: evidence shows the one that was asked now. */
const asAsked = ({ trace }: Records<RecordType> | Absent, { name }: Question) => ({ ...trace, name });
