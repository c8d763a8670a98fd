import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { withSigns } from '../../../adapters/aws/steps/signs.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const MINUTES = 60_000;

function watched() {
  const signs: object[] = [];
  return { signs, telemetry: { log: () => undefined, metrics: (values: object) => void signs.push(values) } };
}

it.each([
  ['now', [1, 2, 3]],
  ['later', [0, 1, 2]],
] as const)(
  'a call that works for eleven minutes gives signs (the first: %s), and none after its end',
  async (first, seen) => {
    const { signs, telemetry } = watched();
    const work = Promise.withResolvers<string>();
    const done = withSigns(telemetry, () => work.promise, first);
    const counts = [signs.length];
    for (const minutes of [5, 6]) {
      vi.advanceTimersByTime(minutes * MINUTES);
      counts.push(signs.length);
    }
    expect(counts).toEqual(seen);
    work.resolve('done');
    expect(await done).toBe('done');
    vi.advanceTimersByTime(60 * MINUTES);
    expect(signs).toHaveLength(seen[2]);
    expect(new Set(signs.map((one) => JSON.stringify(one)))).toEqual(new Set(['{"RunsWorking":1}']));
  },
);

it('gives none after a call that failed', async () => {
  const { signs, telemetry } = watched();
  await expect(withSigns(telemetry, async () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  vi.advanceTimersByTime(60 * MINUTES);
  expect(signs).toHaveLength(1);
});
