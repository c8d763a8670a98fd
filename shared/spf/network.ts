/**
 * The networks of `ip4`, `ip6`, `a` and `mx` (RFC 7208 sections 5.3, 5.4 and 5.6). The grammar is stricter than most
 * address parsers: four decimal numbers without leading zeros, RFC 4291 text for IPv6, a prefix length without leading
 * zeros. IPv4 and IPv6 never match one another; `::1.2.3.4` is an IPv6 network, whatever it looks like.
 */
export type Network = { readonly family: 4 | 6; readonly bytes: readonly number[]; readonly prefix: number };

const OCTETS = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
const GROUP = /^[0-9a-f]{1,4}$/i;
/** `xxxx:xxxx:xxxx:xxxx:xxxx:xxxx:255.255.255.255` */
const LONGEST = 45;

export function parseIp4(text: string): readonly number[] | null {
  const parts = OCTETS.exec(text)?.slice(1);
  if (parts === undefined) return null;
  const bytes = parts.map(Number);
  return parts.every((part, at) => String(bytes[at]) === part && Number(part) < 256) ? bytes : null;
}

export function parseIp6(text: string): readonly number[] | null {
  if (text.length > LONGEST) return null;
  const tail = text.slice(text.lastIndexOf(':') + 1);
  const last4 = tail.includes('.') ? parseIp4(tail) : [];
  if (last4 === null || !text.includes(':')) return null;
  // The dotted tail counts as two groups; "0" keeps its place while the groups are counted.
  const groups = last4.length === 0 ? text : `${text.slice(0, -tail.length)}0:0`;
  const halves = groups.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const [left = [], right = []] = halves;
  const present = left.length + right.length;
  if (halves.length > 2 || (halves.length === 2 ? present > 7 : present !== 8)) return null;
  if (![...left, ...right].every((group) => GROUP.test(group))) return null;
  const all = [...left, ...Array<string>(8 - present).fill('0'), ...right].map((group) => Number.parseInt(group, 16));
  const bytes = all.flatMap((group) => [group >> 8, group & 255]);
  return last4.length === 0 ? bytes : [...bytes.slice(0, 12), ...last4];
}

/** `"0" / %x31-39 0*2DIGIT`, at most `max`. */
export function parsePrefix(text: string, max: number): number | null {
  return /^(0|[1-9]\d{0,2})$/.test(text) && Number(text) <= max ? Number(text) : null;
}

export function contains(network: Network, address: { readonly family: 4 | 6; readonly bytes: readonly number[] }) {
  if (network.family !== address.family) return false;
  const whole = network.prefix >> 3;
  for (let at = 0; at < whole; at++) if (network.bytes[at] !== address.bytes[at]) return false;
  const rest = network.prefix & 7;
  if (rest === 0) return true;
  const differing = (network.bytes[whole] ?? 0) ^ (address.bytes[whole] ?? 0);
  return differing >> (8 - rest) === 0;
}
