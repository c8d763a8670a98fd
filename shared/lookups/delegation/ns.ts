/** The name servers of a zone as the resolver sees them, each with its addresses (`dns` looks at the delegation itself). */

import { evidenceOf } from '../../dns/answer.ts';
import { sentences } from '../../model/sentence.ts';
import { printable } from '../../model/text.ts';
import { readHostName } from '../core/argument.ts';
import { command, type FindingDraft, type LookupOutcome, type LookupPorts } from '../core/command.ts';
import { missing, notAll, unaskedDraft } from '../core/draft.ts';
import { type HostSeen, lookHosts } from '../records/hosts.ts';
import { addresslessServer, withoutApex } from './shared.ts';
import { hasServers, serverIsAlias, TWO_AT_LEAST } from './words.ts';

export const ns = command(
  {
    name: 'ns',
    example: 'ns:example.com',
    about: { en: 'name servers of a zone and their addresses', ko: '존의 네임서버와 IP 주소' },
  },
  readHostName,
  (name) => name,
  lookupNs,
);

async function lookupNs(name: string, { resolver }: LookupPorts): Promise<LookupOutcome> {
  const answer = await resolver.ask({ name, type: 'NS' });
  if (answer.kind === 'failed') return { records: [], drafts: [unaskedDraft('ns.unknown', answer)] };
  if (answer.kind === 'absent') {
    return { records: [], drafts: [missing('ns.missing', answer, withoutApex('NS', answer))] };
  }
  const hosts = await lookHosts(answer.records, resolver);
  const records = hosts.map(({ name: host, addresses }) => ({
    name: printable(name),
    type: 'NS',
    value: printable(host),
    ttl: answer.ttl,
    addresses,
  }));
  const evidence = [evidenceOf(answer)];
  const { size } = new Set(answer.records);
  const summary = hasServers(printable(name, 100), size);
  const drafts: FindingDraft[] = [
    { id: 'ns.found', status: 'pass', summary, evidence },
    ...notAll('ns', { seen: hosts.length, all: size, of: 'name-servers', name }, evidence),
    ...hosts.flatMap((host) => judgeHost(host, name)),
  ];
  if (hosts.length < 2)
    drafts.push({
      id: 'ns.single',
      status: 'warn',
      summary: sentences(summary, TWO_AT_LEAST),
      evidence,
      remedy: { id: 'ns.add-second', with: {} },
    });
  return { records, drafts };
}

/** RFC 2181 section 10.3: an NS or MX must name a host that has addresses of its own. */
function judgeHost({ name, addresses, alias, failed, evidence }: HostSeen, zone: string): readonly FindingDraft[] {
  const subject = printable(name, 100);
  if (alias !== null)
    return [
      {
        id: 'ns.alias',
        status: 'fail',
        subject,
        evidence,
        summary: serverIsAlias(subject, printable(alias, 100)),
        remedy: { id: 'ns.name-target', with: { host: subject, target: printable(alias, 100) } },
      },
    ];
  if (addresses.length > 0) return [];
  if (failed !== null) return [{ ...unaskedDraft('ns.unknown', failed), subject }];
  return [addresslessServer('ns.no-address', name, zone, evidence)];
}
