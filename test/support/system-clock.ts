/** Another clock for the whole composition, where the command line takes this machine's and nothing else can be handed in. */
import { systemClock } from '../../adapters/local/clock.ts';
import type { Clock } from '../../shared/model/clock.ts';

/** Until what it returns is called. */
export function replaceSystemClock(clock: Clock): () => void {
  const real = { ...systemClock };
  const { monotonic, after } = clock;
  // Of whole milliseconds, as the machine's.
  Object.assign(systemClock, { now: () => Math.floor(clock.now()), monotonic, after });
  return () => void Object.assign(systemClock, real);
}
