/** A look at which nobody is remembered, and nothing is out of sight. */
import type { Remembered } from '../../shared/watch/found/senders.ts';

export const remembered = (more: Partial<Remembered> = {}): Remembered => ({
  known: {},
  at: '2026-11-30T19:39:00.000Z',
  lastAt: '2026-11-30T18:39:00.000Z',
  unknown: [],
  hidden: false,
  ...more,
});
