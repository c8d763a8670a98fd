/** A zone's SOA record and whether its times make sense (RFC 1912 section 2.2, RFC 2308 section 5). */

import { evidenceOf, type Soa } from '../../dns/answer.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Text } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import { readHostName } from '../core/argument.ts';
import { command, type FindingDraft, type LookupOutcome, type LookupPorts } from '../core/command.ts';
import { missing, unaskedDraft } from '../core/draft.ts';
import type { OwnFindingId } from '../core/findings.ts';
import { withoutApex } from './shared.ts';
import {
  longMinimum,
  longRetry,
  oddRefresh,
  SOA_WITHOUT_MAILBOX,
  SOA_WITHOUT_PRIMARY,
  shortExpire,
  soaSound,
} from './words.ts';

export const soa = command(
  {
    name: 'soa',
    example: 'soa:example.com',
    about: {
      en: 'the SOA record of a zone, and whether its times make sense',
      ko: '존의 SOA 레코드와 시간값의 적절성',
    },
  },
  readHostName,
  (name) => name,
  lookupSoa,
);

async function lookupSoa(name: string, { resolver }: LookupPorts): Promise<LookupOutcome> {
  const answer = await resolver.ask({ name, type: 'SOA' });
  if (answer.kind === 'failed') return { records: [], drafts: [unaskedDraft('soa.unknown', answer)] };
  if (answer.kind === 'absent') {
    return { records: [], drafts: [missing('soa.missing', answer, withoutApex('SOA', answer))] };
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
    summary: soaSound(printable(name, 100), answer.records[0]?.serial),
  };
  return { records, drafts: drafts.length === 0 ? [sound] : drafts };
}

const HOUR = 3600;
const DAY = 24 * HOUR;

function judgeSoa(
  { mname, rname, refresh, retry, expire, minimum }: Soa,
  evidence: readonly Evidence[],
): FindingDraft[] {
  const wrong: readonly (readonly [OwnFindingId, boolean, Text])[] = [
    ['soa.mname', mname === '', SOA_WITHOUT_PRIMARY],
    ['soa.rname', rname === '' || rname.includes('@'), SOA_WITHOUT_MAILBOX],
    ['soa.refresh', refresh < 20 * 60 || refresh > DAY, oddRefresh(refresh)],
    ['soa.retry', retry >= refresh, longRetry(retry, refresh)],
    ['soa.expire', expire < 7 * DAY || expire <= refresh + retry, shortExpire(expire)],
    ['soa.minimum', minimum > DAY, longMinimum(minimum)],
  ];
  return wrong
    .filter(([, isWrong]) => isWrong)
    .map(([id, , summary]) => ({
      id,
      status: 'warn',
      summary,
      evidence,
      remedy: { id: 'soa.change', with: {} },
    }));
}
