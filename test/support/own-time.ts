/** The product's clock in tests is the time that the test's own process had (`own-clock.ts`), in which pauses hurry: whoever answers is here. */
import { vi } from 'vitest';

vi.mock('../../adapters/local/clock.ts', async () => {
  const { ownClock } = await import('./own-clock.ts');
  return { systemClock: ownClock(20) };
});
