/**
 * Where mail for a domain goes (RFC 5321 section 5.1): the hosts in order, each with its addresses and their reverse names.
 * A null MX (RFC 7505) says that there is no mail; an alias or an address in the place of a host is a fault.
 */
import { type Absent, evidenceOf, type RecordData, type Resolver } from '../dns/answer.ts';
import { address, addressRange, parseAddress, reverseName } from '../model/address.ts';
import type { Evidence } from '../model/finding.ts';
import { printable } from '../model/text.ts';
import { readName } from './parts/argument.ts';
import { command, type Draft, type Looked, type LookupPorts, type Row } from './parts/command.ts';
import { absence, notAll, unasked } from './parts/draft.ts';
import { type HostSeen, lookHost, lookHosts } from './parts/hosts.ts';

export const mx = command(
  { name: 'mx', example: 'mx:example.com', about: 'mail hosts in order, their addresses and reverse names' },
  readName,
  (name) => name,
  look,
);

async function look(name: string, { resolver }: LookupPorts): Promise<Looked> {
  // Without an MX the domain's own addresses would count, so they are asked along with it.
  const [answer, own] = await Promise.all([resolver.ask({ name, type: 'MX' as const }), lookHost(name, resolver)]);
  if (answer.kind === 'failed') return { records: [], drafts: [unasked('mx.unknown', answer)] };
  const evidence = [evidenceOf(answer)];
  if (answer.kind === 'absent') return { records: [], drafts: [withoutMx(answer, own)] };
  const ordered = [...answer.records].sort((a, b) => a.preference - b.preference);
  const real = ordered.filter(({ exchange }) => exchange !== '');
  if (real.length < ordered.length) return nullMx(name, ordered, evidence);
  const hosts = await lookHosts(
    real.map(({ exchange }) => exchange),
    resolver,
  );
  const byName = new Map(hosts.map((host) => [host.name, host]));
  const rows = await Promise.all(
    real.map(({ preference, exchange }) => rowOf(preference, exchange, answer.ttl, byName.get(exchange), resolver)),
  );
  const found: Draft = {
    ...{ id: 'mx.found', status: 'pass', evidence },
    summary: `mail for ${printable(name, 100)} goes to ${real
      .slice(0, 5)
      .map(({ exchange }) => printable(exchange, 100))
      .join(', ')}`,
  };
  const { size } = new Set(real.map(({ exchange }) => exchange));
  const left = notAll('mx', { seen: hosts.length, all: size, what: 'mail hosts' }, evidence);
  return { records: rows, drafts: [found, ...left, ...hosts.flatMap(judgeHost)] };
}

function withoutMx(answer: Absent, { addresses, failed, evidence }: HostSeen): Draft {
  const [address] = addresses;
  if (address === undefined && failed !== null && answer.reason === 'nodata') return unasked('mx.unknown', failed);
  return {
    ...{
      id: 'mx.missing',
      status: address === undefined ? 'fail' : 'warn',
      evidence: [evidenceOf(answer), ...evidence],
    },
    summary:
      address === undefined
        ? absence(answer)
        : `${absence(answer)}: mail goes to its own address ${address} (RFC 5321 section 5.1)`,
    remedy: {
      text: `Publish an MX record at ${printable(answer.trace.name)} that names its mail host, or "0 ." if it takes no mail.`,
    },
  };
}

function nullMx(name: string, ordered: readonly RecordData['MX'][], evidence: readonly Evidence[]): Looked {
  const records = ordered.map(({ preference, exchange }) => ({
    preference,
    host: exchange === '' ? '.' : printable(exchange),
  }));
  const alone = ordered.length === 1;
  const draft: Draft = alone
    ? { id: 'mx.null', status: 'pass', summary: `${printable(name, 100)} takes no mail (null MX, RFC 7505)`, evidence }
    : {
        ...{ id: 'mx.null-mixed', status: 'fail', evidence },
        summary: 'a null MX stands beside others, which RFC 7505 forbids: some senders will give up',
        remedy: { text: 'Delete the MX record "0 .", or all the others.' },
      };
  return { records, drafts: [draft] };
}

async function rowOf(
  preference: number,
  exchange: string,
  ttl: number,
  host: HostSeen | undefined,
  resolver: Resolver,
): Promise<Row> {
  const addresses = (host?.addresses ?? []).slice(0, 8);
  const reverse = await Promise.all(
    addresses.map(async (one) => {
      const answer = await resolver.ask({ name: reverseName(address(one)), type: 'PTR' });
      if (answer.kind === 'records')
        return answer.records
          .slice(0, 3)
          .map((text) => printable(text, 100))
          .join(' ');
      return answer.kind === 'failed' ? `? (${answer.reason})` : 'none';
    }),
  );
  return { preference, host: printable(exchange), ttl, addresses, reverse };
}

function judgeHost({ name, addresses, alias, failed, evidence }: HostSeen): readonly Draft[] {
  const subject = printable(name, 100);
  const about = { subject, evidence };
  if (parseAddress(name).ok)
    return [
      {
        ...{ ...about, id: 'mx.address-literal', status: 'fail' },
        summary: `${subject} is an address in the place of a host name, which no sender can use`,
        remedy: { text: 'Give the host a name with an A record, and name that in the MX record.' },
      },
    ];
  const drafts: Draft[] = [];
  if (alias !== null)
    drafts.push({
      ...{ ...about, id: 'mx.alias', status: 'fail' },
      summary: `${subject} is an alias of ${printable(alias, 100)}, which an MX must not name (RFC 2181 section 10.3)`,
      remedy: { text: `Name ${printable(alias, 100)} itself in the MX record.` },
    });
  const hidden = addresses.filter(isHidden);
  if (hidden.length > 0)
    drafts.push({
      ...{ ...about, id: 'mx.not-public', status: 'fail' },
      summary: `${subject} leads to addresses that nobody outside can reach: ${hidden.slice(0, 8).join(', ')}`,
      remedy: { text: `Publish the public address of ${subject}.` },
    });
  if (addresses.length > 0) return drafts;
  if (failed !== null) return [...drafts, { ...unasked('mx.unknown', failed), subject }];
  return [
    ...drafts,
    {
      ...{ ...about, id: 'mx.no-address', status: 'fail', summary: `${subject} has no address: no mail can go there` },
      remedy: { text: `Publish an A record for ${subject}, or name another host in the MX record.` },
    },
  ];
}

function isHidden(text: string): boolean {
  const read = parseAddress(text);
  return read.ok && addressRange(read.value).kind === 'refused';
}
