/** One server on loopback: the page for browsers, the API for the rest, nothing for other sites. */
import { spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { systemClock } from '../adapters/local/clock.ts';
import { acceptedLanguage } from '../shared/http/accept-language.ts';
import { createApp } from '../shared/http/app.ts';
import { refuseForeign } from '../shared/http/foreign.ts';
import type { PagePorts } from '../shared/http/page/page-ports.ts';
import { createPageSession } from '../shared/http/page/session.ts';
import type { ApiPorts, Checking } from '../shared/http/ports.ts';
import { toResponse } from '../shared/http/reply.ts';
import type { Text } from '../shared/model/language.ts';
import { type Parsed, parsed, problem } from '../shared/model/parsed.ts';
import { printable } from '../shared/model/text.ts';
import { UsageError } from './command.ts';
import { BAD_SERVE_TOKEN, cannotListen, notPort, portInUse, SERVER_STOPPING } from './serve-words.ts';
import type { Terminal } from './terminal.ts';

const PORT = 8025;
/** Requests under way when the server is stopped get so long. */
const GRACE_MS = 1000;

export type Listening = {
  readonly server: Server;
  /** `http://127.0.0.1:8025` */
  readonly url: string;
  /** Opens the page once, with the right to acknowledge and snooze. */
  readonly link: string;
};

export type Served = {
  readonly host: string;
  readonly port: number;
  /** What opens the API for writing; a person may type it into the page. */
  readonly token: string;
  /** The user chose the token: it outlives this server, and the cookie with it. */
  readonly isFixed?: boolean;
  readonly api: ApiPorts;
  readonly page: Omit<PagePorts, 'api' | 'session'>;
};

/** Throws `UsageError`. */
export function readPort(text: string | undefined): number {
  if (text === undefined) return PORT;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port >= 0 && port <= 65_535) return port;
  throw new UsageError(notPort(printable(text, 40)));
}

export const newToken = (): string => randomBytes(24).toString('base64url');

/** The cookie of every server with this token, from which nobody gets the token. */
const cookieOf = (token: string): string =>
  createHmac('sha256', token).update('the cookie of the page').digest('base64url');

/** The user's own token, or null. Throws `UsageError`. */
export function readFixedToken(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  if (/^[\x21-\x7e]{24,200}$/.test(text)) return text;
  throw new UsageError(BAD_SERVE_TOKEN);
}

/** Or why it cannot listen there. */
export async function listen({ host, port, token, isFixed, api, page }: Served): Promise<Parsed<Listening>> {
  let at = port;
  const key = newToken();
  const cookie = isFixed === true ? cookieOf(token) : newToken();
  const session = createPageSession({ link: key, token, cookie, port: () => at });
  const app = createApp(api);
  const shown = pageFor({ ...page, api, session });
  const server = createServer(
    getRequestListener(async (request, env) => {
      const refused = refuseForeign(request, hostsOf(host, at));
      if (refused !== null)
        return toResponse(refused, acceptedLanguage(request.headers.get('accept-language')) ?? api.language);
      return (await shown(request)) ?? app.fetch(request, env);
    }),
  );
  const failure = await listening(server, host, port);
  if (failure !== null) return problem(failure);
  at = (server.address() as AddressInfo).port;
  const url = `http://${inUrl(host)}:${at}`;
  return parsed({ server, url, link: `${url}/open?key=${key}` });
}

/** Loaded with the first request of a browser: programs never need it. Null for what is not the page's. */
function pageFor(ports: PagePorts): (request: Request) => Promise<Response | null> {
  let made: Promise<(request: Request) => Promise<Response | null>> | undefined;
  const load = async () => {
    const { createPage, isForPage } = await import('../shared/http/page/page-app.ts');
    const app = createPage(ports);
    return async (request: Request) => (isForPage(request) ? app.fetch(request) : null);
  };
  return async (request) => {
    made ??= load();
    return (await made)(request);
  };
}

/** What a Host header may say; a client leaves the port out where it is the scheme's own. */
function hostsOf(host: string, port: number): readonly string[] {
  const names = [...new Set([inUrl(host), '127.0.0.1', 'localhost', '[::1]'])];
  return [...names.map((name) => `${name}:${port}`), ...(port === 80 ? names : [])];
}

const inUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** Null, or why it cannot listen there. */
const listening = (server: Server, host: string, port: number): Promise<Text | null> =>
  new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const { code = error.message } = error;
      resolve(code === 'EADDRINUSE' ? portInUse(port, host) : cannotListen(port, host, code));
    });
    server.listen(port, host, () => resolve(null));
  });

/** What stops early when the server does. */
export type Closable = Pick<Checking, 'close'>;

/** Checks under way are answered with what is known, the rest unknown; then what is still connected is cut off. */
export const stopped = (server: Server, open: ReadonlySet<Closable>, terminal: Terminal): Promise<void> =>
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

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, string>>> = { darwin: 'open', win32: 'explorer' };

/** The desktop's own way to open an address; `failed` where there is none. Nobody waits for the browser. */
export function openInBrowser(link: string, failed: () => void): void {
  const child = spawn(OPENERS[process.platform] ?? 'xdg-open', [link], { stdio: 'ignore', detached: true });
  child.once('error', failed);
  child.unref();
}
