/** This machine's randomness. Apart from its clock, because `node:crypto` would be a tenth of the API's start, which needs none. */
import { randomInt } from 'node:crypto';
import type { Random } from '../../shared/model/clock.ts';

export const systemRandom: Random = (below) => randomInt(below);
