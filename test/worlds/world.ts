/** One truth and one lie as a network: a resolver that lies, one that does not or none beside it, and the zones' own servers. */
import type { Behaviour, ServerQuestion, ServerReply } from '../support/dns-server.ts';
import type { Hosts, NameServer } from '../support/fake-network.ts';
import { bareName, findRecords, honestReply, namesOf, type RecordTable, soaOf, zoneAbove } from '../support/records.ts';
import type { Lie } from './lies.ts';
import { NAME_SERVERS, type Truth } from './truths.ts';

export const RESOLVER = '192.0.2.53';
export const SECOND = '192.0.2.54';

/** `reach`: whether the zones' own servers can be asked past the resolver, or whoever lies answers for them too. */
export type World = {
  readonly truth: Truth;
  readonly lie: Lie;
  readonly second?: Lie;
  readonly reach: 'open' | 'shut';
};

export function hostsOf({ truth, lie, second, reach }: World): Hosts {
  const names = namesOf(truth.records);
  const first = resolverOf(truth.records, names, lie);
  const other = second === undefined ? undefined : resolverOf(truth.records, names, second);
  const own: NameServer = { behaviour: authority(truth.records, names), tcp: 'open' };
  return (host) => {
    if (host === RESOLVER) return first;
    if (host === SECOND) return other;
    if (!NAME_SERVERS.includes(host)) return undefined;
    return reach === 'open' ? own : first;
  };
}

/** Counts its questions from the beginning. */
export function resolverOf(table: RecordTable, names: ReadonlySet<string>, { tell, tcp = 'open' }: Lie): NameServer {
  let count = 0;
  const behaviour: Behaviour = (question, via) =>
    tell({ ...question, via, nth: count++, honest: honestReply(table, names, question) });
  return { behaviour, tcp };
}

/** Every zone's server at once: it answers for what it has, and refers to the servers of a zone that is another's below `com`. */
function authority(table: RecordTable, names: ReadonlySet<string>): Behaviour {
  return (question): ServerReply => {
    if (question.recursionDesired) return { rcode: 'REFUSED' };
    return { ...ownReply(table, names, question), authoritative: true, recursionAvailable: false };
  };
}

function ownReply(table: RecordTable, names: ReadonlySet<string>, question: ServerQuestion): ServerReply {
  const { kind, answers } = findRecords(table, names, question.name, question.type);
  if (kind === 'records') return { answers };
  const zone = zoneAbove(table, bareName(question.name));
  const authority = [{ name: zone === '' ? '.' : zone, type: 'SOA', data: soaOf(zone) }];
  return { rcode: kind === 'nxdomain' ? 'NXDOMAIN' : 'NOERROR', authority };
}
