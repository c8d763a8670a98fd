/**
 * DNS from this machine: its clock, its randomness, its sockets, and the resolvers that its system names.
 */
import { getServers } from 'node:dns';
import { isIP } from 'node:net';
import { type Server, serverText } from '../../shared/dns/answer.ts';
import { createDns, type Dns, type DnsOptions } from '../../shared/dns/create.ts';
import { type ProvenResolver, withProof } from '../../shared/dns/proven.ts';
import { createWitness, type Witness, withDoubtedAbsences } from '../../shared/dns/witness.ts';
import { parsed } from '../../shared/model/parsed.ts';
import { parseServer } from '../../shared/model/server.ts';
import { publicOnly } from '../../shared/net/guard.ts';
import { createNet } from '../../shared/net/net.ts';
import type { Guard } from '../../shared/net/port.ts';
import { systemClock } from './clock.ts';
import { systemRandom } from './random.ts';

/** The resolvers in the system's configuration, in its order. */
export function systemResolvers(): readonly Server[] {
  return getServers().flatMap((text) => {
    // A link-local resolver carries its interface (`fe80::1%eth0`), which only the system may name.
    const server = isIP(text) === 0 ? parseServer(text) : parsed({ host: text, port: 53 });
    return server.ok ? [server.value] : [];
  });
}

export type LocalDnsOptions = Omit<Partial<DnsOptions>, 'net' | 'deadlineAt'> & {
  /** The whole command's time, from now. */
  readonly commandMs?: number;
  /** Replaced only by the sandbox, whose internet is on loopback. */
  readonly guard?: Guard;
};

/** Close it when the command ends: until then its sockets stay open, though they keep no process alive. */
export function localDns(options: LocalDnsOptions = {}): Dns {
  const { clock = systemClock, random = systemRandom, servers = systemResolvers(), guard = publicOnly } = options;
  const { commandMs, guard: _, ...limits } = options;
  const deadline = commandMs === undefined ? {} : { deadlineAt: clock.monotonic() + commandMs };
  return createDns({ ...limits, ...deadline, servers, clock, random, net: createNet(clock, guard) });
}

export type ProvenDns = Dns &
  ProvenResolver & {
    /** The configured resolvers (`host:port`), in the order in which they are tried. */
    readonly servers: readonly string[];
    /** Whom to ask for a second opinion on what is missing. */
    readonly witness: Witness;
    /** Puts every absence to the witness: for one question of a person's, where a check does so for its bad news alone. */
    readonly thorough: ProvenResolver;
  };

/** What every verdict is looked up through: the same, except that an answer of a resolver that has not proved itself is a failure. */
export function provenDns(options: LocalDnsOptions = {}): ProvenDns {
  const { clock = systemClock, random = systemRandom, servers = systemResolvers() } = options;
  const dns = localDns({ ...options, servers });
  const names = servers.map(serverText);
  const proven = withProof(dns, { servers: names, clock, random });
  const witness = createWitness(proven, names);
  const usual = withDoubtedAbsences(proven, witness, 'without-soa');
  const thorough = withDoubtedAbsences(proven, witness, 'all');
  return { ...dns, ...usual, servers: names, witness, thorough };
}
