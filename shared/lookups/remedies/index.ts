/**
 * THE CATALOGUE of the lookups' advice: by its id, what it needs to know of the case, and its steps in every language, one file
 * a group of lookups. It is apart from `shared/remedies`, since no notice ever holds it.
 */
import { BIMI_ADVICE } from './bimi.ts';
import { CHECKS_ADVICE } from './checks.ts';
import { DELEGATION_ADVICE } from './delegation.ts';
import { DKIM_ADVICE } from './dkim.ts';
import { DMARC_ADVICE } from './dmarc.ts';
import type { AdviceSteps } from './entry.ts';
import { POLICIES_ADVICE } from './policies.ts';
import { PUBLISHED_ADVICE } from './published.ts';
import { REACH_ADVICE } from './reach.ts';
import { RECORDS_ADVICE } from './records.ts';
import { REGISTRIES_ADVICE } from './registries.ts';
import { SMTP_ADVICE } from './smtp.ts';
import { WEB_ADVICE } from './web.ts';

const ADVICE = {
  ...BIMI_ADVICE,
  ...CHECKS_ADVICE,
  ...DELEGATION_ADVICE,
  ...DKIM_ADVICE,
  ...DMARC_ADVICE,
  ...POLICIES_ADVICE,
  ...PUBLISHED_ADVICE,
  ...REACH_ADVICE,
  ...RECORDS_ADVICE,
  ...REGISTRIES_ADVICE,
  ...SMTP_ADVICE,
  ...WEB_ADVICE,
};

export type LookupRemedyId = keyof typeof ADVICE;

export type LookupRemedyParams = { readonly [Id in LookupRemedyId]: Parameters<(typeof ADVICE)[Id]>[0] };

export type LookupRemedyOf<Id extends LookupRemedyId> = {
  [K in Id]: { readonly id: K; readonly with: LookupRemedyParams[K] };
}[Id];

/** Advice that lookups alone give, as data. */
export type LookupRemedy = LookupRemedyOf<LookupRemedyId>;

export const LOOKUP_ADVICE: { readonly [Id in LookupRemedyId]: (given: LookupRemedyParams[Id]) => AdviceSteps } =
  ADVICE;
