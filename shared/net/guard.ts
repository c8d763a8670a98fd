/**
 * Which destinations may be connected to when outside data names them (an NS record, an MX, a policy's URL, a stranger's
 * lookup). The publisher of such data chooses the address, so without this check a stranger could make us connect to the
 * machine's own services, at its neighbours, or at a cloud's metadata address (169.254.169.254): server-side request forgery.
 */
import { addressRange, parseAddress } from '../model/address.ts';
import type { Text } from '../model/language.ts';
import { serverText } from '../model/server.ts';
import type { Endpoint, Guard } from './port.ts';
import { inRange, ofTheHost, portNotAllowed } from './words.ts';

/** SMTP, whois, DNS, HTTP, POP3, IMAP and their TLS twins: the ports that say something about a mail server. */
export const USUAL_PORTS: readonly number[] = [25, 43, 53, 80, 110, 143, 443, 465, 587, 993, 995];

export type GuardOptions = {
  readonly ports?: readonly number[];
  /** Exactly these besides, wherever they lie: a sandbox's or a test's own servers. */
  readonly allowed?: readonly Endpoint[];
};

/** Public addresses that are answered by the machine's own host (Azure's: metadata, DNS, keys). Anyone can publish them in DNS. */
const OF_THE_HOST: readonly string[] = ['168.63.129.16'];

/** Why nothing may be sent to this host on any port, or null. Nothing is at a documentation address, and nobody saw what a name resolved to. */
export function hostRefused(host: string): Text | null {
  const address = parseAddress(host);
  if (!address.ok) return address.problem;
  if (OF_THE_HOST.includes(address.value.text)) return ofTheHost;
  const range = addressRange(address.value);
  if (range.kind === 'documentation') return inRange(range.text);
  return range.kind === 'refused' ? range.text : null;
}

/** Only public addresses, on known ports. */
export function createGuard({ ports = USUAL_PORTS, allowed = [] }: GuardOptions = {}): Guard {
  const exceptions = new Set(allowed.map(serverText));
  return ({ host, port }) => {
    const address = parseAddress(host);
    if (address.ok && exceptions.has(serverText({ host: address.value.text, port }))) return null;
    const why = hostRefused(host);
    if (why !== null) return why;
    return ports.includes(port) ? null : portNotAllowed(port, ports);
  };
}

export const publicOnly: Guard = createGuard();
