import { openMemory } from '../../adapters/local/memory.ts';
import type { Runtime } from '../../adapters/runtime.ts';
import { consoleChannel } from '../../shared/channels/console/index.ts';
import { SEVERITY_NAMES } from '../../shared/checks/headline.ts';
import { inspect } from '../../shared/checks/inspect.ts';
import { serverText } from '../../shared/dns/answer.ts';
import { isoTime } from '../../shared/model/clock.ts';
import { HOUR } from '../../shared/model/duration.ts';
import type { Language, Text } from '../../shared/model/language.ts';
import { columns, count } from '../../shared/model/text.ts';
import { timeText } from '../../shared/notices/times.ts';
import { wordingOf } from '../../shared/notices/wording.ts';
import { run } from '../../shared/watch/run/run.ts';
import { type CommandCode, EXIT, type Words } from '../command.ts';
import { readPort } from '../page-server.ts';
import type { DnsServer } from '../sandbox/dns-server.ts';
import { LISTED, SOUND, startInternet } from '../sandbox/internet.ts';
import { nameAddress } from '../sandbox/name-address.ts';
import { MANNER_TEXTS, SANDBOX_LISTS, type Scene, SENDERS } from '../sandbox/world.ts';
import { paint, screenZone, type Terminal, table } from '../terminal.ts';
import { renderInspection } from '../views/inspection.ts';

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
  run: async (words, terminal) => {
    if (words.has('serve')) return served(words, terminal);
    const internet = await startInternet();
    const { server, change, jump, aws } = internet;
    const runtime = internet.runtime();
    try {
      for (const line of describe(server, terminal)) terminal.print(line);
      await show(runtime, terminal);
      await play(runtime, terminal, change, jump);
      for (const line of title(WORDS[terminal.language].reverseName, terminal)) terminal.print(line);
      await nameAddress(aws, runtime, { server, jump, terminal });
      return EXIT.pass;
    } finally {
      runtime.close();
      await internet.close();
    }
  },
};

async function served(words: Words, terminal: Terminal): Promise<number> {
  const { serveSandbox } = await import('../sandbox/serve-sandbox.ts');
  const failure = await serveSandbox({ port: readPort(words.text('port')), open: words.has('open') }, terminal);
  if (failure === null) return EXIT.pass;
  terminal.complain(`postwatch: ${failure[terminal.language]}`);
  return EXIT.unknown;
}

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
  for (const line of renderInspection(inspection, { notes: new Map(), nameOf, again: null }, terminal))
    terminal.print(line);
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
