/**
 * THE TABLE: what receivers say, and what it means. A rule is one entry in one of the files of `rules/`, by whose words they
 * are; the order matters only among rules that weigh the same (`rule.ts`), where the first wins. Each has
 * received or published texts for which it must win, in the file of the same name in `test/bounce/texts/`.
 */
import type { Rule } from './rule.ts';
import { AMERICA } from './rules/america.ts';
import { ASIA } from './rules/asia.ts';
import { CODES_ALONE } from './rules/codes.ts';
import { ANY_CONTENT, ANY_REFUSAL } from './rules/content.ts';
import { EUROPE } from './rules/europe.ts';
import { FILTERS } from './rules/filters.ts';
import { GOOGLE } from './rules/google.ts';
import { ANY_IDENTITY } from './rules/identity.ts';
import { ANY_LISTING } from './rules/listed.ts';
import { NAMED_LISTS } from './rules/lists.ts';
import { MICROSOFT } from './rules/microsoft.ts';
import { ANY_NETWORK } from './rules/network.ts';
import { OWN } from './rules/own.ts';
import { RECEIVER } from './rules/receiver.ts';
import { ANY_RECIPIENT } from './rules/recipient.ts';
import { ANY_REPUTATION } from './rules/reputation.ts';
import { ANY_SESSION } from './rules/session.ts';
import { YAHOO_AND_AOL } from './rules/yahoo.ts';

export const RULES: readonly Rule[] = [
  ...RECEIVER,
  ...OWN,
  ...GOOGLE,
  ...YAHOO_AND_AOL,
  ...MICROSOFT,
  ...AMERICA,
  ...EUROPE,
  ...ASIA,
  ...FILTERS,
  ...NAMED_LISTS,
  ...ANY_IDENTITY,
  ...ANY_RECIPIENT,
  ...ANY_SESSION,
  ...ANY_LISTING,
  ...ANY_REPUTATION,
  ...ANY_CONTENT,
  ...ANY_NETWORK,
  ...ANY_REFUSAL,
  ...CODES_ALONE,
];
