import type { AdviceTable } from './entry.ts';

export const DMARC_ADVICE = {} as const satisfies AdviceTable;
