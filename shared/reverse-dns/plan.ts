/**
 * Step 1, the plan: is it an Elastic IP of this account and Region, may it be changed, what has EC2 recorded? Nobody else is
 * asked before this is clear, and nothing is written before it and the forward record are.
 */
import type { Answer } from '../dns/answer.ts';
import { address, reverseName } from '../model/address.ts';
import { canonicalName } from '../model/domain.ts';
import { type Decided, end, go, type NotYet, refused } from './decided.ts';
import { isManaged } from './manage-tag.ts';
import type { Allocation, Outcome, Ports, PtrAttribute } from './ports.ts';
import { differentPtr, govcloud, missingTag, notApplied, notOurs, released } from './refusals.ts';
import type { State } from './state.ts';
import { ec2Busy } from './words.ts';

export type NamePlan = {
  readonly allocation: Allocation;
  /** The reverse name that EC2 has (canonical); null: none. */
  readonly before: string | null;
  /** What public DNS has at the moment. If it could not be looked up, nothing stops before the proof. */
  readonly ptr: Answer<'PTR'>;
};

const PENDING_SECONDS = 15;

export const isPending = (update: PtrAttribute['update']): boolean => update?.status.toUpperCase() === 'PENDING';

/** The name that someone set, canonical; null for none, or for the one that EC2 gives to every address. */
export function setName(name: string | null): string | null {
  const canonical = canonicalName(name ?? '');
  return canonical === '' || isAmazons(canonical) ? null : canonical;
}

export const isAmazons = (name: string): boolean => /\.amazonaws\.(com|com\.cn|eu)$/.test(name);

export async function decidePlan(state: State, { elasticIps, resolver }: Ports): Promise<Decided<NamePlan>> {
  const { wish } = state;
  const found = await elasticIps.find(wish.address);
  if (!found.ok)
    return found.kind === 'missing'
      ? end(notOurs(wish.address, elasticIps.region))
      : refused('ec2:DescribeAddresses', found);
  const allocation = found.value;
  if (allocation.region.startsWith('us-gov-')) return end(govcloud(allocation, wish.hostname));
  if (wish.needsTag && !isManaged(allocation)) return end(missingTag(allocation));
  const read = readPtr(await elasticIps.ptr(allocation.allocationId), allocation);
  if (read.kind !== 'go') return read;
  const busy = busyWithAnother(read.value, state, allocation);
  if (busy !== null) return busy;
  const before = setName(read.value.ptrRecord);
  const refusal = mayGo(allocation, before, state);
  if (refusal !== null) return refusal;
  const ptr = await resolver.ask({ name: reverseName(address(allocation.publicIp)), type: 'PTR', fresh: true });
  return go({ allocation, before, ptr });
}

/** EC2 has not yet applied what it was asked for by someone else, or by us with an earlier name. */
export function busyWithAnother({ update }: PtrAttribute, { wish }: State, allocation: Allocation): NotYet | null {
  if (update === null || !isPending(update) || setName(update.value) === wish.hostname) return null;
  const text = ec2Busy(update.value);
  return { kind: 'wait', seconds: PENDING_SECONDS, text, atLast: notApplied(allocation, text) };
}

/** A refusal where another name is set that must stay; EC2 having been asked already makes no difference to that. */
export function mayGo(allocation: Allocation, has: string | null, { wish }: State): Decided<never> | null {
  const { hostname, mayReplace } = wish;
  if (has === null || has === hostname || mayReplace === 'any' || mayReplace.includes(has)) return null;
  return end(differentPtr(allocation, has, hostname));
}

/** What EC2 has recorded; an address that was there a moment ago and is not now was released. */
export function readPtr(answer: Outcome<PtrAttribute>, allocation: Allocation): Decided<PtrAttribute> {
  if (answer.ok) return go(answer.value);
  if (answer.kind === 'missing') return end(released(allocation));
  return refused('ec2:DescribeAddressesAttribute', answer);
}
