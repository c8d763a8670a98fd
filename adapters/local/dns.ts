/**
 * DNS from this machine: its clock, its randomness, its sockets, and the resolvers that its system names.
 */
import { randomInt } from 'node:crypto';
import { getServers } from 'node:dns';
import { isIP } from 'node:net';
import type { Server } from '../../shared/dns/answer.ts';
import { createDns, type Dns, type DnsOptions } from '../../shared/dns/create.ts';
import type { Clock, Random } from '../../shared/model/clock.ts';
import { type Parsed, parsed, problem } from '../../shared/model/parsed.ts';
import { printable } from '../../shared/model/text.ts';
import { publicOnly } from '../../shared/net/guard.ts';
import { createNet } from '../../shared/net/net.ts';
import type { Guard } from '../../shared/net/port.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, task) => {
    // Rounded up: a timer that rings early would find nothing due.
    const timer = setTimeout(task, Math.ceil(ms));
    return () => clearTimeout(timer);
  },
};

export const systemRandom: Random = (below) => randomInt(below);

const DNS_PORT = 53;

/** `192.0.2.1`, `192.0.2.1:5353`, `2001:db8::1`, `[2001:db8::1]:5353`, and `localhost` for 127.0.0.1. */
export function parseServer(text: string): Parsed<Server> {
  const expected = problem(
    `"${printable(text, 80)}" is not a resolver (expected an address, or address:port such as 192.0.2.53:53 or [2001:db8::53]:53)`,
  );
  if (isIP(text) !== 0) return parsed({ host: text, port: DNS_PORT });
  const [, bracketed, plain, digits] = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const host = plain === 'localhost' ? '127.0.0.1' : (bracketed ?? plain ?? '');
  const port = Number(digits ?? DNS_PORT);
  if (isIP(host) !== (bracketed === undefined ? 4 : 6) || port < 1 || port > 65_535) return expected;
  return parsed({ host, port });
}

/** The resolvers in the system's configuration, in its order. */
export function systemResolvers(): readonly Server[] {
  return getServers().flatMap((text) => {
    const server = parseServer(text);
    return server.ok ? [server.value] : [];
  });
}

export type LocalDnsOptions = Omit<Partial<DnsOptions>, 'net' | 'deadlineAt'> & {
  /** The whole command's time, from now. */
  readonly commandMs?: number;
  /** Replaced only by the sandbox, whose internet lies on loopback. */
  readonly guard?: Guard;
};

/** Close it when the command ends: until then its sockets stay open, though they keep no process alive. */
export function localDns(options: LocalDnsOptions = {}): Dns {
  const { clock = systemClock, random = systemRandom, servers = systemResolvers(), guard = publicOnly } = options;
  const { commandMs, guard: _, ...limits } = options;
  const deadline = commandMs === undefined ? {} : { deadlineAt: clock.monotonic() + commandMs };
  return createDns({ ...limits, ...deadline, servers, clock, random, net: createNet(clock, guard) });
}
