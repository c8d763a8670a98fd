/** What a DMARC record asks for (RFC 9989 sections 4.7 and 4.8): a broken value counts as its default, an unknown tag not at all. */

import type { Evidence } from '../../model/finding.ts';
import type { Text } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import type { FindingDraft } from '../core/command.ts';
import { makeDraft } from '../core/draft.ts';
import type { OwnIdOf } from '../core/findings.ts';
import type { Tags } from '../published/tags.ts';
import type { LookupRemedy } from '../remedies/index.ts';
import { reportUris } from './mailto.ts';
import { notAPolicy, notAValue, removedTags, SUBDOMAIN_TAGS_IGNORED, TESTING, unknownTags } from './words.ts';

/** Mild first. */
const POLICIES = ['none', 'quarantine', 'reject'] as const;
export type DmarcPolicy = (typeof POLICIES)[number];

type Values = Tags['tags'];

/** What the policy is asked for: the name of the record itself, or one below it, which may not exist. */
export type PolicyScope = 'itself' | 'below' | 'nonexistent';

const TAGS_FOR: Readonly<Record<PolicyScope, readonly string[]>> = {
  itself: ['p'],
  below: ['sp', 'p'],
  nonexistent: ['np', 'sp', 'p'],
};

export type Asked = {
  /** The tag that decides; null where there is none and the default counts. */
  readonly tag: string | null;
  readonly policy: DmarcPolicy;
  /** What receivers are to do with `t=y`: one step less. */
  readonly applied: DmarcPolicy;
};

/** Null: receivers go on as if there were no record (section 4.10.1: no valid policy, and nobody to report to). */
export function policyOf(tags: Values, place: PolicyScope): Asked | null {
  const tag = TAGS_FOR[place].find((name) => tags.has(name)) ?? null;
  if (POLICY_TAGS.some((name) => (name === 'p' || tags.has(name)) && readPolicy(tags.get(name)) === null))
    return reportUris(tags.get('rua') ?? '').some(({ domain }) => domain !== null)
      ? { tag: null, policy: 'none', applied: 'none' }
      : null;
  const policy = readPolicy(tags.get(tag ?? '')) ?? 'none';
  const milder = POLICIES[POLICIES.indexOf(policy) - 1] ?? 'none';
  return { tag, policy, applied: isTesting(tags) ? milder : policy };
}

const readPolicy = (value: string | undefined): DmarcPolicy | null =>
  POLICIES.find((one) => one === value?.toLowerCase()) ?? null;

const isTesting = (tags: Values): boolean => tags.get('t')?.toLowerCase() === 'y';

const POLICY_TAGS: readonly string[] = ['p', 'sp', 'np'];
const REMOVED: readonly string[] = ['pct', 'rf', 'ri'];
const POLICY = /^(none|quarantine|reject)$/i;
/** What may be in each tag; null: judged elsewhere. */
const TAGS: ReadonlyMap<string, RegExp | null> = new Map([
  ...(['v', 'rua', 'ruf'] as const).map((name) => [name, null] as const),
  ...POLICY_TAGS.map((name) => [name, POLICY] as const),
  ...([
    ['psd', /^[ynu]$/i],
    ['t', /^[yn]$/i],
    ['adkim', /^[rs]$/i],
    ['aspf', /^[rs]$/i],
  ] as const),
  ['fo', /^[01ds](:[01ds]){0,3}$/i] as const,
]);

/** Spelling, and tags that mean nothing any more, or nothing here. */
export function judgeTags(
  { tags, problem }: Tags,
  isOrganisation: boolean,
  evidence: readonly Evidence[],
): readonly FindingDraft[] {
  const draft = (
    id: OwnIdOf<'dmarc'>,
    status: FindingDraft['status'],
    summary: Text,
    remedy: LookupRemedy,
  ): FindingDraft => ({ id: `dmarc.${id}`, status, summary, evidence, remedy });
  const names = [...tags.keys()];
  const removed = names.filter((name) => REMOVED.includes(name));
  const strange = names.filter((name) => !TAGS.has(name) && !REMOVED.includes(name)).slice(0, 5);
  const drafts: FindingDraft[] = [];
  if (problem !== null) drafts.push(draft('syntax', 'fail', problem, { id: 'published.tags', with: {} }));
  for (const [name, value] of tags)
    if (TAGS.get(name)?.test(value) === false) drafts.push(brokenValue(name, value, evidence));
  if (removed.length > 0) {
    const shown = removed.join(', ');
    const remedy = { id: 'dmarc.remove-tags', with: { tags: shown, isPartial: isPartial(tags) } } as const;
    drafts.push(draft('removed-tag', 'warn', removedTags(shown), remedy));
  }
  if (strange.length > 0)
    drafts.push(draft('unknown-tag', 'warn', unknownTags(strange.join(', ')), { id: 'dmarc.fix-tags', with: {} }));
  if (!isOrganisation && (tags.has('sp') || tags.has('np')))
    drafts.push(draft('sp-ignored', 'warn', SUBDOMAIN_TAGS_IGNORED, { id: 'dmarc.move-subdomain-tags', with: {} }));
  if (isTesting(tags) && policyOf(tags, 'itself')?.policy !== 'none')
    drafts.push(draft('testing', 'warn', TESTING, { id: 'dmarc.end-testing', with: {} }));
  return drafts;
}

/** Whether it asks for its policy on a part of the mail alone. */
const isPartial = (tags: Values): boolean => tags.has('pct') && tags.get('pct') !== '100';

function brokenValue(name: string, value: string, evidence: readonly Evidence[]): FindingDraft {
  const shown = `${name}=${printable(value, 40)}`;
  return POLICY_TAGS.includes(name)
    ? makeDraft('dmarc.value', 'fail', notAPolicy(shown), evidence, { id: 'dmarc.write-policy', with: { tag: name } })
    : makeDraft('dmarc.value', 'warn', notAValue(shown), evidence, { id: 'dmarc.write-value', with: { tag: name } });
}
