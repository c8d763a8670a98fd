/** The page over the sandbox: some hours of its watch have passed, it continues while the page is open, and nothing leaves the machine. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { localApi } from '../../adapters/local/api.ts';
import { localReverseDns } from '../../adapters/local/in-process-jobs.ts';
import { type LocalMemory, openMemory } from '../../adapters/local/memory.ts';
import { localPage } from '../../adapters/local/page.ts';
import type { Runtime } from '../../adapters/runtime.ts';
import { limitsOf } from '../../shared/http/budget.ts';
import type { Checking } from '../../shared/http/ports.ts';
import { DAY, HOUR, MINUTE } from '../../shared/model/duration.ts';
import type { Text } from '../../shared/model/language.ts';
import { printable } from '../../shared/model/text.ts';
import { wordingOf } from '../../shared/notices/wording.ts';
import { run } from '../../shared/watch/run/run.ts';
import { type Closable, listen, newToken, openInBrowser, type Served, stopped } from '../page-server.ts';
import { CANNOT_OPEN, pageAt } from '../serve-words.ts';
import { screenZone, type Terminal } from '../terminal.ts';
import { LISTED, type SandboxInternet, SOUND, startInternet } from './internet.ts';
import { type Scene, SETTINGS } from './world.ts';

/** How long each scene lasts until the next run: a listing that came this morning and is over now, beside what is wrong for days. */
/** Days before, of which the page shows strips: a listing that came and went. Two days nobody looked. */
const WEEKS_BEFORE: readonly (readonly [Scene, number])[] = Array.from({ length: 20 }, (_, index) => [
  index === 6 || index === 7 ? LISTED : SOUND,
  index === 14 ? 3 * DAY : DAY,
]);

const STORY: readonly (readonly [Scene, number])[] = [
  ...WEEKS_BEFORE,
  [SOUND, DAY],
  [SOUND, DAY],
  [LISTED, HOUR],
  [LISTED, 5 * HOUR],
  [SOUND, HOUR],
  [SOUND, 12 * MINUTE],
];

const MUTE = 'mute';
const LOOK_AGAIN_MS = 30_000;

const STAYS: Text = {
  en: 'This is a small simulated internet. Its watch continues until you press Ctrl-C.',
  ko: '작은 모의 인터넷입니다. Ctrl-C를 누를 때까지 감시를 계속합니다.',
};

const playing = (passes: number): Text => ({
  en: `Playing some weeks of the watch: pass ${passes} of ${STORY.length}`,
  ko: `지난 몇 주의 감시를 재현하는 중: 점검 ${STORY.length}회 중 ${passes}회`,
});

export type SandboxServing = { readonly port: number; readonly open: boolean };

/** Null when it was stopped; else why it could not listen. */
export async function serveSandbox({ port, open }: SandboxServing, terminal: Terminal): Promise<Text | null> {
  const folder = mkdtempSync(path.join(tmpdir(), 'postwatch-sandbox-'));
  const file = path.join(folder, 'postwatch.db');
  const internet = await startInternet();
  const runtime = internet.runtime();
  const memory = openMemory(file, []);
  const say = (text: Text): void => terminal.complain(`postwatch: ${text[terminal.language]}`);
  let isStopped = false;
  // Without it the signal would end the process at once, and the folder would stay.
  terminal.onStop(() => {
    isStopped = true;
  });
  try {
    await playStory(internet, runtime, memory, terminal, () => isStopped);
    if (isStopped) return null;
    const token = newToken();
    const checkings = new Set<Closable>();
    const parts = portsOf({ internet, runtime, file, token, checkings, terminal });
    const listening = await listen({ host: '127.0.0.1', port, token, ...parts });
    if (!listening.ok) return listening.problem;
    const { server, link } = listening.value;
    say(STAYS);
    say(pageAt(link));
    if (open) openInBrowser(link, () => say(CANNOT_OPEN));
    const end = watchOn(runtime, memory, internet);
    await stopped(server, checkings, terminal);
    await end();
    return null;
  } finally {
    memory.close();
    runtime.close();
    await internet.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const once = (runtime: Runtime, memory: LocalMemory) =>
  run(runtime.world, HOUR, {
    memory,
    channels: [],
    wording: wordingOf(SETTINGS.notices),
    checks: runtime.checkPorts,
  });

async function playStory(
  internet: SandboxInternet,
  runtime: Runtime,
  memory: LocalMemory,
  { progress, language }: Terminal,
  isStopped: () => boolean,
): Promise<void> {
  const { change, jump } = internet;
  // Waiting for the list that never answers, once a day, would keep people waiting for the page.
  const quick = internet.runtime([MUTE]);
  for (const [index, [scene, until]] of STORY.entries()) {
    if (isStopped()) break;
    progress(playing(index + 1)[language]);
    change(scene);
    await once(index < WEEKS_BEFORE.length ? quick : runtime, memory);
    jump(until);
  }
  quick.close();
  progress('');
}

/** A run whenever one is due; the function returned waits for the one that is under way. */
function watchOn(runtime: Runtime, memory: LocalMemory, { clock }: SandboxInternet): () => Promise<void> {
  let going: Promise<unknown> = Promise.resolve();
  let cancel = (): void => {};
  const next = (): void => {
    cancel = clock.after(LOOK_AGAIN_MS, () => {
      // What a run cannot do now the next one does.
      going = once(runtime, memory).then(next, next);
    });
  };
  next();
  return async () => {
    cancel();
    await going;
    cancel();
  };
}

type Parts = {
  readonly internet: SandboxInternet;
  readonly runtime: Runtime;
  readonly file: string;
  readonly token: string;
  readonly checkings: Set<Closable>;
  readonly terminal: Terminal;
};

function portsOf({ internet, runtime, file, token, checkings, terminal }: Parts): Pick<Served, 'api' | 'page'> {
  const { clock } = internet;
  const openChecking = async (): Promise<Checking> => {
    const opened = internet.runtime();
    const checking: Checking = {
      ...opened,
      close: () => {
        checkings.delete(checking);
        opened.close();
      },
    };
    checkings.add(checking);
    return checking;
  };
  const { aws, server } = internet;
  const reverseDns = localReverseDns({
    clock,
    open: async () => ({
      ports: { ...aws, resolver: runtime.checkPorts.resolver, nameServerPort: server.port },
      close: () => {},
    }),
    log: () => {},
  });
  checkings.add(reverseDns);
  const api = localApi({
    clock,
    limits: limitsOf(SETTINGS.api),
    memory: file,
    notCovered: runtime.world.notCovered,
    token,
    openChecking,
    channels: async () => [],
    reverseDns: async () => reverseDns,
    wording: async () => wordingOf(SETTINGS.notices),
    language: terminal.language,
    log: ({ level, message, error }) => {
      if (level === 'error') terminal.complain(`postwatch: ${printable(`${message}: ${error ?? ''}`)}`);
    },
  });
  const zone = screenZone(SETTINGS.notices.zone, terminal);
  return { api, page: localPage({ memory: file, runtime, clock, zone }) };
}
