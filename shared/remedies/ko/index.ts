import type { RemedyCatalogue } from '../../model/remedy.ts';
import { catalogueOf } from '../catalogue.ts';
import { DNSBL_KO } from './dnsbl.ts';
import { PTR_KO } from './ptr.ts';
import { SPF_KO } from './spf.ts';
import { WATCH_KO } from './watch.ts';

export const REMEDIES_KO: RemedyCatalogue = /* @__PURE__ */ catalogueOf(DNSBL_KO, PTR_KO, SPF_KO, WATCH_KO);
