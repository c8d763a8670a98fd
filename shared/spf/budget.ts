/**
 * What one evaluation may spend (RFC 7208 section 4.6.4): 10 terms that cause DNS questions, 2 of them without any answer
 * ("void lookups"), and a total time. Terms are what counts, not questions: an `mx` with five hosts asks six questions and
 * costs one. Only a term's own question can be void; the addresses of MX hosts and PTR names are not terms.
 */
import type { Answer, Question, RecordType, Resolver } from '../dns/answer.ts';
import type { Clock } from '../model/clock.ts';

export type SpfLimits = {
  readonly lookups: number;
  readonly voids: number;
  /** "Such a limit SHOULD allow at least 20 seconds." */
  readonly ms: number;
};

export const RFC_LIMITS: SpfLimits = { lookups: 10, voids: 2, ms: 20_000 };

export type SpfPorts = { readonly resolver: Resolver; readonly clock: Clock };

/** A resolver for one piece of work: each question is sent once, and none outlives the deadline. */
export type Asker = Resolver & { readonly expired: () => boolean; readonly close: () => void };

export function createAsker({ resolver, clock }: SpfPorts, ms: number): Asker {
  const end = clock.monotonic() + ms;
  const asked = new Map<string, Promise<Answer>>();
  const waiting = new Set<() => void>();
  const cancel = clock.after(ms, () => {
    for (const giveUp of waiting) giveUp();
  });
  const expired = () => clock.monotonic() >= end;
  const late = ({ name, type }: Question): Answer => ({
    kind: 'failed',
    reason: 'timeout',
    detail: `the ${ms / 1000} s allowed for the whole evaluation are over`,
    trace: { name, type, resolver: '-', rcode: 'TIMEOUT', at: clock.now(), rttMs: 0 },
  });
  const send = (question: Question): Promise<Answer> => {
    if (expired()) return Promise.resolve(late(question));
    return new Promise((done, fail) => {
      const giveUp = () => done(late(question));
      waiting.add(giveUp);
      resolver
        .ask(question)
        .then(done, fail)
        .finally(() => waiting.delete(giveUp));
    });
  };
  const ask = <T extends RecordType>(question: Question<T>): Promise<Answer<T>> => {
    const key = `${question.type} ${question.name.toLowerCase()}`;
    const answer = asked.get(key) ?? send(question);
    asked.set(key, answer);
    return answer as Promise<Answer<T>>;
  };
  return { ask, expired, close: cancel };
}

export type SpfBudget = {
  readonly limits: SpfLimits;
  readonly lookups: () => number;
  readonly voidLookups: () => number;
  /** False when this term would be one too many: it is then not evaluated, and the count stays at the limit. */
  readonly spend: () => boolean;
  /** False when this was one void lookup too many. */
  readonly spendVoid: () => boolean;
};

export function createBudget(limits: SpfLimits): SpfBudget {
  let lookups = 0;
  let voids = 0;
  return {
    limits,
    lookups: () => lookups,
    voidLookups: () => voids,
    spend: () => {
      if (lookups >= limits.lookups) return false;
      lookups++;
      return true;
    },
    spendVoid: () => {
      if (voids >= limits.voids) return false;
      voids++;
      return true;
    },
  };
}
