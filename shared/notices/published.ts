/** A notice as it leaves in JSON: the advice of its finding in words, English whatever the language of the text beside it. */
import type { StoredFinding } from '../model/finding.ts';
import type { Notice, Standing } from '../model/incident.ts';
import { type PublishedFinding, publishedFinding } from '../remedies/render.ts';

export type PublishedNotice = Omit<Notice, 'finding'> & { readonly finding: PublishedFinding<StoredFinding> | null };

const withoutTranslations = ({ translated: _, ...standing }: Standing): Standing => standing;

export const publishedNotice = ({ finding, before, ...rest }: Notice): PublishedNotice => ({
  ...rest,
  before: before === null ? null : withoutTranslations(before),
  finding: finding === null ? null : publishedFinding(finding),
});
