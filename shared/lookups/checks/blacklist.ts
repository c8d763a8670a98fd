/**
 * The blocklists: of an address on the address lists, of a name on the domain lists and each of its addresses on theirs. It
 * is the product's own check, so a list must prove here too that it answers before its absences count.
 */
import { inspect } from '../../checks/inspect.ts';
import { addressRange, parseAddress } from '../../model/address.ts';
import { defined } from '../../model/defined.ts';
import { type Finding, notCoveredWords, summaryText, worstStatus } from '../../model/finding.ts';
import type { AddressTarget, Target } from '../../model/target.ts';
import { printable } from '../../model/text.ts';
import { type Host, hostAddresses, hostText, readHost } from '../core/argument.ts';
import { command, type FindingDraft, type LookupOutcome, type LookupPorts, type ResultRow } from '../core/command.ts';
import { reach } from '../reach/reach.ts';

/** Each is a query to every list. */
const MAX_ADDRESSES = 4;

export const blacklist = command(
  {
    name: 'blacklist',
    example: 'blacklist:203.0.113.25',
    about: {
      en: 'blocklists that list an address, a host or a domain',
      ko: 'IP, 호스트, 도메인의 차단 목록(RBL) 등재 여부',
    },
  },
  readHost,
  hostText,
  lookupBlacklists,
  hostAddresses,
);

async function lookupBlacklists(host: Host, ports: LookupPorts): Promise<LookupOutcome> {
  const { targets, drafts } = await targetsOf(host, ports);
  const inspection = await inspect(targets, [ports.blocklists], [], ports);
  const findings = inspection.targets.flatMap((one) => one.findings);
  const notCovered = new Map(
    inspection.targets.flatMap(({ coverage }) => coverage.notCovered.map((one) => [one.list, one])),
  );
  const statuses = inspection.targets.map(({ status }) => status);
  return {
    records: [
      ...findings.map(rowOf),
      ...[...notCovered.values()].map((one) => ({
        target: '',
        list: one.list,
        result: 'not asked',
        says: notCoveredWords(one).why,
      })),
    ],
    drafts: [...drafts, ...findings.map(draftOf)],
    status: worstStatus([...statuses, ...drafts.map(({ status }) => status)]),
  };
}

/** A domain that has no address is sound for the domain lists. */
async function targetsOf(
  host: Host,
  { resolver }: LookupPorts,
): Promise<{ targets: Target[]; drafts: FindingDraft[] }> {
  if (host.kind === 'address') return { targets: [addressTarget(host.address)], drafts: [] };
  const { addresses, drafts } = await reach(host, 'blacklist', resolver, MAX_ADDRESSES);
  const reachable = addresses.flatMap((text) => {
    const read = parseAddress(text);
    return read.ok && addressRange(read.value).kind !== 'refused' ? [addressTarget(read.value)] : [];
  });
  return {
    targets: [{ kind: 'domain', domain: host.name }, ...reachable],
    drafts: drafts.filter(({ status }) => status === 'unknown'),
  };
}

const BETWEEN = ' on ';

/** What a finding of a list is about. */
export const blacklistSubject = (target: string, list: string): string => `${printable(target, 100)}${BETWEEN}${list}`;

/** The other way round. */
export function subjectParts(subject: string): { readonly target: string; readonly list: string } {
  const at = subject.lastIndexOf(BETWEEN);
  return { target: subject.slice(0, Math.max(0, at)), list: subject.slice(at < 0 ? 0 : at + BETWEEN.length) };
}

const addressTarget = (address: AddressTarget['address']): AddressTarget => ({ kind: 'address', address, domains: [] });

const rowOf = ({ target, subject, id, summary, translated }: Finding): ResultRow => ({
  target: printable(target, 100),
  list: subject,
  result: id.slice('dnsbl.'.length),
  says: summaryText({ summary, translated }),
});

const draftOf = ({ target, subject, remedy, check, summary, translated, ...finding }: Finding): FindingDraft => ({
  ...finding,
  summary: summaryText({ summary, translated }),
  subject: blacklistSubject(target, subject),
  ...defined({ remedy: remedy ?? undefined }),
});
