import type { Remedy } from '../../shared/model/remedy.ts';
import { type RenderedRemedy, renderRemedy } from '../../shared/remedies/render.ts';

/** What a finding advises, as it stands in JSON. */
export const advice = (remedy: Remedy | null | undefined): RenderedRemedy | undefined =>
  remedy === null || remedy === undefined ? undefined : renderRemedy(remedy);
