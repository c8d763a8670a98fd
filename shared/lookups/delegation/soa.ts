/** A zone's SOA record and whether its times make sense (RFC 1912 section 2.2, RFC 2308 section 5). */

import { evidenceOf, type Soa } from '../../dns/answer.ts';
import type { Evidence } from '../../model/finding.ts';
import { untranslated } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import { readHostName } from '../core/argument.ts';
import { command, type FindingDraft, type LookupOutcome, type LookupPorts } from '../core/command.ts';
import { missing, unaskedDraft } from '../core/draft.ts';
import type { OwnFindingId } from '../core/findings.ts';

export const soa = command(
  { name: 'soa', example: 'soa:example.com', about: "a zone's SOA record, and whether its times make sense" },
  readHostName,
  (name) => name,
  lookupSoa,
);

async function lookupSoa(name: string, { resolver }: LookupPorts): Promise<LookupOutcome> {
  const answer = await resolver.ask({ name, type: 'SOA' });
  if (answer.kind === 'failed') return { records: [], drafts: [unaskedDraft('soa.unknown', answer)] };
  if (answer.kind === 'absent') {
    const advice = 'Only the top of a zone has an SOA record: ask for the domain itself.';
    return { records: [], drafts: [missing('soa.missing', answer, advice)] };
  }
  const evidence = [evidenceOf(answer)];
  const records = answer.records.map((record) => ({
    ...record,
    mname: printable(record.mname),
    rname: printable(record.rname),
    ttl: answer.ttl,
  }));
  // A zone has one (RFC 1035 section 5.2); a hostile one can have thousands.
  const drafts = answer.records.slice(0, 1).flatMap((record) => judgeSoa(record, evidence));
  const sound: FindingDraft = {
    id: 'soa.sound',
    status: 'pass',
    evidence,
    summary: untranslated(`the SOA record of ${printable(name, 100)} is sound: serial ${answer.records[0]?.serial}`),
  };
  return { records, drafts: drafts.length === 0 ? [sound] : drafts };
}

const HOUR = 3600;
const DAY = 24 * HOUR;

function judgeSoa(
  { mname, rname, refresh, retry, expire, minimum }: Soa,
  evidence: readonly Evidence[],
): FindingDraft[] {
  const wrong: readonly (readonly [OwnFindingId, boolean, string])[] = [
    ['soa.mname', mname === '', 'it names no primary server'],
    ['soa.rname', rname === '' || rname.includes('@'), 'it names no mailbox in the form hostmaster.example.com'],
    ['soa.refresh', refresh < 20 * 60 || refresh > DAY, `refresh is ${refresh} s (expected 20 minutes to a day)`],
    ['soa.retry', retry >= refresh, `retry (${retry} s) is not shorter than refresh (${refresh} s)`],
    [
      'soa.expire',
      expire < 7 * DAY || expire <= refresh + retry,
      `expire is ${expire} s (expected a week at least): secondaries drop the zone after so long without the primary`,
    ],
    ['soa.minimum', minimum > DAY, `an absence is kept for ${minimum} s (expected a day at most, better an hour)`],
  ];
  return wrong
    .filter(([, isWrong]) => isWrong)
    .map(([id, , summary]) => ({
      id,
      status: 'warn',
      summary: untranslated(summary),
      evidence,
      remedy: { text: 'Change the SOA record at the primary server, or at the DNS provider.' },
    }));
}
