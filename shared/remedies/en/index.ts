import type { RemedyCatalogue } from '../../model/remedy.ts';
import { catalogueOf } from '../catalogue.ts';
import { DNSBL_EN } from './dnsbl.ts';
import { PTR_EN } from './ptr.ts';
import { SPF_EN } from './spf.ts';
import { WATCH_EN } from './watch.ts';

export const REMEDIES_EN: RemedyCatalogue = /* @__PURE__ */ catalogueOf(DNSBL_EN, PTR_EN, SPF_EN, WATCH_EN);
