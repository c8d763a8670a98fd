/** Every remedy in Korean: it does not compile while one has no words. */
import type { BounceCatalogue } from '../words.ts';
import { DELIVERY } from './delivery.ts';
import { IDENTITY } from './identity.ts';
import { BLOCKLISTS } from './lists.ts';
import { RECEIVERS } from './receivers.ts';
import { REPUTATION } from './reputation.ts';

export const BOUNCE_WORDS_KO: BounceCatalogue = {
  ...IDENTITY,
  ...BLOCKLISTS,
  ...REPUTATION,
  ...DELIVERY,
  ...RECEIVERS,
};
