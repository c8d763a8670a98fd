import { systemClock } from '../../adapters/local/clock.ts';
import { openMemory } from '../../adapters/local/memory.ts';
import { createRuntime, type Runtime } from '../../adapters/runtime.ts';
import { consoleChannel } from '../../shared/channels/console/index.ts';
import { SEVERITY_NAMES } from '../../shared/checks/headline.ts';
import { inspect } from '../../shared/checks/inspect.ts';
import { serverText } from '../../shared/dns/answer.ts';
import type { Clock } from '../../shared/model/clock.ts';
import { isoTime } from '../../shared/model/clock.ts';
import { HOUR } from '../../shared/model/duration.ts';
import type { Language, Text } from '../../shared/model/language.ts';
import { columns, count } from '../../shared/model/text.ts';
import { createGuard } from '../../shared/net/guard.ts';
import { timeText } from '../../shared/notices/times.ts';
import { wordingOf } from '../../shared/notices/wording.ts';
import { run } from '../../shared/watch/run/run.ts';
import { type CommandCode, EXIT } from '../command.ts';
import { orThrow } from '../runtime.ts';
import { sandboxAws } from '../sandbox/aws.ts';
import { type DnsServer, startDnsServer } from '../sandbox/dns-server.ts';
import { NAMELESS, nameAddress } from '../sandbox/name-address.ts';
import { MANNER_TEXTS, MANNERS, SANDBOX_LISTS, type Scene, SENDERS, SETTINGS, zoneOf } from '../sandbox/world.ts';
import { merged, resolverOf } from '../sandbox/zones.ts';
import { paint, screenZone, type Terminal, table } from '../terminal.ts';
import { renderInspection } from '../views/inspection.ts';

/** 24 November 2026, 03:00: the hour at which such notices come. */
const START = Date.UTC(2026, 10, 24, 3);
/** What the mute list costs, once a run. */
const QUESTION_MS = 700;

const SOUND: Scene = { newlyListed: [] };
const LISTED: Scene = { newlyListed: ['203.0.113.10'] };
const RUNS: readonly (readonly [Scene, Text])[] = [
  [SOUND, { en: 'the first check of everything', ko: '첫 점검' }],
  [
    LISTED,
    { en: 'meanwhile, 203.0.113.10 was listed on Critical List', ko: '그사이 203.0.113.10이 Critical List에 등재됨' },
  ],
  [LISTED, { en: 'it is still listed', ko: '아직 등재되어 있음' }],
  [
    SOUND,
    {
      en: 'it is no longer listed; one clean run proves little',
      ko: '등재가 해제됨. 한 번의 정상 결과로는 확정하지 않음',
    },
  ],
  [SOUND, { en: 'the second clean run', ko: '두 번째 정상 결과' }],
];

type SandboxWords = {
  readonly reverseName: string;
  readonly internet: (server: string) => string;
  readonly senders: string;
  readonly lists: string;
  readonly noName: string;
  readonly check: string;
  readonly watch: string;
  readonly nothing: string;
  readonly notices: (count: number) => string;
};

const WORDS: Readonly<Record<Language, SandboxWords>> = {
  en: {
    reverseName: 'A reverse name, from generic to confirmed',
    internet: (server) => `A small internet on ${server}`,
    senders: 'Senders, all for example.com:',
    lists: 'Blocklists:',
    noName: '(no reverse DNS)',
    check: 'What a check finds',
    watch: 'Five hours of the watch',
    nothing: 'Nothing changed, so no notice is sent.',
    notices: (notices) => `${count(notices, 'notice')} sent, once.`,
  },
  ko: {
    reverseName: '역방향 DNS: 자동 생성된 기본 이름에서 자체 이름으로',
    internet: (server) => `${server} 서버의 작은 모의 인터넷`,
    senders: '발송 IP(모두 example.com):',
    lists: '차단 목록(RBL):',
    noName: '(역방향 DNS 없음)',
    check: '점검 결과',
    watch: '감시 다섯 시간',
    nothing: '바뀐 것이 없어 알림을 보내지 않습니다.',
    notices: (notices) => `알림 ${notices}건을 한 번만 보냈습니다.`,
  },
};

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
      for (const line of title(WORDS[terminal.language].reverseName, terminal)) terminal.print(line);
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
  const line = `== ${text} `;
  return ['', paint(terminal, 'bold', line + '='.repeat(Math.max(0, terminal.width - columns(line)))), ''];
}

function describe(server: DnsServer, terminal: Terminal): string[] {
  const { language } = terminal;
  const words = WORDS[language];
  const senders = SENDERS.map(({ address, ptr, fate }) => [`  ${address}`, ptr ?? words.noName, fate[language]]);
  const lists = SANDBOX_LISTS.map(({ id, severity }) => [
    `  ${id}`,
    SEVERITY_NAMES[severity][language],
    MANNER_TEXTS[id]?.[language] ?? '',
  ]);
  return [
    ...title(words.internet(serverText(server)), terminal),
    words.senders,
    ...table(senders),
    '',
    words.lists,
    ...table(lists),
  ];
}

async function show({ checks, world, inspectPorts, nameOf }: Runtime, terminal: Terminal): Promise<void> {
  for (const line of title(WORDS[terminal.language].check, terminal)) terminal.print(line);
  const inspection = await inspect(world.targets, checks, [], inspectPorts);
  for (const line of renderInspection(inspection, { notes: new Map(), nameOf }, terminal)) terminal.print(line);
}

async function play(
  runtime: Runtime,
  terminal: Terminal,
  change: (scene: Scene) => void,
  jump: (ms: number) => void,
): Promise<void> {
  for (const line of title(WORDS[terminal.language].watch, terminal)) terminal.print(line);
  const memory = openMemory(':memory:', ['console']);
  const { checkPorts, world } = runtime;
  const { language } = terminal;
  const words = WORDS[language];
  const zone = screenZone(runtime.settings.notices.zone, terminal);
  const wording = wordingOf({ language, zone });
  const channels = [consoleChannel({ print: terminal.print, flushed: async () => {} })];
  for (const [scene, happened] of RUNS) {
    change(scene);
    terminal.print(
      paint(terminal, 'cyan', `-- ${timeText(isoTime(checkPorts.clock.now()), zone)}: ${happened[language]}`),
    );
    const report = await run(world, HOUR, { memory, channels, wording, checks: checkPorts });
    const notices = report.kind === 'ran' ? report.notices.length : 0;
    terminal.print(`${notices === 0 ? words.nothing : words.notices(notices)}\n`);
    jump(HOUR);
  }
  memory.close();
}
