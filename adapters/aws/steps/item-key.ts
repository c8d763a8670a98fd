/** An item of a run names its batch, or several that one worker is to work one after the other (`shared/watch/run/paced.ts`). */
const BETWEEN = ',';

export const itemKeyOf = (batchKeys: readonly string[]): string => batchKeys.join(BETWEEN);

export const batchKeysOf = (itemKey: string): readonly string[] => itemKey.split(BETWEEN);
