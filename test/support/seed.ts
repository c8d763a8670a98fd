/**
 * Properties draw the same cases in every run, so that a gate says something about the change and not about its luck. With
 * `FRESH=1` each run draws new ones; what fails there prints its seed.
 */
import fc from 'fast-check';

const SEED = 20_261_201;

if (process.env['FRESH'] !== '1') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: SEED });
