/** The Elastic IPs of one account and Region, and their reverse names, through EC2's API. */
import {
  type AddressAttribute,
  DescribeAddressesAttributeCommand,
  DescribeAddressesCommand,
  EC2Client,
  type Address as Ec2Address,
  ModifyAddressAttributeCommand,
  ResetAddressAttributeCommand,
} from '@aws-sdk/client-ec2';
import { defined } from '../../../shared/model/defined.ts';
import type { Allocation, CallRefusal, ElasticIps, Outcome, PtrAttribute } from '../../../shared/reverse-dns/ports.ts';
import { outcomeOf, PATIENT_CLIENT } from './outcome.ts';
import type { Credentials } from './roles.ts';
import { tagsOf } from './tags.ts';

export type ElasticIpPlace = {
  readonly region: string;
  /** Empty where it is not known. */
  readonly account: string;
  /** Without: the environment's. */
  readonly credentials?: Credentials;
};

export function elasticIpsIn(place: ElasticIpPlace): ElasticIps & { readonly close: () => void } {
  const { region, credentials } = place;
  const client = new EC2Client({ ...PATIENT_CLIENT, region, ...defined({ credentials }) });
  const of = async (call: () => Promise<AddressAttribute | undefined>, id: string): Promise<Outcome<PtrAttribute>> => {
    const answer = await outcomeOf(call);
    if (!answer.ok) return answer;
    return answer.value === undefined ? none(id, region) : { ok: true, value: attributeOf(answer.value) };
  };
  return {
    region,
    find: async (wanted) => {
      const which = wanted.startsWith('eipalloc-') ? { AllocationIds: [wanted] } : { PublicIps: [wanted] };
      const answer = await outcomeOf(() => client.send(new DescribeAddressesCommand(which)));
      if (!answer.ok) return answer;
      // Consent is in the tags: never those of an address that was not asked for.
      const named = answer.value.Addresses?.find(
        ({ AllocationId, PublicIp }) => wanted === AllocationId || wanted === PublicIp,
      );
      const found = allocationOf(named, place);
      return found === null ? none(wanted, region) : { ok: true, value: found };
    },
    ptr: (id) =>
      of(async () => {
        const ask = new DescribeAddressesAttributeCommand({ AllocationIds: [id], Attribute: 'domain-name' });
        return (await client.send(ask)).Addresses?.find(({ AllocationId }) => AllocationId === id);
      }, id),
    setPtr: (id, hostname) =>
      of(async () => {
        const ask = new ModifyAddressAttributeCommand({ AllocationId: id, DomainName: hostname });
        return (await client.send(ask)).Address ?? {};
      }, id),
    resetPtr: (id) =>
      of(async () => {
        const ask = new ResetAddressAttributeCommand({ AllocationId: id, Attribute: 'domain-name' });
        return (await client.send(ask)).Address ?? {};
      }, id),
    close: () => client.destroy(),
  };
}

/** EC2 answers with an empty list where it could have said so. */
const none = (wanted: string, region: string): CallRefusal => ({
  ok: false,
  kind: 'missing',
  code: 'InvalidAddress.NotFound',
  message: `EC2 lists no ${wanted} in ${region}`,
});

const attributeOf = ({ PtrRecord, PtrRecordUpdate }: AddressAttribute): PtrAttribute => ({
  ptrRecord: PtrRecord || null,
  update:
    PtrRecordUpdate === undefined
      ? null
      : {
          value: PtrRecordUpdate.Value ?? '',
          status: PtrRecordUpdate.Status ?? '',
          reason: PtrRecordUpdate.Reason ?? '',
        },
});

/** Null for an address that has no allocation id (EC2-Classic), so no attribute either. */
function allocationOf(one: Ec2Address | undefined, { region, account }: ElasticIpPlace): Allocation | null {
  const { AllocationId, PublicIp } = one ?? {};
  if (one === undefined || AllocationId === undefined || PublicIp === undefined) return null;
  return {
    allocationId: AllocationId,
    publicIp: PublicIp,
    region,
    account,
    tags: tagsOf(one.Tags),
    serviceManaged: one.ServiceManaged ?? null,
    pool: one.PublicIpv4Pool ?? 'amazon',
  };
}
