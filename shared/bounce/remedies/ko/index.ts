/** Every remedy in Korean: it does not compile while one has no words. */
import type { BounceCatalogue } from '../words.ts';
import { DELIVERY_KO } from './delivery.ts';
import { IDENTITY_KO } from './identity.ts';
import { BLOCKLISTS_KO } from './lists.ts';
import { OWN_KO } from './own.ts';
import { RECEIVERS_KO } from './receivers.ts';
import { REPUTATION_KO } from './reputation.ts';

export const BOUNCE_WORDS_KO: BounceCatalogue = {
  ...IDENTITY_KO,
  ...BLOCKLISTS_KO,
  ...REPUTATION_KO,
  ...DELIVERY_KO,
  ...RECEIVERS_KO,
  ...OWN_KO,
};
