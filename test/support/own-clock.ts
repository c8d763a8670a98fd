/**
 * The time that this process had, in the place of the machine's: on a busy machine a process may stand still for seconds, and
 * when it goes on, every limit has passed although nobody was slow. A turn of the event loop counts for no more than it was to
 * last, so that whoever answers in this process is always heard before a limit of this process is over. On an idle machine it
 * runs like any other clock. The time of day stays the machine's.
 *
 * Where everybody who answers is in this process, a pause needs not take its time: at a speed of 20, one of 20 ms is over after 1 ms.
 * What is counted beside pauses, and the turns in which an answer is heard before a limit is over, stay as they are.
 */
import type { Clock } from '../../shared/model/clock.ts';

/** What a turn may take beyond the pause that was asked for, in milliseconds. */
const TURN_MS = 5;
/** The nearest limit is reached in about so many turns, each of which hears what has come. */
const TURNS = 100;
const LONGEST_PAUSE_MS = 250;

/** The least that a turn of a clock that hurries counts. */
const HURRIED_TURN_MS = 5;

type Waiting = { readonly at: number; readonly task: () => void };

export function ownClock(speed = 1): Clock {
  const leastPause = speed > 1 ? HURRIED_TURN_MS : 1;
  let own = 0;
  let last = performance.now();
  /** What is left of the pause, in milliseconds of the machine, and what each of them counts. */
  let pause = 0;
  let weight = 1;
  let timer: NodeJS.Timeout | undefined;
  const waiting = new Set<Waiting>();

  const passed = (): number => {
    const now = performance.now();
    const paused = Math.min(now - last, pause);
    own += paused * weight + Math.min(now - last - paused, TURN_MS);
    pause -= paused;
    last = now;
    return own;
  };
  const nearest = (): number => {
    let least = Number.POSITIVE_INFINITY;
    for (const { at } of waiting) least = Math.min(least, at);
    return least;
  };
  const turn = (): void => {
    timer = undefined;
    const now = passed();
    // In the order in which they are due; of two that are due together, as they were asked for.
    for (const one of [...waiting].filter(({ at }) => at <= now).sort((a, b) => a.at - b.at))
      if (waiting.delete(one)) one.task();
    plan();
  };
  const plan = (): void => {
    if (timer !== undefined) clearTimeout(timer);
    timer = undefined;
    pause = 0;
    if (waiting.size === 0) return;
    const left = Math.max(0, nearest() - passed());
    const counted = Math.min(
      Math.max(1, Math.ceil(Math.min(left, Math.max(leastPause, left / TURNS)))),
      LONGEST_PAUSE_MS,
    );
    pause = Math.max(1, Math.round(counted / speed));
    weight = counted / pause;
    timer = setTimeout(turn, pause);
  };
  return {
    now: () => Date.now(),
    monotonic: passed,
    after: (ms, task) => {
      const one = { at: passed() + ms, task };
      const isNearest = one.at < nearest();
      waiting.add(one);
      if (isNearest) plan();
      return () => {
        if (waiting.delete(one) && waiting.size === 0) plan();
      };
    },
  };
}
