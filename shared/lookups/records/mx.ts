/**
 * Where mail for a domain goes (RFC 5321 section 5.1): the hosts in order, each with its addresses and their reverse names.
 * A null MX (RFC 7505) says that there is no mail; an alias or an address in the place of a host is a fault.
 */

import { type Absent, evidenceOf, type RecordData, type Resolver } from '../../dns/answer.ts';
import { address, addressRange, parseAddress, reverseName } from '../../model/address.ts';
import type { Evidence } from '../../model/finding.ts';
import { untranslated } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import { readHostName } from '../core/argument.ts';
import { command, type FindingDraft, type LookupOutcome, type LookupPorts, type ResultRow } from '../core/command.ts';
import { absence, makeDraft, notAll, unaskedDraft } from '../core/draft.ts';
import { appendedTo, dotAdvice, judgeDoubled } from '../core/final-dot.ts';
import type { SaidBy } from '../core/findings.ts';
import { type HostSeen, lookHost, lookHosts } from './hosts.ts';

export const mx = command(
  { name: 'mx', example: 'mx:example.com', about: 'mail hosts in order, their addresses and reverse names' },
  readHostName,
  (name) => name,
  lookupMx,
);

async function lookupMx(name: string, { resolver }: LookupPorts): Promise<LookupOutcome> {
  // Without an MX the domain's own addresses would count, so they are asked along with it.
  const [answer, own] = await Promise.all([resolver.ask({ name, type: 'MX' as const }), lookHost(name, resolver)]);
  if (answer.kind === 'failed') return { records: [], drafts: [unaskedDraft('mx.unknown', answer)] };
  const evidence = [evidenceOf(answer)];
  if (answer.kind === 'absent') return { records: [], drafts: await withoutMx(name, answer, own, resolver) };
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
  const found: FindingDraft = {
    id: 'mx.found',
    status: 'pass',
    evidence,
    summary: untranslated(
      `mail for ${printable(name, 100)} goes to ${real
        .slice(0, 5)
        .map(({ exchange }) => printable(exchange, 100))
        .join(', ')}`,
    ),
  };
  const { size } = new Set(real.map(({ exchange }) => exchange));
  const left = notAll('mx', { seen: hosts.length, all: size, what: 'mail hosts' }, evidence);
  const meant = await Promise.all(hosts.map((host) => seekMeant(host, name, resolver)));
  const judged = hosts.flatMap((host, at) => judgeHost(host, name, meant[at] ?? null));
  return { records: rows, drafts: [found, ...left, ...judged, ...judgeFamilies(hosts, evidence)] };
}

async function withoutMx(
  name: string,
  answer: Absent,
  own: HostSeen,
  resolver: Resolver,
): Promise<readonly FindingDraft[]> {
  const { addresses, failed, evidence } = own;
  const [address] = addresses;
  const seen = [evidenceOf(answer), ...evidence];
  const doubled = await judgeDoubled('mx', name, 'MX', resolver, seen.slice(0, 1));
  if (doubled !== null) return [doubled];
  if (address === undefined && failed !== null && answer.reason === 'nodata')
    return [unaskedDraft('mx.unknown', failed)];
  const isNone = answer.reason === 'nxdomain';
  const summary =
    address === undefined
      ? absence(answer)
      : `${absence(answer)}: mail goes to its own address ${address} (RFC 5321 section 5.1)`;
  const advice = `${isNone ? 'Check how the domain is spelled and whether it is registered. If it is, publish' : 'Publish'} an MX record at ${printable(name)} that names its mail host, or "0 ." if it takes no mail.`;
  return [
    makeDraft('mx.missing', address === undefined ? 'fail' : 'warn', untranslated(summary), seen, advice),
    ...judgeFamilies([own], seen),
  ];
}

/** Many senders have no IPv6 at all: mail waits or comes back unless one host has an IPv4 address. */
function judgeFamilies(hosts: readonly HostSeen[], evidence: readonly Evidence[]): readonly FindingDraft[] {
  if (hosts.every(({ addresses }) => addresses.length === 0) || hosts.some(({ hasIPv4 }) => hasIPv4 === true))
    return [];
  const failed = hosts.find(({ hasIPv4 }) => hasIPv4 === null)?.failed ?? null;
  if (failed !== null) return [unaskedDraft('mx.ipv4-unknown', failed)];
  const names = hosts.slice(0, 5).map(({ name }) => printable(name, 80));
  const summary = `no mail host has an IPv4 address (${names.join(', ')}): many senders have no IPv6, and their mail does not arrive`;
  return [
    makeDraft(
      'mx.no-ipv4',
      'warn',
      untranslated(summary),
      [...evidence, ...hosts.slice(0, 5).flatMap((host) => host.evidence)],
      'Give a mail host an IPv4 address (an A record) as well.',
    ),
  ];
}

/** What a host without an address was meant to be, if that has addresses; null otherwise. */
async function seekMeant(
  { name, addresses, failed }: HostSeen,
  owner: string,
  resolver: Resolver,
): Promise<string | null> {
  const appended = addresses.length > 0 || failed !== null ? null : appendedTo(name, owner);
  if (appended === null || !readHostName(appended.meant).ok) return null;
  const meant = await lookHost(appended.meant, resolver);
  return meant.addresses.length > 0 ? appended.meant : null;
}

function nullMx(name: string, ordered: readonly RecordData['MX'][], evidence: readonly Evidence[]): LookupOutcome {
  const records = ordered.map(({ preference, exchange }) => ({
    preference,
    host: exchange === '' ? '.' : printable(exchange),
  }));
  const alone = ordered.length === 1;
  const draft: FindingDraft = alone
    ? {
        id: 'mx.null',
        status: 'pass',
        summary: untranslated(`${printable(name, 100)} takes no mail (null MX, RFC 7505)`),
        evidence,
      }
    : {
        id: 'mx.null-mixed',
        status: 'fail',
        evidence,
        summary: untranslated('a null MX stands beside others, which RFC 7505 forbids: some senders will give up'),
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
): Promise<ResultRow> {
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

function judgeHost(host: HostSeen, owner: string, meant: string | null): readonly FindingDraft[] {
  const { name, addresses, alias, failed, evidence } = host;
  const subject = printable(name, 100);
  const draft = (id: SaidBy<'mx'>, status: FindingDraft['status'], summary: string, text: string): FindingDraft => ({
    ...makeDraft(`mx.${id}`, status, untranslated(summary), evidence, text),
    subject,
  });
  const literal = 'Give the host a name with an A record, and name that in the MX record.';
  if (parseAddress(name).ok)
    return [
      draft(
        'address-literal',
        'fail',
        `${subject} is an IP address in the place of a host name, which no sender can use`,
        literal,
      ),
    ];
  const drafts: FindingDraft[] = [];
  if (alias !== null)
    drafts.push(
      draft(
        'alias',
        'fail',
        `${subject} is an alias (CNAME) of ${printable(alias, 100)}, which an MX must not name (RFC 2181 section 10.3)`,
        `Name ${printable(alias, 100)} itself in the MX record.`,
      ),
    );
  const hidden = addresses.filter(isHidden);
  if (hidden.length > 0)
    drafts.push(
      draft(
        'not-public',
        'fail',
        `${subject} leads to addresses that nobody outside can reach: ${hidden.slice(0, 8).join(', ')}`,
        `Publish the public address of ${subject}.`,
      ),
    );
  // That a name with the zone behind it twice has an address is a wildcard's doing.
  const doubled = dotAdvice(name, { owner, type: 'MX', isAbsent: false });
  if (doubled !== null && addresses.length > 0) drafts.push(draft('final-dot', 'warn', doubled.why, doubled.text));
  if (addresses.length > 0) return drafts;
  if (failed !== null) return [...drafts, { ...unaskedDraft('mx.unknown', failed), subject }];
  return [...drafts, withoutAddress(host, owner, meant)];
}

function withoutAddress({ name, evidence }: HostSeen, owner: string, meant: string | null): FindingDraft {
  const subject = printable(name, 100);
  const appended = appendedTo(name, owner);
  const why = `${subject} has no address: no mail can go there`;
  if (appended !== null && parseAddress(appended.meant).ok) {
    const text = 'Give the host a name with an A record, and name that in the MX record.';
    const summary = `${why}. The MX record holds the IP address ${appended.meant}, with the zone appended to it`;
    return { ...makeDraft('mx.address-literal', 'fail', untranslated(summary), evidence, text), subject };
  }
  const dot = dotAdvice(name, { owner, type: 'MX', isAbsent: true });
  if (dot === null) {
    const text = `Publish an A record for ${subject}, or name another host in the MX record.`;
    return { ...makeDraft('mx.no-address', 'fail', untranslated(why), evidence, text), subject };
  }
  const proof = meant === null ? '' : ` (${printable(meant, 100)} has an address)`;
  return {
    ...makeDraft('mx.final-dot', 'fail', untranslated(`${why}; ${dot.why}${proof}`), evidence, dot.text),
    subject,
  };
}

function isHidden(text: string): boolean {
  const read = parseAddress(text);
  return read.ok && addressRange(read.value).kind === 'refused';
}
