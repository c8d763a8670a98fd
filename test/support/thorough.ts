/**
 * `npm test` plays a part of the longest series, so that it ends in two minutes; the gate (`npm run check`, which sets THOROUGH=1)
 * plays all of them. What a series is drawn from, and what is asserted, is the same.
 */
export const isThorough = process.env['THOROUGH'] === '1';

/** Of so many drawn cases, how many are played. */
export const runs = (promised: number): number => (isThorough ? promised : Math.ceil(promised / 5));

/** Of a list, the part that is played: all in the gate, every so many in `npm test`, beginning with the one at `first`. */
export const part = <T>(all: readonly T[], every: number, first = 0): readonly T[] =>
  isThorough ? all : all.filter((_, at) => at % every === first % every);
