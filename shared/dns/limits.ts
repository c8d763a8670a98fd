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
    const gate = gates.get(key) ?? createGate(resolver, most, () => gates.delete(key));
    gates.set(key, gate);
    return gate.ask(question);
  };
  return { ...resolver, ask };
}

type Gate = Pick<Resolver, 'ask'>;

/** Tens of thousands may wait, so what waits is the question and its promise's end, nothing more. */
type InLine = { readonly question: Question; readonly resolve: (answer: Promise<Answer>) => void };

function createGate(resolver: Resolver, places: number, onEmpty: () => void): Gate {
  let taken = 0;
  let line: (InLine | null)[] = [];
  let first = 0;
  const enter = <T extends RecordType>(question: Question<T>): Promise<Answer<T>> => {
    const answer = resolver.ask(question);
    answer.then(leave, leave);
    return answer;
  };
  const leave = (): void => {
    const next = line[first];
    // A place goes to the next in line, and is only given up when there is none.
    if (next) {
      line[first++] = null;
      next.resolve(enter(next.question));
      return;
    }
    line = [];
    first = 0;
    taken--;
    if (taken === 0) onEmpty();
  };
  const ask = <T extends RecordType>(question: Question<T>): Promise<Answer<T>> => {
    if (taken >= places) {
      return new Promise((resolve) => {
        line.push({ question, resolve } as unknown as InLine);
      });
    }
    taken++;
    return enter(question);
  };
  return { ask };
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
    if (turn === null) {
      const detail = `our own pace of ${perSecond} queries a second left no turn in time`;
      return Promise.resolve(unasked(question, clock, outOfTime(detail, true)));
    }
    if (turn <= now) return resolver.ask(question);
    return new Promise((resolve) => clock.after(turn - now, () => resolve(resolver.ask(question))));
  };
  return { ...resolver, ask };
}
