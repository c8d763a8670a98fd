/** The hosted zones of one account, through Route 53's API. */
import {
  ChangeResourceRecordSetsCommand,
  GetChangeCommand,
  GetHostedZoneCommand,
  ListHostedZonesByNameCommand,
  type ListHostedZonesByNameCommandInput,
  ListResourceRecordSetsCommand,
  type ListResourceRecordSetsCommandInput,
  type ResourceRecordSet,
  Route53Client,
} from '@aws-sdk/client-route-53';
import { defined } from '../../../shared/model/defined.ts';
import { canonicalName } from '../../../shared/model/domain.ts';
import type { ChangeBatch, HostedZone, HostedZones, RecordSet } from '../../../shared/reverse-dns/ports.ts';
import type { ElasticIpPlace } from './elastic-ips.ts';
import { outcomeOf, PATIENT_CLIENT } from './outcome.ts';

/** One account has few zones, and few record sets, of one name; this many pages are someone's mistake. */
const MAX_PAGES = 20;

/** `region`: any of the partition's, since Route 53 has none of its own. */
export function hostedZonesOf({ region, credentials }: Pick<ElasticIpPlace, 'region' | 'credentials'>): HostedZones & {
  readonly close: () => void;
} {
  const client = new Route53Client({ ...PATIENT_CLIENT, region, ...defined({ credentials }) });
  return {
    named: (name) =>
      outcomeOf(async () => {
        const zones: HostedZone[] = [];
        for (const { id, isPrivate } of await zonesNamed(client, name)) {
          zones.push(isPrivate ? { id, name, isPrivate, nameServers: [] } : await zoneOf(client, id));
        }
        return zones;
      }),
    get: (id) => outcomeOf(() => zoneOf(client, id)),
    recordSets: (id, name) => outcomeOf(() => setsNamed(client, id, name)),
    change: (id, batch) =>
      outcomeOf(async () => {
        const ask = new ChangeResourceRecordSetsCommand({ HostedZoneId: id, ChangeBatch: sdkBatch(batch) });
        return bareId((await client.send(ask)).ChangeInfo?.Id);
      }),
    changeStatus: (id) =>
      outcomeOf(async () => {
        const { ChangeInfo } = await client.send(new GetChangeCommand({ Id: id }));
        return ChangeInfo?.Status === 'INSYNC' ? 'INSYNC' : 'PENDING';
      }),
    close: () => client.destroy(),
  };
}

/** The SDK's lists are mutable. */
const sdkBatch = ({ Comment, Changes }: ChangeBatch) => ({
  Comment,
  Changes: Changes.map(({ Action, ResourceRecordSet: set }) => ({
    Action,
    ResourceRecordSet: { ...set, ResourceRecords: [...set.ResourceRecords] },
  })),
});

/** `/hostedzone/Z1` -> `Z1`, `/change/C1` -> `C1`. */
const bareId = (id = ''): string => id.slice(id.lastIndexOf('/') + 1);

type Head = { readonly id: string; readonly isPrivate: boolean };

/** Zones are listed from a name onwards, with their labels reversed, so those of the very name come first. */
async function zonesNamed(client: Route53Client, name: string): Promise<readonly Head[]> {
  const found: Head[] = [];
  let from: Pick<ListHostedZonesByNameCommandInput, 'DNSName' | 'HostedZoneId'> = { DNSName: name };
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await client.send(new ListHostedZonesByNameCommand({ ...from, MaxItems: 100 }));
    const all = answer.HostedZones ?? [];
    const here = all.filter(({ Name }) => canonicalName(Name ?? '') === name);
    found.push(...here.map(({ Id, Config }) => ({ id: bareId(Id), isPrivate: Config?.PrivateZone === true })));
    if (answer.IsTruncated !== true || here.length < all.length) return found;
    from = { DNSName: answer.NextDNSName, HostedZoneId: answer.NextHostedZoneId };
  }
  return found;
}

async function zoneOf(client: Route53Client, id: string): Promise<HostedZone> {
  const { HostedZone, DelegationSet } = await client.send(new GetHostedZoneCommand({ Id: id }));
  return {
    id: bareId(HostedZone?.Id ?? id),
    name: canonicalName(HostedZone?.Name ?? ''),
    isPrivate: HostedZone?.Config?.PrivateZone === true,
    nameServers: (DelegationSet?.NameServers ?? []).map(canonicalName),
  };
}

/** Record sets are listed from a name onwards too. */
async function setsNamed(client: Route53Client, zoneId: string, name: string): Promise<readonly RecordSet[]> {
  const found: RecordSet[] = [];
  let from: Partial<ListResourceRecordSetsCommandInput> = { StartRecordName: name };
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await client.send(
      new ListResourceRecordSetsCommand({ HostedZoneId: zoneId, ...from, MaxItems: 100 }),
    );
    const all = (answer.ResourceRecordSets ?? []).map(setOf);
    const here = all.filter((set) => set.name === name);
    found.push(...here);
    if (answer.IsTruncated !== true || here.length < all.length) return found;
    from = {
      StartRecordName: answer.NextRecordName,
      StartRecordType: answer.NextRecordType,
      StartRecordIdentifier: answer.NextRecordIdentifier,
    };
  }
  return found;
}

const setOf = (set: ResourceRecordSet): RecordSet => ({
  name: canonicalName(set.Name ?? ''),
  type: set.Type ?? '',
  ttl: set.TTL ?? null,
  values: (set.ResourceRecords ?? []).map(({ Value }) => Value ?? ''),
  isAlias: set.AliasTarget !== undefined,
  // Every routing policy names its sets; a simple one has no identifier.
  isRouted: set.SetIdentifier !== undefined || set.TrafficPolicyInstanceId !== undefined,
});
