/** A clock that goes to its next alarm as soon as nothing else is left to do: a time-out of five seconds takes none. */
import type { Clock } from '../../shared/model/clock.ts';

export type IdleClock = Clock & {
  /** Rings the next alarm; false where there is none. */
  readonly ring: () => boolean;
  readonly advance: (ms: number) => void;
};

type Alarm = { readonly at: number; readonly task: () => void };

export function idleClock(start: number): IdleClock {
  let time = start;
  const alarms = new Set<Alarm>();
  return {
    now: () => time,
    monotonic: () => time - start,
    after: (ms, task) => {
      const alarm = { at: time + ms, task };
      alarms.add(alarm);
      return () => void alarms.delete(alarm);
    },
    ring: () => {
      let next: Alarm | undefined;
      for (const alarm of alarms) if (next === undefined || alarm.at < next.at) next = alarm;
      if (next === undefined) return false;
      alarms.delete(next);
      time = Math.max(time, next.at);
      next.task();
      return true;
    },
    advance: (ms) => {
      time += ms;
    },
  };
}

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

/** Waits for the work; whenever a turn of the event loop brings nothing on, the clock goes on to its next alarm. */
export async function untilDone<T>(work: Promise<T>, clock: IdleClock): Promise<T> {
  let isOver = false;
  const over = (): void => {
    isOver = true;
  };
  work.then(over, over);
  while (!isOver) {
    await turn();
    if (!isOver) await turn();
    if (!isOver) clock.ring();
  }
  return work;
}
