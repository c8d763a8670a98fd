/**
 * Receives the notices that Postwatch posts to `notices.webhook`, and stores each of them once. It needs Node 24 and nothing else.
 *
 * Four rules make a receiver safe, in whatever language you write yours:
 * 1. Verify the signature over the bytes as they arrived, before anything reads them.
 * 2. Refuse a signature that is older than five minutes, so that nobody can send a recorded request again later.
 * 3. Answer 2xx only after the notices are stored. With any other answer Postwatch keeps them and sends them again.
 * 4. Expect repeats: if an answer is lost, the same notice arrives again, with the same id.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type NoticeStore, openStore, type ReceivedMessage, type ReceivedNotice } from './store.ts';

/** Postwatch sends less than this. */
const MOST_BYTES = 1_000_000;
const WINDOW_SECONDS = 300;
/** Postwatch waits 10 seconds for the answer to a try. */
const REQUEST_MS = 10_000;
const MOST_CONNECTIONS = 50;

export type ReceiverOptions = {
  readonly secret: string;
  readonly store: NoticeStore;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly log?: (line: string) => void;
};

type Answer = { readonly status: number; readonly text: string };

export function createReceiver({ secret, store, now = Date.now, log = () => {} }: ReceiverOptions): Server {
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    if (request.method !== 'POST') return { status: 405, text: 'Send a POST.' };
    const body = await readBody(request);
    if (body === null) return { status: 413, text: `Send at most ${MOST_BYTES} bytes.` };
    const problem = signatureProblem(textOf(request, 'postwatch-signature'), body, secret, now());
    if (problem !== null) return { status: 401, text: problem };
    const message = parseMessage(body, textOf(request, 'idempotency-key'));
    if (message === null) return { status: 400, text: 'This is not a message from Postwatch.' };
    const stored = store.add(message, now());
    const sum = `Stored ${stored} of ${message.notices.length} notices`;
    log(`${sum}: ${JSON.stringify(message.subject)}`);
    return { status: 200, text: `${sum}.` };
  };
  // If the disk is full, Postwatch keeps the notices and tries again.
  const failed = (error: unknown): Answer => {
    log(`Stored nothing: ${String(error)}`);
    return { status: 503, text: 'The notices could not be stored.' };
  };

  const times = { requestTimeout: REQUEST_MS, connectionsCheckingInterval: REQUEST_MS / 2 };
  const server = createServer(times, async (request, response) => {
    const { status, text } = await answer(request).catch(failed);
    response.writeHead(status, { 'content-type': 'text/plain' }).end(`${text}\n`);
  });
  server.maxConnections = MOST_CONNECTIONS;
  return server;
}

const textOf = ({ headers }: IncomingMessage, name: string): string | null => headers[name]?.toString() ?? null;

/** Null if there is too much of it. The rest is read and dropped, since a sender that is cut off sees no answer. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const kept: Buffer[] = [];
  let total = 0;
  for await (const chunk of request) {
    total += chunk.length;
    if (total <= MOST_BYTES) kept.push(chunk);
  }
  return total <= MOST_BYTES ? Buffer.concat(kept) : null;
}

/** `t=<seconds>,v1=<hex>`, where v1 is HMAC-SHA256 over the seconds, a full stop and the body. Null if it is sound. */
function signatureProblem(header: string | null, body: Buffer, secret: string, now: number): string | null {
  if (header === null) return 'postwatch-signature is missing: set notices.webhookSecret.';
  const [, seconds = '', hex = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  const expected = createHmac('sha256', secret).update(`${seconds}.`).update(body).digest();
  const given = Buffer.from(hex, 'hex');
  // A plain comparison takes longer the more of it is right, and whoever measures that can guess a signature.
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    return 'postwatch-signature is wrong: compare the secrets of both sides.';
  if (Math.abs(now / 1000 - Number(seconds)) > WINDOW_SECONDS)
    return `postwatch-signature is more than ${WINDOW_SECONDS} seconds off: compare the clocks of both sides.`;
  return null;
}

function parseMessage(body: Buffer, key: string | null): ReceivedMessage | null {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return null;
  }
  if (!isObject(json)) return null;
  const { subject, text, notices } = json;
  if (typeof subject !== 'string' || typeof text !== 'string') return null;
  return Array.isArray(notices) && notices.every(isNotice) ? { subject, text, notices, key } : null;
}

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null;

const isNotice = (value: unknown): value is ReceivedNotice =>
  isObject(value) && typeof value['id'] === 'string' && /^[\w.:-]{1,200}$/.test(value['id']);

/** Not called when a test imports this file. */
function main(): void {
  const {
    POSTWATCH_WEBHOOK_SECRET: secret = '',
    HOST = '127.0.0.1',
    PORT = '8026',
    STORE = 'notices.db',
  } = process.env;
  const log = (line: string): void => void process.stdout.write(`${line}\n`);
  if (secret === '') {
    process.stderr.write('POSTWATCH_WEBHOOK_SECRET is missing: set it to the notices.webhookSecret of Postwatch.\n');
    process.exitCode = 64;
    return;
  }
  const store = openStore(STORE);
  const server = createReceiver({ secret, store, log });
  server.listen(Number(PORT), HOST, () => log(`Listening on ${HOST}:${(server.address() as AddressInfo).port}`));
  const stop = (): void => void server.close(() => store.close());
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
}

if (import.meta.main) main();
