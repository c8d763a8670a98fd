/** Situations from the field as small worlds: records for a zone literal, and scripted servers in place of sockets. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { serverText } from '../../shared/model/server.ts';
import type { Connection, Connector, Endpoint, HttpAnswer, HttpRequest, TlsSession } from '../../shared/net/port.ts';
import { NOON, type Zones } from './zone.ts';

type Route = {
  readonly status?: number;
  readonly body?: string;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

export type ScriptedServer = {
  readonly http?: {
    readonly cert?: readonly string[];
    /** Why the certificate is not trusted. */
    readonly distrust?: string;
    readonly routes: Readonly<Record<string, Route>>;
  };
  readonly smtp?: { readonly greeting: string; readonly ehlo: string; readonly helo?: string };
  /** What a whois server says. */
  readonly text?: { readonly answer: string };
};

/** By `address:port`; everything else refuses connections. */
export type Scripted = Readonly<Record<string, ScriptedServer>>;

export type FieldCase = {
  readonly id: string;
  readonly kind: string;
  readonly command: readonly string[];
  readonly world: { readonly records: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> };
  readonly bridge?: { readonly servers: Scripted };
  readonly expect: {
    readonly exit?: number | readonly number[];
    readonly has?: readonly (string | readonly string[])[];
    readonly hasnot?: readonly string[];
  };
};

const FILE = path.resolve(import.meta.dirname, '../../../shared/cases/field.json');

/** Null where the file is not there: it lies beside a checkout of ours, and in no clone. */
export const fieldCases = (): readonly FieldCase[] | null =>
  existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as readonly FieldCase[]) : null;

export const zonesOfCase = ({ world }: FieldCase): Zones =>
  Object.fromEntries(
    Object.entries(world.records).map(([name, { CNAME, ...types }]) => [
      name,
      CNAME === undefined ? types : { ...types, CNAME: String(CNAME[0]) },
    ]),
  ) as Zones;

const CLOSED = { kind: 'failed', reason: 'network', detail: 'ECONNREFUSED' } as const;

export function scripted(servers: Scripted): Connector {
  const at = (to: Endpoint): ScriptedServer => servers[serverText(to)] ?? {};
  return {
    refuses: () => null,
    request: async (to, request) => answerTo(at(to), request),
    connect: async (to) => {
      const { smtp, text } = at(to);
      if (smtp !== undefined) return { kind: 'open', connection: smtpTalk(smtp) };
      return text === undefined ? CLOSED : { kind: 'open', connection: lines(() => [], text.answer.split('\n')) };
    },
  };
}

function answerTo({ http }: ScriptedServer, { url, maxBody }: HttpRequest): HttpAnswer | typeof CLOSED {
  if (http === undefined) return CLOSED;
  const { status = 200, body, json, headers = {} } = http.routes[url.pathname] ?? { status: 404, body: '' };
  const bytes = Buffer.from(json === undefined ? (body ?? '') : JSON.stringify(json), 'utf8');
  return {
    ...{ kind: 'answer', status, headers, body: bytes.subarray(0, maxBody), cut: bytes.length > maxBody, ms: 1 },
    session: sessionOf(http.cert ?? [], url.hostname, http.distrust ?? null),
  };
}

const sessionOf = (names: readonly string[], asked: string, distrust: string | null): TlsSession => ({
  ...{ protocol: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256', distrust, nameMatches: names.includes(asked), ms: 1 },
  chain: [{ subject: `CN=${names[0]}`, issuer: 'CN=root', names, validFrom: 0, validTo: NOON + 90 * 86_400_000 }],
});

/** A conversation: what was queued first, then what each sent line brings. */
function lines(reply: (sent: string) => readonly string[], first: readonly string[]): Connection {
  const queue = [...first];
  return {
    connectMs: 1,
    line: async () => {
      const text = queue.shift();
      return text === undefined
        ? { kind: 'failed', reason: 'closed', detail: 'closed by the other side' }
        : { kind: 'line', text };
    },
    send: (text) => {
      queue.push(...reply(text));
    },
    secure: async () => ({ kind: 'failed', reason: 'tls', detail: 'no TLS in this script' }),
    close: () => {},
  };
}

const linesIn = (text: string): readonly string[] => text.split('\r\n').filter((line) => line !== '');

const smtpTalk = ({ greeting, ehlo, helo = '250 mail.example.com\r\n' }: NonNullable<ScriptedServer['smtp']>) =>
  lines((sent) => {
    if (sent.startsWith('EHLO')) return linesIn(ehlo);
    return sent.startsWith('HELO') ? linesIn(helo) : ['221 bye'];
  }, linesIn(greeting));
