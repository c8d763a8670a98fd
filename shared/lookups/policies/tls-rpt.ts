/** Where reports about failed TLS are to go (RFC 8460 section 3). */

import type { Evidence } from '../../model/finding.ts';
import { untranslated } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import { readHostName } from '../core/argument.ts';
import { command, type FindingDraft, type LookupOutcome, type LookupPorts } from '../core/command.ts';
import { makeDraft } from '../core/draft.ts';
import { reportUris } from '../dmarc/mailto.ts';
import { onlyOne, type WantedRecord } from '../published/only-one.ts';
import { published } from '../published/published.ts';
import { TLSRPT_RECORD } from '../published/record-kind.ts';
import { parseTags, type Tags, tagRows } from '../published/tags.ts';

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
  const advice = `The record is optional: without it nobody tells you when mail to you cannot be encrypted. To get reports, publish a TXT record at ${name}: "v=TLSRPTv1; rua=mailto:tls-reports@${domain}".`;
  // Mail goes on without, so its absence is no fault.
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
    const summary = `rua= stands there ${several} times: which of them counts is up to each sender`;
    drafts.push(
      makeDraft('tls-rpt.several-rua', 'warn', untranslated(summary), evidence, 'Write one rua= with commas between.'),
    );
  } else if (problem !== null) {
    const advice = 'Write tags as name=value with semicolons between, and addresses with commas between.';
    drafts.push(makeDraft('tls-rpt.syntax', 'fail', untranslated(problem), evidence, advice));
  }
  const advice = `Write rua=mailto:tls-reports@${domain}, or an https address.`;
  if (uris.length === 0)
    return [...drafts, makeDraft('tls-rpt.rua', 'fail', untranslated(whyNoRua(text)), evidence, advice)];
  if (bad !== undefined) {
    const summary = `"${printable(bad.text, 100)}" is no address for reports`;
    return [...drafts, makeDraft('tls-rpt.rua', 'fail', untranslated(summary), evidence, advice)];
  }
  const shown = uris.slice(0, 5).map((uri) => printable(uri.text, 100));
  return [...drafts, makeDraft('tls-rpt.record', 'pass', untranslated(`reports go to ${shown.join(', ')}`), evidence)];
}

const whyNoRua = (text: string): string =>
  /rua[ \t]*:/i.test(text)
    ? 'the record names no address for reports: it says rua: where rua= is due'
    : 'the record names no address for reports (rua=)';
