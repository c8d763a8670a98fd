/** MTA-STS (RFC 8461): the record, the policy behind it on the web, and whether the policy fits the mail hosts. */

import type { Answer } from '../../dns/answer.ts';
import type { Evidence } from '../../model/finding.ts';
import { type Parsed, problem } from '../../model/parsed.ts';
import { printable } from '../../model/text.ts';
import { readHostName } from '../core/argument.ts';
import { command, type FindingDraft, type LookupOutcome, type LookupPorts } from '../core/command.ts';
import { makeDraft } from '../core/draft.ts';
import { published } from '../published/find-records.ts';
import { onlyOne, type WantedRecord } from '../published/only-one.ts';
import { STS_RECORD } from '../published/record-kind.ts';
import { parseTags, type Tags, tagRows } from '../published/tags.ts';
import { judgeCertificate } from '../reach/certificate.ts';
import { type Fetched, fetchOnce } from '../web/fetch.ts';
import { judgeMediaType, judgePolicy, parsePolicy } from './sts-policy.ts';
import { BAD_ID, hasId, notAWebDomain, policyNotServed } from './words.ts';

/** Section 3.3 lets a sender stop here. */
const MAX_POLICY = 65_536;
const FETCH_MS = 15_000;

export const mtaSts = command(
  {
    name: 'mta-sts',
    example: 'mta-sts:example.com',
    about: {
      en: 'the record and the policy for encrypted mail (RFC 8461), compared with the mail hosts',
      ko: '메일 암호화 정책(RFC 8461)과 메일 서버의 일치 여부',
    },
  },
  readPolicyDomain,
  (name) => name,
  lookupMtaSts,
);

/** The policy's host must be one that a URL can have: a label that is no Punycode may be in DNS, but not there. */
function readPolicyDomain(text: string): Parsed<string> {
  const domain = readHostName(text);
  return domain.ok && !URL.canParse(policyUrl(domain.value)) ? problem(notAWebDomain(printable(text, 80))) : domain;
}

const policyUrl = (domain: string): string => `https://mta-sts.${domain}/.well-known/mta-sts.txt`;

async function lookupMtaSts(domain: string, ports: LookupPorts): Promise<LookupOutcome> {
  const name = `_mta-sts.${domain}`;
  const url = new URL(policyUrl(domain));
  const [found, fetched, mx] = await Promise.all([
    published(name, STS_RECORD, ports.resolver),
    fetchOnce({ url, ms: FETCH_MS, maxBody: MAX_POLICY, accept: 'text/plain' }, 'mta-sts', 'HTTP', ports),
    ports.resolver.ask({ name: domain, type: 'MX' as const }),
  ]);
  const advice = { id: 'mta-sts.publish', with: { name, at: url.href } } as const;
  const wanted: WantedRecord = { command: 'mta-sts', name, domain, kind: STS_RECORD, advice, absent: 'warn' };
  const { text, drafts } = await onlyOne(wanted, found, ports.resolver);
  if (text === null) return { records: [], drafts };
  const tags = parseTags(text);
  const policy = judgeFetched(url, fetched, mx, ports);
  return {
    records: [...tagRows(name, tags), ...policy.records],
    drafts: [...drafts, ...judgeTags(tags, found.evidence), ...policy.drafts],
  };
}

function judgeTags({ tags, problem: wrong }: Tags, evidence: readonly Evidence[]): readonly FindingDraft[] {
  const id = tags.get('id') ?? '';
  const drafts: FindingDraft[] = [];
  if (wrong !== null)
    drafts.push(makeDraft('mta-sts.syntax', 'warn', wrong, evidence, { id: 'published.tags', with: {} }));
  if (/^[A-Za-z0-9]{1,32}$/.test(id)) return [...drafts, makeDraft('mta-sts.record', 'pass', hasId(id), evidence)];
  return [...drafts, makeDraft('mta-sts.id', 'fail', BAD_ID, evidence, { id: 'mta-sts.id', with: {} })];
}

function judgeFetched(url: URL, fetched: Fetched, mx: Answer<'MX'>, { clock }: LookupPorts): LookupOutcome {
  if (fetched.kind === 'failed') return { records: [], drafts: [fetched.draft] };
  const { answer, evidence } = fetched;
  const about = { command: 'mta-sts' as const, name: url.hostname, subject: url.hostname, evidence: [evidence] };
  const certificate =
    answer.session === null ? [] : judgeCertificate(answer.session, { ...about, ill: 'fail' }, clock.now());
  if (answer.status !== 200) {
    const draft: FindingDraft = {
      id: 'mta-sts.policy-missing',
      status: 'fail',
      evidence: [evidence],
      summary: policyNotServed(url.href, answer.status),
      remedy: { id: 'mta-sts.serve', with: { at: url.href } },
    };
    return { records: [], drafts: [draft, ...certificate] };
  }
  const policy = parsePolicy(answer.body);
  const rows = policy.fields.map(([tag, value]) => ({
    name: url.href,
    tag: printable(tag, 40),
    value: printable(value, 200),
  }));
  const type = judgeMediaType(answer.headers['content-type'], evidence);
  return { records: rows, drafts: [...type, ...judgePolicy(policy, mx, evidence), ...certificate] };
}
