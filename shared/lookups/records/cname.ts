/** The alias of a name and whether it leads anywhere: one that does not can be taken over by anyone who registers its target. */

import { type Absent, evidenceOf, type Records, type Resolver } from '../../dns/answer.ts';
import { sentences } from '../../model/sentence.ts';
import { printable } from '../../model/text.ts';
import { readHostName } from '../core/argument.ts';
import { command, type FindingDraft, type LookupOutcome, type LookupPorts } from '../core/command.ts';
import { evidenceOfAll, makeDraft, missing, unaskedDraft } from '../core/draft.ts';
import { dotAdvice, judgeDoubled } from '../core/final-dot.ts';
import { absence } from '../core/words.ts';
import { ANYONE_MAY_TAKE_IT, aliasOf, noAlias } from './words.ts';

export const cname = command(
  {
    name: 'cname',
    example: 'cname:www.example.com',
    about: { en: 'the alias of a name, and whether its target exists', ko: '이름의 별칭(CNAME)과 그 대상의 존재 여부' },
  },
  readHostName,
  (name) => name,
  lookupCname,
);

async function lookupCname(name: string, { resolver }: LookupPorts): Promise<LookupOutcome> {
  const [alias, end] = await Promise.all([
    resolver.ask({ name, type: 'CNAME' as const }),
    resolver.ask({ name, type: 'A' as const }),
  ]);
  if (alias.kind === 'failed') return { records: [], drafts: [unaskedDraft('cname.unknown', alias)] };
  if (alias.kind === 'absent') return { records: [], drafts: [await none(name, alias, resolver)] };
  const records = alias.records.map((value) => ({
    name: printable(name),
    type: 'CNAME',
    value: printable(value),
    ttl: alias.ttl,
  }));
  const found: FindingDraft = {
    id: 'cname.found',
    status: 'pass',
    summary: aliasOf(printable(name, 100), printable(alias.records[0] ?? '', 100)),
    evidence: [evidenceOf(alias)],
  };
  if (end.kind === 'failed') return { records, drafts: [found, unaskedDraft('cname.target-unknown', end)] };
  return end.kind === 'absent' && end.reason === 'nxdomain'
    ? { records, drafts: [found, dangling(alias, end)] }
    : { records, drafts: [found] };
}

async function none(name: string, alias: Absent, resolver: Resolver): Promise<FindingDraft> {
  const evidence = [evidenceOf(alias)];
  if (alias.reason !== 'nxdomain') return makeDraft('cname.none', 'pass', noAlias(printable(name, 100)), evidence);
  const doubled = await judgeDoubled('cname', name, 'CNAME', resolver, evidence);
  return doubled ?? missing('cname.missing', alias, { id: 'record.check-name', with: {} });
}

function dangling(alias: Records<'CNAME'>, end: Absent): FindingDraft {
  const { name } = alias.trace;
  const evidence = evidenceOfAll([alias, end]);
  const dot = dotAdvice(alias.records[0] ?? '', { owner: name, type: 'CNAME', isAbsent: true });
  if (dot !== null) return makeDraft('cname.dangling', 'fail', sentences(absence(end), dot.why), evidence, dot.remedy);
  return makeDraft('cname.dangling', 'fail', sentences(absence(end), ANYONE_MAY_TAKE_IT), evidence, {
    id: 'cname.restore-or-delete',
    with: { name: printable(name, 100) },
  });
}
