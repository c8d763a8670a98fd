/** Diagnoses as counts by receiver and cause: what is left of them where nothing about a person may stay. */
import type { Cause, Diagnosis, Side } from './diagnosis.ts';

export type CauseTally = {
  readonly receiver: string;
  readonly cause: Cause;
  readonly side: Side;
  readonly count: number;
};

/** In the order in which they first appear. */
export function tallies(diagnoses: readonly Diagnosis[]): readonly CauseTally[] {
  const groups = Map.groupBy(diagnoses, (one) => `${receiverOf(one)} ${one.cause} ${one.side}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { cause, side } = first;
    return [{ receiver: receiverOf(first), cause, side, count: group.length }];
  });
}

/** The provider whose words they are; else the recipient's domain, which names nobody. */
export function receiverOf({ provider, recipient }: Pick<Diagnosis, 'provider' | 'recipient'>): string {
  if (provider !== 'generic') return provider;
  const domain = recipient?.slice(recipient.lastIndexOf('@') + 1);
  return domain === undefined || domain === '' ? 'unknown' : domain.slice(0, 253);
}
