import type { AdviceTable } from './entry.ts';

export const CHECKS_ADVICE = {} as const satisfies AdviceTable;
