import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { localApi } from '../../adapters/local/api.ts';
import { localChannels } from '../../adapters/local/channels.ts';
import { systemClock } from '../../adapters/local/clock.ts';
import { localReverseDns } from '../../adapters/local/in-process-jobs.ts';
import { createRuntime } from '../../adapters/runtime.ts';
import { acceptedLanguage } from '../../shared/http/accept-language.ts';
import { createApp } from '../../shared/http/app.ts';
import { limitsOf } from '../../shared/http/budget.ts';
import { refuseForeign } from '../../shared/http/foreign.ts';
import type { ApiPorts, Checking, LogEntry } from '../../shared/http/ports.ts';
import { toResponse } from '../../shared/http/reply.ts';
import { parseAddress } from '../../shared/model/address.ts';
import type { Text } from '../../shared/model/language.ts';
import { sendsAsIn } from '../../shared/model/named.ts';
import { printable } from '../../shared/model/text.ts';
import { wordingOf } from '../../shared/notices/wording.ts';
import { openAws, withoutAws } from '../aws.ts';
import { type CommandCode, EXIT, UsageError, type Words } from '../command.ts';
import { memoryOf, orThrow, readOptions } from '../runtime.ts';
import {
  cannotListen,
  listeningOn,
  notLoopback,
  notPort,
  portInUse,
  SERVER_STOPPING,
  writeToken,
} from '../serve-words.ts';
import type { Terminal } from '../terminal.ts';

const PORT = 8025;
/** Requests under way when the server is stopped get so long. */
const GRACE_MS = 1000;

export const serve: CommandCode = {
  run: async (words, terminal) => {
    const complain = (text: Text): void => terminal.complain(`postwatch: ${text[terminal.language]}`);
    const port = readPort(words.text('port'));
    const host = readHost(words.text('host'));
    const token = randomBytes(24).toString('base64url');
    const open = new Set<Closable>();
    const ports = portsOf(words, token, open, terminal);
    const app = createApp(ports);
    let hosts: readonly string[] = [];
    const server = createServer(
      getRequestListener((request, env) => {
        const refused = refuseForeign(request, hosts);
        if (refused === null) return app.fetch(request, env);
        return toResponse(refused, acceptedLanguage(request.headers.get('accept-language')) ?? ports.language);
      }),
    );
    const failure = await listen(server, host, port);
    if (failure !== null) {
      complain(failure);
      return EXIT.unknown;
    }
    const at = (server.address() as AddressInfo).port;
    hosts = hostsOf(host, at);
    complain(listeningOn(`http://${inUrl(host)}:${at}`));
    complain(writeToken(token));
    await stopped(server, open, terminal);
    return EXIT.pass;
  },
};

/** What stops early when the server does. */
type Closable = Pick<Checking, 'close'>;

/** Everything of the user's that may be wrong is read before the server listens. */
function portsOf(words: Words, token: string, open: Set<Closable>, terminal: Terminal): ApiPorts {
  const options = readOptions(words);
  const { settings } = options;
  const first = orThrow(createRuntime(options));
  first.close();
  for (const warning of first.warnings) terminal.complain(`postwatch: ${warning[terminal.language]}`);
  const asJson = words.has('json');
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
  return localApi({
    clock: systemClock,
    limits: limitsOf(settings.api),
    memory: memoryOf(options, terminal),
    notCovered: first.world.notCovered,
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
}

const written = ({ message, caller, error }: LogEntry): string =>
  [message, error ?? null, caller === undefined ? null : `as ${caller}`].filter(Boolean).join(', ');

function log(entry: LogEntry, asJson: boolean, terminal: Terminal): void {
  if (asJson) terminal.print(JSON.stringify(entry));
  else if (entry.level === 'error')
    terminal.complain(`postwatch: ${[entry.message, entry['error']].filter(Boolean).join(': ')}`);
}

function readPort(text: string | undefined): number {
  if (text === undefined) return PORT;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port >= 0 && port <= 65_535) return port;
  throw new UsageError(notPort(printable(text, 40)));
}

/** Everyone who reaches this server may spend its budget and read what is watched: that is for this machine alone. */
function readHost(text = '127.0.0.1'): string {
  if (text === 'localhost') return '127.0.0.1';
  const address = parseAddress(text);
  const loopback = address.ok && (address.value.text === '::1' || address.value.bytes[0] === 127);
  if (loopback && address.ok) return address.value.text;
  throw new UsageError(notLoopback(printable(text, 60)));
}

/** What a Host header may say; a client leaves the port out where it is the scheme's own. */
function hostsOf(host: string, port: number): readonly string[] {
  const names = [...new Set([inUrl(host), '127.0.0.1', 'localhost', '[::1]'])];
  return [...names.map((name) => `${name}:${port}`), ...(port === 80 ? names : [])];
}

const inUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** Null, or why it cannot listen there. */
const listen = (server: Server, host: string, port: number): Promise<Text | null> =>
  new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const { code = error.message } = error;
      resolve(code === 'EADDRINUSE' ? portInUse(port, host) : cannotListen(port, host, code));
    });
    server.listen(port, host, () => resolve(null));
  });

/** Checks under way are answered with what is known, the rest unknown; then what is still connected is cut off. */
const stopped = (server: Server, open: ReadonlySet<Closable>, terminal: Terminal): Promise<void> =>
  new Promise((resolve) => {
    terminal.onStop(() => {
      terminal.complain(`postwatch: ${SERVER_STOPPING[terminal.language]}`);
      const cancel = systemClock.after(GRACE_MS, () => server.closeAllConnections());
      server.close(() => {
        cancel();
        resolve();
      });
      for (const one of open) one.close();
    });
  });
