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
  const deadline = new Deadline(resolver, clock, at);
  return { ask: (question) => deadline.ask(question), deadlineAt: Math.min(at, resolver.deadlineAt ?? at) };
}

class Deadline {
  readonly #resolver: Resolver;
  readonly #clock: Clock;
  readonly #at: number;
  readonly #waiting = new Map<Waiting, Question>();
  #stop: (() => void) | null = null;

  constructor(resolver: Resolver, clock: Clock, at: number) {
    this.#resolver = resolver;
    this.#clock = clock;
    this.#at = at;
  }

  ask<T extends RecordType>(question: Question<T>): Promise<Answer<T>> {
    const clock = this.#clock;
    if (clock.monotonic() >= this.#at)
      return Promise.resolve(unasked(question, clock, outOfTime(COMMAND_TIME_UP, true)));
    return new Promise((resolve, reject) => {
      this.#waiting.set(resolve, question);
      this.#stop ??= clock.after(this.#at - clock.monotonic(), () => this.#expire());
      this.#resolver
        .ask(question)
        .then(resolve, reject)
        .finally(() => this.#leave(resolve))
        // `reject` has passed the error on.
        .catch(() => {});
    });
  }

  #expire(): void {
    this.#stop = null;
    for (const [answer, question] of this.#waiting) answer(unasked(question, this.#clock, outOfTime()));
    this.#waiting.clear();
  }

  #leave(answer: Waiting): void {
    this.#waiting.delete(answer);
    if (this.#waiting.size > 0) return;
    this.#stop?.();
    this.#stop = null;
  }
}

/** Of `ms`, as much as is left of the command's time. */
export const timeLeft = (
  ms: number,
  { resolver, clock }: { readonly resolver: Pick<Resolver, 'deadlineAt'>; readonly clock: Clock },
): number => Math.max(0, Math.min(ms, (resolver.deadlineAt ?? Number.POSITIVE_INFINITY) - clock.monotonic()));
