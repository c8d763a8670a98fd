/** The name servers of a zone as the resolver sees them, each with its addresses (`dns` looks at the delegation itself). */

import { evidenceOf } from '../../dns/answer.ts';
import { untranslated } from '../../model/language.ts';
import { count, printable } from '../../model/text.ts';
import { readHostName } from '../core/argument.ts';
import { command, type FindingDraft, type LookupOutcome, type LookupPorts } from '../core/command.ts';
import { makeDraft, missing, notAll, unaskedDraft } from '../core/draft.ts';
import { dotAdvice } from '../core/final-dot.ts';
import { type HostSeen, lookHosts } from '../records/hosts.ts';

export const ns = command(
  { name: 'ns', example: 'ns:example.com', about: 'name servers of a zone and their addresses' },
  readHostName,
  (name) => name,
  lookupNs,
);

async function lookupNs(name: string, { resolver }: LookupPorts): Promise<LookupOutcome> {
  const answer = await resolver.ask({ name, type: 'NS' });
  if (answer.kind === 'failed') return { records: [], drafts: [unaskedDraft('ns.unknown', answer)] };
  if (answer.kind === 'absent') {
    const advice = 'Only the top of a zone has NS records: ask for the domain itself.';
    return { records: [], drafts: [missing('ns.missing', answer, advice)] };
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
  const summary = `${printable(name, 100)} has ${count(size, 'name server')}`;
  const drafts: FindingDraft[] = [
    { id: 'ns.found', status: 'pass', summary: untranslated(summary), evidence },
    ...notAll('ns', { seen: hosts.length, all: size, what: 'name servers' }, evidence),
    ...hosts.flatMap((host) => judgeHost(host, name)),
  ];
  if (hosts.length < 2)
    drafts.push({
      id: 'ns.single',
      status: 'warn',
      summary: untranslated(`${summary}: RFC 1034 asks for two at least`),
      evidence,
      remedy: { text: 'Add a second name server, in another network, at the registrar and in the zone.' },
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
        summary: untranslated(
          `${subject} is an alias of ${printable(alias, 100)}, which a name server must not be (RFC 2181)`,
        ),
        remedy: { text: `Name the host itself in the NS record instead of ${subject}.` },
      },
    ];
  if (addresses.length > 0) return [];
  if (failed !== null) return [{ ...unaskedDraft('ns.unknown', failed), subject }];
  const dot = dotAdvice(name, { owner: zone, type: 'NS', isAbsent: true });
  const why = dot === null ? `${subject} has no address` : `${subject} has no address; ${dot.why}`;
  const advice = `Publish an address for ${subject}, or take it out of the NS records here and at the registrar.`;
  return [
    { ...makeDraft('ns.no-address', 'fail', untranslated(why), evidence, dot === null ? advice : dot.text), subject },
  ];
}
