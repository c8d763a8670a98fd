/**
 * Properties draw the same cases in every run, so that a gate says something about the change and not about its luck; so does the
 * product, whose dice begin anew with each test. With `FRESH=1` each run draws others; what fails there prints its seed.
 */
import fc from 'fast-check';
import { beforeEach, vi } from 'vitest';

const SEED = 20_261_201;
const isFresh = process.env['FRESH'] === '1';

if (!isFresh) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: SEED });

const dice = vi.hoisted(() => ({ state: 0 }));

vi.mock('../../adapters/local/random.ts', () => ({
  // Mulberry32.
  systemRandom: (below: number): number => {
    dice.state = (dice.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(dice.state ^ (dice.state >>> 15), 1 | dice.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  },
}));

const seed = isFresh ? Date.now() : SEED;
if (isFresh) console.info(`the product's dice: ${seed}`);

beforeEach(() => {
  dice.state = seed | 0;
});
