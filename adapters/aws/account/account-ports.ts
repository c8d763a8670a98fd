/**
 * AWS behind the ports of the reverse-dns machine: the Elastic IPs of one account in all the Regions that are looked at, and
 * its hosted zones. The Region is found by looking, the home Region first; from then on it is remembered.
 */
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { Text } from '../../../shared/model/language.ts';
import type { Allocation, ElasticIps, HostedZones, Outcome } from '../../../shared/reverse-dns/ports.ts';
import { CLIENT, loginProblem } from './client.ts';
import { elasticIpsIn } from './elastic-ips.ts';
import { outcomeOf, PATIENT_CLIENT } from './outcome.ts';
import { hostedZonesOf } from './zones.ts';

export type OpenedAccount = {
  /** Looked in first; null: the environment's or the profile's, as the SDK finds it. */
  readonly home: string | null;
  /** Instead of every enabled Region. */
  readonly regions?: readonly string[] | undefined;
  /** Empty where it is not known. */
  readonly account: string;
};

export type AccountPorts = {
  readonly elasticIps: ElasticIps;
  readonly zones: HostedZones;
  readonly close: () => void;
};

/** `known`: what an earlier look found, so that it need not be looked for again. */
export async function openAccount(given: OpenedAccount, known: Allocation | null = null): Promise<AccountPorts> {
  const home = given.home ?? (await configuredRegion());
  const zones = hostedZonesOf({ region: home });
  const elasticIps = elasticIpsAnywhere({ ...given, home }, known);
  const close = (): void => {
    zones.close();
    elasticIps.close();
  };
  return { elasticIps, zones, close };
}

/** One line if no credentials work; the SDK would report it at every call in its own words. */
export async function withoutCredentials(): Promise<Text | null> {
  const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
  return defaultProvider()().then(() => null, loginProblem);
}

const DEFAULT_REGION = 'us-east-1';

async function configuredRegion(): Promise<string> {
  const client = new EC2Client(CLIENT);
  try {
    return await client.config.region();
  } catch {
    return DEFAULT_REGION;
  } finally {
    client.destroy();
  }
}

type Region = ReturnType<typeof elasticIpsIn>;

function elasticIpsAnywhere(
  { home, regions, account }: OpenedAccount & { readonly home: string },
  known: Allocation | null,
): ElasticIps & { readonly close: () => void } {
  const opened = new Map<string, Region>();
  const at = (region: string): Region => {
    const there = opened.get(region) ?? elasticIpsIn({ region, account });
    opened.set(region, there);
    return there;
  };
  /** Allocation id -> Region. */
  const found = new Map(known === null ? [] : [[known.allocationId, known.region]]);
  const find: ElasticIps['find'] = async (wanted) => {
    const seen = isOf(known, wanted)
      ? await at(known.region).find(wanted)
      : await findIn(wanted, { home, regions, at });
    if (seen.ok) found.set(seen.value.allocationId, seen.value.region);
    return seen;
  };
  const there = async <T>(id: string, ask: (region: Region) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const region = found.get(id);
    if (region !== undefined) return ask(at(region));
    const looked = await find(id);
    return looked.ok ? ask(at(looked.value.region)) : looked;
  };
  return {
    get region() {
      return opened.size > 1 ? `any of ${opened.size} Regions` : ([...opened.keys()][0] ?? home);
    },
    find,
    ptr: (id) => there(id, ({ ptr }) => ptr(id)),
    setPtr: (id, hostname) => there(id, ({ setPtr }) => setPtr(id, hostname)),
    resetPtr: (id) => there(id, ({ resetPtr }) => resetPtr(id)),
    close: () => {
      for (const one of opened.values()) one.close();
    },
  };
}

const isOf = (known: Allocation | null, wanted: string): known is Allocation =>
  known !== null && (known.publicIp === wanted || known.allocationId === wanted);

type Where = Pick<OpenedAccount, 'regions'> & { readonly home: string; readonly at: (region: string) => Region };

/** A Region that does not answer could be the one: only where all have answered is it `missing`. */
async function findIn(wanted: string, { home, regions, at }: Where): Promise<Outcome<Allocation>> {
  const near = await at(home).find(wanted);
  if (near.ok) return near;
  const all = await regionsOf(regions, home);
  if (!all.ok) return near.kind === 'missing' ? all : near;
  const far = all.value.filter((region) => region !== home);
  const answers = await Promise.all(far.map((region) => at(region).find(wanted)));
  const silent = [near, ...answers].find((one) => !one.ok && one.kind !== 'missing');
  return answers.find(({ ok }) => ok) ?? silent ?? near;
}

async function regionsOf(given: readonly string[] | undefined, home: string): Promise<Outcome<readonly string[]>> {
  if (given !== undefined) return { ok: true, value: given };
  const client = new EC2Client({ ...PATIENT_CLIENT, region: home });
  // Without AllRegions: those that are enabled.
  const answer = await outcomeOf(() => client.send(new DescribeRegionsCommand({})));
  client.destroy();
  return answer.ok
    ? { ok: true, value: (answer.value.Regions ?? []).flatMap(({ RegionName }) => RegionName ?? []) }
    : answer;
}
