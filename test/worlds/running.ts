/** A command in a world: what it told, what it said it does not know, and what it called its resolvers. */
import type { Clock } from '../../shared/model/clock.ts';
import { inProcess } from '../support/cli.ts';
import { fakeNetwork } from '../support/fake-network.ts';
import { idleClock, untilDone } from '../support/idle-clock.ts';
import { replaceSystemClock } from '../support/system-clock.ts';
import { NOON } from '../support/zone.ts';
import { files } from './files.ts';
import { hostsOf, RESOLVER, SECOND, type World } from './world.ts';

export type ResolverSaid = { readonly server: string; readonly state: string; readonly why: string };

export type Seen = {
  readonly exit: number | null;
  /** Verdicts, `fail ptr.missing 203.0.113.25: no reverse name ...`; of a watch, notices. */
  readonly findings: readonly string[];
  /** What there is no verdict on. */
  readonly unknown: readonly string[];
  /** What each resolver that was asked is called; null where the command does not say it. */
  readonly resolver: readonly ResolverSaid[] | null;
  readonly output: string;
};

export type WorldCommand = {
  readonly name: string;
  readonly kind: 'check' | 'spf' | 'diagnose' | 'lists' | 'reverse-dns' | 'watch' | 'lookup' | 'api';
  /** Whether its JSON says of the resolvers what they are. */
  readonly saysResolver: boolean;
  readonly run: (stage: Stage) => Promise<Seen>;
};

/** Where a command runs: its words, and a way to put another world in the place of this one. */
export type Stage = {
  readonly words: readonly string[];
  readonly world: World;
  readonly clock: Clock & { readonly advance: (ms: number) => void };
  readonly swap: (world: World) => void;
};

/** The command in the world, on a clock that waits for nobody. */
export async function runIn(world: World, command: WorldCommand): Promise<Seen> {
  const clock = idleClock(NOON);
  let hosts = hostsOf(world);
  const closing = [replaceSystemClock(clock), fakeNetwork((host) => hosts(host))];
  const servers = world.second === undefined ? [RESOLVER] : [RESOLVER, SECOND];
  const stage: Stage = {
    words: wordsFor(servers.map((host) => `${host}:53`)),
    world,
    clock,
    swap: (next) => {
      hosts = hostsOf(next);
    },
  };
  try {
    return await untilDone(command.run(stage), clock);
  } finally {
    for (const close of closing) close();
  }
}

export const wordsFor = (resolvers: readonly string[]): readonly string[] => [
  ...resolvers.flatMap((resolver) => ['--resolver', resolver]),
  '--lists',
  files().lists,
];

export type Json = Readonly<Record<string, unknown>>;
export type FindingJson = {
  readonly id: string;
  readonly status: string;
  readonly subject: string;
  readonly summary: string;
};

const resolverIn = ({ resolver }: Json): readonly ResolverSaid[] | null =>
  Array.isArray(resolver) ? (resolver as readonly ResolverSaid[]) : null;

/** Numbers that time alone changes. */
const timeless = (text: string): string => text.replace(/\b\d+(\.\d+)? m?s\b/g, 'so long');

const line = ({ status, id, subject, summary }: FindingJson): string =>
  `${status} ${id} ${subject}: ${timeless(summary)}`;

export function seenOf(exit: number | null, output: string, findings: readonly FindingJson[], json: Json): Seen {
  return {
    exit,
    output,
    resolver: resolverIn(json),
    findings: findings.filter(({ status }) => status !== 'unknown').map(line),
    unknown: findings.filter(({ status }) => status === 'unknown').map(line),
  };
}

export async function jsonOf(
  args: readonly string[],
  { words }: Stage,
): Promise<{ exit: number | null; output: string; json: Json }> {
  const { code, out, err } = await inProcess([...args, '--json', '--settings', files().settings, ...words]);
  return { exit: code, output: out + err, json: out.startsWith('{') ? JSON.parse(out) : {} };
}
