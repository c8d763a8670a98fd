import type { AdviceTable } from './entry.ts';

export const POLICIES_ADVICE = {} as const satisfies AdviceTable;
