import { type AnyRemedy, renderLookupRemedy } from '../../shared/lookups/remedies/render.ts';
import type { RenderedRemedy } from '../../shared/remedies/render.ts';

/** What a finding advises, as it stands in JSON. */
export const advice = (remedy: AnyRemedy | null | undefined): RenderedRemedy | undefined =>
  remedy === null || remedy === undefined ? undefined : renderLookupRemedy(remedy);
