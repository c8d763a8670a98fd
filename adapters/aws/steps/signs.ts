/**
 * Signs of life of a run, for the alarm `NoRunFinished`: a call may take fifteen minutes, Lambda counts it only when it is over, and
 * with a run every fifteen minutes the alarm would be there first. A line of a metric is read while the function works.
 */
import { MINUTE } from '../../../shared/model/duration.ts';
import type { Telemetry } from './metrics.ts';

/** A third of the shortest period, so that a sign that is late is not missed. */
const EVERY_MS = 5 * MINUTE;

/** One now, and more of them until the work is over. `discover` and `close` give none at once: their calls may have nothing to do. */
export async function withSigns<T>(
  { metrics }: Telemetry,
  work: () => Promise<T>,
  first: 'now' | 'later' = 'now',
): Promise<T> {
  const sign = (): void => metrics({ RunsWorking: 1 });
  if (first === 'now') sign();
  const timer = setInterval(sign, EVERY_MS);
  // Lambda waits for the answer, not for this.
  timer.unref();
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
