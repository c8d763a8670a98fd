/** Records written as a literal -> the behaviour of a resolver that knows them, the DNS root, and nothing else. */
import { type Behaviour, type ServerQuestion, type ServerRecord, type ServerReply, SILENCE } from './dns-server.ts';

/** By name: record type -> data in the shape of `dns-packet` (TXT as text). */
export type Zone = Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>>;

/** Both; of a record type that both have at a name, the other's. */
export function merged(one: Zone, other: Zone): Zone {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...names].map((name) => [name, { ...one[name], ...other[name] }]));
}

/** What a name below one of these suffixes gets instead of its records. */
export type Manners = Readonly<Record<string, 'mute' | ((question: ServerQuestion) => ServerReply)>>;

const SOA = {
  mname: 'ns.sandbox',
  rname: 'hostmaster.sandbox',
  serial: 1,
  refresh: 3600,
  retry: 600,
  expire: 86_400,
  minimum: 60,
};

/** What every resolver knows that has a way to the rest of DNS (`shared/dns/soundness.ts`). */
export const ROOT: Zone = {
  '.': { NS: ['a.root-servers.net'] },
  com: { SOA: [SOA] },
  'in-addr.arpa': { SOA: [SOA] },
};

/** A resolver that behaves like this about everything but the root. */
export const withRoot =
  (behaviour: Behaviour): Behaviour =>
  (question, via) => {
    const known = ROOT[question.name.toLowerCase()]?.[question.type];
    return known === undefined ? behaviour(question, via) : replyOf(ROOT, question.name.toLowerCase(), question);
  };

export function resolverOf(zone: () => Zone, manners: Manners): Behaviour {
  return withRoot((question) => {
    const name = question.name.toLowerCase();
    const manner = Object.entries(manners).find(([suffix]) => name.endsWith(`.${suffix}`))?.[1];
    if (manner === 'mute') return SILENCE;
    return manner === undefined ? replyOf(zone(), name, question) : manner(question);
  });
}

function replyOf(zone: Zone, name: string, { type, name: asked }: ServerQuestion): ServerReply {
  const found = zone[name];
  // The root's: without an SOA of a zone that the name lies in, an absence is doubtful.
  const authority: ServerRecord[] = [{ name: '.', type: 'SOA', data: SOA, ttl: 60 }];
  if (found === undefined) {
    const parent = Object.keys(zone).some((other) => other.endsWith(`.${name}`));
    return { rcode: parent ? 'NOERROR' : 'NXDOMAIN', authority };
  }
  const data = found[type] ?? [];
  if (data.length === 0) return { authority };
  return { answers: data.map((one): ServerRecord => ({ name: asked, type, data: one, ttl: 60 })) };
}
