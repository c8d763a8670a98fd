/** A clock that moves only when told. Timers fire in order as `advance` passes them. */
import { onTestFinished } from 'vitest';
import type { Clock } from '../../shared/model/clock.ts';
import { NOON } from './zone.ts';

export type FakeClock = Clock & { readonly advance: (ms: number) => void };

export function fakeClock(start = NOON): FakeClock {
  let time = start;
  let timers: { readonly at: number; readonly task: () => void }[] = [];
  const advance = (ms: number): void => {
    const end = time + ms;
    for (;;) {
      const due = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      timers = timers.filter((timer) => timer !== due);
      time = Math.max(time, due.at);
      due.task();
    }
    time = end;
  };
  return {
    now: () => time,
    monotonic: () => time - start,
    after: (ms, task) => {
      const timer = { at: time + ms, task };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance,
  };
}

/**
 * The time that this process had, for tests over real sockets: a turn of the event loop takes 5 ms at most, so that nothing
 * is late because the machine was busy with something else. It ends with the test.
 */
export function ownTime(): FakeClock {
  const clock = fakeClock();
  let last = performance.now();
  const turn = setInterval(() => {
    const now = performance.now();
    clock.advance(Math.min(5, now - last));
    last = now;
  }, 1);
  onTestFinished(() => clearInterval(turn));
  return clock;
}
