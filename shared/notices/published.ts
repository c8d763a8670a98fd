/** A notice as it leaves in JSON: the advice of its finding in words, and English unless its summaries are wanted otherwise. */
import { type StoredFinding, summaryText } from '../model/finding.ts';
import type { Notice, Standing } from '../model/incident.ts';
import type { Language } from '../model/language.ts';
import { type PublishedFinding, publishedFinding } from '../remedies/render.ts';

export type PublishedNotice = Omit<Notice, 'finding'> & { readonly finding: PublishedFinding<StoredFinding> | null };

function inOneLanguage(standing: Standing, language: Language): Standing {
  const { translated: _, ...rest } = standing;
  return { ...rest, summary: summaryText(standing)[language] };
}

/** `language`: of the summaries. */
export const publishedNoticeIn =
  (language: Language) =>
  ({ finding, before, ...rest }: Notice): PublishedNotice => ({
    ...rest,
    before: before === null ? null : inOneLanguage(before, language),
    finding: finding === null ? null : { ...publishedFinding(finding), summary: summaryText(finding)[language] },
  });

export const publishedNotice = publishedNoticeIn('en');
