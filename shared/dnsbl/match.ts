/**
 * The grammar in which a list's answers are described (`match` of a code or a refusal):
 *
 *   127.0.0.2                one address
 *   127.0.0.5-127.0.0.7      a range, both ends included
 *   127.255.255.0/24         a block
 *   127.0.*.3                any octet at the star
 *   bitmask:8                that bit of the last octet, only where the answer is 127.0.0.x
 *   rcode:REFUSED|SERVFAIL   a response code                                    (refusals only)
 *   control-missing          the list's own test entry did not answer           (refusals only)
 *   other                    any answer that is not among the list's codes      (refusals only)
 */
import { type Parsed, parsed, problem } from '../model/parsed.ts';
import { printable } from '../model/text.ts';
import { expectedMatch } from './list-words.ts';

export type AddressMatch =
  | { readonly kind: 'range'; readonly low: number; readonly high: number }
  | { readonly kind: 'octets'; readonly octets: readonly (number | null)[] }
  | { readonly kind: 'bit'; readonly bit: number };

export type Match =
  | AddressMatch
  | { readonly kind: 'rcode'; readonly rcodes: readonly string[] }
  | { readonly kind: 'control-missing' }
  | { readonly kind: 'other' };

const RCODES = ['FORMERR', 'SERVFAIL', 'NOTIMP', 'REFUSED', 'NOTAUTH', 'TIMEOUT'];

/** An IPv4 address as a number; null for anything that is not dotted decimal. */
export function ipv4Number(text: string): number | null {
  const octets = text.split('.').map(octet);
  return octets.length === 4 && octets.every((value) => value !== null)
    ? octets.reduce((sum: number, value) => sum * 256 + value, 0)
    : null;
}

const octet = (text: string): number | null =>
  /^(0|[1-9]\d{0,2})$/.test(text) && Number(text) <= 255 ? Number(text) : null;

export function parseMatch(text: string): Parsed<Match> {
  const match = named(text) ?? block(text) ?? range(text) ?? stars(text);
  return match === null ? problem(expectedMatch(printable(text, 60))) : parsed(match);
}

function named(text: string): Match | null {
  if (text === 'control-missing' || text === 'other') return { kind: text };
  const [word, value = ''] = text.split(':', 2);
  if (word === 'bitmask') {
    const bit = octet(value);
    return bit !== null && bit > 0 && (bit & (bit - 1)) === 0 ? { kind: 'bit', bit } : null;
  }
  if (word !== 'rcode') return null;
  const rcodes = value.split('|');
  return rcodes.every((rcode) => RCODES.includes(rcode)) ? { kind: 'rcode', rcodes } : null;
}

function block(text: string): Match | null {
  const [address = '', length = '', ...more] = text.split('/');
  const low = ipv4Number(address);
  if (low === null || more.length > 0 || !/^\d{1,2}$/.test(length) || Number(length) > 32) return null;
  const size = 2 ** (32 - Number(length));
  return low % size === 0 ? { kind: 'range', low, high: low + size - 1 } : null;
}

function range(text: string): Match | null {
  const [first = '', last = first, ...more] = text.split('-');
  const low = ipv4Number(first);
  const high = ipv4Number(last);
  return low === null || high === null || low > high || more.length > 0 ? null : { kind: 'range', low, high };
}

function stars(text: string): Match | null {
  const parts = text.split('.');
  const octets = parts.map((part) => (part === '*' ? null : octet(part)));
  const sound = octets.length === 4 && parts.every((part, index) => part === '*' || octets[index] !== null);
  return sound ? { kind: 'octets', octets } : null;
}

const LOOPBACK = 127 * 2 ** 24;
const ERRORS = LOOPBACK + 255 * 2 ** 16 + 255 * 2 ** 8;

/** RFC 5782 section 2.1: answers lie inside 127.0.0.0/8; anything else did not come from a list. */
export const isLoopback = (value: number): boolean => Math.floor(value / 2 ** 24) === 127;

/** 127.255.255.0/24, in which Spamhaus and Validity refuse. No list has a listing code there. */
export const isErrorRange = (value: number): boolean => value >= ERRORS && value <= ERRORS + 255;

/** Whether an answer is what the match describes; rcodes and the two words describe no address. */
export function matches(match: Match, value: number): boolean {
  switch (match.kind) {
    case 'range':
      return value >= match.low && value <= match.high;
    case 'octets':
      return match.octets.every((wanted, index) => wanted === null || wanted === octetAt(value, index));
    case 'bit':
      return value >= LOOPBACK && value < LOOPBACK + 256 && (octetAt(value, 3) & match.bit) !== 0;
    default:
      return false;
  }
}

const octetAt = (value: number, index: number): number => Math.floor(value / 256 ** (3 - index)) % 256;

/** Whether a code can describe it at all: an answer of a list, so inside 127.0.0.0/8. */
export function describesListing(match: Match): match is AddressMatch {
  if (match.kind === 'range') return isLoopback(match.low) && isLoopback(match.high);
  if (match.kind === 'octets') return match.octets[0] === 127;
  return match.kind === 'bit';
}
