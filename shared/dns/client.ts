/**
 * The DNS client: questions in, answers out, over UDP and TCP, with nothing kept but what is known of each server. It does
 * not use `node:dns`, which hides the response code, the server that answered and the time-outs, and loses questions when
 * many wait. Limits, cache and counters are wrappers around it (`create.ts`).
 */
import type { Clock, Random } from '../model/clock.ts';
import { defined } from '../model/defined.ts';
import { canonicalName } from '../model/domain.ts';
import { printable } from '../model/text.ts';
import type { Net } from '../net/port.ts';
import { type Answer, type Question, type RecordType, type Resolver, type Server, serverText } from './answer.ts';
import type { ServerLine } from './exchange.ts';
import { type Outcomes, outcomes } from './outcomes.ts';
import type { Pace } from './pace.ts';
import { type Active, QuestionInHand } from './question-in-hand.ts';
import { Roster } from './roster.ts';
import { Timeline } from './timeline.ts';
import { type Unasked, unasked } from './unasked.ts';
import { Upstream } from './upstream.ts';
import { encodeQuery } from './wire.ts';

export type ClientOptions = {
  /** Tried in turn. */
  readonly servers: readonly Server[];
  readonly net: Net;
  readonly clock: Clock;
  readonly random: Random;
  /** Kept over all packets, repeated ones too. */
  readonly pace: Pace;
  /** From a question's first packet to its answer. */
  readonly timeoutMs: number;
  /** Monotonic; Infinity for none. */
  readonly deadlineAt: number;
};

/** UDP packets (repeated ones included, and by themselves) and TCP connections; what came of the questions. */
export type ClientCounters = Outcomes & {
  readonly packets: number;
  readonly retransmissions: number;
  readonly tcp: number;
};

export type Client = Resolver & {
  readonly counters: ClientCounters;
  /** Answers what is open (failed), closes all sockets; later questions fail. */
  readonly close: () => void;
};

export function createClient(options: ClientOptions): Client {
  const { servers, net, clock, random, pace, timeoutMs, deadlineAt } = options;
  const counters = { packets: 0, retransmissions: 0, tcp: 0, ...outcomes() };
  const line: ServerLine = { net, clock, timeline: new Timeline(clock), pace, counters, timeoutMs, deadlineAt };
  const configured = servers.map((server) => new Upstream(server, 'operator', net, random));
  const named = new NamedServers(net, random);
  const active: Active = new Roster();
  let closed = false;

  /** Why the question cannot be sent; null if it can. */
  const obstacle = ({ server }: Question, query: Buffer | null): Unasked | null => {
    if (query === null) return NOT_A_NAME;
    if (closed) return unreachable('the resolver is closed');
    if (server === undefined) return configured.length > 0 ? null : unreachable('no resolver is configured');
    const why = net.refuses(server);
    return why === null ? null : unreachable(`not connecting to ${printable(server.host)}: ${why.en}`);
  };
  const ask = <T extends RecordType>(question: Question<T>): Promise<Answer<T>> => {
    const query = encodeQuery(canonicalName(question.name), question.type, question.server === undefined);
    const why = obstacle(question, query);
    if (query === null || why !== null) {
      const server = question.server ?? servers[0];
      const answer = unasked(question, clock, why ?? NOT_A_NAME, server && serverText(server));
      counters.failed[answer.reason]++;
      return Promise.resolve(answer);
    }
    const { server, via } = question;
    const resolvers = via === undefined ? configured : configured.filter(({ text }) => text === via);
    const upstreams = server === undefined ? resolvers : [named.get(server)];
    return new Promise((resolve) => {
      new QuestionInHand<T>(line, active, question, upstreams, resolve).step(query);
    });
  };
  const close = (): void => {
    closed = true;
    for (const asking of active.present()) asking.abort('the resolver was closed');
    for (const upstream of configured) upstream.close();
    named.close();
  };
  return {
    ask,
    counters,
    close,
    ...defined({ deadlineAt: deadlineAt === Number.POSITIVE_INFINITY ? undefined : deadlineAt }),
  };
}

const NOT_A_NAME: Unasked = {
  reason: 'malformed',
  rcode: 'INVALID',
  detail: 'not a name that DNS can carry: an empty label, one over 63 octets, or more than 253 in all',
};
const unreachable = (detail: string): Unasked => ({ reason: 'network', rcode: 'NETWORK', detail });

/** Servers that data named are forgotten beyond this many: a hostile zone could name thousands. */
const MAX_NAMED_SERVERS = 64;

class NamedServers {
  readonly #net: Net;
  readonly #random: Random;
  readonly #known = new Map<string, Upstream>();

  constructor(net: Net, random: Random) {
    this.#net = net;
    this.#random = random;
  }

  get(server: Server): Upstream {
    const key = serverText(server);
    const upstream = this.#known.get(key) ?? new Upstream(server, 'data', this.#net, this.#random);
    // Last used, last in the map: the first one is the one to forget.
    this.#known.delete(key);
    this.#known.set(key, upstream);
    const [oldest] = this.#known;
    if (this.#known.size > MAX_NAMED_SERVERS && oldest !== undefined) {
      oldest[1].close();
      this.#known.delete(oldest[0]);
    }
    return upstream;
  }

  close(): void {
    for (const upstream of this.#known.values()) upstream.close();
  }
}
