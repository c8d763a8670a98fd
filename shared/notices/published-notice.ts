/** A notice as it leaves in JSON: in English unless another language is asked for, whatever that of the text beside it. */
import { type StoredFinding, summaryText } from '../model/finding.ts';
import type { Notice, OpenIncident } from '../model/incident.ts';
import type { Language } from '../model/language.ts';
import { type PublishedFinding, publishedFindingIn, type Spoken } from '../remedies/render.ts';

export type PublishedNotice = Omit<Notice, 'finding'> & { readonly finding: PublishedFinding<StoredFinding> | null };

function inOneLanguage(openIncident: OpenIncident, language: Language): OpenIncident {
  const { translated: _, ...rest } = openIncident;
  return { ...rest, summary: summaryText(openIncident)[language] };
}

export const publishedNoticeIn =
  (spoken?: Spoken) =>
  ({ finding, before, ...rest }: Notice): PublishedNotice => ({
    ...rest,
    before: before === null ? null : inOneLanguage(before, spoken?.language ?? 'en'),
    finding: finding === null ? null : publishedFindingIn(spoken)(finding),
  });

export const publishedNotice = /* @__PURE__ */ publishedNoticeIn();
