import { systemClock } from '../../adapters/local/clock.ts';
import { openMemory } from '../../adapters/local/memory.ts';
import { createRuntime, type Runtime } from '../../adapters/runtime.ts';
import { consoleChannel } from '../../shared/channels/console/index.ts';
import { inspect } from '../../shared/checks/inspect.ts';
import { serverText } from '../../shared/dns/answer.ts';
import type { Clock } from '../../shared/model/clock.ts';
import { isoTime } from '../../shared/model/clock.ts';
import { HOUR } from '../../shared/model/duration.ts';
import { count } from '../../shared/model/text.ts';
import { createGuard } from '../../shared/net/guard.ts';
import { utc } from '../../shared/notices/times.ts';
import { wordingOf } from '../../shared/notices/wording.ts';
import { run } from '../../shared/watch/run/run.ts';
import { type CommandCode, EXIT } from '../command.ts';
import { orThrow } from '../runtime.ts';
import { sandboxAws } from '../sandbox/aws.ts';
import { type DnsServer, startDnsServer } from '../sandbox/dns-server.ts';
import { NAMELESS, nameAddress } from '../sandbox/reverse-dns.ts';
import { MANNERS, MANNERS_TOLD, SANDBOX_LISTS, type Scene, SENDERS, SETTINGS, zoneOf } from '../sandbox/world.ts';
import { merged, resolverOf } from '../sandbox/zones.ts';
import { paint, type Terminal, table } from '../terminal.ts';
import { renderInspection } from '../views/inspection.ts';

/** 24 November 2026, 03:00: the hour at which such notices come. */
const START = Date.UTC(2026, 10, 24, 3);
/** What the mute list costs, once a run. */
const QUESTION_MS = 700;

const SOUND: Scene = { newlyListed: [] };
const LISTED: Scene = { newlyListed: ['203.0.113.10'] };
const RUNS: readonly (readonly [Scene, string])[] = [
  [SOUND, 'the first look at everything'],
  [LISTED, 'meanwhile 203.0.113.10 got onto the Critical List'],
  [LISTED, 'it is still there'],
  [SOUND, 'it is off the list again; one clean run proves little'],
  [SOUND, 'the second clean run'],
];

export const sandbox: CommandCode = {
  run: async (_words, terminal) => {
    let scene = SOUND;
    const { clock, jump } = sandboxClock();
    const aws = sandboxAws(NAMELESS, clock);
    const behaviour = resolverOf(() => merged(zoneOf(scene), aws.zone()), MANNERS);
    const server = await startDnsServer({ behaviour });
    // Two, as most machines have: what one says is missing is confirmed by the other.
    const second = await startDnsServer({ behaviour });
    const runtime = openSandbox([server, second], clock);
    try {
      for (const line of describe(server, terminal)) terminal.print(line);
      await show(runtime, terminal);
      await play(
        runtime,
        terminal,
        (next) => {
          scene = next;
        },
        jump,
      );
      for (const line of title('A reverse name, from generic to confirmed', terminal)) terminal.print(line);
      await nameAddress(aws, runtime, { server, jump, terminal });
      return EXIT.pass;
    } finally {
      runtime.close();
      await server.close();
      await second.close();
    }
  },
};

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
const openSandbox = (resolvers: readonly DnsServer[], clock: Clock): Runtime =>
  orThrow(
    createRuntime({
      settings: SETTINGS,
      table: SANDBOX_LISTS,
      tableIsFile: true,
      environment: {},
      resolvers,
      questionMs: QUESTION_MS,
      guard: createGuard({ allowed: resolvers }),
      clock,
    }),
  );

function title(text: string, terminal: Terminal): string[] {
  return ['', paint(terminal, 'bold', `== ${text} `.padEnd(terminal.width, '=')), ''];
}

function describe(server: DnsServer, terminal: Terminal): string[] {
  const senders = SENDERS.map(({ address, ptr, fate }) => [`  ${address}`, ptr ?? '(no reverse name)', fate]);
  const lists = SANDBOX_LISTS.map(({ id, severity }) => [`  ${id}`, severity, MANNERS_TOLD[id] ?? '']);
  return [
    ...title(`A small internet on ${serverText(server)}`, terminal),
    'Senders, all for example.com:',
    ...table(senders),
    '',
    'Blocklists:',
    ...table(lists),
  ];
}

async function show({ checks, world, inspectPorts, nameOf }: Runtime, terminal: Terminal): Promise<void> {
  for (const line of title('What a check finds', terminal)) terminal.print(line);
  const inspection = await inspect(world.targets, checks, [], inspectPorts);
  for (const line of renderInspection(inspection, { notes: new Map(), nameOf }, terminal)) terminal.print(line);
}

async function play(
  runtime: Runtime,
  terminal: Terminal,
  change: (scene: Scene) => void,
  jump: (ms: number) => void,
): Promise<void> {
  for (const line of title('Five hours of the watch', terminal)) terminal.print(line);
  const memory = openMemory(':memory:', ['console']);
  const { checkPorts, world } = runtime;
  const wording = wordingOf(runtime.settings.notices);
  const channels = [consoleChannel({ print: terminal.print, flushed: async () => {} })];
  for (const [scene, told] of RUNS) {
    change(scene);
    terminal.print(paint(terminal, 'cyan', `-- ${utc(isoTime(checkPorts.clock.now())).slice(0, 16)}: ${told}`));
    const report = await run(world, HOUR, { memory, channels, wording, checks: checkPorts });
    const notices = report.kind === 'ran' ? report.notices.length : 0;
    terminal.print(
      notices === 0 ? 'nothing changed: nobody is told anything\n' : `${count(notices, 'notice')}, told once\n`,
    );
    jump(HOUR);
  }
  memory.close();
}
