/** The product's loopback DNS server, for tests: closed by itself at the end of the test, and lossy on demand. */
import { createHash } from 'node:crypto';
import dgram from 'node:dgram';
import { onTestFinished } from 'vitest';
import {
  type Behaviour,
  type DnsServer,
  type DnsServerOptions,
  type ServerQuestion,
  SILENCE,
  startDnsServer,
} from '../../cli/sandbox/dns-server.ts';
import { ROOT } from '../../cli/sandbox/zones.ts';
import type { Random } from '../../shared/model/clock.ts';

export * from '../../cli/sandbox/dns-server.ts';

export type TestServer = DnsServer & {
  /** `'udp A mail.example.com'`, in the order they came. */
  readonly asked: readonly string[];
};

/** A question by which a resolver is proved (`shared/dns/soundness.ts`): no test counts it among a command's own. */
export const isResolverControl = ({ name, type }: Pick<ServerQuestion, 'name' | 'type'>): boolean =>
  ROOT[name.toLowerCase()]?.[type] !== undefined || /^[a-z2-9]{16}\.(com|in-addr\.arpa)$/.test(name);

/** Records what it is asked, and closes when the test ends. */
export async function testServer(behaviour: Behaviour, options: Partial<DnsServerOptions> = {}): Promise<TestServer> {
  const asked: string[] = [];
  const server = await startDnsServer({
    ...options,
    behaviour: (question, via) => {
      asked.push(`${via} ${question.type} ${question.name}`);
      return behaviour(question, via);
    },
  });
  onTestFinished(server.close);
  return { ...server, asked };
}

/**
 * A port where nothing listens, and that the system gives to nobody else meanwhile, not even to whoever asks there: its socket
 * hears one peer only, which is not there either.
 */
export async function deadPort(): Promise<Pick<DnsServer, 'host' | 'port'>> {
  const held = dgram.createSocket('udp4');
  onTestFinished(() => void held.close());
  await new Promise<void>((done) => held.bind(0, '127.0.0.1', done));
  await new Promise<void>((done) => held.connect(9, '127.0.0.1', done));
  return { host: '127.0.0.1', port: held.address().port };
}

/** Loses so many of a hundred queries over UDP. Each name has dice of its own, so that it matters to none when others come. */
export function lossy(percent: number, behaviour: Behaviour): Behaviour {
  const dice = new Map<string, Random>();
  const diceOf = (name: string): Random => {
    const own = dice.get(name) ?? seededRandom(createHash('sha256').update(name).digest().readUInt32BE());
    dice.set(name, own);
    return own;
  };
  return (question, via) =>
    via === 'udp' && diceOf(question.name)(100) < percent ? SILENCE : behaviour(question, via);
}

/** The same dice every time (a linear congruential generator): a failing test fails again. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
