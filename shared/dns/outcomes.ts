/** How many questions ended how: every one asked ends as exactly one of these. */
import type { FailureReason } from './rcode.ts';

export type Outcomes = {
  readonly records: number;
  readonly absent: number;
  readonly failed: Readonly<Record<FailureReason, number>>;
};

export type OutcomeTally = { records: number; absent: number; readonly failed: Record<FailureReason, number> };

export const FAILURES: readonly FailureReason[] = [
  'timeout',
  'servfail',
  'refused',
  'network',
  'malformed',
  'stale',
  'unproven',
];

export const outcomes = (): OutcomeTally => ({
  records: 0,
  absent: 0,
  failed: { timeout: 0, servfail: 0, refused: 0, network: 0, malformed: 0, stale: 0, unproven: 0 },
});
