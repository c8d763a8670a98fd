/** One record of a kind is what there should be: the record, or why there is none. */

import { evidenceOf, type Resolver } from '../../dns/answer.ts';
import type { Evidence } from '../../model/finding.ts';
import { printable } from '../../model/text.ts';
import type { FindingDraft } from '../core/command.ts';
import { makeDraft, unaskedDraft } from '../core/draft.ts';
import type { PublishedCommand } from '../core/findings.ts';
import { absence } from '../core/words.ts';
import type { LookupRemedy } from '../remedies/index.ts';
import { isNonexistent, type PublishedRecords } from './find-records.ts';
import { judgeNearMisses, mangled, type Seeking, seekMisplaced } from './near-miss.ts';
import { BEGINS_WITH_SPACE, domainMissing, noneAmongTexts, severalRecords } from './words.ts';

export type WantedRecord = Seeking & {
  readonly command: PublishedCommand;
  /** What to publish where there is none. */
  readonly advice: LookupRemedy;
  /** What its absence is: `pass` of a record that nobody needs. */
  readonly absent: 'pass' | 'warn' | 'fail';
};

/** One record is what there should be: `text` is null where the findings say why there is none. */
export async function onlyOne(
  wanted: WantedRecord,
  found: PublishedRecords,
  resolver: Resolver,
): Promise<{ readonly text: string | null; readonly drafts: readonly FindingDraft[] }> {
  const { command, name, kind } = wanted;
  const { answer, texts, damaged, evidence } = found;
  if (answer.kind === 'failed') return { text: null, drafts: [unaskedDraft(`${command}.unknown`, answer)] };
  const [text] = texts;
  if (text === undefined) return { text: null, drafts: await whyNone(wanted, found, resolver) };
  if (texts.length > 1) {
    const summary = severalRecords(kind.noun, texts.length, printable(name, 100));
    const remedy = { id: 'published.keep-one', with: { noun: kind.noun } } as const;
    return { text: null, drafts: [makeDraft(`${command}.several`, 'fail', summary, evidence, remedy)] };
  }
  const slips = damaged.filter(({ isCounted }) => isCounted).map((one) => mangled(command, name, kind, one, evidence));
  return { text, drafts: [...slips, ...blankBefore(command, text, evidence)] };
}

async function whyNone(
  wanted: WantedRecord,
  found: PublishedRecords,
  resolver: Resolver,
): Promise<readonly FindingDraft[]> {
  const { command, name, domain, kind, advice, absent } = wanted;
  const near = judgeNearMisses(command, name, kind, found);
  if (near.length > 0) return near;
  const { drafts, domainIs } = await seekMisplaced(wanted, resolver);
  if (drafts.length > 0) return drafts;
  const { answer, evidence } = found;
  const own = answer.kind === 'absent' ? absence(answer) : noneAmongTexts(kind.noun, printable(name, 100));
  if (isNonexistent(domainIs)) return [nonexistent(command, domain, [...evidence, evidenceOf(domainIs)])];
  return [makeDraft(`${command}.missing`, absent, own, evidence, advice)];
}

/** A domain that is mistyped lacks every record, and publishing one there would help nobody. */
const nonexistent = (command: PublishedCommand, domain: string, evidence: readonly Evidence[]): FindingDraft =>
  makeDraft(`${command}.no-domain`, 'fail', domainMissing(printable(domain, 100)), evidence, {
    id: 'record.check-domain',
    with: {},
  });

/** The grammars begin with the version tag: some receivers take a record with a blank before it, others drop it. */
export function blankBefore(
  command: PublishedCommand,
  text: string,
  evidence: readonly Evidence[],
): readonly FindingDraft[] {
  if (!/^[ \t\r\n]/.test(text)) return [];
  const remedy = { id: 'published.remove-space', with: {} } as const;
  return [makeDraft(`${command}.blank-first`, 'warn', BEGINS_WITH_SPACE, evidence, remedy)];
}
