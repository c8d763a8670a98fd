/** The sandbox's internet on loopback, its clock, and the product's own composition on both. */
import { systemClock } from '../../adapters/local/clock.ts';
import { createRuntime, type Runtime } from '../../adapters/runtime.ts';
import type { Clock } from '../../shared/model/clock.ts';
import { createGuard } from '../../shared/net/guard.ts';
import { orThrow } from '../runtime.ts';
import { sandboxAws } from './aws.ts';
import { type DnsServer, startDnsServer } from './dns-server.ts';
import { NAMELESS } from './name-address.ts';
import { MANNERS, SANDBOX_LISTS, type Scene, SETTINGS, zoneOf } from './world.ts';
import { merged, resolverOf } from './zones.ts';

/** 24 November 2026, 03:00: the hour at which such notices come. */
const START = Date.UTC(2026, 10, 24, 3);
/** What the mute list costs, once a run. */
const QUESTION_MS = 700;

export const SOUND: Scene = { newlyListed: [] };
export const LISTED: Scene = { newlyListed: ['203.0.113.10'] };

export type SandboxInternet = {
  readonly clock: Clock;
  readonly jump: (ms: number) => void;
  readonly change: (scene: Scene) => void;
  readonly aws: ReturnType<typeof sandboxAws>;
  readonly server: DnsServer;
  /** Without the lists named, if any. */
  readonly runtime: (without?: readonly string[]) => Runtime;
  readonly close: () => Promise<void>;
};

export async function startInternet(): Promise<SandboxInternet> {
  let scene = SOUND;
  const { clock, jump } = sandboxClock();
  const aws = sandboxAws(NAMELESS, clock);
  const behaviour = resolverOf(() => merged(zoneOf(scene), aws.zone()), MANNERS);
  const server = await startDnsServer({ behaviour });
  // Two, as most machines have: what one says is missing is confirmed by the other.
  const second = await startDnsServer({ behaviour });
  return {
    clock,
    jump,
    change: (next) => {
      scene = next;
    },
    aws,
    server,
    runtime: (without = []) => openSandbox([server, second], clock, without),
    close: async () => {
      await server.close();
      await second.close();
    },
  };
}

/** Runs like the real one, from another start, and can jump ahead: everything cached is then as old as it says. */
function sandboxClock(): { clock: Clock; jump: (ms: number) => void } {
  const began = systemClock.monotonic();
  let ahead = 0;
  const monotonic = (): number => systemClock.monotonic() + ahead;
  return {
    clock: { ...systemClock, monotonic, now: () => Math.round(START + monotonic() - began) },
    jump: (ms) => {
      ahead += ms;
    },
  };
}

/** The product's own composition, on the sandbox's settings, lists, resolver and clock. */
const openSandbox = (resolvers: readonly DnsServer[], clock: Clock, without: readonly string[]): Runtime =>
  orThrow(
    createRuntime({
      settings: { ...SETTINGS, lists: { ...SETTINGS.lists, skip: [...without] } },
      table: SANDBOX_LISTS,
      tableIsFile: true,
      environment: {},
      resolvers,
      questionMs: QUESTION_MS,
      guard: createGuard({ allowed: resolvers }),
      clock,
    }),
  );
