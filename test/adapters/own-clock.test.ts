/** The clock that all tests run on: limits are of the time that this process had (`test/support/own-clock.ts`). */
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../adapters/local/clock.ts';
import { ownClock } from '../support/own-clock.ts';

/** As if the machine had been busy with somebody else. */
function standStill(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe.each([
  ['of its own', ownClock()],
  ['of its own, hurried', ownClock(20)],
  ['of the product, here', systemClock],
])('the clock %s', (_, clock) => {
  it('does not count the time in which the process was suspended', async () => {
    const heard: string[] = [];
    const began = clock.monotonic();
    const over = new Promise<void>((done) => {
      clock.after(100, () => {
        heard.push('limit');
        done();
      });
    });
    setTimeout(() => heard.push('answer'), 20);
    standStill(300);
    expect(clock.monotonic() - began).toBeLessThan(100);
    await over;
    expect(heard).toEqual(['answer', 'limit']);
    expect(clock.monotonic() - began).toBeGreaterThanOrEqual(100);
  });

  it('rings in the order of time, and not for a timer that was canceled', async () => {
    const rung: number[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const back = clock.after(2, () => rung.push(2));
    clock.after(30, resolve);
    for (const ms of [9, 3, 3, 6]) clock.after(ms, () => rung.push(ms));
    back();
    await promise;
    expect(rung).toEqual([3, 3, 6, 9]);
  });
});
