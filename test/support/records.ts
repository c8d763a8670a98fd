/** Records as a table -> a resolver that is sound: it knows the root and `com`, follows aliases, and proves each absence with an SOA. */
import type { Behaviour, ServerQuestion, ServerRecord, ServerReply } from './dns-server.ts';

/** By name in lower case (the root is ''), then by type; data as people write it: MX `[10, "mail.example.com"]`, TXT one string or several. */
export type RecordTable = Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>>;

export const soaOf = (zone: string) => ({
  mname: `ns.${zone === '' ? 'root-servers.net' : zone}`,
  rname: `hostmaster.${zone === '' ? 'example.net' : zone}`,
  serial: 1,
  refresh: 7200,
  retry: 3600,
  expire: 1_209_600,
  minimum: 300,
});

/** What every resolver that reaches the internet knows, and by which it proves itself. */
export const ROOT_RECORDS: RecordTable = {
  '': { NS: ['a.root-servers.net'], SOA: [soaOf('')] },
  com: { NS: ['a.gtld-servers.net'], SOA: [soaOf('com')] },
  'in-addr.arpa': { NS: ['a.in-addr-servers.arpa'], SOA: [soaOf('in-addr.arpa')] },
};

/** Both; of a type that both have at a name, the other's. */
export const withRecords = (one: RecordTable, other: RecordTable): RecordTable =>
  Object.fromEntries(
    [...new Set([...Object.keys(one), ...Object.keys(other)])].map((name) => [name, { ...one[name], ...other[name] }]),
  );

export const bareName = (name: string): string => name.toLowerCase().replace(/\.$/, '');

/** What the table says of a name, and where its aliases lead. */
export type Found = {
  readonly kind: 'records' | 'nodata' | 'nxdomain';
  readonly answers: readonly ServerRecord[];
  /** Of the zone that proves an absence. */
  readonly zone: string;
};

const MOST_ALIASES = 8;
const TTL = 300;

/** Names that stand in the table, and those above them. */
export function namesOf(table: RecordTable): ReadonlySet<string> {
  const names = new Set<string>();
  for (const name of Object.keys(table))
    for (let rest = name; ; rest = rest.slice(rest.indexOf('.') + 1)) {
      names.add(rest);
      if (!rest.includes('.')) break;
    }
  return names.add('');
}

export function findRecords(table: RecordTable, names: ReadonlySet<string>, asked: string, type: string): Found {
  const answers: ServerRecord[] = [];
  let name = bareName(asked);
  for (let steps = 0; steps < MOST_ALIASES; steps++) {
    const own = table[name];
    const owner = steps === 0 ? asked : name;
    const alias = type === 'CNAME' ? undefined : own?.['CNAME']?.[0];
    if (alias === undefined) {
      const data = own?.[type] ?? [];
      answers.push(...data.map((one) => ({ name: owner, type, data: dataOf(type, one), ttl: TTL })));
      const zone = zoneAbove(table, name);
      if (data.length > 0) return { kind: 'records', answers, zone };
      return { kind: names.has(name) ? 'nodata' : 'nxdomain', answers, zone };
    }
    answers.push({ name: owner, type: 'CNAME', data: alias, ttl: TTL });
    name = bareName(String(alias));
  }
  return { kind: 'records', answers, zone: '' };
}

/** The nearest name above, or the name itself, that is the top of a zone. */
export function zoneAbove(table: RecordTable, name: string): string {
  for (let rest = name; rest !== ''; rest = rest.includes('.') ? rest.slice(rest.indexOf('.') + 1) : '')
    if (table[rest]?.['SOA'] !== undefined) return rest;
  return '';
}

const LONGEST = 255;

/** In the shape of `dns-packet`; a string that is too long is cut as every panel does it. */
function dataOf(type: string, data: unknown): unknown {
  const strings = [data].flat().flatMap((text) => cut(Buffer.from(String(text))));
  if (type === 'TXT') return strings;
  // A type that `dns-packet` does not know: each string behind its length.
  if (type === 'SPF') return Buffer.concat(strings.flatMap((text) => [Buffer.from([text.length]), text]));
  if (type === 'MX' && Array.isArray(data)) return { preference: data[0], exchange: data[1] };
  return data;
}

const cut = (text: Buffer): Buffer[] =>
  Array.from({ length: Math.max(1, Math.ceil(text.length / LONGEST)) }, (_, at) =>
    text.subarray(at * LONGEST, (at + 1) * LONGEST),
  );

/** An honest answer from the table. */
export function honestReply(
  table: RecordTable,
  names: ReadonlySet<string>,
  { name, type }: ServerQuestion,
): ServerReply {
  const { kind, answers, zone } = findRecords(table, names, name, type);
  if (kind === 'records') return { answers };
  const authority = [{ name: zone === '' ? '.' : zone, type: 'SOA', data: soaOf(zone), ttl: TTL }];
  return { rcode: kind === 'nxdomain' ? 'NXDOMAIN' : 'NOERROR', answers, authority };
}

export function recordsBehaviour(records: RecordTable): Behaviour {
  const table = withRecords(ROOT_RECORDS, records);
  const names = namesOf(table);
  return (question) => honestReply(table, names, question);
}
