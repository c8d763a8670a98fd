/**
 * Forward-confirmed reverse DNS (RFC 1912 section 2.1; `iprev` in RFC 8601 section 3): the PTR records of the address's
 * reverse name give names, and at least one of them must have an address record (A for IPv4, AAAA for IPv6) that resolves
 * back. A reverse zone smaller than a /24 is delegated with a CNAME (RFC 2317); the resolver follows it.
 * A hostile reverse zone can hold thousands of names: ten are looked up, the number RFC 7208 section 5.5 allows a
 * receiver. DNS rotates its answers, so which ten must not depend on the order received.
 */
import type { Answer, Resolver } from '../dns/answer.ts';
import { type Address, parseAddress, reverseName } from '../model/address.ts';
import { canonicalName, parseDomain } from '../model/domain.ts';

export const MAX_NAMES = 10;

/** Where a name leads. */
export type ForwardLookup = {
  readonly name: string;
  /**
   * `confirmed`: to the address; `elsewhere`: to others only; `absent`: nowhere; `failed`: we could not ask; `invalid`: it
   * is not a host name that could have an address, so nothing was asked.
   */
  readonly leads: 'confirmed' | 'elsewhere' | 'absent' | 'failed' | 'invalid';
  readonly answer: Answer<'A' | 'AAAA'> | null;
};

export type ReverseLookup = {
  readonly address: Address;
  readonly ptr: Answer<'PTR'>;
  /** Every distinct name of the PTR records, the HELO name first, then by alphabet. */
  readonly names: readonly string[];
  /** The first `MAX_NAMES` of them, looked up. */
  readonly looked: readonly ForwardLookup[];
  /** The HELO name, where there is one: its entry of `looked`, or looked up by itself. */
  readonly helo: ForwardLookup | null;
};

export async function lookupReverse(
  address: Address,
  helo: string | undefined,
  resolver: Resolver,
): Promise<ReverseLookup> {
  const ptr = await resolver.ask({ name: reverseName(address), type: 'PTR' });
  const greeting = helo === undefined ? undefined : canonicalName(helo);
  const names = ptr.kind === 'records' ? distinctNames(ptr.records, greeting) : [];
  const looked = await Promise.all(names.slice(0, MAX_NAMES).map((name) => lookForward(name, address, resolver)));
  return { address, ptr, names, looked, helo: await lookHelo(greeting, looked, address, resolver) };
}

function distinctNames(records: readonly string[], first: string | undefined): readonly string[] {
  const names = [...new Set(records.map(canonicalName))].sort();
  return first !== undefined && names.includes(first) ? [first, ...names.filter((name) => name !== first)] : names;
}

/** Without a PTR record the HELO name matches nothing, wherever it leads: no question is spent on it. */
async function lookHelo(
  helo: string | undefined,
  looked: readonly ForwardLookup[],
  address: Address,
  resolver: Resolver,
): Promise<ForwardLookup | null> {
  if (helo === undefined || looked.length === 0) return null;
  return looked.find(({ name }) => name === helo) ?? (await lookForward(helo, address, resolver));
}

async function lookForward(name: string, address: Address, resolver: Resolver): Promise<ForwardLookup> {
  if (!isHostName(name)) return { name, leads: 'invalid', answer: null };
  const answer = await resolver.ask({ name, type: address.family === 4 ? 'A' : 'AAAA' });
  return { name, leads: whereTo(answer, address), answer };
}

function whereTo(answer: Answer<'A' | 'AAAA'>, address: Address): ForwardLookup['leads'] {
  if (answer.kind !== 'records') return answer.kind;
  return answer.records.some((text) => isSame(text, address)) ? 'confirmed' : 'elsewhere';
}

function isSame(text: string, address: Address): boolean {
  const other = parseAddress(text);
  return other.ok && other.value.text === address.text;
}

/** Exactly as DNS has it: a name that would first have to be rewritten (U-labels) is not the one in the PTR record. */
export function isHostName(name: string): boolean {
  const domain = parseDomain(name);
  return domain.ok && domain.value === name;
}
