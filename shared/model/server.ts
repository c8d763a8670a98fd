/** A name server as people write one. */
import { parseAddress } from './address.ts';
import { notNameServer } from './input-words.ts';
import { type Parsed, parsed, problem } from './parsed.ts';
import { printable } from './text.ts';

export type ServerAddress = { readonly host: string; readonly port: number };

export const serverText = ({ host, port }: ServerAddress): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;

const DNS_PORT = 53;

/** `192.0.2.53`, `192.0.2.53:5353`, `2001:db8::53`, `[2001:db8::53]:5353`, and `localhost` for 127.0.0.1. */
export function parseServer(text: string): Parsed<ServerAddress> {
  const bare = parseAddress(text);
  if (bare.ok) return parsed({ host: bare.value.text, port: DNS_PORT });
  const [, bracketed, plain, digits] = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::(\d{1,5}))?$/.exec(text.slice(0, 200)) ?? [];
  const host = parseAddress(plain === 'localhost' ? '127.0.0.1' : (bracketed ?? plain ?? ''));
  const port = Number(digits ?? DNS_PORT);
  if (!host.ok || host.value.family !== (bracketed === undefined ? 4 : 6) || port < 1 || port > 65_535) {
    return problem(notNameServer(printable(text, 80)));
  }
  return parsed({ host: host.value.text, port });
}
