/**
 * The reverse name that an address without a good one should have: the name that its owner wants, the one it greets with, or
 * one of its own below its first domain. A name is looked up before it is proposed: `mail.example.com` is often the MX, or
 * another sender's, and anyone who published a second address there would send a part of the mail to a wrong host.
 */
import type { Answer, Resolver } from '../dns/answer.ts';
import type { Address } from '../model/address.ts';
import { parseAddress } from '../model/address.ts';
import { canonicalName } from '../model/domain.ts';
import type { Fleet } from '../model/fleet.ts';
import type { AddressTarget } from '../model/target.ts';
import { isOwn } from './generic.ts';
import { isHostName, type ReverseLookup } from './lookup.ts';

/** What DNS says of a name that is to resolve to an address. */
type Place =
  | 'free'
  /** Resolves to the address, and to nothing else. */
  | 'here'
  /** Resolves to the address among others. */
  | 'shared'
  /** Resolves elsewhere, or is an alias (CNAME), beside which no address may be. */
  | 'taken'
  | 'unknown';

export type ProposedName = {
  readonly name: string;
  /** `wanted`: by its owner (tag or settings); `helo`: it greets so; `guess`: ours. */
  readonly from: 'wanted' | 'helo' | 'guess';
  readonly place: Place;
};

/** Whether a remedy will have to name a name: none of its own resolves back. */
export const needsName = ({ ptr, looked, address }: ReverseLookup): boolean =>
  ptr.kind !== 'failed' && !looked.some(({ leads, name }) => leads === 'confirmed' && isOwn(name, address));

/** Candidates of our own that are looked up. */
const MOST_GUESSES = 3;

export async function proposeName(
  target: AddressTarget,
  fleet: Fleet,
  resolver: Resolver,
): Promise<ProposedName | null> {
  const { address, helo, elasticIp, domains } = target;
  const placeOfName = (name: string) => placeOf(name, address, resolver);
  const wanted = elasticIp?.wantedPtr === undefined ? null : usable(elasticIp.wantedPtr, address);
  if (wanted !== null) return { name: wanted, from: 'wanted', place: await placeOfName(wanted) };
  const greeting = helo === undefined ? null : usable(helo, address);
  if (greeting !== null) {
    const place = await placeOfName(greeting);
    // A name that several greet with is nobody's own, unless it resolves to this one alone.
    const isShared = fleet.claims[greeting] === '';
    if (place === 'here' || (!isShared && place !== 'taken')) return { name: greeting, from: 'helo', place };
  }
  const [domain] = domains;
  return domain === undefined ? null : guessBelow(domain, address, fleet, placeOfName);
}

/** As it is proposed and written into commands; null for what is not a host name, or a provider's. */
function usable(given: string, address: Address): string | null {
  const name = canonicalName(given);
  return isHostName(name) && isOwn(name, address) ? name : null;
}

async function guessBelow(
  domain: string,
  address: Address,
  { byDomain, claims }: Fleet,
  placeOfName: (name: string) => Promise<Place>,
): Promise<ProposedName | null> {
  const { networks = [], count = 1 } = byDomain[domain] ?? {};
  for (const [at, label] of labelsFor(address, networks).entries()) {
    const name = usable(`${label}.${domain}`, address);
    if (name === null || (claims[name] ?? address.text) !== address.text) continue;
    const place = await placeOfName(name);
    if (mayHave(place, at === 0, count === 1)) return { name, from: 'guess', place };
  }
  return null;
}

/** The plain name belongs to the address that it resolves to. If it is free, it may be proposed only where there is no other sender. */
const mayHave = (place: Place, isPlain: boolean, isAlone: boolean): boolean =>
  place === 'here' || (place === 'free' && (!isPlain || isAlone)) || (place === 'unknown' && !isPlain);

const BYTE = 256;

/** The plain name, then numbered ones: no two addresses of a fleet ever try the same number. */
function labelsFor(address: Address, fleet: readonly string[]): readonly string[] {
  const last = address.bytes.at(-1) ?? 0;
  const alike = fleet.filter((text) => isLike(text, address, last));
  const isOnly = address.family === 4 && alike.every((text) => text === address.text);
  const rank = Math.max(0, fleet.indexOf(address.text));
  const first = isOnly ? last : MOST_GUESSES * BYTE + rank;
  const step = isOnly ? BYTE : Math.max(1, fleet.length);
  const label = address.family === 4 ? 'mail' : 'mail6-';
  return ['mail', ...Array.from({ length: MOST_GUESSES }, (_, at) => `${label}${first + at * step}`)];
}

/** Another address with the same last number; a network may hold one. */
function isLike(text: string, { family }: Address, last: number): boolean {
  if (text.includes('/')) return true;
  const other = parseAddress(text);
  return other.ok && other.value.family === family && other.value.bytes.at(-1) === last;
}

async function placeOf(name: string, address: Address, resolver: Resolver): Promise<Place> {
  const answer: Answer<'A' | 'AAAA'> = await resolver.ask({ name, type: address.family === 4 ? 'A' : 'AAAA' });
  if (answer.kind === 'failed') return 'unknown';
  if (answer.chain.length > 0) return 'taken';
  if (answer.kind === 'absent') return 'free';
  const isThis = answer.records.map((text) => {
    const other = parseAddress(text);
    return other.ok && other.value.text === address.text;
  });
  if (isThis.every(Boolean)) return 'here';
  return isThis.some(Boolean) ? 'shared' : 'taken';
}
