/** What is set now, with no name wanted: EC2's record, what EC2 was asked for and has not applied, and what public DNS says. */
import { evidenceOf } from '../dns/answer.ts';
import { address, reverseName } from '../model/address.ts';
import type { Evidence } from '../model/finding.ts';
import type { Blocked } from './blocked.ts';
import { refused } from './decided.ts';
import { isManaged } from './manage-tag.ts';
import type { Outcome, Ports, PtrUpdate } from './ports.ts';
import { notOurs, released } from './refusals.ts';

export type CurrentReverse =
  | {
      readonly kind: 'seen';
      readonly address: string;
      readonly allocationId: string;
      readonly region: string;
      /** Tagged `postwatch:manage=true`. */
      readonly isManaged: boolean;
      /** As EC2 has it, with a trailing dot; null: none. */
      readonly ptrRecord: string | null;
      readonly update: PtrUpdate | null;
      /** The PTR question to the public resolver. */
      readonly dns: Evidence;
    }
  /** `isPassing`: AWS may answer later. */
  | { readonly kind: 'unseen'; readonly why: Blocked; readonly isPassing: boolean };

/** `wanted`: an IPv4 address or an allocation id, spelled canonically. */
export async function readReverseDns(
  wanted: string,
  { elasticIps, resolver }: Pick<Ports, 'elasticIps' | 'resolver'>,
): Promise<CurrentReverse> {
  const found = await elasticIps.find(wanted);
  if (!found.ok) return unseen('ec2:DescribeAddresses', found, () => notOurs(wanted, elasticIps.region));
  const allocation = found.value;
  const { allocationId, publicIp, region } = allocation;
  const ptr = await elasticIps.ptr(allocationId);
  if (!ptr.ok) return unseen('ec2:DescribeAddressesAttribute', ptr, () => released(allocation));
  const dns = await resolver.ask({ name: reverseName(address(publicIp)), type: 'PTR', fresh: true });
  return {
    kind: 'seen',
    address: publicIp,
    allocationId,
    region,
    isManaged: isManaged(allocation),
    ptrRecord: ptr.value.ptrRecord,
    update: ptr.value.update,
    dns: evidenceOf(dns),
  };
}

function unseen(call: string, refusal: Exclude<Outcome<never>, { ok: true }>, gone: () => Blocked): CurrentReverse {
  if (refusal.kind === 'missing') return { kind: 'unseen', why: gone(), isPassing: false };
  const why = refused(call, refusal);
  return why.kind === 'wait'
    ? { kind: 'unseen', why: why.atLast, isPassing: true }
    : { kind: 'unseen', why: why.why, isPassing: false };
}
