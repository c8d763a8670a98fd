/**
 * The name asked of a list about a target (RFC 5782 sections 2.1 and 2.4). An IPv4 address gives its octets reversed, an IPv6
 * address all 32 nibbles reversed, both asked for A; a domain is before the zone as it is. An address is never asked of a
 * domain list: it would answer "you asked for an address", and three peers reported that as a listing.
 *
 * Apart from `query.ts` because of the public suffixes, which anyone who only proves a list is not to load.
 */
import { reverseLabels } from '../model/address.ts';
import { organisationalDomain } from '../model/organisation.ts';
import type { Target } from '../model/target.ts';
import type { List } from './list.ts';
import { shownZone } from './query.ts';

/** The caller has made sure that the list applies to the target. */
export function questionName(list: List, target: Target): string {
  // Joined, since a template's text would be kept beside the parts it was made of, for every address on every list.
  if (target.kind === 'address') return [reverseLabels(target.address), shownZone(list)].join('.');
  const asked = list.ask === 'organisational' ? organisationalDomain(target.domain) : target.domain;
  return `${asked}.${shownZone(list)}`;
}
