import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { randomFrom } from '../../adapters/local/random-from.ts';

/** A source that gives these words, one after the other, and then zeros. */
function scripted(words: readonly number[]) {
  let at = 0;
  return randomFrom((bytes) => {
    for (let offset = 0; offset < bytes.length; offset += 4) bytes.writeUInt32LE(words[at++] ?? 0, offset);
  });
}

describe('numbers drawn from random bytes', () => {
  it('are whole and below the bound, whatever the bytes are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 32 }),
        fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 })),
        (below, words) => {
          const drawn = scripted(words)(below);
          return Number.isInteger(drawn) && drawn >= 0 && drawn < below;
        },
      ),
    );
  });

  it('draw again where a word lies in the part of the range that would favor small numbers', () => {
    expect(scripted([2 ** 32 - 1, 7])(10)).toBe(7);
    expect(scripted([2 ** 32 - 7, 7])(10)).toBe(9);
  });

  it('come from the next bytes when those of one filling are used up', () => {
    let fillings = 0;
    const random = randomFrom((bytes) => bytes.fill(++fillings));
    const drawn = Array.from({ length: 257 }, () => random(2 ** 32));
    expect([...new Set(drawn)]).toEqual([0x01010101, 0x02020202]);
  });

  it.each([0, -1, 1.5, 2 ** 32 + 1, Number.NaN])('are refused below %s', (below) => {
    expect(() => randomFrom((bytes) => bytes.fill(1))(below)).toThrow(RangeError);
  });

  it('of this machine are below the bound', async () => {
    // All other tests have seeded dice in its place.
    const { systemRandom } = await vi.importActual<typeof import('../../adapters/local/random.ts')>(
      '../../adapters/local/random.ts',
    );
    for (const below of [1, 2, 65_536, 2 ** 32]) expect(systemRandom(below)).toBeLessThan(below);
  });
});
