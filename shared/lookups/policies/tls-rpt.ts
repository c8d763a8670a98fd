/** Where reports about failed TLS are to go (RFC 8460 section 3). */

import type { Evidence } from '../../model/finding.ts';
import type { Text } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import { readHostName } from '../core/argument.ts';
import { command, type FindingDraft, type LookupOutcome, type LookupPorts } from '../core/command.ts';
import { makeDraft } from '../core/draft.ts';
import { reportUris } from '../dmarc/mailto.ts';
import { notAReportAddress } from '../dmarc/words.ts';
import { published } from '../published/find-records.ts';
import { onlyOne, type WantedRecord } from '../published/only-one.ts';
import { TLSRPT_RECORD } from '../published/record-kind.ts';
import { parseTags, type Tags, tagRows } from '../published/tags.ts';
import { noTlsReports, reportsGoTo, severalRua } from './words.ts';

export const tlsRpt = command(
  {
    name: 'tls-rpt',
    example: 'tls-rpt:example.com',
    about: { en: 'where reports about failed TLS go (RFC 8460)', ko: 'TLS 실패 보고서를 받을 곳(RFC 8460)' },
  },
  readHostName,
  (name) => name,
  lookupTlsRpt,
);

async function lookupTlsRpt(domain: string, { resolver }: LookupPorts): Promise<LookupOutcome> {
  const name = `_smtp._tls.${domain}`;
  const found = await published(name, TLSRPT_RECORD, resolver);
  const advice = { id: 'tls-rpt.publish', with: { name, domain } } as const;
  // Mail is delivered without it, so its absence is not a fault.
  const wanted: WantedRecord = { command: 'tls-rpt', name, domain, kind: TLSRPT_RECORD, advice, absent: 'pass' };
  const { text, drafts } = await onlyOne(wanted, found, resolver);
  if (text === null) return { records: [], drafts };
  const tags = parseTags(text);
  return { records: tagRows(name, tags), drafts: [...drafts, ...judgeTags(tags, text, domain, found.evidence)] };
}

function judgeTags(
  { tags, problem }: Tags,
  text: string,
  domain: string,
  evidence: readonly Evidence[],
): readonly FindingDraft[] {
  const uris = reportUris(tags.get('rua') ?? '');
  const [bad] = uris.filter(({ domain: at }) => at === null);
  const drafts: FindingDraft[] = [];
  const several = (text.match(/(?:^|;)[ \t]*rua[ \t]*=/gi) ?? []).length;
  if (several > 1) {
    const remedy = { id: 'tls-rpt.one-rua', with: {} } as const;
    drafts.push(makeDraft('tls-rpt.several-rua', 'warn', severalRua(several), evidence, remedy));
  } else if (problem !== null) {
    drafts.push(makeDraft('tls-rpt.syntax', 'fail', problem, evidence, { id: 'tls-rpt.tags', with: {} }));
  }
  const why = whyNoRua(uris.length === 0, text, bad?.text);
  if (why !== null)
    return [...drafts, makeDraft('tls-rpt.rua', 'fail', why, evidence, { id: 'tls-rpt.rua', with: { domain } })];
  const shown = uris.slice(0, 5).map((uri) => printable(uri.text, 100));
  return [...drafts, makeDraft('tls-rpt.record', 'pass', reportsGoTo(shown.join(', ')), evidence)];
}

/** `bad`: the first that is not an address. */
function whyNoRua(isEmpty: boolean, text: string, bad: string | undefined): Text | null {
  if (isEmpty) return noTlsReports(/rua[ \t]*:/i.test(text));
  return bad === undefined ? null : notAReportAddress(printable(bad, 100));
}
