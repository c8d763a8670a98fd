import type { AdviceTable } from './entry.ts';

export const REACH_ADVICE = {} as const satisfies AdviceTable;
