/** The real connector: every socket whose destination came from outside data passes the guard, whatever its caller forgot. */
import type { Clock } from '../model/clock.ts';
import type { Endpoint, Guard, Net, Trust } from './port.ts';
import { exchangeTcp } from './tcp.ts';
import { openUdp } from './udp.ts';

export function createNet(clock: Clock, guard: Guard): Net {
  const admit = (to: Endpoint, trust: Trust): void => {
    const why = trust === 'operator' ? null : guard(to);
    // Callers ask `refuses` first and answer with the reason; getting here is a bug, and must not become a packet.
    if (why !== null) throw new Error(`refused destination: ${why.en}`);
  };
  return {
    refuses: guard,
    udp: (to, trust, events) => {
      admit(to, trust);
      return openUdp(to, events);
    },
    tcp: (to, trust, message, ms) => {
      admit(to, trust);
      return exchangeTcp(to, message, ms, clock);
    },
  };
}
