/** The texts that each rule of `shared/bounce/rules/` must win for: one file here for each of its files. */
import { AMERICA_TEXTS } from './texts/america.ts';
import { ASIA_TEXTS } from './texts/asia.ts';
import { CODES_TEXTS } from './texts/codes.ts';
import { CONTENT_TEXTS } from './texts/content.ts';
import { EUROPE_TEXTS } from './texts/europe.ts';
import { FILTERS_TEXTS } from './texts/filters.ts';
import { GOOGLE_TEXTS } from './texts/google.ts';
import { IDENTITY_TEXTS } from './texts/identity.ts';
import { LISTED_TEXTS } from './texts/listed.ts';
import { LISTS_TEXTS } from './texts/lists.ts';
import { MICROSOFT_TEXTS } from './texts/microsoft.ts';
import { NETWORK_TEXTS } from './texts/network.ts';
import { OWN_TEXTS } from './texts/own.ts';
import { RECEIVER_TEXTS } from './texts/receiver.ts';
import { RECIPIENT_TEXTS } from './texts/recipient.ts';
import { REPUTATION_TEXTS } from './texts/reputation.ts';
import { SESSION_TEXTS } from './texts/session.ts';
import type { Text, Texts } from './texts/types.ts';
import { YAHOO_TEXTS } from './texts/yahoo.ts';

const FILES: readonly Texts[] = [
  AMERICA_TEXTS,
  ASIA_TEXTS,
  CODES_TEXTS,
  CONTENT_TEXTS,
  EUROPE_TEXTS,
  FILTERS_TEXTS,
  GOOGLE_TEXTS,
  IDENTITY_TEXTS,
  LISTED_TEXTS,
  LISTS_TEXTS,
  MICROSOFT_TEXTS,
  NETWORK_TEXTS,
  OWN_TEXTS,
  RECEIVER_TEXTS,
  RECIPIENT_TEXTS,
  REPUTATION_TEXTS,
  SESSION_TEXTS,
  YAHOO_TEXTS,
];

export const TEXTS: ReadonlyMap<string, readonly Text[]> = new Map(FILES.flatMap((file) => Object.entries(file)));
