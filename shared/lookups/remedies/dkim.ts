import type { AdviceTable } from './entry.ts';

export const DKIM_ADVICE = {} as const satisfies AdviceTable;
