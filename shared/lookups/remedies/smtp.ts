import type { AdviceTable } from './entry.ts';

export const SMTP_ADVICE = {} as const satisfies AdviceTable;
