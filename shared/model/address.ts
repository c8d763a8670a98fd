/**
 * IPv4 and IPv6 addresses: one spelling each, their reverse names (RFC 1035 section 3.5, RFC 3596 section 2.5) and the
 * special-purpose ranges (IANA registries, RFC 6890). An IPv4-mapped IPv6 address is the IPv4 address it carries: asking
 * a list about `::ffff:192.0.2.1` as IPv6 would always say "clear".
 */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { notAddress } from './input-words.ts';
import type { Text } from './language.ts';
import { type Parsed, parsed, problem } from './parsed.ts';
import { printable } from './text.ts';

export type Address = {
  readonly family: 4 | 6;
  /** Canonical: dotted decimal, or RFC 5952. */
  readonly text: string;
  /** 4 or 16 octets. */
  readonly bytes: readonly number[];
};

/** IPv6 has two colons, and with a zone id it is none of ours. */
const MAY_BE_ADDRESS = /^(?:[\d.]+|[\da-f.]*:[\da-f.]*:[\da-f.:]*)$/i;

/** Strict: dotted decimal without leading zeros, or IPv6 without a zone id; octal, hexadecimal and short forms are refused. */
export function parseAddress(input: string): Parsed<Address> {
  // Node compiles a long expression before it says that a name is no IPv6 address.
  if (!MAY_BE_ADDRESS.test(input) || isIP(input) === 0) {
    return problem(notAddress(printable(input, 80)));
  }
  // ipaddr.js compiles its expressions for IPv6 before it reads either.
  if (!input.includes(':')) return parsed({ family: 4, text: input, bytes: input.split('.').map(Number) });
  const address = ipaddr.process(hexadecimal(input));
  const family = address.kind() === 'ipv4' ? 4 : 6;
  const text = address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
  return parsed({ family, text, bytes: address.toByteArray() });
}

/** `::1.2.3.4` -> `::102:304`: with a dotted tail, ipaddr.js takes even an IPv4-compatible address for an IPv4-mapped one. */
function hexadecimal(text: string): string {
  const at = text.lastIndexOf(':') + 1;
  if (at === 0 || !text.includes('.')) return text;
  const [a = 0, b = 0, c = 0, d = 0] = text.slice(at).split('.').map(Number);
  return `${text.slice(0, at)}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
}

/** For addresses that the program itself wrote; throws on anything else. */
export function address(text: string): Address {
  const result = parseAddress(text);
  if (!result.ok) throw new Error(result.problem.en);
  return result.value;
}

/** The labels that are before `in-addr.arpa`, `ip6.arpa` or a list's zone: octets or all 32 nibbles, reversed. */
export function reverseLabels(of: Address): string {
  const known = labelsOf.get(of) ?? writtenBackwards(of);
  labelsOf.set(of, known);
  return known;
}

/** Every list is asked by them, so they are written once an address. */
const labelsOf = new WeakMap<Address, string>();

function writtenBackwards({ family, bytes }: Address): string {
  if (family === 4) return [...bytes].reverse().join('.');
  const nibbles = bytes.flatMap((byte) => [(byte >> 4).toString(16), (byte & 15).toString(16)]);
  return nibbles.reverse().join('.');
}

export const reverseName = (of: Address): string =>
  `${reverseLabels(of)}.${of.family === 4 ? 'in-addr.arpa' : 'ip6.arpa'}`;

export type RangeVerdict =
  | { readonly kind: 'public' }
  /** Never routed, but named in every manual: checked, with a note. `text`: the note as a label, in every language. */
  | { readonly kind: 'documentation'; readonly note: string; readonly text: Text }
  /** `why`: a clause of English; `text`: what it is, in every language. */
  | { readonly kind: 'refused'; readonly why: string; readonly text: Text };

const forDocumentation = (rfc: number): Text => ({
  en: `documentation range (RFC ${rfc})`,
  ko: `문서 예시용 IP 대역(RFC ${rfc})`,
});

const forBenchmarks = (rfc: number): Text => ({
  en: `benchmark range (RFC ${rfc})`,
  ko: `성능 시험용 IP 대역(RFC ${rfc})`,
});

const DOCUMENTATION: readonly (readonly [string, Text])[] = [
  ['192.0.2.0/24', forDocumentation(5737)],
  ['198.51.100.0/24', forDocumentation(5737)],
  ['203.0.113.0/24', forDocumentation(5737)],
  ['198.18.0.0/15', forBenchmarks(2544)],
  ['2001:db8::/32', forDocumentation(3849)],
  ['3fff::/20', forDocumentation(9637)],
  ['2001:2::/48', forBenchmarks(5180)],
];

const REFUSED: Readonly<Record<string, Text>> = {
  unspecified: { en: 'it is the unspecified address', ko: '지정되지 않은 IP' },
  broadcast: { en: 'it is the broadcast address', ko: '브로드캐스트 IP' },
  multicast: { en: 'it is a multicast address (RFC 5771, RFC 4291)', ko: '멀티캐스트 IP(RFC 5771, RFC 4291)' },
  linkLocal: { en: 'it is a link-local address (RFC 3927, RFC 4291)', ko: '링크 로컬 IP(RFC 3927, RFC 4291)' },
  loopback: { en: 'it is a loopback address', ko: '루프백 IP' },
  private: { en: 'it is a private address (RFC 1918)', ko: '사설 IP(RFC 1918)' },
  carrierGradeNat: { en: 'it is a carrier-grade NAT address (RFC 6598)', ko: '통신사 NAT(CGNAT)용 IP(RFC 6598)' },
  uniqueLocal: { en: 'it is a unique local address (RFC 4193)', ko: '고유 로컬 IP(RFC 4193)' },
  ipv4Mapped: { en: 'it is an IPv4-mapped address', ko: 'IPv4를 담은 IPv6 주소' },
  rfc6145: { en: 'it is an IPv4-translated address (RFC 6145)', ko: 'IPv4에서 변환한 주소(RFC 6145)' },
  rfc6052: { en: 'it is an IPv4-embedded address (RFC 6052)', ko: 'IPv4를 포함한 주소(RFC 6052)' },
  '6to4': { en: 'it is a 6to4 address (RFC 7526: deprecated)', ko: '폐지된 6to4 주소(RFC 7526)' },
  teredo: { en: 'it is a Teredo address (RFC 4380)', ko: 'Teredo 주소(RFC 4380)' },
  reserved: { en: 'it is a reserved address (RFC 6890)', ko: '예약된 IP(RFC 6890)' },
  as112: { en: 'it belongs to the AS112 service (RFC 7534)', ko: 'AS112 서비스의 IP(RFC 7534)' },
  as112v6: { en: 'it belongs to the AS112 service (RFC 7534)', ko: 'AS112 서비스의 IP(RFC 7534)' },
  amt: { en: 'it is the multicast tunnelling range (RFC 7450)', ko: '멀티캐스트 터널링 대역(RFC 7450)' },
  deprecatedOrchid: {
    en: 'it is not a routable address (ORCHID, RFC 4843)',
    ko: '라우팅되지 않는 주소(ORCHID, RFC 4843)',
  },
  orchid2: { en: 'it is not a routable address (ORCHIDv2, RFC 7343)', ko: '라우팅되지 않는 주소(ORCHIDv2, RFC 7343)' },
  benchmarking: { en: 'it is a benchmark address', ko: '성능 시험용 IP' },
  discard: { en: 'it is the discard-only range (RFC 6666)', ko: '폐기 전용 대역(RFC 6666)' },
  droneRemoteIdProtocolEntityTags: {
    en: 'it is not a routable address (RFC 9374)',
    ko: '라우팅되지 않는 주소(RFC 9374)',
  },
};

/** By family, and at first use: most commands meet no IPv6 address. */
const documentation = new Map<Address['family'], readonly { readonly range: Cidr; readonly text: Text }[]>();
type Cidr = ReturnType<typeof ipaddr.parseCIDR>;

function documentationRanges(family: Address['family']) {
  const known = documentation.get(family);
  if (known !== undefined) return known;
  const reader = family === 4 ? ipaddr.IPv4 : ipaddr.IPv6;
  const ranges = DOCUMENTATION.filter(([cidr]) => cidr.includes(':') === (family === 6)).map(([cidr, text]) => ({
    range: reader.parseCIDR(cidr),
    text,
  }));
  documentation.set(family, ranges);
  return ranges;
}

/** Whether mail can come from this address at all: public, an example from a manual, or refused with the reason. */
export function addressRange(of: Address): RangeVerdict {
  const value = ipaddr.fromByteArray([...of.bytes]);
  const example = documentationRanges(of.family).find(({ range }) => value.match(range));
  if (example !== undefined) return { kind: 'documentation', note: example.text.en, text: example.text };
  const name = value.range();
  if (name !== 'unicast') return refusedFor(REFUSED[name] ?? otherRange(name));
  // Only 2000::/3 is global (RFC 4291 section 2.4): what lies outside may be an IPv4 address in disguise (`::127.0.0.1`).
  const isGlobal = of.family === 4 || ((of.bytes[0] ?? 0) & 0xe0) === 0x20;
  return isGlobal ? { kind: 'public' } : refusedFor(NOT_GLOBAL);
}

const NOT_GLOBAL: Text = {
  en: 'it is not a global unicast address (RFC 4291)',
  ko: '인터넷에서 쓰는 유니캐스트 주소가 아님(RFC 4291)',
};

const otherRange = (name: string): Text => ({ en: `it is in the ${name} range`, ko: `${name} 대역` });

const refusedFor = (text: Text): RangeVerdict => ({ kind: 'refused', why: text.en, text });

/** Whether a server of that address runs on this machine (RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3). */
export function isLoopbackHost(host: string): boolean {
  const of = parseAddress(host);
  return of.ok && (of.value.family === 4 ? of.value.bytes[0] === 127 : of.value.text === '::1');
}

/** The /24 (IPv4) or /64 (IPv6) an address lies in, as text: neighbours share a listing's fate. */
export function neighbourhood({ family, bytes }: Address): string {
  return family === 4 ? `${bytes.slice(0, 3).join('.')}.0/24` : `${bytes.slice(0, 8).join('.')}/64`;
}
