import type { AdviceTable } from './entry.ts';

export const PUBLISHED_ADVICE = {} as const satisfies AdviceTable;
