/**
 * The DMARC policy that counts for a domain (RFC 9989, which replaced RFC 7489): by tree walk instead of a list of public
 * suffixes; `pct`, `rf` and `ri` are gone, `np`, `psd` and `t` are new.
 */

import { type Answer, evidenceOf } from '../../dns/answer.ts';
import type { Evidence } from '../../model/finding.ts';
import { organisationalDomain } from '../../model/organisation.ts';
import { printable } from '../../model/text.ts';
import { readHostName } from '../core/argument.ts';
import { command, type FindingDraft, type LookupOutcome, type LookupPorts } from '../core/command.ts';
import { makeDraft, unaskedDraft } from '../core/draft.ts';
import { isNonexistent } from '../published/find-records.ts';
import { judgeNearMisses, mangled, seekMisplaced } from '../published/near-miss.ts';
import { blankBefore } from '../published/only-one.ts';
import { DMARC_RECORD } from '../published/record-kind.ts';
import { tagRows } from '../published/tags.ts';
import { severalRecords } from '../published/words.ts';
import type { LookupRemedy } from '../remedies/index.ts';
import { judgeTags, type PolicyScope, policyOf } from './record.ts';
import { judgeReports } from './reports.ts';
import { organisationOf, policyStep, unseenIn, type WalkStep, walk } from './walk.ts';
import { ignoredRecord, noDmarc, policyInForce } from './words.ts';

export const dmarc = command(
  {
    name: 'dmarc',
    example: 'dmarc:example.com',
    about: { en: 'the DMARC policy that applies to a domain (RFC 9989)', ko: '도메인에 적용되는 DMARC 정책(RFC 9989)' },
  },
  readHostName,
  (name) => name,
  lookupDmarc,
);

async function lookupDmarc(domain: string, { resolver }: LookupPorts): Promise<LookupOutcome> {
  // Whether the name exists decides between sp and np, so it is asked along with the walk.
  const [steps, own] = await Promise.all([walk(domain, resolver), resolver.ask({ name: domain, type: 'A' as const })]);
  const faults = steps.flatMap(judgeRecords);
  const record = policyStep(steps);
  const unseen = unseenIn(steps);
  // Its own record counts, whatever is above; any other counts only if there is none nearer.
  if (unseen !== null && record?.domain !== domain)
    return { records: [], drafts: [unaskedDraft('dmarc.unknown', unseen), ...faults] };
  if (record === null)
    return { records: [], drafts: faults.length > 0 ? faults : await whyNone(domain, steps, own, { resolver }) };
  const organisation = organisationOf(steps);
  const { evidence } = record.found;
  const place = record.domain === domain ? 'itself' : placeOf(own);
  const isOrganisation = unseen !== null || record.domain === organisation || record.tags.tags.get('psd') === 'y';
  return {
    records: [
      { name: printable(`_dmarc.${record.domain}`), tag: 'organizational domain', value: printable(organisation) },
      ...tagRows(`_dmarc.${record.domain}`, record.tags),
    ],
    drafts: [
      ...faults,
      ...judgePolicy(domain, { ...record, place, own, evidence }),
      ...judgeTags(record.tags, isOrganisation, evidence),
      ...(await judgeReports(record.tags, { domain: record.domain, organisation, evidence }, { resolver })),
    ],
  };
}

/** Of a name below the record's: one that is NXDOMAIN does not exist (RFC 8020), an alias does, wherever it leads. */
function placeOf(own: Answer<'A'>): PolicyScope | null {
  if (own.kind === 'failed') return null;
  return isNonexistent(own) ? 'nonexistent' : 'below';
}

/** Looked for at the names beside, of the domain and of its organization, before it is called missing. */
async function whyNone(
  domain: string,
  steps: readonly WalkStep[],
  own: Answer<'A'>,
  { resolver }: Pick<LookupPorts, 'resolver'>,
): Promise<readonly FindingDraft[]> {
  const owners = [...new Set([domain, organisationalDomain(domain)])];
  const sought = await Promise.all(
    owners.map((owner) =>
      seekMisplaced({ command: 'dmarc', name: `_dmarc.${owner}`, domain: owner, kind: DMARC_RECORD }, resolver),
    ),
  );
  const misplaced = new Map(sought.flatMap(({ drafts }) => drafts).map((draft) => [draft.summary.en, draft]));
  if (misplaced.size > 0) return [...misplaced.values()];
  const evidence = steps.flatMap(({ found }) => found.evidence).slice(0, 10);
  const shown = printable(domain);
  const isThere = placeOf(own) !== 'nonexistent';
  return [
    makeDraft(
      'dmarc.missing',
      'fail',
      noDmarc(shown, isThere),
      isThere ? evidence : [...evidence, evidenceOf(own)],
      isThere ? { id: 'dmarc.publish', with: { domain: shown } } : { id: 'record.check-domain', with: {} },
    ),
  ];
}

/** Several records at a name are all discarded, and so is what only begins like one (sections 4.7 and 4.10). */
function judgeRecords({ domain, found }: WalkStep): readonly FindingDraft[] {
  const { texts, damaged, evidence } = found;
  const [name, subject] = [`_dmarc.${domain}`, printable(domain, 100)];
  const about = (drafts: readonly FindingDraft[]): readonly FindingDraft[] =>
    drafts.map((draft) => ({ ...draft, subject }));
  if (texts.length > 1) {
    const { noun } = DMARC_RECORD;
    const summary = severalRecords(noun, texts.length, `_dmarc.${subject}`);
    const remedy = { id: 'published.keep-one', with: { noun } } as const;
    return about([makeDraft('dmarc.several', 'fail', summary, evidence, remedy)]);
  }
  const [text] = texts;
  if (text === undefined) return about(judgeNearMisses('dmarc', name, DMARC_RECORD, found));
  const slips = damaged.filter(({ isCounted }) => isCounted);
  return about([
    ...slips.map((one) => mangled('dmarc', name, DMARC_RECORD, one, evidence)),
    ...blankBefore('dmarc', text, evidence),
  ]);
}

type Counting = WalkStep & {
  readonly tags: { readonly tags: ReadonlyMap<string, string> };
  /** Null: we could not find out whether the domain exists. */
  readonly place: PolicyScope | null;
  readonly own: Answer<'A'>;
  readonly evidence: readonly Evidence[];
};

function judgePolicy(
  domain: string,
  { domain: at, tags: { tags }, place, own, evidence }: Counting,
): readonly FindingDraft[] {
  const asked = policyOf(tags, place ?? 'below');
  if (asked === null)
    return [
      {
        id: 'dmarc.ignored',
        status: 'fail',
        evidence,
        summary: ignoredRecord(printable(at, 100)),
        remedy: { id: 'dmarc.policy-and-reports', with: { domain: printable(at, 100) } },
      },
    ];
  // The two differ, and we could not find out which of them counts.
  if (place === null && own.kind === 'failed' && policyOf(tags, 'nonexistent')?.policy !== asked.policy)
    return [unaskedDraft('dmarc.unknown', own)];
  const from = domain === at ? null : printable(at, 100);
  const { tag, policy, applied } = asked;
  const exists = place !== 'nonexistent';
  const summary = policyInForce({ domain: printable(domain, 100), from, exists, tag, policy, applied });
  if (applied !== 'none') return [makeDraft('dmarc.policy', 'pass', summary, evidence)];
  const remedy: LookupRemedy =
    policy === 'none'
      ? { id: 'dmarc.raise-policy', with: { tag: tag ?? 'p', at: printable(at, 100) } }
      : { id: 'dmarc.end-testing', with: {} };
  return [makeDraft('dmarc.none', 'warn', summary, evidence, remedy)];
}
