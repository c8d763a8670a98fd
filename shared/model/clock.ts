/**
 * Time and randomness as ports: nothing below `shared/` reads the machine's clock or dice by itself, so a test or the
 * sandbox can replay a day in a second.
 */
export type Clock = {
  /** Wall clock, milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds from any fixed point, never going back: for round trips and deadlines. */
  readonly monotonic: () => number;
  /** Runs `task` once after `ms`; returns the cancellation. */
  readonly after: (ms: number, task: () => void) => () => void;
};

/** A whole number from 0 to `below` - 1, unpredictable to an outsider (DNS ids and ports depend on it). */
export type Random = (below: number) => number;

export const pause = (clock: Clock, ms: number): Promise<void> => new Promise((done) => clock.after(ms, done));

export const isoTime = (ms: number): string => new Date(ms).toISOString();
