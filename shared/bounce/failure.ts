/** Where the mail is, as far as the input shows: back, still in the queue, never taken, or through in the end. */
export const DELIVERY_STATES = ['queued', 'returned', 'refused', 'delivered-late', 'unknown'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];
/** `inbound`: the reader's own server refused mail that came to it. */
export const DIRECTIONS = ['outbound', 'inbound'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What an input says about one recipient, before any rule has looked at it. */
export type Failure = {
  readonly recipient?: string;
  /** The receiver's own words: a diagnostic code, a reply. May be empty. */
  readonly reply: string;
  /** What surrounds it, for the case that the words alone say nothing. */
  readonly around: string;
  /** The Status field of a report (RFC 3464 section 2.3.4). */
  readonly status?: string;
  /** Hosts of the receiving side that the report names (Remote-MTA, "host ... said"). */
  readonly receivers: readonly string[];
  /** The Reporting-MTA of a report (RFC 3464 section 2.2.2), where it is another host than the one that refused. */
  readonly reportedBy?: string;
  /** Absent: outbound. */
  readonly direction?: Direction;
  readonly state?: DeliveryState;
  /** Until when the queue tries, as the report writes it (RFC 3464 section 2.3.9). */
  readonly until?: string;
  /** The address that it was sent from, where a log or a service states it. */
  readonly sentFrom?: string;
  /** The domain of MAIL FROM, which SPF judges (RFC 5321 section 4.4: the Return-Path keeps it). */
  readonly mailFrom?: string;
  /** The domain of the From header, which DMARC judges. */
  readonly headerFrom?: string;
  /** Of the message that came back, in the order of the text; at most three, absent without any. */
  readonly signatures?: readonly Signature[];
};

/** Where the key of a DKIM signature is published (RFC 6376 section 3.5: `d=` and `s=`), in lower case. */
export type Signature = { readonly domain: string; readonly selector: string };

/** Texts longer than this are cut before a rule looks at them. */
export const MAX_TEXT = 4000;
/** More recipients than this are not answered one by one. */
export const MAX_FAILURES = 100;

/** An address as it is in reports; bounded, so that no text can make it slow. */
const ADDRESS = /(?<![a-z0-9!#$%&'*+/=?^_{|}~.-])[a-z0-9!#$%&'*+/=?^_{|}~.-]{1,64}@[a-z0-9.-]{1,253}[a-z0-9]/gi;

/** Addresses in the order of the text, in lower case, each once. */
export function addressesInText(text: string): string[] {
  return [...new Set((text.match(ADDRESS) ?? []).map(bare))];
}

/** `RFC822; <User@Example.com>` -> `user@example.com`; undefined where there is none. */
export function addressIn(text: string): string | undefined {
  return addressesInText(text.slice(0, 1000))[0];
}

/** A quoted start of a word (`'user@...`, `mailto=user@...`) is not part of the address. */
const bare = (address: string): string => address.toLowerCase().replace(/^['=.]+/, '');

/** Every address becomes `u***@example.com`: enough to see the receiver, too little to find the person. */
export function maskAddresses(text: string): string {
  return text.replace(ADDRESS, (address) => {
    const at = address.lastIndexOf('@');
    return `${address.slice(0, 1)}***${address.slice(at)}`;
  });
}
