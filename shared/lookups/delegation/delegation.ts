/** Who is asked about a zone, and what they said: the servers above it, and its own. */

import type { Server } from '../../dns/answer.ts';
import { askDirectly, type Direct, directEvidence } from '../../dns/direct.ts';
import { canonicalName } from '../../model/domain.ts';
import type { Evidence } from '../../model/finding.ts';
import { printable } from '../../model/text.ts';
import type { FindingDraft, LookupPorts } from '../core/command.ts';
import type { HostSeen } from '../records/hosts.ts';
import { parentSilent } from './words.ts';

const DNS_PORT = 53;
/** Above a zone all servers hold the same; a few are queried because any of them may not answer. */
const MAX_PARENTS = 4;
const MAX_SERVERS = 16;

export type Parents = {
  /** To whom they delegate the zone. */
  readonly names: readonly string[];
  readonly evidence: readonly Evidence[];
  /** Why that is not known. */
  readonly drafts: readonly FindingDraft[];
};

export async function askParents(zone: string, hosts: readonly HostSeen[], ports: LookupPorts): Promise<Parents> {
  const servers = hosts.flatMap(({ addresses }) => addresses.slice(0, 1)).slice(0, MAX_PARENTS);
  const answers = await Promise.all(
    servers.map(async (host) => {
      const question = { server: { host, port: DNS_PORT }, name: zone, type: 'NS' as const };
      const direct = await askDirectly(question, ports);
      return { direct, evidence: directEvidence(question, direct, ports.clock) };
    }),
  );
  const first = answers.find(({ direct }) => namesIn(direct).length > 0);
  if (first !== undefined) return { names: namesIn(first.direct), evidence: [first.evidence], drafts: [] };
  const draft: FindingDraft = {
    id: 'dns.parent-unknown',
    status: 'unknown',
    evidence: answers.map(({ evidence }) => evidence).slice(0, 2),
    summary: parentSilent(printable(zone, 100)),
    remedy: { id: 'dns.see-registrar', with: {} },
  };
  return { names: [], evidence: [], drafts: [draft] };
}

/** A referral, or the records themselves where one server holds both zones. */
function namesIn(direct: Direct<'NS'>): readonly string[] {
  if (direct.kind === 'silent') return [];
  const names = direct.reading.kind === 'records' ? direct.reading.records : direct.referral;
  return [...new Set(names.map(canonicalName))];
}

export type ServerSeen = {
  /** The name server's name. */
  readonly host: string;
  readonly server: Server;
  readonly soa: Direct<'SOA'>;
  /** Whom it names as servers of the zone; null if it did not say. */
  readonly names: readonly string[] | null;
  /** Whether it looks up other people's names for strangers; null: not known. */
  readonly recursive: boolean | null;
  readonly ms: number;
  readonly evidence: readonly Evidence[];
};

/** Every address of every server, side by side. */
export function askServers(
  zone: string,
  hosts: readonly HostSeen[],
  ports: LookupPorts,
): Promise<readonly ServerSeen[]> {
  const places = hosts.flatMap(({ name, addresses }) => addresses.map((address) => ({ host: name, address })));
  return Promise.all(places.slice(0, MAX_SERVERS).map(({ host, address }) => askServer(zone, host, address, ports)));
}

/** Names that are surely someone else's (RFC 2606, IANA's own). */
const FOREIGN = ['example.com', 'iana.org'] as const;

async function askServer(zone: string, host: string, address: string, ports: LookupPorts): Promise<ServerSeen> {
  const server = { host: address, port: DNS_PORT };
  const foreign =
    FOREIGN.find((name) => name !== zone && !name.endsWith(`.${zone}`) && !zone.endsWith(`.${name}`)) ?? FOREIGN[1];
  const questions = {
    soa: { server, name: zone, type: 'SOA' as const },
    ns: { server, name: zone, type: 'NS' as const },
    foreign: { server, name: foreign, type: 'A' as const, recursion: true },
  };
  const [soa, ns, other] = await Promise.all([
    askDirectly(questions.soa, ports),
    askDirectly(questions.ns, ports),
    askDirectly(questions.foreign, ports),
  ]);
  const recursive = other.kind === 'silent' ? null : other.reading.kind === 'records' && !other.authoritative;
  return {
    host,
    server,
    soa,
    recursive,
    ms: soa.ms,
    names:
      ns.kind === 'answered' && ns.reading.kind === 'records'
        ? [...new Set(ns.reading.records.map(canonicalName))]
        : null,
    evidence: [
      directEvidence(questions.soa, soa, ports.clock),
      directEvidence(questions.ns, ns, ports.clock),
      ...(recursive ? [directEvidence(questions.foreign, other, ports.clock)] : []),
    ],
  };
}
