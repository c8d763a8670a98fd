/** What a DMARC record asks for (RFC 9989 sections 4.7 and 4.8): a broken value counts as its default, an unknown tag not at all. */

import type { Evidence } from '../../model/finding.ts';
import { untranslated } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import type { FindingDraft } from '../core/command.ts';
import type { SaidBy } from '../core/findings.ts';
import type { Tags } from '../published/tags.ts';
import { reportUris } from './mailto.ts';

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
  /** What receivers are to do while `t=y` stands there: one step less. */
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
/** What may stand in each tag; null: judged elsewhere. */
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
  const draft = (id: SaidBy<'dmarc'>, status: FindingDraft['status'], summary: string, text: string): FindingDraft => ({
    id: `dmarc.${id}`,
    status,
    summary: untranslated(summary),
    evidence,
    remedy: { text },
  });
  const names = [...tags.keys()];
  const removed = names.filter((name) => REMOVED.includes(name));
  const strange = names.filter((name) => !TAGS.has(name) && !REMOVED.includes(name)).slice(0, 5);
  const drafts: FindingDraft[] = [];
  if (problem !== null)
    drafts.push(draft('syntax', 'fail', problem, 'Write tags as name=value, each once, with semicolons between.'));
  for (const [name, value] of tags)
    if (TAGS.get(name)?.test(value) === false) drafts.push(brokenValue(name, value, evidence));
  if (removed.length > 0) {
    const instead = removed.includes('pct')
      ? 'Take it out; instead of a pct below 100 write t=y, which asks for the policy one step milder.'
      : 'Take it out.';
    const summary = `RFC 9989 has removed ${removed.join(', ')}: receivers that follow it ignore it`;
    drafts.push(draft('removed-tag', 'warn', summary, instead));
  }
  if (strange.length > 0)
    drafts.push(
      draft(
        'unknown-tag',
        'warn',
        `nobody knows ${strange.join(', ')}: receivers ignore it`,
        'Correct the spelling, or take it out.',
      ),
    );
  if (!isOrganisation && (tags.has('sp') || tags.has('np'))) {
    const summary = 'sp and np count in the record of the organization alone, and this is one below it';
    drafts.push(draft('sp-ignored', 'warn', summary, 'Write them in the record above, or psd=n here to part from it.'));
  }
  if (isTesting(tags) && policyOf(tags, 'itself')?.policy !== 'none')
    drafts.push(
      draft(
        'testing',
        'warn',
        't=y asks receivers to apply the policy one step milder',
        'Take t=y out once the reports show no mail of yours that fails.',
      ),
    );
  return drafts;
}

const EXPECTED: ReadonlyMap<string, string> = new Map([
  ['psd', 'y, n or u'],
  ['t', 'y or n'],
  ['fo', '0, 1, d and s with colons between'],
]);

function brokenValue(name: string, value: string, evidence: readonly Evidence[]): FindingDraft {
  const shown = `${name}=${printable(value, 40)}`;
  if (POLICY_TAGS.includes(name))
    return {
      id: 'dmarc.value',
      status: 'fail',
      evidence,
      summary: untranslated(`${shown} is no policy`),
      remedy: { text: `Write ${name}=none, quarantine or reject.` },
    };
  const expected = EXPECTED.get(name) ?? 'r or s';
  return {
    id: 'dmarc.value',
    status: 'warn',
    evidence,
    summary: untranslated(`${shown} has no meaning: receivers take the default`),
    remedy: { text: `Write ${name} as ${expected}, or take it out.` },
  };
}
