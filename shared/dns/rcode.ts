/**
 * The names of response codes (RFC 6895 section 2.3) and of extended errors (RFC 8914 section 4; 25 to 30 as IANA's registry
 * "Extended DNS Error Codes" has them on 2026-11-30), as people search for them.
 */
import { printable } from '../model/text.ts';

export const NOERROR = 0;
export const FORMERR = 1;
export const SERVFAIL = 2;
export const NXDOMAIN = 3;
export const NOTIMP = 4;
export const REFUSED = 5;
const NOTAUTH = 9;
export const BADVERS = 16;

const RCODES: readonly string[] = [
  'NOERROR',
  'FORMERR',
  'SERVFAIL',
  'NXDOMAIN',
  'NOTIMP',
  'REFUSED',
  'YXDOMAIN',
  'YXRRSET',
  'NXRRSET',
  'NOTAUTH',
  'NOTZONE',
];

export function rcodeName(rcode: number): string {
  if (rcode === BADVERS) return 'BADVERS';
  return RCODES[rcode] ?? `RCODE${rcode}`;
}

/** A server that will not answer for the name is not one that tried and failed: the fix is elsewhere. */
export const rcodeFailure = (rcode: number): FailureReason =>
  rcode === REFUSED || rcode === NOTIMP || rcode === NOTAUTH ? 'refused' : 'servfail';

/** Why a server answered as it did, in its own words. */
export type ExtendedError = { readonly code: number; readonly text: string };

const EXTENDED: readonly string[] = [
  'Other Error',
  'Unsupported DNSKEY Algorithm',
  'Unsupported DS Digest Type',
  'Stale Answer',
  'Forged Answer',
  'DNSSEC Indeterminate',
  'DNSSEC Bogus',
  'Signature Expired',
  'Signature Not Yet Valid',
  'DNSKEY Missing',
  'RRSIGs Missing',
  'No Zone Key Bit Set',
  'NSEC Missing',
  'Cached Error',
  'Not Ready',
  'Blocked',
  'Censored',
  'Filtered',
  'Prohibited',
  'Stale NXDOMAIN Answer',
  'Not Authoritative',
  'Not Supported',
  'No Reachable Authority',
  'Network Error',
  'Invalid Data',
  'Signature Expired before Valid',
  'Too Early',
  'Unsupported NSEC3 Iterations Value',
  'Unable to conform to policy',
  'Synthesized',
  'Invalid Query Type',
];

/** `22 No Reachable Authority: "at delegation example.com"`; the text is the server's, so it is made safe to show. */
export function showExtended({ code, text }: ExtendedError): string {
  const name = EXTENDED[code];
  const head = name === undefined ? `extended error ${code}` : `${code} ${name}`;
  return text === '' ? head : `${head}: "${printable(text, 160)}"`;
}

/**
 * Forged, blocked, censored, filtered: the resolver put an answer of its own in the place of the zone's. Such a "no such
 * name" would read as "not listed", such an address as a listing.
 */
const REPLACED: ReadonlySet<number> = new Set([4, 15, 16, 17]);

export const replacedAnswer = (errors: readonly ExtendedError[]): ExtendedError | undefined =>
  errors.find(({ code }) => REPLACED.has(code));

/**
 * Stale Answer, Stale NXDOMAIN Answer: the resolver could not reach the zone and gave what it still had from before
 * (RFC 8767). It was true once; whether it is now, nobody has looked.
 */
const STALE: ReadonlySet<number> = new Set([3, 19]);

export const staleAnswer = (errors: readonly ExtendedError[]): ExtendedError | undefined =>
  errors.find(({ code }) => STALE.has(code));

/**
 * `stale`: the server says itself that its answer has expired (RFC 8914 codes 3 and 19). `unproven`: an answer came, from a
 * resolver that has not proved itself (`soundness.ts`).
 */
export type FailureReason = 'timeout' | 'servfail' | 'refused' | 'network' | 'malformed' | 'stale' | 'unproven';
