/** For `node --import`: the same for a process that a test starts. */
import { systemClock } from '../../adapters/local/clock.ts';
import { ownClock } from './own-clock.ts';

Object.assign(systemClock, ownClock());
