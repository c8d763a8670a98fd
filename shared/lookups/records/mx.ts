/**
 * Where mail for a domain goes (RFC 5321 section 5.1): the hosts in order, each with its addresses and their reverse names.
 * A null MX (RFC 7505) says that there is no mail; an alias or an address in the place of a host is a fault.
 */

import { type Absent, evidenceOf, type RecordData, type Resolver } from '../../dns/answer.ts';
import { address, addressRange, parseAddress, reverseName } from '../../model/address.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Text } from '../../model/language.ts';
import { sentences } from '../../model/sentence.ts';
import { printable } from '../../model/text.ts';
import { readHostName } from '../core/argument.ts';
import { command, type FindingDraft, type LookupOutcome, type LookupPorts, type ResultRow } from '../core/command.ts';
import { makeDraft, notAll, unaskedDraft } from '../core/draft.ts';
import { appendedTo, dotAdvice, judgeDoubled } from '../core/final-dot.ts';
import type { OwnIdOf } from '../core/findings.ts';
import { absence, addressInNamesPlace } from '../core/words.ts';
import type { LookupRemedy } from '../remedies/index.ts';
import { type HostSeen, lookHost, lookHosts } from './hosts.ts';
import {
  addressAsHost,
  mailGoesTo,
  mailGoesToItself,
  mxIsAlias,
  NULL_MX_AND_OTHERS,
  noIpv4,
  noMailWithoutAddress,
  resolvesToHidden,
  takesNoMail,
  undottedHost,
} from './words.ts';

export const mx = command(
  {
    name: 'mx',
    example: 'mx:example.com',
    about: {
      en: 'mail hosts in their order, with addresses and reverse names',
      ko: '메일 서버의 우선순위, IP 주소, 역방향 DNS',
    },
  },
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
    summary: mailGoesTo(
      printable(name, 100),
      real
        .slice(0, 5)
        .map(({ exchange }) => printable(exchange, 100))
        .join(', '),
    ),
  };
  const { size } = new Set(real.map(({ exchange }) => exchange));
  const left = notAll('mx', { seen: hosts.length, all: size, of: 'mail-hosts', name }, evidence);
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
  const summary = address === undefined ? absence(answer) : sentences(absence(answer), mailGoesToItself(address));
  const remedy = { id: 'mx.publish', with: { name: printable(name), isAbsent: answer.reason === 'nxdomain' } } as const;
  return [
    makeDraft('mx.missing', address === undefined ? 'fail' : 'warn', summary, seen, remedy),
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
  const seen = [...evidence, ...hosts.slice(0, 5).flatMap((host) => host.evidence)];
  return [makeDraft('mx.no-ipv4', 'warn', noIpv4(names.join(', ')), seen, { id: 'mx.add-ipv4', with: {} })];
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
        summary: takesNoMail(printable(name, 100)),
        evidence,
      }
    : {
        id: 'mx.null-mixed',
        status: 'fail',
        evidence,
        summary: NULL_MX_AND_OTHERS,
        remedy: { id: 'mx.null-or-others', with: {} },
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

/** In place of an address. */
const HOST_NAME = { id: 'record.host-name', with: { type: 'MX' } } as const;

function judgeHost(host: HostSeen, owner: string, meant: string | null): readonly FindingDraft[] {
  const { name, addresses, alias, failed, evidence } = host;
  const subject = printable(name, 100);
  const draft = (
    id: OwnIdOf<'mx'>,
    status: FindingDraft['status'],
    summary: Text,
    remedy: LookupRemedy,
  ): FindingDraft => ({ ...makeDraft(`mx.${id}`, status, summary, evidence, remedy), subject });
  if (parseAddress(name).ok) return [draft('address-literal', 'fail', addressAsHost(subject), HOST_NAME)];
  const drafts: FindingDraft[] = [];
  if (alias !== null)
    drafts.push(
      draft(
        'alias',
        'fail',
        mxIsAlias(subject, printable(alias, 100)),
        addresses.length === 0 && failed === null
          ? { id: 'mx.address-instead-of-alias', with: { host: subject } }
          : { id: 'mx.name-target', with: { host: subject, target: printable(alias, 100) } },
      ),
    );
  const hidden = addresses.filter(isHidden);
  if (hidden.length > 0)
    drafts.push(
      draft('not-public', 'fail', resolvesToHidden(subject, hidden.slice(0, 8).join(', ')), {
        id: 'record.public-address',
        with: { name: subject },
      }),
    );
  // That a name with the zone behind it twice has an address is a wildcard's doing.
  const doubled = dotAdvice(name, { owner, type: 'MX', isAbsent: false });
  if (doubled !== null && addresses.length > 0) drafts.push(draft('final-dot', 'warn', doubled.why, doubled.remedy));
  if (addresses.length > 0) return drafts;
  if (failed !== null) return [...drafts, { ...unaskedDraft('mx.unknown', failed), subject }];
  return [...drafts, withoutAddress(host, owner, meant)];
}

function withoutAddress({ name, alias, evidence }: HostSeen, owner: string, meant: string | null): FindingDraft {
  const subject = printable(name, 100);
  const appended = appendedTo(name, owner);
  const literal = appended !== null && parseAddress(appended.meant).ok ? appended.meant : null;
  const draft = (id: OwnIdOf<'mx'>, summary: Text, remedy: LookupRemedy): FindingDraft => ({
    ...makeDraft(`mx.${id}`, 'fail', summary, evidence, remedy),
    subject,
  });
  if (literal !== null) {
    const holds = addressInNamesPlace(printable(owner, 100), 'MX', literal);
    return draft('address-literal', sentences(noMailWithoutAddress(subject), holds), HOST_NAME);
  }
  const dot = dotAdvice(name, { owner, type: 'MX', isAbsent: true });
  if (dot === null) {
    const id = alias === null ? 'mx.address-or-other' : 'mx.address-instead-of-alias';
    return draft('no-address', noMailWithoutAddress(subject), { id, with: { host: subject } });
  }
  const shown = meant === null ? null : printable(meant, 100);
  return draft('final-dot', undottedHost(subject, dot.why, shown), dot.remedy);
}

function isHidden(text: string): boolean {
  const read = parseAddress(text);
  return read.ok && addressRange(read.value).kind === 'refused';
}
