/**
 * `npm test` looks at a part of the longest series, so that it ends in three minutes; the gate (`npm run check`, which sets
 * THOROUGH=1) at all of them. What a series is drawn from, and what is asserted, is the same.
 */
export const isThorough = process.env['THOROUGH'] === '1';

/** Of so many histories, how many are played. */
export const runs = (promised: number): number => (isThorough ? promised : Math.ceil(promised / 2));
