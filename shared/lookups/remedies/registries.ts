import type { AdviceTable } from './entry.ts';

export const REGISTRIES_ADVICE = {} as const satisfies AdviceTable;
