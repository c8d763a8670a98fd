import type { AdviceTable } from './entry.ts';

export const BIMI_ADVICE = {} as const satisfies AdviceTable;
