/** This machine's clock. */
import type { Clock } from '../../shared/model/clock.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, task) => {
    // Rounded up: a timer that rings early would find nothing due.
    const timer = setTimeout(task, Math.ceil(ms));
    return () => clearTimeout(timer);
  },
};
