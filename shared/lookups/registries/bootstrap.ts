/**
 * Which registry to ask (RDAP bootstrap, RFC 9224). The blocks of the five regional registries hardly move, and each of
 * them redirects to the one that holds a transferred block, so they are here; what the table does not have (new blocks,
 * most top-level domains) is looked up in IANA's files when it is needed.
 */
import { type Address, address } from '../../model/address.ts';

export const IANA = 'https://data.iana.org/rdap/';

export type Registry = { readonly rdap: string; readonly whois: string };

export const ARIN: Registry = { rdap: 'https://rdap.arin.net/registry/', whois: 'whois.arin.net' };
const RIPE: Registry = { rdap: 'https://rdap.db.ripe.net/', whois: 'whois.ripe.net' };
const APNIC: Registry = { rdap: 'https://rdap.apnic.net/', whois: 'whois.apnic.net' };
const LACNIC: Registry = { rdap: 'https://rdap.lacnic.net/rdap/', whois: 'whois.lacnic.net' };
const AFRINIC: Registry = { rdap: 'https://rdap.afrinic.net/rdap/', whois: 'whois.afrinic.net' };

/**
 * First octets, as IANA's `ipv4.json` had them on 2025-11-25: 221 blocks, all of them /8. ARIN has the rest, the blocks of
 * before the registries included.
 */
const IPV4: readonly (readonly [Registry, string])[] = [
  [
    APNIC,
    '1 14 27 36 39 42 43 49 58-61 101 103 106 110-126 133 150 153 163 171 175 180 182 183 202 203 210 211 218-223',
  ],
  [RIPE, '2 5 25 31 37 46 51 53 57 62 77-95 109 141 145 151 176 178 185 188 193-195 212 213 217'],
  [LACNIC, '177 179 181 186 187 189-191 200 201'],
  [AFRINIC, '41 102 105 154 196 197'],
];

/** Not registered to anyone: this network, private, loopback, and multicast with all above it. */
const UNREGISTERED = '0 10 127 224-255';

/** Prefixes, the longest of which counts, as IANA's `ipv6.json` had them on 2025-11-25: 34 of them. */
const IPV6: readonly (readonly [Registry, string])[] = [
  [
    APNIC,
    '2001:200::/23 2001:c00::/23 2001:e00::/23 2001:4400::/23 2001:8000::/19 2001:a000::/20 2001:b000::/20 2400::/12 2410::/12',
  ],
  [ARIN, '2001:400::/23 2001:1800::/23 2001:4800::/23 2600::/12 2610::/23 2620::/23 2630::/12'],
  [
    RIPE,
    '2001:600::/23 2001:800::/22 2001:1400::/22 2001:1a00::/23 2001:1c00::/22 2001:2000::/19 2001:4000::/23 2001:4600::/23 2001:4a00::/23 2001:4c00::/23 2001:5000::/20 2003::/18 2a00::/12 2a10::/12',
  ],
  [LACNIC, '2001:1200::/23 2800::/12'],
  [AFRINIC, '2001:4200::/23 2c00::/12'],
];

/** The few that most lookups are about, as `dns.json` had them on 2026-08-01; the others are looked up there (`kr` is not in it). */
const DOMAINS: Readonly<Record<string, string>> = {
  com: 'https://rdap.verisign.com/com/v1/',
  net: 'https://rdap.verisign.com/net/v1/',
  org: 'https://rdap.publicinterestregistry.org/rdap/',
};

type Prefix = { readonly bytes: readonly number[]; readonly length: number };

const prefixOf = (text: string): Prefix => {
  const [network = '', length = '0'] = text.split('/');
  return { bytes: address(network).bytes, length: Number(length) };
};

function covers({ bytes, length }: Prefix, of: Address): boolean {
  if (bytes.length !== of.bytes.length) return false;
  return bytes.every((byte, at) => {
    const bits = Math.min(8, Math.max(0, length - at * 8));
    const mask = (0xff << (8 - bits)) & 0xff;
    return (byte & mask) === ((of.bytes[at] ?? 0) & mask);
  });
}

/** Null: no block of that address is known here. */
export function registryOf(of: Address): Registry | null {
  if (of.family === 4) {
    const first = of.bytes[0] ?? 0;
    if (isAmong(first, UNREGISTERED)) return null;
    return IPV4.find(([, octets]) => isAmong(first, octets))?.[0] ?? ARIN;
  }
  const known = IPV6.flatMap(([registry, prefixes]) =>
    prefixes.split(' ').map((one) => ({ registry, ...prefixOf(one) })),
  );
  const [longest] = known.filter((one) => covers(one, of)).sort((a, b) => b.length - a.length);
  return longest?.registry ?? null;
}

const isAmong = (octet: number, ranges: string): boolean =>
  ranges.split(' ').some((range) => {
    const [first = '', last = first] = range.split('-');
    return octet >= Number(first) && octet <= Number(last);
  });

export const domainBase = (domain: string): string | null => DOMAINS[domain.slice(domain.lastIndexOf('.') + 1)] ?? null;

/** A file of IANA's (`services`: lists of keys, each with addresses) -> the base for an address or a domain; null if none. */
export function baseIn(file: unknown, of: Address | string): string | null {
  const services = typeof file === 'object' && file !== null ? (file as { services?: unknown }).services : undefined;
  const matches = (Array.isArray(services) ? services : []).flatMap((service: unknown) => {
    const [keys, urls] = Array.isArray(service) ? (service as readonly unknown[]) : [];
    const base = textsIn(urls).find((url) => url.startsWith('https://'));
    return base === undefined ? [] : textsIn(keys).map((key) => ({ base, length: matchLength(key, of) }));
  });
  const [best] = matches.filter(({ length }) => length >= 0).sort((a, b) => b.length - a.length);
  return best === undefined ? null : best.base.replace(/\/?$/, '/');
}

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string' && one.length < 300) : [];

/** How specific the key's match is; -1 if it is none. */
function matchLength(key: string, of: Address | string): number {
  if (typeof of === 'string') return of === key.toLowerCase() || of.endsWith(`.${key.toLowerCase()}`) ? key.length : -1;
  if (!/^[0-9a-f:.]{2,39}\/\d{1,3}$/i.test(key)) return -1;
  try {
    const prefix = prefixOf(key);
    return covers(prefix, of) ? prefix.length : -1;
  } catch {
    return -1;
  }
}
