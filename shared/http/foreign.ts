/**
 * What a server on loopback must refuse. A page from anywhere can make a browser send requests to 127.0.0.1: with its own
 * host name, once that resolves to loopback (DNS rebinding), or across origins, where the answer cannot be read but the
 * request does its work.
 */
import { printable } from '../model/text.ts';
import { type HttpReply, problemReply } from './reply.ts';
import { answersOnlyTo, FOREIGN_ORIGIN } from './route-words.ts';

/** Null for a request that was meant for this server. `hosts`: as they are in a Host header, with the port. */
export function refuseForeign({ headers }: Request, hosts: readonly string[]): HttpReply | null {
  const host = (headers.get('host') ?? '').toLowerCase();
  if (!hosts.includes(host)) return problemReply(403, answersOnlyTo(hosts, printable(host, 100)));
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  const foreign = origin !== null && !hosts.some((one) => origin.toLowerCase() === `http://${one}`);
  if (foreign || (site !== null && site !== 'same-origin' && site !== 'none')) return problemReply(403, FOREIGN_ORIGIN);
  return null;
}
