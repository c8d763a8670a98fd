/**
 * At most so many in any stretch of time, exactly: a turn comes free when the one `count` turns ago is `perMs` old. So a
 * small command goes out at once, and yet no second ever holds more than its share (the Amazon resolver drops what
 * exceeds 1,024 packets a second and interface). `count` 1 spaces evenly, as a list's operator wants it.
 */
export type Pace = {
  /** Takes the next turn; its monotonic time (now, if it is free), or null if it comes after `latest`: none is taken then. */
  readonly take: (now: number, latest: number) => number | null;
};

export function createPace(count: number, perMs: number): Pace {
  const turns: number[] = [];
  let oldest = 0;
  return {
    take: (now, latest) => {
      const turn = Math.max(now, (turns[oldest] ?? Number.NEGATIVE_INFINITY) + perMs);
      if (turn > latest) return null;
      turns[oldest] = turn;
      oldest = (oldest + 1) % count;
      return turn;
    },
  };
}

/** For benches and a resolver of one's own. */
export const unpaced: Pace = { take: (now) => now };
