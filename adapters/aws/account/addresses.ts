/**
 * Every Elastic IP of every account and Region, with what EC2 says of it. A Region that does not answer is a value, "not
 * looked at" with the reason, and never "no addresses". One in which a part of the answers failed is not looked at either:
 * half of what EC2 knows would turn senders into candidates and end their incidents.
 */
import {
  DescribeAddressesAttributeCommand,
  DescribeAddressesCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRegionsCommand,
  EC2Client,
  type Address as Ec2Address,
  type Filter,
  type NetworkInterface,
} from '@aws-sdk/client-ec2';
import { addressRange, parseAddress } from '../../../shared/model/address.ts';
import { defined } from '../../../shared/model/defined.ts';
import { type ElasticIp, placeOf } from '../../../shared/model/target.ts';
import type { Settings } from '../../../shared/settings/settings.ts';
import type { FoundAddress, Use } from '../../../shared/watch/found/inventory.ts';
import type { UnseenPlace } from '../../../shared/watch/found/surroundings.ts';
import { CLIENT, errorCode, errorLine, isDenied } from './client.ts';
import type { Accounts, AwsAccount, Roles } from './roles.ts';
import { tagsOf } from './tags.ts';

export type Discovered = { readonly found: readonly FoundAddress[]; readonly unseen: readonly UnseenPlace[] };

type Aws = Pick<NonNullable<Settings['aws']>, 'regions' | 'accounts' | 'instanceIpv6'>;

/** Regions looked at a time. */
const TOGETHER = 8;
/** Values that one filter takes. */
const FILTER_VALUES = 200;
const PAGE = 1000;

export async function discoverAddresses(aws: Aws, home: { account: string; region: string }): Promise<Discovered> {
  const { accounts, unseen } = await accountsOf(home.account, aws.accounts);
  const all: UnseenPlace[] = [...unseen];
  const places: Place[] = [];
  for (const account of accounts) {
    const regions = await regionsOf(account, home.region, aws.regions);
    if ('why' in regions) all.push(regions);
    else places.push(...regions.map((region) => ({ ...account, region })));
  }
  const found: FoundAddress[] = [];
  for (let at = 0; at < places.length; at += TOGETHER) {
    const looked = await Promise.all(
      places.slice(at, at + TOGETHER).map((place) => addressesAt(place, aws.instanceIpv6)),
    );
    for (const one of looked) {
      if ('why' in one) all.push(one);
      else found.push(...one);
    }
  }
  return { found, unseen: all };
}

/** STS's client is loaded where there are roles to assume. */
async function accountsOf(home: string, roles: Roles): Promise<Accounts> {
  if (roles.length === 0) return { accounts: [{ account: home }], unseen: [] };
  const { assumeRoles } = await import('./roles.ts');
  return assumeRoles(home, roles);
}

type Place = AwsAccount & { readonly region: string };

const clientFor = ({ region, credentials }: Place): EC2Client =>
  new EC2Client({ ...CLIENT, region, ...defined({ credentials }) });

const unseenAt = (place: string, error: unknown): UnseenPlace => ({
  place,
  why: errorLine(error),
  denied: isDenied(error),
});

async function regionsOf(account: AwsAccount, home: string, given: readonly string[] | undefined) {
  if (given !== undefined) return given;
  try {
    // Without AllRegions: those that are enabled.
    const { Regions = [] } = await clientFor({ ...account, region: home }).send(new DescribeRegionsCommand({}));
    return Regions.flatMap(({ RegionName }) => RegionName ?? []);
  } catch (error) {
    return unseenAt(`${account.account}/`, error);
  }
}

async function addressesAt(place: Place, instanceIpv6: boolean): Promise<readonly FoundAddress[] | UnseenPlace> {
  const client = clientFor(place);
  try {
    const { Addresses = [] } = await client.send(new DescribeAddressesCommand({}));
    const ours = Addresses.filter(({ PublicIp, AllocationId }) => PublicIp !== undefined && AllocationId !== undefined);
    const recorded = ours.length === 0 ? new Map<string, string | null>() : await recordedPtrs(client);
    const interfaces = await interfacesOf(ours, client);
    const found = ours.flatMap((one) => elasticIpOf(one, place, recorded, interfaces));
    return instanceIpv6 ? [...found, ...(await ipv6Of(place, client))] : found;
  } catch (error) {
    return unseenAt(placeOf(place), error);
  } finally {
    client.destroy();
  }
}

/** By allocation id; null where EC2 will never say, which is the same at every run. */
async function recordedPtrs(client: EC2Client): Promise<ReadonlyMap<string, string | null> | null> {
  const recorded = new Map<string, string | null>();
  let NextToken: string | undefined;
  try {
    do {
      const page = await client.send(
        new DescribeAddressesAttributeCommand({ Attribute: 'domain-name', MaxResults: PAGE, NextToken }),
      );
      for (const { AllocationId, PtrRecord } of page.Addresses ?? [])
        if (AllocationId !== undefined) recorded.set(AllocationId, PtrRecord || null);
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    return recorded;
  } catch (error) {
    if (isDenied(error) || /^(InvalidAction|UnsupportedOperation|UnknownAction)/.test(errorCode(error))) return null;
    throw error;
  }
}

/** Of those that are on an interface and on no instance: what the interface belongs to. */
async function interfacesOf(addresses: readonly Ec2Address[], client: EC2Client) {
  const ids = addresses.flatMap(({ InstanceId, NetworkInterfaceId }) => (InstanceId ? [] : (NetworkInterfaceId ?? [])));
  const interfaces = new Map<string, NetworkInterface>();
  for (let at = 0; at < ids.length; at += FILTER_VALUES) {
    const Values = ids.slice(at, at + FILTER_VALUES);
    for (const one of await describeInterfaces(client, [{ Name: 'network-interface-id', Values }]))
      interfaces.set(one.NetworkInterfaceId ?? '', one);
  }
  return interfaces;
}

async function describeInterfaces(client: EC2Client, Filters: Filter[]): Promise<readonly NetworkInterface[]> {
  const all: NetworkInterface[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new DescribeNetworkInterfacesCommand({ Filters, MaxResults: PAGE, NextToken }));
    all.push(...(page.NetworkInterfaces ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return all;
}

function elasticIpOf(
  one: Ec2Address,
  place: Place,
  recorded: ReadonlyMap<string, string | null> | null,
  interfaces: ReadonlyMap<string, NetworkInterface>,
): readonly FoundAddress[] {
  const address = parseAddress(one.PublicIp ?? '');
  if (!address.ok || addressRange(address.value).kind === 'refused') return [];
  const allocationId = one.AllocationId ?? '';
  const elasticIp: ElasticIp = {
    allocationId,
    region: place.region,
    account: place.account,
    associated: one.AssociationId !== undefined,
    ...defined({
      instanceId: one.InstanceId ? one.InstanceId : undefined,
      recordedPtr: recorded === null ? undefined : (recorded.get(allocationId) ?? null),
    }),
  };
  return [{ address: address.value, use: useOf(one, interfaces), tags: tagsOf(one.Tags), elasticIp }];
}

function useOf(one: Ec2Address, interfaces: ReadonlyMap<string, NetworkInterface>): Use {
  if (one.ServiceManaged !== undefined) return SERVICES[one.ServiceManaged] ?? 'service';
  if (one.InstanceId) return 'instance';
  if (one.NetworkInterfaceId === undefined) return 'unused';
  const owner = interfaces.get(one.NetworkInterfaceId);
  return owner === undefined ? 'instance' : ownerUse(owner);
}

const SERVICES: Readonly<Record<string, Use>> = {
  alb: 'load-balancer',
  nlb: 'load-balancer',
  rnat: 'nat-gateway',
};

/** Interfaces that an instance sends through, or would. */
const PLAIN = new Set(['interface', 'efa', 'efa-only', 'branch', 'trunk']);

function ownerUse({ InterfaceType = 'interface', RequesterManaged, Description = '' }: NetworkInterface): Use {
  if (/nat_?gateway/i.test(InterfaceType)) return 'nat-gateway';
  if (InterfaceType.includes('load_balancer') || Description.startsWith('ELB ')) return 'load-balancer';
  return PLAIN.has(InterfaceType) && RequesterManaged !== true ? 'instance' : 'service';
}

/** Of instances; their tags are on the interface. */
async function ipv6Of(place: Place, client: EC2Client): Promise<readonly FoundAddress[]> {
  const attached = await describeInterfaces(client, [{ Name: 'attachment.status', Values: ['attached'] }]);
  const ofInstances = attached.filter(
    (one) => one.Attachment?.InstanceId !== undefined && ownerUse(one) === 'instance',
  );
  return ofInstances.flatMap(({ Ipv6Addresses = [], TagSet, Attachment }) =>
    Ipv6Addresses.flatMap(({ Ipv6Address = '' }): FoundAddress[] => {
      const address = parseAddress(Ipv6Address);
      if (!address.ok || addressRange(address.value).kind === 'refused') return [];
      const instanceId = Attachment?.InstanceId ?? '';
      return [{ address: address.value, use: 'instance', tags: tagsOf(TagSet), place: placeOf(place), instanceId }];
    }),
  );
}
