/**
 * A time after which nobody waits any more. What is still open then is answered "we could not ask", with a detail that
 * says so: a command ends when it promised to, and a name that was never asked is not taken for a clean one.
 */
import type { Clock } from '../model/clock.ts';
import type { Answer, Failed, Question, RecordType, Resolver } from './answer.ts';
import { COMMAND_TIME_UP, outOfTime, unasked } from './unasked.ts';

type Waiting = (answer: Failed) => void;

/** `at` is monotonic. Used where one client serves several callers, each with a time of its own. */
export function withDeadline(resolver: Resolver, clock: Clock, at: number): Resolver {
  const waiting = new Map<Waiting, Question>();
  let stop: (() => void) | null = null;
  const expire = (): void => {
    stop = null;
    for (const [answer, question] of waiting) answer(unasked(question, clock, outOfTime()));
    waiting.clear();
  };
  const leave = (answer: Waiting): void => {
    waiting.delete(answer);
    if (waiting.size > 0) return;
    stop?.();
    stop = null;
  };
  const ask = <T extends RecordType>(question: Question<T>): Promise<Answer<T>> => {
    if (clock.monotonic() >= at) return Promise.resolve(unasked(question, clock, outOfTime(COMMAND_TIME_UP, true)));
    return new Promise((resolve, reject) => {
      waiting.set(resolve, question);
      stop ??= clock.after(at - clock.monotonic(), expire);
      resolver
        .ask(question)
        .then(resolve, reject)
        .finally(() => leave(resolve))
        // `reject` has passed the error on.
        .catch(() => {});
    });
  };
  return { ask, deadlineAt: Math.min(at, resolver.deadlineAt ?? at) };
}

/** Of `ms`, as much as is left of the command's time. */
export const timeLeft = (
  ms: number,
  { resolver, clock }: { readonly resolver: Pick<Resolver, 'deadlineAt'>; readonly clock: Clock },
): number => Math.max(0, Math.min(ms, (resolver.deadlineAt ?? Number.POSITIVE_INFINITY) - clock.monotonic()));
