import { localApi } from '../../adapters/local/api.ts';
import { localChannels } from '../../adapters/local/channels.ts';
import { systemClock } from '../../adapters/local/clock.ts';
import { localReverseDns } from '../../adapters/local/in-process-jobs.ts';
import { localPage } from '../../adapters/local/page.ts';
import { createRuntime } from '../../adapters/runtime.ts';
import { limitsOf } from '../../shared/http/budget.ts';
import type { Checking, LogEntry } from '../../shared/http/ports.ts';
import { parseAddress } from '../../shared/model/address.ts';
import type { Text } from '../../shared/model/language.ts';
import { sendsAsIn } from '../../shared/model/named.ts';
import { printable } from '../../shared/model/text.ts';
import { wordingOf } from '../../shared/notices/wording.ts';
import { openAws, withoutAws } from '../aws.ts';
import { type CommandCode, EXIT, UsageError } from '../command.ts';
import {
  type Closable,
  listen,
  newToken,
  openInBrowser,
  readFixedToken,
  readPort,
  type Served,
  stopped,
} from '../page-server.ts';
import { type CommandOptions, memoryOf, orThrow, readOptions } from '../runtime.ts';
import { CANNOT_OPEN, FIXED_TOKEN, listeningOn, notLoopback, pageAt, writeToken } from '../serve-words.ts';
import { screenZone, type Terminal } from '../terminal.ts';

export const serve: CommandCode = {
  run: async (words, terminal) => {
    const complain = (text: Text): void => terminal.complain(`postwatch: ${text[terminal.language]}`);
    const port = readPort(words.text('port'));
    const host = readHost(words.text('host'));
    const fixed = readFixedToken(process.env['POSTWATCH_SERVE_TOKEN']);
    const token = fixed ?? newToken();
    const open = new Set<Closable>();
    const { api, page } = portsOf(await readOptions(words), { token, open, terminal, asJson: words.has('json') });
    const listening = await listen({ host, port, token, isFixed: fixed !== null, api, page });
    if (!listening.ok) {
      complain(listening.problem);
      return EXIT.unknown;
    }
    const { server, url, link } = listening.value;
    complain(listeningOn(url));
    complain(pageAt(link));
    complain(fixed === null ? writeToken(token) : FIXED_TOKEN);
    if (words.has('open')) openInBrowser(link, () => complain(CANNOT_OPEN));
    await stopped(server, open, terminal);
    return EXIT.pass;
  },
};

type Serving = {
  readonly token: string;
  readonly open: Set<Closable>;
  readonly terminal: Terminal;
  readonly asJson: boolean;
};

/** Everything of the user's that may be wrong is read before the server listens. */
function portsOf(options: CommandOptions, { token, open, terminal, asJson }: Serving): Pick<Served, 'api' | 'page'> {
  const { settings } = options;
  const first = orThrow(createRuntime(options));
  first.close();
  for (const warning of first.warnings) terminal.complain(`postwatch: ${warning[terminal.language]}`);
  const print = (line: string): void =>
    terminal.print(asJson ? JSON.stringify({ level: 'info', message: line } satisfies LogEntry) : line);
  const { notices } = settings;
  // The caller of a test waits for its outcome.
  const { flushed } = terminal;
  const channels = localChannels({ notices, environment: process.env, clock: systemClock, print, flushed, once: true });
  const reverse = localReverseDns({
    clock: systemClock,
    open: openAws(options),
    // Every write is logged, with its caller.
    log: (entry) => (asJson ? log(entry, asJson, terminal) : terminal.complain(`postwatch: ${written(entry)}`)),
  });
  open.add(reverse);
  const memory = memoryOf(options, terminal);
  const { notCovered } = first.world;
  const api = localApi({
    clock: systemClock,
    limits: limitsOf(settings.api),
    memory,
    notCovered,
    token,
    sendsAs: (address) => sendsAsIn(first.world.targets, address),
    // A runtime for each request: its time begins with the request.
    openChecking: async () => {
      const runtime = orThrow(createRuntime(options));
      const close = (): void => {
        open.delete(checking);
        runtime.close();
      };
      const checking: Checking = { ...runtime, close };
      open.add(checking);
      return checking;
    },
    channels: async () => channels,
    reverseDns: async () => (await withoutAws()) ?? reverse,
    wording: async () => wordingOf(notices),
    language: notices.language,
    log: (entry) => log(entry, asJson, terminal),
  });
  return {
    api,
    page: localPage({ memory, runtime: first, clock: systemClock, zone: screenZone(notices.zone, terminal) }),
  };
}

const written = ({ message, caller, error }: LogEntry): string =>
  [message, error ?? null, caller === undefined ? null : `as ${caller}`].filter(Boolean).join(', ');

function log(entry: LogEntry, asJson: boolean, terminal: Terminal): void {
  if (asJson) terminal.print(JSON.stringify(entry));
  else if (entry.level === 'error')
    terminal.complain(`postwatch: ${[entry.message, entry['error']].filter(Boolean).join(': ')}`);
}

/** Everyone who reaches this server may spend its budget and read what is watched: that is for this machine alone. */
function readHost(text = '127.0.0.1'): string {
  if (text === 'localhost') return '127.0.0.1';
  const address = parseAddress(text);
  const loopback = address.ok && (address.value.text === '::1' || address.value.bytes[0] === 127);
  if (loopback && address.ok) return address.value.text;
  throw new UsageError(notLoopback(printable(text, 60)));
}
