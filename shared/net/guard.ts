/**
 * Which destinations may be connected to when outside data names them (an NS record, an MX, a policy's URL, a stranger's
 * lookup). Whoever publishes such data chooses the address, so without this check a stranger could make us knock at the
 * machine's own services, at its neighbours, or at a cloud's metadata address (169.254.169.254): server-side request forgery.
 */
import { addressRange, parseAddress } from '../model/address.ts';
import { serverText } from '../model/server.ts';
import type { Endpoint, Guard } from './port.ts';

/** SMTP, whois, DNS, HTTP, POP3, IMAP and their TLS twins: what there is to look at on a mail server's behalf. */
export const USUAL_PORTS: readonly number[] = [25, 43, 53, 80, 110, 143, 443, 465, 587, 993, 995];

export type GuardOptions = {
  readonly ports?: readonly number[];
  /** Exactly these besides, wherever they lie: a sandbox's or a test's own servers. */
  readonly allowed?: readonly Endpoint[];
};

/** Public addresses that are answered by the machine's own host (Azure's: metadata, DNS, keys), whoever writes them into DNS. */
const OF_THE_HOST: readonly string[] = ['168.63.129.16'];

/** Why nothing may be sent to this host on any port, or null: documentation ranges lead nowhere, and a name was resolved under nobody's eyes. */
export function hostRefused(host: string): string | null {
  const address = parseAddress(host);
  if (!address.ok) return address.problem.en;
  if (OF_THE_HOST.includes(address.value.text)) return "it is the cloud's own service on this machine's host";
  const range = addressRange(address.value);
  if (range.kind === 'documentation') return `it lies in a ${range.note}`;
  return range.kind === 'refused' ? range.why : null;
}

/** Only public addresses, on known ports. */
export function createGuard({ ports = USUAL_PORTS, allowed = [] }: GuardOptions = {}): Guard {
  const exceptions = new Set(allowed.map(serverText));
  return ({ host, port }) => {
    const address = parseAddress(host);
    if (address.ok && exceptions.has(serverText({ host: address.value.text, port }))) return null;
    const why = hostRefused(host);
    if (why !== null) return why;
    return ports.includes(port) ? null : `port ${port} is not one that is looked at (${ports.join(', ')})`;
  };
}

export const publicOnly: Guard = createGuard();
