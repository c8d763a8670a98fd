import type { AdviceTable } from './entry.ts';

export const WEB_ADVICE = {} as const satisfies AdviceTable;
