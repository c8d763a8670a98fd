/**
 * The opening of an SMTP session (RFC 5321 sections 3.1, 3.2; STARTTLS: RFC 3207), as far as it can be had without mail:
 * greeting, EHLO (or HELO), TLS, QUIT. Whatever the server says is kept, and where it stopped is the result.
 */
import type { Clock } from '../../model/clock.ts';
import type { Text } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import type { Connection, Connector, Endpoint, StreamFailure, TlsSession } from '../../net/port.ts';
import { endlessReply, notSmtp } from './words.ts';

/** RFC 2606 reserves the name: it says what we are, and does not claim another's identity. */
const OUR_NAME = 'postwatch.invalid';
const TALK_MS = 20_000;
const MAX_LINES = 100;

export type SmtpReply = { readonly code: number; readonly lines: readonly string[] };

export type Talk = {
  /** Why it ended early, and at which step; null when it went through. */
  readonly failure: StreamFailure | null;
  readonly failedAt: 'connect' | 'tls' | 'greeting' | 'ehlo' | 'helo' | 'starttls' | 'recipient' | null;
  readonly connectMs: number | null;
  readonly greeting: SmtpReply | null;
  /** From the connection to the greeting's end. */
  readonly greetingMs: number | null;
  readonly ehlo: SmtpReply | null;
  /** Of HELO, which is tried where EHLO is refused for good (RFC 5321 section 3.2). */
  readonly helo: SmtpReply | null;
  /** What the answer to STARTTLS was, where it was offered. */
  readonly starttls: SmtpReply | null;
  readonly session: TlsSession | null;
  /** Its answer to a bounce for the recipient, if one was named: the last answer to MAIL or RCPT. */
  readonly recipient: SmtpReply | null;
  /** The whole conversation; our lines begin with `>`. */
  readonly transcript: readonly string[];
};

type Draft = { -readonly [K in keyof Talk]: Talk[K] } & { transcript: string[] };

export type TalkOptions = {
  /** The one that the certificate should have. */
  readonly name: string;
  /** From the first octet (RFC 8314), as on port 465. */
  readonly tls: boolean;
  /** We ask whether it accepts mail for this mailbox, and send none; TLS is left out then. */
  readonly recipient?: string;
  readonly ms?: number;
};

export async function talk(
  to: Endpoint,
  { ms = TALK_MS, ...options }: TalkOptions,
  { connector, clock }: { readonly connector: Connector; readonly clock: Clock },
): Promise<Talk> {
  const seen: Draft = {
    failure: null,
    failedAt: null,
    connectMs: null,
    greeting: null,
    greetingMs: null,
    ehlo: null,
    helo: null,
    starttls: null,
    session: null,
    recipient: null,
    transcript: [],
  };
  const opened = await connector.connect(to, ms);
  if (opened.kind === 'failed') return { ...seen, failure: opened, failedAt: 'connect' };
  const { connection } = opened;
  seen.connectMs = connection.connectMs;
  try {
    await converse(connection, { ...options, clock }, seen);
    connection.send('QUIT\r\n');
    return seen;
  } finally {
    connection.close();
  }
}

type Options = Omit<TalkOptions, 'ms'> & { readonly clock: Clock };

async function converse(connection: Connection, options: Options, seen: Draft): Promise<void> {
  const { name, tls, recipient, clock } = options;
  const started = clock.monotonic();
  if (tls && !(await secure(connection, name, 'tls', seen))) return;
  seen.greeting = await readReply(connection, 'greeting', seen);
  seen.greetingMs = clock.monotonic() - started;
  if (seen.greeting?.code !== 220) return;
  seen.ehlo = await ask(connection, `EHLO ${OUR_NAME}`, 'ehlo', seen);
  // A mailbox can be asked about after HELO as well.
  const isRefused = seen.ehlo !== null && seen.ehlo.code >= 500;
  if (isRefused) seen.helo = await ask(connection, `HELO ${OUR_NAME}`, 'helo', seen);
  if ((seen.ehlo?.code === 250 || seen.helo?.code === 250) && recipient !== undefined) {
    seen.recipient = await ask(connection, 'MAIL FROM:<>', 'recipient', seen);
    if (seen.recipient?.code === 250)
      seen.recipient = await ask(connection, `RCPT TO:<${recipient}>`, 'recipient', seen);
    return;
  }
  if (seen.ehlo?.code !== 250 || tls || !offers(seen.ehlo, 'STARTTLS')) return;
  seen.starttls = await ask(connection, 'STARTTLS', 'starttls', seen);
  if (seen.starttls?.code === 220) await secure(connection, name, 'starttls', seen);
}

export const offers = ({ lines }: SmtpReply, keyword: string): boolean =>
  lines.slice(1).some((line) => line.toUpperCase().split(' ', 1)[0] === keyword);

async function secure(connection: Connection, name: string, at: 'tls' | 'starttls', seen: Draft): Promise<boolean> {
  const secured = await connection.secure(name);
  if (secured.kind === 'secured') seen.session = secured.session;
  else [seen.failure, seen.failedAt] = [secured, at];
  return secured.kind === 'secured';
}

async function ask(
  connection: Connection,
  line: string,
  at: 'ehlo' | 'helo' | 'starttls' | 'recipient',
  seen: Draft,
): Promise<SmtpReply | null> {
  seen.transcript.push(`> ${line}`);
  connection.send(`${line}\r\n`);
  return readReply(connection, at, seen);
}

/** `250-first`, `250-second`, `250 last`; null if it never ended, or was none. */
async function readReply(connection: Connection, at: Talk['failedAt'], seen: Draft): Promise<SmtpReply | null> {
  const lines: string[] = [];
  const fail = (failure: StreamFailure): null => {
    [seen.failure, seen.failedAt] = [failure, at];
    return null;
  };
  while (lines.length < MAX_LINES) {
    const line = await connection.line();
    if (line.kind === 'failed') return fail(line);
    seen.transcript.push(printable(line.text, 500));
    const [, code, more, text = ''] = /^(\d{3})(?:([ -])(.*))?$/.exec(line.text.slice(0, 1000)) ?? [];
    if (code === undefined) return fail(odd(notSmtp));
    lines.push(text);
    if (more !== '-') return { code: Number(code), lines };
  }
  return fail(odd(endlessReply(MAX_LINES)));
}

const odd = (detail: Text): StreamFailure => ({ kind: 'failed', reason: 'network', detail });
