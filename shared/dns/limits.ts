/**
 * Limits around a resolver, each `Resolver -> Resolver`. They delay questions and never lose one: every promise settles,
 * and where a command has a deadline (`resolver.deadlineAt`) nothing waits in a queue beyond it.
 */
import type { Clock } from '../model/clock.ts';
import { type Answer, type Question, type RecordType, type Resolver, serverText } from './answer.ts';
import { createPace } from './pace.ts';
import { outOfTime, unasked } from './unasked.ts';

/**
 * At most `most` questions at a time to the resolvers, and to each server asked by name; the others wait in line. Beyond
 * some 250 at once, a fast server's answers overflow the socket's buffer and come back as time-outs.
 */
export function withWindow(resolver: Resolver, most: number): Resolver {
  const gates = new Map<string, Gate>();
  const ask = <T extends RecordType>(question: Question<T>): Promise<Answer<T>> => {
    const key = question.server === undefined ? '' : serverText(question.server);
    const gate = gates.get(key) ?? new Gate(resolver, most, () => gates.delete(key));
    gates.set(key, gate);
    return gate.ask(question);
  };
  return { ...resolver, ask };
}

/** Tens of thousands may wait, so what waits is the question and its promise's end, nothing more. */
type InLine = { readonly question: Question; readonly resolve: (answer: Promise<Answer>) => void };

class Gate {
  readonly #resolver: Resolver;
  readonly #places: number;
  readonly #onEmpty: () => void;
  readonly #leaving = (): void => this.#leave();
  #taken = 0;
  #line: (InLine | null)[] = [];
  #first = 0;

  constructor(resolver: Resolver, places: number, onEmpty: () => void) {
    this.#resolver = resolver;
    this.#places = places;
    this.#onEmpty = onEmpty;
  }

  ask<T extends RecordType>(question: Question<T>): Promise<Answer<T>> {
    if (this.#taken >= this.#places) {
      return new Promise((resolve) => {
        this.#line.push({ question, resolve } as unknown as InLine);
      });
    }
    this.#taken++;
    return this.#enter(question);
  }

  #enter<T extends RecordType>(question: Question<T>): Promise<Answer<T>> {
    const answer = this.#resolver.ask(question);
    answer.then(this.#leaving, this.#leaving);
    return answer;
  }

  #leave(): void {
    const next = this.#line[this.#first];
    // A place goes to the next in line, and is only given up when there is none.
    if (next) {
      this.#line[this.#first++] = null;
      next.resolve(this.#enter(next.question));
      return;
    }
    this.#line = [];
    this.#first = 0;
    this.#taken--;
    if (this.#taken === 0) this.#onEmpty();
  }
}

/**
 * Evenly spaced questions, so many a second: for one list, whose operator set the number. Anyone who would wait past the
 * command's deadline is answered at once.
 */
export const withPace = (resolver: Resolver, clock: Clock, perSecond: number): Resolver =>
  paceLine(resolver, clock, perSecond)(resolver.deadlineAt ?? Number.POSITIVE_INFINITY);

/** One line of such questions, for several who may wait until different times (by the monotonic clock): what ends it keeps its turns so. */
export function paceLine(resolver: Resolver, clock: Clock, perSecond: number): (latest: number) => Resolver {
  const pace = createPace(1, 1000 / perSecond);
  return (latest) => {
    const ask = <T extends RecordType>(question: Question<T>): Promise<Answer<T>> => {
      const now = clock.monotonic();
      const turn = pace.take(now, latest);
      if (turn === null) {
        const detail = `our own pace of ${perSecond} queries a second left no turn in time`;
        return Promise.resolve(unasked(question, clock, outOfTime(detail, true)));
      }
      if (turn <= now) return resolver.ask(question);
      return new Promise((resolve) => clock.after(turn - now, () => resolve(resolver.ask(question))));
    };
    return { ...resolver, ask };
  };
}
