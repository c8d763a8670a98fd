/**
 * Arguments as strangers write them -> what may be asked. Everything a lookup later sends, connects to or hands to a program
 * is one of these values, so an injection, a disguise or a control character ends here, in one line and before any query.
 */
import { type Address, addressRange, parseAddress } from '../../model/address.ts';
import { parseDomain } from '../../model/domain.ts';
import { type Parsed, parsed, problem } from '../../model/parsed.ts';
import { printable } from '../../model/text.ts';
import { notAHost, notAPlace, notAPort, notAWebAddress, notPublic, withoutPort } from './argument-words.ts';

export type Host =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'address'; readonly address: Address };

export const hostText = (host: Host): string => (host.kind === 'name' ? host.name : host.address.text);

export const hostAddresses = (host: Host): readonly Address[] => (host.kind === 'address' ? [host.address] : []);

/** The name in a URL, a certificate or before a port. */
const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** Public or from a manual; private and the like are refused with the reason. */
export function readAddress(text: string): Parsed<Address> {
  const address = parseAddress(text);
  if (!address.ok) return address;
  const range = addressRange(address.value);
  return range.kind === 'refused' ? problem(notPublic(address.value.text, range.text)) : address;
}

export const readHostName = (text: string): Parsed<string> => parseDomain(text);

export function readHost(text: string): Parsed<Host> {
  if (parseAddress(text).ok) {
    const address = readAddress(text);
    return address.ok ? parsed({ kind: 'address', address: address.value }) : address;
  }
  const name = parseDomain(text);
  return name.ok ? parsed({ kind: 'name', name: name.value }) : problem(notAHost(printable(text, 80)));
}

export type HostAndPort = { readonly host: Host; readonly port: number };

export const placeText = ({ host, port }: HostAndPort): string => `${bracketed(hostText(host))}:${port}`;

/** `host`, `host:port`, an IPv6 address alone or as `[address]:port`. Without a usual port, one must be given. */
export function readPlace(text: string, usual: number | null): Parsed<HostAndPort> {
  const bare = parseAddress(text).ok;
  const [, inner, plain, digits] = bare
    ? [text, undefined, text, undefined]
    : (/^(?:\[([^\]]{0,100})\]|([^:[\]]{1,1000}))(?::(\d{1,5}))?$/.exec(text) ?? []);
  const port = digits === undefined ? usual : Number(digits);
  const host = readHost(inner ?? plain ?? '');
  if (inner === undefined && plain === undefined) return problem(notAPlace(printable(text, 80)));
  if (!host.ok) return host;
  if (port === null) return problem(withoutPort(printable(text, 80)));
  if (port < 1 || port > 65_535) return problem(notAPort(port));
  return parsed({ host: host.value, port });
}

/** The host of a URL that `readUrl` made. */
export const hostIn = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

export function addressesInUrl(url: URL): readonly Address[] {
  const host = readHost(hostIn(url));
  return host.ok ? hostAddresses(host.value) : [];
}

/** `example.com/path`, with or without `//` or the scheme itself before it. No name or password, no fragment. */
export function readUrl(scheme: 'http' | 'https', text: string): Parsed<URL> {
  const rest = text.replace(/^(https?:)?\/\//i, '');
  const wrong = problem(notAWebAddress(printable(text, 80), scheme));
  const authority = rest.split(/[/?]/, 1)[0] ?? '';
  if (/[\s\\#@]/.test(rest) || rest.length > 900) return wrong;
  const place = readPlace(authority, scheme === 'https' ? 443 : 80);
  if (!place.ok) return place;
  // The host is rebuilt from what was understood: a URL parser would take "0x7f.1" for an address.
  const tail = rest.slice(authority.length);
  const url = `${scheme}://${placeText(place.value)}${tail.startsWith('?') ? `/${tail}` : tail}`;
  return URL.canParse(url) ? parsed(new URL(url)) : wrong;
}
