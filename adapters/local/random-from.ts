/** Numbers out of random bytes. */
import type { Random } from '../../shared/model/clock.ts';

const POOL_BYTES = 1024;
const WORDS = 2 ** 32;

/** Uniform, from what `fill` makes of the bytes; `below` from 1 to 2^32. Throws `RangeError` outside of that. */
export function randomFrom(fill: (bytes: Buffer) => void): Random {
  const pool = Buffer.alloc(POOL_BYTES);
  let at = POOL_BYTES;
  const word = (): number => {
    if (at === POOL_BYTES) {
      fill(pool);
      at = 0;
    }
    at += 4;
    return pool.readUInt32LE(at - 4);
  };
  return (below) => {
    if (!Number.isInteger(below) || below < 1 || below > WORDS) throw new RangeError(`no number is below ${below}`);
    // What is left of the range after its last whole part would make small numbers likelier.
    const even = WORDS - (WORDS % below);
    for (;;) {
      const drawn = word();
      if (drawn < even) return drawn % below;
    }
  };
}
