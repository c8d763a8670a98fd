/** How an entry leaves a blocklist, as facts: each language writes its sentences from them. */

/** `per-sublist`: it depends on what the entry is, so the operator's page has to say. */
export const EXPIRY_KINDS = ['never', 'automatic', 'per-sublist'] as const;

export type Expiry = {
  readonly kind: (typeof EXPIRY_KINDS)[number];
  /** Days behind the last hit; absent where the operator publishes none. */
  readonly afterDays?: number;
};

export const REMOVAL_KINDS = [
  /** The page removes it at once for anyone who asks. */
  'self',
  /** The same, but it comes back unless the cause that the page shows is gone. */
  'temporary',
  /** A form that someone, or something, decides on. */
  'form',
  /** A letter to the operator. */
  'email',
  /** Only the network that holds the address is heard. */
  'owner',
  /** The page names the sublist, and that has its own way. */
  'component',
  /** There is no request: it expires. */
  'wait',
  /** A whole range or provider is listed: nothing that its user does counts. */
  'range',
  /** The list has shut down. */
  'closed',
  /** As a file of lists says it, in its own words. */
  'stated',
] as const;

export type RemovalKind = (typeof REMOVAL_KINDS)[number];

/** What has to be there before a request is heard. */
export const REMOVAL_NEEDS = [
  'account',
  'cleaned',
  'contact',
  'reason',
  'english',
  'own-reverse-name',
  'postmaster-mailbox',
  'mail-from-domain',
  'mail-from-elsewhere',
  'from-the-address',
  'no-backscatter',
] as const;

export type RemovalNeed = (typeof REMOVAL_NEEDS)[number];

export type Removal = {
  readonly kind: RemovalKind;
  /** Where it is asked for; else the page on which an entry is looked up. */
  readonly url?: string;
  readonly needs?: readonly RemovalNeed[];
  /** How long it usually takes; 0 is at once. */
  readonly hours?: number | readonly [from: number, to: number];
  /** The mailbox of an operator who wants a letter. */
  readonly mailbox?: string;
  /** The operator sells removal, which nobody should buy. */
  readonly paid?: true;
  /** Of a file of lists: its own words on how, and on how long. */
  readonly words?: string;
};
