/**
 * Limits around a resolver, each `Resolver -> Resolver`. They delay questions and never lose one: every promise settles,
 * and where a command has a deadline (`resolver.deadlineAt`) nothing waits in a queue beyond it.
 */
import type { Clock } from '../model/clock.ts';
import { type Answer, type Question, type RecordType, type Resolver, serverText } from './answer.ts';
import { questionKey } from './cache.ts';
import { createPace } from './pace.ts';
import { outOfTime, unasked } from './unasked.ts';

/**
 * Equal questions at the same time become one. `fresh` ones are asked each for itself: a control proves the path now, and
 * one question cannot be the proof before and the proof after.
 */
export function withCoalescing(resolver: Resolver, onJoin?: () => void): Resolver {
  const open = new Map<string, Promise<Answer<RecordType>>>();
  const ask = <T extends RecordType>(question: Question<T>): Promise<Answer<T>> => {
    if (question.fresh) return resolver.ask(question);
    const key = questionKey(question);
    const same = open.get(key);
    if (same !== undefined) {
      onJoin?.();
      return same as unknown as Promise<Answer<T>>;
    }
    const answer = resolver.ask(question);
    open.set(key, answer as unknown as Promise<Answer<RecordType>>);
    const forget = (): void => void open.delete(key);
    answer.then(forget, forget);
    return answer;
  };
  return { ...resolver, ask };
}

/**
 * At most `most` questions at a time to the resolvers, and to each server asked by name; the others wait in line. Beyond
 * some 250 at once, a fast server's answers overflow the socket's buffer and come back as time-outs.
 */
export function withWindow(resolver: Resolver, most: number): Resolver {
  const gates = new Map<string, Gate>();
  const ask = <T extends RecordType>(question: Question<T>): Promise<Answer<T>> => {
    const key = question.server === undefined ? '' : serverText(question.server);
    const gate = gates.get(key) ?? createGate(most, () => gates.delete(key));
    gates.set(key, gate);
    const enter = (): Promise<Answer<T>> => {
      const answer = resolver.ask(question);
      answer.then(gate.leave, gate.leave);
      return answer;
    };
    return gate.free() ? enter() : new Promise((resolve) => gate.queue(() => resolve(enter())));
  };
  return { ...resolver, ask };
}

type Gate = {
  /** Takes a place if one is free. */
  readonly free: () => boolean;
  readonly queue: (task: () => void) => void;
  readonly leave: () => void;
};

function createGate(places: number, onEmpty: () => void): Gate {
  let taken = 0;
  let line: (() => void)[] = [];
  let first = 0;
  const leave = (): void => {
    const next = line[first++];
    // A place goes to the next in line, and is only given up when there is none.
    if (next !== undefined) {
      next();
      return;
    }
    line = [];
    first = 0;
    taken--;
    if (taken === 0) onEmpty();
  };
  const free = (): boolean => {
    if (taken >= places) return false;
    taken++;
    return true;
  };
  return { free, queue: (task) => line.push(task), leave };
}

/**
 * Evenly spaced questions, so many a second: for one list, whose operator set the number. Whoever would wait past the
 * command's deadline is answered at once.
 */
export function withPace(resolver: Resolver, clock: Clock, perSecond: number): Resolver {
  const pace = createPace(1, 1000 / perSecond);
  const ask = <T extends RecordType>(question: Question<T>): Promise<Answer<T>> => {
    const now = clock.monotonic();
    const turn = pace.take(now, resolver.deadlineAt ?? Number.POSITIVE_INFINITY);
    if (turn === null)
      return Promise.resolve(unasked(question, clock, outOfTime(`not asked: ${perSecond}/s leaves no turn in time`)));
    if (turn <= now) return resolver.ask(question);
    return new Promise((resolve) => clock.after(turn - now, () => resolve(resolver.ask(question))));
  };
  return { ...resolver, ask };
}
