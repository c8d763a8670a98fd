/** Every remedy in English: it does not compile while one has no words. */
import type { BounceCatalogue } from '../words.ts';
import { DELIVERY_EN } from './delivery.ts';
import { IDENTITY_EN } from './identity.ts';
import { BLOCKLISTS_EN } from './lists.ts';
import { OWN_EN } from './own.ts';
import { RECEIVERS_EN } from './receivers.ts';
import { REPUTATION_EN } from './reputation.ts';

export const BOUNCE_WORDS_EN: BounceCatalogue = {
  ...IDENTITY_EN,
  ...BLOCKLISTS_EN,
  ...REPUTATION_EN,
  ...DELIVERY_EN,
  ...RECEIVERS_EN,
  ...OWN_EN,
};
