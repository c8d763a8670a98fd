/**
 * The delegation of a zone (RFC 1034 section 4.2): the servers above it name its servers, its servers name themselves, and
 * all of them should say the same. Each server is asked itself, without recursion, so a cache hides nothing.
 */

import { evidenceOf, type Resolver } from '../../dns/answer.ts';
import type { Direct } from '../../dns/direct.ts';
import { printable } from '../../model/text.ts';
import { readHostName } from '../core/argument.ts';
import { command, type FindingDraft, type LookupOutcome, type LookupPorts } from '../core/command.ts';
import { missing, notAll, unaskedDraft } from '../core/draft.ts';
import { type HostSeen, lookHosts } from '../records/hosts.ts';
import { askParents, askServers, type ServerSeen } from './delegation.ts';
import { judgeServers } from './judge-servers.ts';
import { addresslessServer, withoutApex } from './shared.ts';

export const dns = command(
  {
    name: 'dns',
    example: 'dns:example.com',
    about: {
      en: 'delegation: whether parent and zone agree, every server answers, and recursion is closed',
      ko: '위임: 상위 존과의 일치, 네임서버별 응답, 외부 재귀 조회 허용 여부',
    },
  },
  readHostName,
  (name) => name,
  lookupDelegation,
);

async function lookupDelegation(zone: string, ports: LookupPorts): Promise<LookupOutcome> {
  const { resolver } = ports;
  // The servers that the resolver knows are looked at while those above are still asked whom they delegate to.
  const [{ own, known }, parents] = await Promise.all([
    resolver.ask({ name: zone, type: 'NS' as const }).then(async (answer) => ({
      own: answer,
      known: await meet(zone, answer.kind === 'records' ? answer.records : [], ports),
    })),
    parentOf(zone, resolver).then((servers) => askParents(zone, servers, ports)),
  ]);
  const delegated = parents.names;
  if (own.kind === 'absent' && delegated.length === 0) {
    return { records: [], drafts: [missing('dns.no-zone', own, withoutApex('NS', own))] };
  }
  const named = new Set(known.hosts.map(({ name }) => name));
  const others = await meet(
    zone,
    delegated.filter((name) => !named.has(name)),
    ports,
  );
  const hosts = [...known.hosts, ...others.hosts];
  if (hosts.length === 0)
    return { records: [], drafts: own.kind === 'failed' ? [unaskedDraft('dns.unknown', own)] : parents.drafts };
  const servers = [...known.servers, ...others.servers];
  const all = hosts.flatMap(({ addresses }) => addresses).length;
  return {
    records: servers.map(({ host, server, soa, ms, recursive }) => ({
      server: printable(host, 100),
      address: server.host,
      parent: delegated.includes(host),
      authoritative: soa.kind === 'answered' && soa.authoritative,
      serial: serialOf(soa),
      recursive,
      ms: Math.round(ms),
    })),
    drafts: [
      ...parents.drafts,
      ...notAll(
        'dns',
        { seen: servers.length, all, of: 'server-addresses', name: zone },
        own.kind === 'failed' ? [] : [evidenceOf(own)],
      ),
      ...hosts.flatMap((host) => judgeHost(host, zone)),
      ...(own.kind === 'failed' ? [{ ...unaskedDraft('dns.resolver', own), evidence: [evidenceOf(own)] }] : []),
      ...judgeServers(zone, parents, servers),
    ],
  };
}

type Met = { readonly hosts: readonly HostSeen[]; readonly servers: readonly ServerSeen[] };

async function meet(zone: string, names: readonly string[], ports: LookupPorts): Promise<Met> {
  const hosts = await lookHosts(names, ports.resolver);
  return { hosts, servers: await askServers(zone, hosts, ports) };
}

const serialOf = (soa: Direct<'SOA'>): number | null =>
  soa.kind === 'answered' && soa.reading.kind === 'records' ? (soa.reading.records[0]?.serial ?? null) : null;

/** The servers of the nearest zone above. */
async function parentOf(zone: string, resolver: Resolver): Promise<readonly HostSeen[]> {
  const labels = zone.split('.').slice(1);
  const above = labels.map((_, at) => labels.slice(at).join('.')).slice(0, 10);
  const answers = await Promise.all(above.map((name) => resolver.ask({ name, type: 'NS' as const })));
  const nearest = answers.find(({ kind }) => kind !== 'absent');
  return nearest?.kind === 'records' ? lookHosts(nearest.records, resolver) : [];
}

function judgeHost({ name, addresses, failed, evidence }: HostSeen, zone: string): readonly FindingDraft[] {
  if (addresses.length > 0) return [];
  if (failed !== null) return [{ ...unaskedDraft('dns.unknown', failed), subject: printable(name, 100) }];
  return [addresslessServer('dns.no-address', name, zone, evidence)];
}
